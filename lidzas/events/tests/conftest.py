"""A camp of the round with sessions, to which a young person, a mentor and the case manager are invited."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.events.actions.coming import invite_people, mark_attendance
from lidzas.events.actions.preparing import add_session, prepare_event
from lidzas.events.choices import Part, Presence
from lidzas.events.facts import EventPlan, SessionPlan
from lidzas.events.models import Event, Participant, Session
from lidzas.events.queries.people import MayCome
from tests.builders import DAY, START

FIRST = DAY - timedelta(days=1)
LAST = DAY + timedelta(days=1)
PLAN = EventPlan(
    "camp", "Lake days", FIRST, LAST, place="Lake house", bring="A mug", practical="CANARY-practical"
)


def a_plan(day: date = FIRST, hour: int = 10, **said) -> SessionPlan:
    said = {"kind": "sport"} | said if "own_kind" not in said else said
    return SessionPlan(day=day, starts_at=time(hour), ends_at=time(hour + 1), **said)


@dataclass
class Camp:
    event: Event
    walk: Session
    case: Case
    people: dict[Part, User]

    def place(self, part: Part) -> Participant:
        return self.event.participants.select_related("event", "person", "case").get(part=part)

    def page(self, name: str, **more) -> str:
        values = {"programme_code": self.event.programme.code, "event_id": self.event.pk, **more}
        return reverse(f"events:{name}", kwargs=values)

    def mine(self, name: str, **more) -> str:
        return reverse(f"events:{name}", kwargs={"event_id": self.event.pk, **more})

    def of_case(self, name: str, **more) -> str:
        return reverse(f"events:{name}", kwargs={"case_id": self.case.pk, **more})

    def of_round(self, name: str, **more) -> str:
        values = {"programme_code": self.event.programme.code, "round_code": self.event.round.code, **more}
        return reverse(f"events:{name}", kwargs=values)

    def all_there(self, session: Session | None = None) -> None:
        by = self.people[Part.STAFF]
        mark_attendance(session or self.walk, {}, rest_is_here=True, by=by, on=LAST)

    def presence(self, part: Part) -> str:
        return Presence(self.walk.attendance.get(participant=self.place(part)).presence)


@pytest.fixture
def camp(case, mentee, mentor, case_manager) -> Camp:
    """The mentor here is of the programme, and not (or no longer) on the young person's team."""
    case.team.filter(role="mentor").delete()
    case.open_activities.filter(person=mentor).delete()
    event = prepare_event(case.round, PLAN, by=case_manager)
    walk = add_session(event, a_plan(kind="leisure"), by=case_manager)
    people = {Part.MENTEE: mentee, Part.MENTOR: mentor, Part.STAFF: case_manager}
    invite_people(
        event,
        [MayCome(mentee, Part.MENTEE, case), MayCome(mentor, Part.MENTOR), MayCome(case_manager, Part.STAFF)],
        by=case_manager,
        on=START,
    )
    return Camp(event, walk, case, people)
