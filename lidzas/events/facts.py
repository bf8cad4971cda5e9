"""What is said of events, sessions and people; what two signals come to; an event as a calendar file (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from lidzas.events.choices import Joint, Signal
from lidzas.method import EventWords, SessionKind

LONGEST_LINE = 75


@dataclass(frozen=True, slots=True)
class EventPlan:
    """Everything that is said of an event while it is prepared."""

    called: str
    name: str
    starts_on: date
    ends_on: date
    place: str = ""
    getting_there: str = ""
    bring: str = ""
    practical: str = ""


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """Everything that is said of a session."""

    day: date
    starts_at: time
    ends_at: time
    kind: str = ""
    own_kind: str = ""
    title: str = ""
    place: str = ""
    led_by: str = ""
    has_therapist: bool = False
    group_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A signal as it was given: how it feels, and perhaps why."""

    signal: Signal
    why: str = ""


def joint(one: Signal | None, other: Signal | None) -> Joint:
    """The joint result of both sides (S1.01): as long as one has not answered, nothing is known.

    A doubt of either side looks the same as one of both, so that nobody's answer can be told from it.
    """
    if one is None or other is None:
        return Joint.NOT_KNOWN
    return Joint.NOT_POSSIBLE if Signal.RATHER_NOT in (one, other) else Joint.POSSIBLE


def kind_called(words: EventWords, key: str) -> SessionKind | None:
    return next((kind for kind in words.kinds if kind.key == key), None)


def name_of_session(
    words: EventWords, kind: str, own_kind: str, language: str, *, has_therapist: bool
) -> str:
    """What a session is called; therapy only where a certified therapist leads it (O16)."""
    known = kind_called(words, kind)
    return known.named(has_therapist=has_therapist).in_language(language) if known else own_kind or kind


# ── a calendar file ────────────────────────────────────────────────────────────────────────────────────


def escaped(text: str) -> str:
    """Text as a value of a calendar file; control characters have no place in one."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n") if sign == "\n" or ord(sign) >= 32)
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never cut within a letter."""
    pieces, room = [""], LONGEST_LINE
    for sign in line:
        size = len(sign.encode("utf-8", "replace"))
        if size > room:
            pieces.append(" ")
            room = LONGEST_LINE - 1
        pieces[-1] += sign
        room -= size
    return "\r\n".join(pieces)


def moment(when: datetime) -> str:
    """A moment in world time, which every calendar shows by its own clock, summer and winter."""
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def spans(day: date, sessions: Iterable[tuple[datetime, datetime]]) -> tuple[str, str]:
    """From when to when a day lasts: from its first session to its last, or all of it."""
    times = list(sessions)
    if not times:
        after = day + timedelta(days=1)
        return f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    begins, ends = min(begin for begin, _end in times), max(end for _begin, end in times)
    return f"DTSTART:{moment(begins)}", f"DTEND:{moment(ends)}"


def calendar_file(
    entries: Iterable[tuple[str, tuple[str, str]]], *, title: str, place: str, made: datetime
) -> str:
    """One entry a day: (its id, from and to). The title says nothing of what the programme is about."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lidzas//Lidzas//LV", "CALSCALE:GREGORIAN"]
    for name, (begins, ends) in entries:
        lines += ["BEGIN:VEVENT", f"UID:{name}@lidzas", f"DTSTAMP:{moment(made)}", begins, ends]
        lines += [
            f"SUMMARY:{escaped(title)}",
            *([f"LOCATION:{escaped(place)}"] if place else []),
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])
