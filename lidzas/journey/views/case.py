"""The page of one case, and what moves it."""

from datetime import timedelta
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission
from lidzas.assessments.queries import way_on
from lidzas.cases.actions import enter_stage, mark_by_hand
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.journey.actions import move_on
from lidzas.journey.facts import facts_of
from lidzas.journey.forms import ExitForm, MarkForm, StageForm
from lidzas.journey.queries.casepage import (
    activity_by_hand,
    entries_of,
    in_words,
    language,
    looks_at,
    path_of,
    team_on,
    timeline_of,
    where_it_is_now,
)
from lidzas.journey.queries.due import due_on_case, title_of
from lidzas.meetings.queries import hours, next_meeting
from lidzas.method import unmet
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import fill_in


@require_safe
@opens_case(Permission.CASE_VIEW)
def case(request: CaseRequest, case: Case) -> HttpResponse:
    """Where the case is, who is on it, what is open for whom, and what happened."""
    today, entries = timezone.localdate(), entries_of(case)
    context = {
        "case": case,
        "path": path_of(case, entries),
        "team": team_on(case),
        "due": due_on_case(case, on=today) if not request.standing.is_mentee else [],
        "timeline": timeline_of(case, entries, as_mentee=request.standing.is_mentee),
        "meeting": next_meeting(case, since=timezone.now() - timedelta(hours=3)),
        "hours": hours(case, today),
        "may": may(request),
        "way": way_on(case) if request.standing.allows(Permission.READINESS_VIEW) else None,
    }
    return render(request, "journey/case.html", context)


def may(request: CaseRequest) -> dict[str, bool]:
    """What the person may do on this case, for showing buttons."""
    asked = {
        "move": Permission.STAGE_ENTER, "contact": Permission.CONTACT_LOG, "meeting": Permission.MEETING_LOG,
        "concern": Permission.CONCERN_RAISE, "exit": Permission.EXIT_RECORD, "looks": Permission.LOOKS_VIEW,
        "check_in": Permission.CHECK_IN,
        "pass_on": Permission.CASE_HAND_OVER,
        "beginning": Permission.BEGINNING_VIEW,
        "concerns": Permission.CONCERN_HANDLE,
        "tick": Permission.PREPARATION_TICK,
    }  # fmt: skip
    return {word: request.standing.allows(permission) for word, permission in asked.items()}


@require_http_methods(["GET", "POST"])
@opens_case(Permission.STAGE_ENTER)
def stage(request: CaseRequest, case: Case) -> HttpResponse:
    """Move the case. The gate says what is open; it does not lock."""
    method, facts = method_of(case.method_id), facts_of(case)
    here = method.stage(case.stage)
    open_now = unmet(here.gate, facts)
    following = method.stage_after(case.stage)
    others = [
        (each.key, each.name.in_language(language())) for each in method.stages if each.key != case.stage
    ]
    form = StageForm(
        request.POST or None,
        stages=others,
        since=case.stage_entered_on,
        today=timezone.localdate(),
        row_version=case.version,
        initial={"stage": following.key if following else None},
    )
    return fill_in(
        request,
        form,
        template="journey/stage.html",
        context={
            "case": case,
            "here": here,
            "missing": [in_words(each, method) for each in open_now],
            "stands_now": partial(where_it_is_now, case),
        },
        deed=partial(enter_stage, case, facts=facts, by=request.user),
        said=_("The case has moved."),
        then=reverse("journey:case", kwargs={"case_id": case.pk}),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ACTIVITY_MARK)
def mark(request: CaseRequest, case: Case, activity: str) -> HttpResponse:
    """Say that something was done which has no page of its own."""
    known = activity_by_hand(case, activity, request.standing.on_case)
    form = MarkForm(request.POST or None, since=case.opened_on, today=timezone.localdate())
    return fill_in(
        request,
        form,
        template="journey/mark.html",
        context={
            "case": case,
            "activity": known,
            "title": title_of(known, request.standing.role_for(Permission.ACTIVITY_MARK)),
        },
        deed=partial(mark_by_hand, case, activity, by=request.user, as_roles=request.standing.on_case),
        said=_("Done. Thank you."),
        then=reverse("journey:home"),
    )


@require_safe
@opens_case(Permission.LOOKS_VIEW)
def looks(request: CaseRequest, case: Case) -> HttpResponse:
    """Who looked at the young person's pages: by name, role, day and what."""
    return render(
        request,
        "journey/looks.html",
        {"case": case, "looks": looks_at(case, to_mentee=request.standing.is_mentee)},
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.EXIT_RECORD)
def exit(request: CaseRequest, case: Case) -> HttpResponse:
    """The last page of a case: which way the young person goes on (S5.11)."""
    method = method_of(case.method_id)
    paths = [(each.key, each.name.in_language(language())) for each in method.exit_paths]
    form = ExitForm(request.POST or None, paths=paths, since=case.opened_on, today=timezone.localdate())
    missing = [in_words(each, method) for each in unmet(method.stages[-1].gate, facts_of(case))]
    return fill_in(
        request,
        form,
        template="journey/exit.html",
        context={"case": case, "missing": missing},
        deed=partial(move_on, case, by=request.user),
        said=_("The case is closed. The young person keeps their page."),
        then=reverse("journey:case", kwargs={"case_id": case.pk}),
    )
