"""The referrals that wait for a case manager, and how a case began."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, Role
from lidzas.audit.actions import look
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.cases.queries import likely_young_people
from lidzas.intake.actions.referrals import answer_referral, change_door, take
from lidzas.intake.forms.referrals import AnswerForm, ChangeDoorForm, TakeForm
from lidzas.intake.queries.referrals import (
    door_of,
    referral_behind,
    referral_of,
    referral_to_read,
    referrals_of,
)
from lidzas.people.links import links_of, said_of
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import fill_in


@require_safe
@opens_programme(Permission.REFERRALS_VIEW)
def referrals(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Who asks to take part, longest waiting first."""
    context = {
        "programme": programme,
        "referrals": referrals_of(programme, request.user),
        "door": door_of(programme),
        "address": request.build_absolute_uri(reverse("intake:door", kwargs={"door": programme.code})),
    }
    return render(request, "intake/referrals.html", context)


@require_safe
@opens_programme(Permission.REFERRALS_VIEW)
def referral(request: ProgrammeRequest, programme: Programme, referral_id: UUID) -> HttpResponse:
    """One referral, and who may be the same person."""
    shown = referral_to_read(programme, referral_id, request.user)
    look("referral_view", shown, by=request.user, role=Role.CASE_MANAGER)
    likely = (
        likely_young_people(programme, name=shown.name, email=shown.email, seen_by=request.user)
        if shown.is_open
        else []
    )
    return render(
        request, "intake/referral.html", {"programme": programme, "referral": shown, "likely": likely}
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.REFERRAL_ANSWER)
def take_referral(request: ProgrammeRequest, programme: Programme, referral_id: UUID) -> HttpResponse:
    """Open a case from a referral; whoever takes it is the case manager."""
    shown = referral_of(programme, referral_id)
    if request.method == "GET" and not shown.is_open:
        return redirect("intake:referrals", programme_code=programme.code)
    form = TakeForm(
        request.POST or None,
        referral=shown,
        today=timezone.localdate(),
        look=lambda name, email: likely_young_people(programme, name=name, email=email, seen_by=request.user),
    )
    return fill_in(
        request,
        form,
        template="intake/take_referral.html",
        context={"programme": programme, "referral": shown},
        deed=partial(
            take,
            shown,
            by=request.user,
            at=timezone.now(),
            on=timezone.localdate(),
            link_for=links_of(request),
        ),
        said=lambda referred: said_of(referred.invited),
        then=lambda referred: reverse("journey:case", kwargs={"case_id": referred.case.pk}),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.REFERRAL_ANSWER)
def answer(request: ProgrammeRequest, programme: Programme, referral_id: UUID) -> HttpResponse:
    """Say that no case is opened from a referral, and why."""
    shown = referral_of(programme, referral_id)
    if request.method == "GET" and not shown.is_open:
        return redirect("intake:referrals", programme_code=programme.code)
    return fill_in(
        request,
        AnswerForm(request.POST or None),
        template="intake/answer.html",
        context={"programme": programme, "referral": shown},
        deed=partial(answer_referral, shown, by=request.user, on=timezone.localdate()),
        said=_("Kept. Please tell whoever wrote, in the way they asked for."),
        then=reverse("intake:referrals", kwargs={"programme_code": programme.code}),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.SETTINGS_WRITE)
def change_the_door(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Open or close the public page, and say whom the programme is for."""
    door = door_of(programme)
    form = ChangeDoorForm(request.POST or None, instance=door, row_version=door.version)
    return fill_in(
        request,
        form,
        template="intake/change_the_door.html",
        context={
            "programme": programme,
            "address": request.build_absolute_uri(reverse("intake:door", kwargs={"door": programme.code})),
            "stands_now": lambda: door_now(programme, form),
        },
        deed=partial(change_door, programme, by=request.user),
        said=_("Saved."),
        then=reverse("journey:settings", kwargs={"programme_code": programme.code}),
    )


def door_now(programme: Programme, form: ChangeDoorForm) -> list[tuple[object, object]]:
    now = door_of(programme)
    return [(field.label, getattr(now, field.name)) for field in form]


@require_safe
@opens_case(Permission.BEGINNING_VIEW)
def beginning(request: CaseRequest, case: Case) -> HttpResponse:
    """How the young person came to the programme, and what was written then."""
    context = {
        "case": case,
        "referral": referral_behind(case),
        "standing": request.standing,
        "frame": "ui/mentee.html" if request.standing.is_mentee else "ui/page.html",
    }
    return render(request, "intake/beginning.html", context)
