"""A site with nothing but the frame, the sign-in pages, and pages that go wrong."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_POST

from lidzas.ui.public import open_to_all


@open_to_all
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/public.html")


@open_to_all
def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@open_to_all
def refuses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@open_to_all
@require_POST
def answers_forms(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST["words"])


@open_to_all
def says_no_itself(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Not like this.", status=405)


guide = [
    path("", start, name="start"),
    path("method/", start, name="method"),
    path("help/", start, name="help"),
]
urlpatterns = [
    path("", include((guide, "guide"))),
    path("", include("lidzas.ui.urls")),
    path("account/", include("config.account_urls")),
    path("home/", include(([path("", start, name="home")], "journey"))),
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("answers/", answers_forms),
    path("says-no/", says_no_itself),
]
handler400 = "lidzas.ui.refusals.bad_request"
handler403 = "lidzas.ui.refusals.forbidden"
handler404 = "lidzas.ui.refusals.not_found"
handler500 = "lidzas.ui.refusals.server_error"
