"""An event's programme by day, as its reader may know it, and as a calendar file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lidzas.events.choices import Presence
from lidzas.events.facts import calendar_file, name_of_session, spans
from lidzas.events.models import Event, Session
from lidzas.method import EventWords
from lidzas.programmes.queries import method_of


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A session as one reader sees it: its name, how many were there, and where they were themself."""

    session: Session
    name: str
    there: int = 0
    mine: Presence | None = None


@dataclass(frozen=True, slots=True)
class DaySeen:
    day: date
    sessions: list[SessionSeen]


def words_of(event: Event) -> EventWords:
    return method_of(event.programme.method_id).events


def called(session: Session, words: EventWords, language: str, *, plainly: bool = False) -> str:
    """A session's title, or what its kind is called; young people read the plain word of it."""
    has_therapist = session.has_therapist and not plainly
    name = name_of_session(words, session.kind, session.own_kind, language, has_therapist=has_therapist)
    return f"{session.title} · {name}" if session.title else name


def programme_of(
    event: Event,
    language: str,
    *,
    plainly: bool = False,
    there: Mapping[UUID, int] | None = None,
    mine: Mapping[UUID, Presence] | None = None,
) -> list[DaySeen]:
    """Every day of the event with its sessions; one query."""
    words = words_of(event)
    by_day: dict[date, list[SessionSeen]] = {day: [] for day in event.days}
    for session in event.sessions.all():
        by_day[session.day].append(
            SessionSeen(
                session=session,
                name=called(session, words, language, plainly=plainly),
                there=(there or {}).get(session.pk, 0),
                mine=(mine or {}).get(session.pk),
            )
        )
    return [DaySeen(day, sessions) for day, sessions in by_day.items()]


def named_sessions(round_events: Iterable[Event], language: str) -> list[tuple[Session, str]]:
    """The sessions of events, each with its day and name, for choosing one."""
    return [
        (seen.session, f"{day.day:%d.%m.} {seen.session.starts_at:%H:%M} {seen.name}")
        for event in round_events
        for day in programme_of(event, language)
        for seen in day.sessions
    ]


def kinds_of(event: Event, language: str) -> list[tuple[str, str]]:
    """The method's kinds of sessions, for choosing one."""
    return [(kind.key, kind.name.in_language(language)) for kind in words_of(event).kinds]


def calendar_of(event: Event, days: Iterable[date], *, title: str, made: datetime) -> str:
    """A calendar file of these days of the event; nothing in it says what the programme is about."""
    wanted = set(days)
    times: dict[date, list[tuple[datetime, datetime]]] = {day: [] for day in event.days if day in wanted}
    for session in event.sessions.all():
        if session.day in times:
            times[session.day].append((session.begins, session.ends))
    entries = [(f"{event.pk}-{day:%Y%m%d}", spans(day, sessions)) for day, sessions in times.items()]
    return calendar_file(entries, title=title, place=event.place, made=made)
