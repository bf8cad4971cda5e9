"""The first page after signing in, one for each role."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lidzas.access import Role
from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.accounts.middleware import LIMIT
from lidzas.cases.models import Case
from lidzas.journey.context import HAT, hats_on
from lidzas.journey.queries.caseload import case_seen_by
from lidzas.journey.queries.desk import desk_of
from lidzas.journey.queries.figures import figures_of
from lidzas.journey.queries.hats import Hat, worn
from lidzas.journey.queries.homes import (
    case_manager_home,
    mentee_home,
    mentor_home,
    programme_coded,
    team_home,
)
from lidzas.plans.choices import StepStatus
from lidzas.programmes.queries import method_of


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """What is mine today, in the role chosen."""
    hats = hats_on(request)
    hat = worn(hats, request.GET.get("as") or request.session.get(HAT, ""))
    if hat is None:
        return render(request, "journey/home_nobody.html")
    if request.session.get(HAT) != hat.key:
        request.session[HAT] = hat.key
    be_patient(request, hats)
    if hat.case_id:
        return for_mentee(request, case_seen_by(request.user, hat.case_id))
    if hat.role is Role.MENTOR:
        return for_mentor(request)
    return for_staff(request, hat)


def be_patient(request: SignedInRequest, hats: list[Hat]) -> None:
    """A young person's phone stays signed in for longer than a desk."""
    only_mentee = all(hat.role is Role.MENTEE for hat in hats)
    limit = settings.LIDZAS_MENTEE_IDLE_MINUTES if only_mentee else settings.LIDZAS_IDLE_MINUTES
    if request.session.get(LIMIT) != limit:
        request.session[LIMIT] = limit


def for_mentee(request: SignedInRequest, case: Case) -> HttpResponse:
    shown = mentee_home(request.user, case, on=timezone.localdate(), now=timezone.now())
    return render(
        request,
        "journey/home_mentee.html",
        {"home": shown, "case": case, "done_fields": {"status": StepStatus.DONE}},
    )


def for_mentor(request: SignedInRequest) -> HttpResponse:
    shown = mentor_home(request.user, on=timezone.localdate(), now=timezone.now())
    return render(request, "journey/home_mentor.html", {"home": shown})


def for_staff(request: SignedInRequest, hat: Hat) -> HttpResponse:
    programme, today = programme_coded(hat.programme_code), timezone.localdate()
    if hat.role is Role.CASE_MANAGER:
        shown = case_manager_home(request.user, programme, on=today)
        return render(
            request,
            "journey/home_case_manager.html",
            {"home": shown, "programme": programme, "desk": desk_of(programme, [hat.role])},
        )
    shown = team_home(request.user, programme, [hat.role], on=today)
    figures = figures_of(programme, method_of(programme.method_id), request.user.language)
    return render(
        request,
        "journey/home_team.html",
        {
            "home": shown,
            "programme": programme,
            "figures": figures,
            "worn_role": hat.role,
            "desk": desk_of(programme, [hat.role]),
        },
    )
