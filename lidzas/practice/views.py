"""The first page of an installation, and stepping into people of an invented round."""

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

from lidzas.accounts.models import User
from lidzas.guide.queries import shipped_methods
from lidzas.journey.context import PRACTICE
from lidzas.practice.actions.begin import begin_programme
from lidzas.practice.actions.sample import make_sample
from lidzas.practice.forms import BeginForm
from lidzas.practice.queries import is_untouched, parts_of, person_of_the_sample, practice_programme
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
    form = BeginForm(request.POST or None, methods=shipped_methods())
    response = fill_in(
        request,
        form,
        template="practice/begin.html",
        context={},
        deed=partial(begin_programme, on=timezone.localdate()),
        said=_("Your programme has begun. Invite your team, then begin the first round."),
        then=reverse("journey:home"),
    )
    if response.status_code == 302:
        login(request, User.objects.get(email=form.cleaned_data["email"].lower()), backend=BACKEND)
    return response


@open_to_all
@require_POST
def practise(_request: HttpRequest) -> HttpResponse:
    """Make the invented round and go to its people."""
    if not is_untouched():
        raise Http404
    make_sample(seed=1, on=timezone.localdate())
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
