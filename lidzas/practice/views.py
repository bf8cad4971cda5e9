"""The first page of an installation, and stepping into people of an invented round."""

from contextlib import suppress
from functools import partial
from uuid import UUID

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.accounts.locks import SignedInRequest, opens
from lidzas.guide.queries import is_untouched, shipped_methods
from lidzas.journey.context import PRACTICE
from lidzas.practice.actions.begin import BegunAlready, begin_another, begin_programme
from lidzas.practice.actions.sample import make_sample
from lidzas.practice.forms import BeginForm, ProgrammeForm
from lidzas.practice.queries import (
    leader_of,
    parts_of,
    person_of_the_sample,
    practice_programme,
)
from lidzas.programmes.models import Programme
from lidzas.ui.pages import fill_in
from lidzas.ui.public import open_to_all

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Start our programme, or practise. It exists only as long as nobody has begun."""
    if not is_untouched():
        raise Http404

    def go_in(programme: Programme) -> str:
        login(request, leader_of(programme), backend=BACKEND)
        return reverse("journey:home")

    return fill_in(
        request,
        BeginForm(request.POST or None, methods=shipped_methods()),
        template="practice/begin.html",
        context={},
        deed=partial(begin_programme, on=timezone.localdate()),
        said=_("Your programme has begun. Invite your team, then begin the first round."),
        then=go_in,
    )


@require_http_methods(["GET", "POST"])
@opens(Permission.PROGRAMME_START)
def programme(request: SignedInRequest) -> HttpResponse:
    """Another programme in the same installation, kept apart from the first."""
    return fill_in(
        request,
        ProgrammeForm(request.POST or None, methods=shipped_methods()),
        template="practice/programme.html",
        context={},
        deed=partial(begin_another, by=request.user, on=timezone.localdate()),
        said=_("The programme has begun. It knows nothing of the others."),
        then=lambda begun: reverse("journey:settings", kwargs={"programme_code": begun.code}),
    )


@open_to_all
@require_POST
def practise(_request: HttpRequest) -> HttpResponse:
    """Make the invented round and go to its people; asked again, go to those that are there."""
    with suppress(BegunAlready):
        make_sample(seed=1, on=timezone.localdate())
    practising()
    return redirect("practice:people")


@open_to_all
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the invented round, to step into."""
    programme = practising()
    return render(request, "practice/people.html", {"programme": programme, "parts": parts_of(programme)})


@open_to_all
@require_POST
def step_into(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Become somebody of the invented round. With real people in the installation this page does not exist."""
    programme = practising()
    person = get_object_or_404(person_of_the_sample(programme), pk=person_id)
    login(request, person, backend=BACKEND)
    request.session[PRACTICE] = True
    return redirect("journey:home")


def practising() -> Programme:
    programme = practice_programme()
    if programme is None:
        raise Http404
    return programme
