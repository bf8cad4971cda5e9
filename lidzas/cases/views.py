"""Opening a case."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lidzas.access import Permission
from lidzas.cases.actions import refer
from lidzas.cases.forms import OpenCaseForm
from lidzas.people.links import links_of, said_of
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import fill_in


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.CASE_OPEN)
def open(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    form = OpenCaseForm(request.POST or None, programme=programme, today=timezone.localdate())
    return fill_in(
        request,
        form,
        template="cases/open.html",
        context={"programme": programme},
        deed=partial(refer, by=request.user, at=timezone.now(), link_for=links_of(request)),
        said=lambda referred: said_of(referred.link, referred.case.mentee.name),
        then=lambda referred: reverse("journey:case", kwargs={"case_id": referred.case.pk}),
    )
