"""Meetings and contacts for tests, made by the product's own actions."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.meetings.actions import log_contact, log_meeting, plan_meeting
from lidzas.meetings.choices import Channel, Lead, MeetingKind, NoteFor, WithWhom
from lidzas.meetings.models import Contact, Meeting
from tests.builders import DAY

RIGA = ZoneInfo("Europe/Riga")


def at(day: date, hour: int = 15) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=RIGA)


def a_planned_meeting(
    case: Case, *, by: User, planned_for: datetime, kind: MeetingKind = MeetingKind.MEETING, place: str = ""
) -> Meeting:
    return plan_meeting(case, kind=kind, planned_for=planned_for, place=place, by=by, on=DAY)


def a_held_meeting(case: Case, *, by: User, on: date = DAY, **told: Any) -> Meeting:
    """An hour in person today; the next one is in a week unless something else is told."""
    said = {
        "kind": MeetingKind.MEETING, "held_on": DAY, "minutes": 60, "channel": Channel.IN_PERSON,
        "who_led": Lead.MENTOR, "note": "", "note_for": NoteFor.ALL, "next_for": at(DAY + timedelta(days=7)),
        "next_place": "", "not_fixed_reason": "",
    }  # fmt: skip
    return log_meeting(case, by=by, on=on, **{**said, **told})


def a_contact(case: Case, *, by: User, **told: Any) -> Contact:
    said = {
        "with_whom": WithWhom.MENTEE, "held_on": DAY, "channel": Channel.PHONE, "reached": True, "note": "",
    }  # fmt: skip
    return log_contact(case, by=by, on=DAY, **{**said, **told})
