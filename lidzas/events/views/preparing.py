"""Preparing events: what happens when, and copying what went well."""

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.events.actions import preparing
from lidzas.events.facts import EventPlan, SessionPlan
from lidzas.events.forms import CopyEventForm, CopyRoundForm, EventForm, SessionForm
from lidzas.events.models import Event, Session
from lidzas.events.queries.people import (
    counted_in,
    event_of,
    events_of,
    participants_of,
    replies_in,
    round_of,
    session_of,
)
from lidzas.events.queries.programme import calendar_of, kinds_of, programme_of
from lidzas.method import Effort
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import answer_deed, fill_in


def language() -> str:
    return get_language() or ""


def framed(request: ProgrammeRequest, programme: Programme, **more: Any) -> dict[str, Any]:
    """What every page of the team shows around its own content."""
    may = {
        name: is_allowed(permission, in_programme=request.roles)
        for name, permission in (
            ("write", Permission.EVENT_WRITE), ("needs", Permission.EVENT_NEEDS), ("meet", Permission.EVENT_MEET),
            ("names", Permission.PEOPLE_VIEW), ("result", Permission.SIGNALS_RESULT),
            ("rounds", Permission.ROUND_WRITE),
        )
    }  # fmt: skip
    return {"programme": programme, "may": may, **more}


def page_of(event: Event) -> str:
    return reverse("events:show", kwargs={"programme_code": event.programme.code, "event_id": event.pk})


@require_safe
@opens_programme(Permission.EVENT_VIEW)
def index(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """The camps and meetings of every round."""
    context = framed(request, programme, rounds=events_of(programme), today=timezone.localdate())
    return render(request, "events/index.html", context)


@require_safe
@opens_programme(Permission.EVENT_VIEW)
def show(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    """One event: what happens when, and who comes."""
    event = event_of(programme, event_id)
    places = participants_of(event)
    context = framed(
        request,
        programme,
        event=event,
        days=programme_of(event, language(), there=counted_in(event)),
        places=places,
        replies=replies_in(places),
        mine=next((place for place in places if place.person_id == request.user.pk), None),
        today=timezone.localdate(),
    )
    return render(request, "events/show.html", context)


@require_safe
@opens_programme(Permission.EVENT_VIEW)
def timetable(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    """The programme for the wall and the pocket: on paper, by day, without anybody's name."""
    event = event_of(programme, event_id)
    context = framed(request, programme, event=event, days=programme_of(event, language()))
    return render(request, "events/timetable.html", context)


def calendar_answer(event: Event, days: Any) -> HttpResponse:
    text = calendar_of(event, days, title=_("We meet"), made=timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return answer


@require_safe
@opens_programme(Permission.EVENT_VIEW)
def calendar(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:  # noqa: ARG001
    event = event_of(programme, event_id)
    return calendar_answer(event, event.days)


@require_safe
@opens_programme(Permission.EVENT_VIEW)
def icebreakers(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Ways to take down the walls between strangers, the gentlest first (S1.07)."""
    known = method_of(programme.method_id).events.icebreakers
    words = {
        Effort.GENTLE: _("Gentle: nothing need be said"),
        Effort.SOME: _("A little: a few words or a movement"),
        Effort.MORE: _("More: speaking or showing before others"),
    }
    groups = [(label, [each for each in known if each.effort is effort]) for effort, label in words.items()]
    context = framed(request, programme, groups=[group for group in groups if group[1]])
    return render(request, "events/icebreakers.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def prepare(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    return fill_in(
        request,
        EventForm(request.POST or None, programme=programme),
        template="events/prepare.html",
        context=framed(request, programme),
        deed=partial(preparing.prepare_event, by=request.user),
        said=_("The event is prepared. Next come its sessions, then the invitations."),
        then=page_of,
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def change(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    event = event_of(programme, event_id)
    stands = {name: getattr(event, name) for name in EventPlan.__dataclass_fields__}
    form = EventForm(request.POST or None, programme=None, initial=stands, row_version=event.version)
    return fill_in(
        request,
        form,
        template="events/change.html",
        context=framed(
            request, programme, event=event,
            stands_now=lambda: [(form.fields[name].label, value or "–") for name, value in stands.items()],
        ),
        deed=partial(preparing.change_event, event, by=request.user),
        said=_("Saved."),
        then=page_of(event),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def copy(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    event = event_of(programme, event_id)
    return fill_in(
        request,
        CopyEventForm(request.POST or None, event=event),
        template="events/copy.html",
        context=framed(request, programme, event=event),
        deed=partial(preparing.copy_event, event, by=request.user),
        said=_("Copied, with its sessions and without anybody's data."),
        then=page_of,
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.ROUND_WRITE)
def copy_round(request: ProgrammeRequest, programme: Programme, round_code: str) -> HttpResponse:
    """Begin a round like an earlier one."""
    round = round_of(programme, round_code)
    return fill_in(
        request,
        CopyRoundForm(request.POST or None),
        template="events/copy_round.html",
        context=framed(request, programme, round=round),
        deed=partial(preparing.copy_round, round, by=request.user),
        said=_("The round is open, with its events on the new days."),
        then=reverse("events:index", kwargs={"programme_code": programme.code}),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def add_session(request: ProgrammeRequest, programme: Programme, event_id: UUID) -> HttpResponse:
    event = event_of(programme, event_id)
    return fill_in(
        request,
        SessionForm(request.POST or None, event=event, kinds=kinds_of(event, language())),
        template="events/add_session.html",
        context=framed(request, programme, event=event),
        deed=partial(preparing.add_session, event, by=request.user),
        said=_("The session stands in the programme."),
        then=page_of(event),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.EVENT_WRITE)
def change_session(
    request: ProgrammeRequest, programme: Programme, event_id: UUID, session_id: UUID
) -> HttpResponse:
    event = event_of(programme, event_id)
    session = session_of(event, session_id)
    form = SessionForm(
        request.POST or None,
        event=event,
        kinds=kinds_of(event, language()),
        session=session,
        row_version=session.version,
    )
    return fill_in(
        request,
        form,
        template="events/change_session.html",
        context=framed(
            request, programme, event=event, session=session, stands_now=partial(session_now, form, session)
        ),
        deed=partial(preparing.change_session, session, by=request.user),
        said=_("Saved."),
        then=page_of(event),
    )


def session_now(form: SessionForm, session: Session) -> list[tuple[object, object]]:
    return [
        (form.fields[name].label, getattr(session, name) or "–")
        for name in asdict(SessionPlan(session.day, session.starts_at, session.ends_at))
        if name in form.fields
    ]


@require_http_methods(["POST"])
@opens_programme(Permission.EVENT_WRITE)
def remove_session(
    request: ProgrammeRequest, programme: Programme, event_id: UUID, session_id: UUID
) -> HttpResponse:
    event = event_of(programme, event_id)
    session = session_of(event, session_id)
    return answer_deed(
        request,
        deed=partial(preparing.remove_session, session, by=request.user),
        said=_("The session is taken out of the programme."),
        then=page_of(event),
    )
