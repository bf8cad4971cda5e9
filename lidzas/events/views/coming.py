"""Who comes, what they need, who was where, and with whom contact is made."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission
from lidzas.events.actions import coming, seeing
from lidzas.events.forms import AttendanceForm, InviteForm, LeftForm
from lidzas.events.models import Participant
from lidzas.events.queries.people import (
    event_of,
    invited_ids,
    marks_in,
    may_come,
    mentor_of,
    needs_of,
    participant_of,
    participants_of,
    round_of,
    session_of,
)
from lidzas.events.queries.programme import called, words_of
from lidzas.events.queries.signals import joint_results
from lidzas.events.queries.together import grid_of, shared_by_mentors
from lidzas.events.views.preparing import framed, language, page_of
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import answer_deed, fill_in


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def invite(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    event = event_of(programme, event_id)
    invited = invited_ids(event)
    people = [each for each in may_come(event, request.user) if each.person.pk not in invited]

    def said(new: list[Participant]) -> str:
        words = ngettext("%(count)s person is invited.", "%(count)s people are invited.", len(new))
        return words % {"count": len(new)}

    return fill_in(
        request,
        InviteForm(request.POST or None, people=people),
        template="events/invite.html",
        context=framed(request, programme, event=event, people=people),
        deed=partial(coming.invite_people, event, by=request.user, on=timezone.localdate()),
        said=said,
        then=page_of(event),
    )


@require_safe
@opens_programme(Permission.EVENT_NEEDS)
def needs(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    """What everybody who comes needs and allows, as a list to act on, also on paper (S1.11)."""
    event = event_of(programme, event_id)
    rows = needs_of(event)
    context = framed(
        request,
        programme,
        event=event,
        rows=rows,
        no_photos=[row for row in rows if not row.may_be_photographed],
    )
    return render(request, "events/needs.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def attendance(
    request: ProgrammeRequest, programme: Programme, event_id: UUID, session_id: UUID
) -> HttpResponse:
    """One page, one tap each: thirty people in a minute."""
    event = event_of(programme, event_id)
    session = session_of(event, session_id)
    places, marks = participants_of(event), marks_in(session)
    form = AttendanceForm(request.POST or None, places=places, marks=marks)
    own_choice = {pk for pk, mark in marks.items() if mark.by_id == mark.participant.person_id}
    expected = {place.pk for place in places if coming.is_expected(place, session.day)}

    def said(marked: int) -> str:
        return ngettext("%(count)s person is marked.", "%(count)s people are marked.", marked) % {
            "count": marked
        }

    return fill_in(
        request,
        form,
        template="events/attendance.html",
        context=framed(
            request, programme, event=event, session=session, name=called(session, words_of(event), language()),
            own_choice=own_choice, expected=expected, left_over=bool(expected - marks.keys()),
        ),
        deed=partial(coming.mark_attendance, session, by=request.user, on=timezone.localdate()),
        said=said,
        then=page_of(event),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def left(
    request: ProgrammeRequest, programme: Programme, event_id: UUID, participant_id: UUID
) -> HttpResponse:
    """Note that somebody went home; going early is fine."""
    event = event_of(programme, event_id)
    place = participant_of(event, participant_id)
    return fill_in(
        request,
        LeftForm(request.POST or None, place=place),
        template="events/left.html",
        context=framed(request, programme, event=event, place=place),
        deed=partial(coming.leave_early, place, by=request.user),
        said=_("Noted. Going home early is fine."),
        then=page_of(event),
    )


@require_safe
@opens_programme(Permission.PEOPLE_VIEW)
def met(request: ProgrammeRequest, programme: Programme, round_code: str) -> HttpResponse:
    """Who has met whom, and with whom the case manager has not made contact yet (S1.15, S1.16, S1.34)."""
    round = round_of(programme, round_code)
    context = framed(request, programme, round=round, grid=grid_of(round, request.user))
    return render(request, "events/met.html", context)


@require_http_methods(["POST"])
@opens_programme(Permission.EVENT_MEET)
def met_mentor(
    request: ProgrammeRequest, programme: Programme, round_code: str, mentor_id: UUID
) -> HttpResponse:
    round = round_of(programme, round_code)
    mentor = mentor_of(programme, mentor_id)
    today = timezone.localdate()
    return answer_deed(
        request,
        deed=partial(seeing.make_mentor_contact, mentor, round, made_on=today, by=request.user, on=today),
        said=_("First contact is made."),
        then=reverse("events:met", kwargs={"programme_code": programme.code, "round_code": round.code}),
    )


@require_safe
@opens_programme(Permission.SIGNALS_RESULT)
def possible(request: ProgrammeRequest, programme: Programme, round_code: str) -> HttpResponse:
    """What both private signals come to for each pair; neither answer is shown (S1.01)."""
    round = round_of(programme, round_code)
    mentors, rows = joint_results(round, request.user)
    context = framed(request, programme, round=round, mentors=mentors, rows=rows)
    return render(request, "events/possible.html", context)


@require_safe
@opens_programme(Permission.EVENT_NEEDS)
def shared(request: ProgrammeRequest, programme: Programme, round_code: str) -> HttpResponse:
    """What mentors chose to share with the team after events."""
    round = round_of(programme, round_code)
    context = framed(request, programme, round=round, reflections=shared_by_mentors(round))
    return render(request, "events/shared.html", context)
