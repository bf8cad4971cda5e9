"""The two yardsticks: a minimal page with one indexed query (D1), and a bare durable insert."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from lidzas.accounts.models import User
from lidzas.cases.models import OpenActivity
from lidzas.records.identity import new_id
from lidzas.records.models import Receipt

TEMPLATE = engines["django"].from_string("<p>{{ row.activity }} {{ row.due_on }}</p>")


def d1(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({"row": OpenActivity.objects.order_by("pk").first()}))


def insert(request: HttpRequest) -> HttpResponse:
    """One signed-in, checked, durable insert and a redirect: what a page that keeps something costs at least."""
    if not isinstance(request.user, User):
        return HttpResponse(status=403)
    Receipt.objects.create(
        key=new_id().hex, digest=request.POST.get("note", "")[:64], person=request.user, location="/"
    )
    return redirect("d1")


urlpatterns = [path("d1/", d1, name="d1"), path("insert/", insert)]
