"""The pages of meetings and contacts."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, Role
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.meetings import actions
from lidzas.meetings.choices import Lead, MeetingKind
from lidzas.meetings.facts import lead_picture
from lidzas.meetings.forms import (
    ContactForm,
    ExtendForm,
    LogForm,
    MoveForm,
    NotThisTimeForm,
    PlanForm,
    ShareForm,
)
from lidzas.meetings.models import Meeting
from lidzas.meetings.queries import (
    changed_meetings,
    contacts_of,
    contacts_this_week,
    did_not_happen_twice,
    extensions_of,
    hours,
    is_next_fixed,
    lead_over_time,
    meeting_on,
    meetings_of,
    planned_meetings,
    planned_of,
)
from lidzas.people.queries import about
from lidzas.people.queries.cards import how_to_reach
from lidzas.plans.queries import next_step
from lidzas.ui.pages import answer_deed, fill_in


def framed(request: CaseRequest, case: Case, **more: Any) -> dict[str, Any]:
    """What every page of this app shows around its own content."""
    return {"case": case, "is_mine": request.standing.is_mentee, **more}


def index_of(case: Case) -> str:
    return reverse("meetings:index", kwargs={"case_id": case.pk})


def id_in(request: CaseRequest, name: str) -> UUID | None:
    """The id in the address; what is none counts as not given."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def turning(page: str, older: UUID | None) -> dict[str, str]:
    """Where the newest rows are, and the ones older than this page's."""
    return {"newest_url": page, "older_url": f"{page}?before={older}" if older else ""}


@require_safe
@opens_case(Permission.MEETING_VIEW)
def index(request: CaseRequest, case: Case) -> HttpResponse:
    standing, now = request.standing, timezone.now()
    planned, before = planned_meetings(case), id_in(request, "before")
    held = meetings_of(case, request.user, standing, before=before)
    is_open, is_manager = not case.is_closed, Role.CASE_MANAGER in standing.on_case
    context = framed(
        request,
        case,
        ahead=[meeting for meeting in planned if meeting.is_ahead(now)],
        passed=[meeting for meeting in planned if not meeting.is_ahead(now)],
        held=held,
        is_first_page=before is None,
        **turning(index_of(case), held.older),
        changed=[] if standing.is_mentee else changed_meetings(case),
        asks_gently=is_manager and did_not_happen_twice(case),
        hours=hours(case, timezone.localdate()),
        picture=lead_picture(lead_over_time(case)),
        leads=Lead,
        is_manager=is_manager,
        may_plan=is_open and standing.allows(Permission.MEETING_PLAN),
        may_log=is_open and standing.allows(Permission.MEETING_LOG),
        may_share=is_open and standing.allows(Permission.NOTE_SHARE),
        share_it={"shared": "yes"},
        keep_it={"shared": "no"},
        may_extend=is_open and standing.allows(Permission.CONTACT_LOG),
        sees_contacts=standing.allows(Permission.CONTACT_VIEW),
    )
    return render(request, "meetings/index.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MEETING_PLAN)
def plan(request: CaseRequest, case: Case) -> HttpResponse:
    today, kind = timezone.localdate(), request.GET.get("kind", "")
    wanted = {"kind": kind} if kind in MeetingKind.values else None
    return fill_in(
        request,
        PlanForm(request.POST or None, today=today, initial=wanted),
        template="meetings/plan.html",
        context=framed(request, case),
        deed=partial(actions.plan_meeting, case, by=request.user, on=today),
        said=_("The meeting is planned."),
        then=index_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MEETING_LOG)
def log(request: CaseRequest, case: Case) -> HttpResponse:
    today, meeting_id = timezone.localdate(), id_in(request, "meeting")
    form = LogForm(
        request.POST or None,
        today=today,
        opened_on=case.opened_on,
        is_next_fixed=partial(is_next_fixed, case, on=today),
        initial=first_guess(planned_of(case, meeting_id) if meeting_id else None, today),
    )
    ahead = [each for each in planned_meetings(case) if each.is_ahead(timezone.now())]
    return fill_in(
        request,
        form,
        template="meetings/log.html",
        context=framed(
            request,
            case,
            step=next_step(case),
            ahead=ahead,
            other_length_is_open=bool(form["other_length"].value()),
        ),
        deed=partial(actions.log_meeting, case, by=request.user, on=today),
        said=_("The meeting is logged."),
        then=index_of(case),
    )


def first_guess(planned: Meeting | None, today: date) -> dict[str, Any]:
    """What a log is likely to say: the meeting that was planned, or one today."""
    if planned is None:
        return {"held_on": today, "kind": MeetingKind.MEETING}
    return {"held_on": planned.planned_day, "kind": planned.kind}


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MEETING_PLAN)
def move(request: CaseRequest, case: Case, meeting_id: UUID) -> HttpResponse:
    meeting, today = planned_of(case, meeting_id), timezone.localdate()
    return fill_in(
        request,
        MoveForm(request.POST or None, today=today, initial={"place": meeting.place}),
        template="meetings/move.html",
        context=framed(request, case, meeting=meeting),
        deed=partial(actions.move_meeting, meeting, by=request.user, on=today),
        said=_("The meeting is moved."),
        then=index_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MEETING_PLAN)
def not_this_time(request: CaseRequest, case: Case, meeting_id: UUID) -> HttpResponse:
    meeting, today = planned_of(case, meeting_id), timezone.localdate()
    return fill_in(
        request,
        NotThisTimeForm(request.POST or None, today=today, is_mine=request.standing.is_mentee),
        template="meetings/not_this_time.html",
        context=framed(request, case, meeting=meeting),
        deed=partial(actions.not_this_time, meeting, by=request.user, on=today),
        said=_("Thank you for saying so. That is all right."),
        then=index_of(case),
    )


@require_POST
@opens_case(Permission.NOTE_SHARE)
def share(request: CaseRequest, case: Case, meeting_id: UUID) -> HttpResponse:
    """Say whether a later mentor reads a note of this meeting."""
    meeting, form = meeting_on(case, meeting_id), ShareForm(request.POST)
    if not form.is_valid():
        return redirect(index_of(case))
    shared = form.cleaned_data["shared"]
    said = _("A later mentor may read this note.") if shared else _("A later mentor will not read this note.")
    return answer_deed(
        request,
        deed=partial(
            actions.share_note,
            meeting,
            shared=shared,
            by=request.user,
            as_role=request.standing.role_for(Permission.NOTE_SHARE),
            on=timezone.localdate(),
        ),
        said=said,
        then=index_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CONTACT_LOG)
def extend(request: CaseRequest, case: Case) -> HttpResponse:
    today = timezone.localdate()
    return fill_in(
        request,
        ExtendForm(request.POST or None),
        template="meetings/extend.html",
        context=framed(request, case, hours=hours(case, today), extensions=extensions_of(case)),
        deed=partial(actions.extend_hours, case, by=request.user, on=today),
        said=_("More time is given."),
        then=index_of(case),
    )


@require_safe
@opens_case(Permission.CONTACT_VIEW)
def contacts(request: CaseRequest, case: Case) -> HttpResponse:
    before = id_in(request, "before")
    found = contacts_of(case, before=before)
    context = framed(
        request,
        case,
        contacts=found,
        is_first_page=before is None,
        **turning(reverse("meetings:contacts", kwargs={"case_id": case.pk}), found.older),
        this_week=contacts_this_week(case, timezone.localdate()),
        may_log=not case.is_closed and request.standing.allows(Permission.CONTACT_LOG),
    )
    return render(request, "meetings/contacts.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CONTACT_LOG)
def contact(request: CaseRequest, case: Case) -> HttpResponse:
    today = timezone.localdate()
    form = ContactForm(
        request.POST or None, today=today, opened_on=case.opened_on, initial={"held_on": today}
    )
    return fill_in(
        request,
        form,
        template="meetings/contact.html",
        context=framed(request, case, reach=how_to_reach(about(case.mentee))),
        deed=partial(actions.log_contact, case, by=request.user, on=today),
        said=_("The contact is logged."),
        then=reverse("meetings:contacts", kwargs={"case_id": case.pk}),
    )
