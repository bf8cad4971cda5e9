"""Preparing events and sessions, and copying events and rounds."""

from datetime import timedelta

import pytest

from lidzas.events.actions.preparing import (
    DaysOutOfPlace,
    SessionWasHeld,
    StrangeRound,
    add_session,
    change_event,
    change_session,
    copy_event,
    copy_round,
    prepare_event,
    remove_session,
)
from lidzas.events.facts import EventPlan
from lidzas.events.models import Event, Participant, Session
from lidzas.events.tests.conftest import FIRST, LAST, PLAN, a_plan
from lidzas.records.actions import Stale
from tests.builders import a_round

pytestmark = pytest.mark.django_db


@pytest.mark.covers("S1.09", "S1.11")
def test_a_camp_has_days_a_place_and_sessions_of_many_kinds(autumn, coordinator):
    event = prepare_event(autumn, PLAN, by=coordinator)
    for hour, kind in enumerate(["sport", "leisure", "dance_movement", "art_visual"], 9):
        add_session(event, a_plan(FIRST, hour, kind=kind), by=coordinator)
    add_session(event, a_plan(LAST, own_kind="Bread baking"), by=coordinator)
    assert [day.isoformat() for day in event.days] == ["2026-08-31", "2026-09-01", "2026-09-02"]
    assert event.sessions.count() == 5


@pytest.mark.parametrize("days", [-1, 60])
def test_days_that_nobody_can_mean_are_refused(autumn, coordinator, days):
    with pytest.raises(DaysOutOfPlace):
        prepare_event(autumn, EventPlan("camp", "C", FIRST, FIRST + timedelta(days=days)), by=coordinator)


def test_an_event_is_changed_and_never_leaves_a_session_behind(camp, coordinator):
    later = EventPlan("camp", "Later", LAST, LAST)
    with pytest.raises(DaysOutOfPlace):
        change_event(camp.event, later, by=coordinator)
    camp.event.refresh_from_db()
    assert camp.event.name == "Lake days"
    change_session(camp.walk, a_plan(LAST), by=coordinator, version=camp.walk.version)
    change_event(camp.event, later, by=coordinator, version=camp.event.version)
    camp.event.refresh_from_db()
    assert camp.event.name == "Later"


def test_who_changes_what_another_changed_meanwhile_is_told(camp, coordinator):
    change_event(camp.event, PLAN, by=coordinator)
    with pytest.raises(Stale):
        change_event(camp.event, PLAN, by=coordinator, version=1)


def test_a_session_stays_within_its_event(camp, coordinator):
    outside = a_plan(LAST + timedelta(days=1))
    with pytest.raises(DaysOutOfPlace):
        add_session(camp.event, outside, by=coordinator)
    with pytest.raises(DaysOutOfPlace):
        change_session(camp.walk, outside, by=coordinator)


def test_a_session_can_be_taken_out_until_somebody_was_marked_in_it(camp, coordinator):
    other = add_session(camp.event, a_plan(hour=15), by=coordinator)
    remove_session(other, by=coordinator)
    camp.all_there()
    with pytest.raises(SessionWasHeld):
        remove_session(camp.walk, by=coordinator)
    assert [*camp.event.sessions.all()] == [camp.walk]


def test_a_copy_has_the_sessions_on_other_days_and_nobodys_data(camp, coordinator):
    camp.all_there()
    copied = copy_event(
        camp.event,
        round=camp.event.round,
        name="Winter",
        starts_on=FIRST + timedelta(days=100),
        by=coordinator,
    )
    [session] = copied.sessions.all()
    assert (session.day - camp.walk.day).days == 100
    assert (session.starts_at, session.kind, copied.place) == (camp.walk.starts_at, "leisure", "Lake house")
    assert not Participant.objects.filter(event=copied).exists()


def test_a_copy_stays_in_its_programme(camp, coordinator):
    with pytest.raises(StrangeRound):
        copy_event(camp.event, round=a_round(), name="Elsewhere", starts_on=FIRST, by=coordinator)


def test_a_round_is_copied_with_its_events_and_without_people(camp, project_manager):
    camp.all_there()
    round = camp.event.round
    copied = copy_round(
        round,
        name="Spring",
        code="spring",
        starts_on=round.starts_on + timedelta(days=200),
        by=project_manager,
    )
    [event] = copied.events.all()
    assert (copied.ends_on - copied.starts_on, copied.places) == (
        round.ends_on - round.starts_on,
        round.places,
    )
    assert (event.starts_on - camp.event.starts_on).days == 200
    assert Session.objects.filter(event=event).count() == 1
    assert not Participant.objects.filter(event=event).exists()
    assert not copied.cases.exists()


def test_an_event_and_its_records_belong_to_their_programme(camp):
    event = Event.objects.get()
    assert event.audit_programme_id == camp.walk.audit_programme_id == event.programme_id
    assert camp.walk.audit_case_id is None
    assert (str(event), str(camp.walk)) == ("Lake days", f"Session {camp.walk.pk}")
