"""Invitations, replies, needs and consents, and who was where."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lidzas.events.actions.coming import (
    DaysMissing,
    EventOver,
    NotAtEvent,
    invite_people,
    is_expected,
    join_after_all,
    leave_early,
    mark_attendance,
    reply,
    sit_out,
    tell_needs,
)
from lidzas.events.choices import ConsentKind, Part, Presence, Reply
from lidzas.events.models import Attendance, Consent
from lidzas.events.queries.people import (
    MayCome,
    days_of,
    may_come,
    needs_of,
    next_place,
    own_marks,
    participants_of,
    replies_in,
)
from lidzas.events.tests.conftest import FIRST, LAST
from lidzas.notices.models import Notice
from lidzas.records.identity import new_id
from tests.builders import DAY, START, a_case, a_mentor, a_person

pytestmark = pytest.mark.django_db


@pytest.mark.covers("S1.09")
def test_people_are_invited_once_by_a_letter_that_says_nothing(camp, coordinator):
    before = Notice.objects.count()
    new = a_case(camp.event.round)
    people = may_come(camp.event, coordinator)
    made = invite_people(camp.event, people, by=coordinator, on=DAY)
    assert {place.person for place in made} >= {new.mentee, coordinator}
    assert invite_people(camp.event, people, by=coordinator, on=DAY) == []
    letters = Notice.objects.all()
    assert letters.count() == before + len(made)
    assert all("Lake" not in letter.body + letter.subject and "camp" not in letter.body for letter in letters)


def test_nobody_is_invited_to_what_is_over(camp, coordinator):
    with pytest.raises(EventOver):
        invite_people(camp.event, [], by=coordinator, on=LAST.replace(day=20))


def test_a_case_manager_invites_their_own_young_people_and_everybody_else(camp, case_manager, coordinator):
    others = a_case(camp.event.round)
    assert others.mentee not in {each.person for each in may_come(camp.event, case_manager)}
    assert others.mentee in {each.person for each in may_come(camp.event, coordinator)}


def test_a_person_with_two_roles_may_come_once(camp, case_manager, coordinator):
    a_mentor(camp.event.programme, case_manager)
    parts = [each.part for each in may_come(camp.event, coordinator) if each.person == case_manager]
    assert parts == [Part.MENTOR]


@pytest.mark.covers("S1.44")
def test_somebody_comes_for_some_of_the_days_or_not_this_time_and_may_change_it(camp):
    place = camp.place(Part.MENTEE)
    assert days_of(place) == camp.event.days
    with pytest.raises(DaysMissing):
        reply(place, answer=Reply.PARTLY, days=[LAST.replace(day=20)], on=DAY)
    reply(place, answer=Reply.PARTLY, days=[FIRST], on=DAY)
    assert days_of(camp.place(Part.MENTEE)) == [FIRST]
    reply(place, answer=Reply.NOT_THIS_TIME, days=[FIRST], on=DAY)
    place = camp.place(Part.MENTEE)
    assert (place.reply, place.days, place.is_coming) == (Reply.NOT_THIS_TIME, [], False)
    assert next_place(place.person, DAY) is None
    assert replies_in(participants_of(camp.event)) == {
        "none": 2,
        "coming": 0,
        "partly": 0,
        "not_this_time": 1,
    }
    with pytest.raises(EventOver):
        reply(place, answer=Reply.COMING, days=[], on=LAST.replace(day=20))


def needs(place, *, photos=False, emergency=False, contact="CANARY-contact"):
    return tell_needs(
        place, food="No nuts", sleep="", quiet="", travel="", emergency_contact=contact, on=DAY,
        consents={ConsentKind.PHOTOS: photos, ConsentKind.EMERGENCY: emergency},
    )  # fmt: skip


@pytest.mark.covers("S1.11")
def test_consents_are_asked_one_by_one_dated_and_taken_back_with_what_they_allowed(camp):
    place = camp.place(Part.MENTEE)
    needs(place)
    assert not Consent.objects.exists()
    assert camp.place(Part.MENTEE).emergency_contact == ""
    needs(place, photos=True, emergency=True)
    needs(place, photos=True, emergency=True)
    needs(place, photos=True)
    assert camp.place(Part.MENTEE).emergency_contact == ""
    kept = Consent.objects.order_by("made_at").values_list("kind", "is_given", "said_on")
    assert [*kept] == [("photos", True, DAY), ("emergency", True, DAY), ("emergency", False, DAY)]
    row = next(each for each in needs_of(camp.event) if each.place.is_mentee)
    assert (row.allowed, row.place.food) == ({ConsentKind.PHOTOS}, "No nuts")
    assert (row.photos_said_on, row.emergency_said_on) == (DAY, DAY)
    assert Consent.objects.first().audit_case_id == place.case_id


@pytest.mark.covers("S1.45")
def test_a_young_person_sits_out_without_a_reason_and_joins_in_after_all(camp, case_manager):
    place = camp.place(Part.MENTEE)
    sit_out(place, camp.walk, on=DAY)
    camp.all_there()
    assert camp.presence(Part.MENTEE) is Presence.NOT
    assert own_marks(place) == {camp.walk.pk: Presence.NOT}
    join_after_all(place, camp.walk, on=DAY)
    assert own_marks(place) == {}
    mark_attendance(camp.walk, {place.pk: Presence.HERE}, rest_is_here=False, by=case_manager, on=DAY)
    join_after_all(place, camp.walk, on=DAY)
    assert camp.presence(Part.MENTEE) is Presence.HERE
    for deed in (sit_out, join_after_all):
        with pytest.raises(EventOver):
            deed(place, camp.walk, on=LAST.replace(day=20))


@pytest.mark.covers("S1.14", "S1.32", "S1.33", "S1.44", "S1.45")
def test_young_people_mentors_and_team_stand_on_the_list_of_each_session(camp, case_manager):
    mentee, mentor = camp.place(Part.MENTEE), camp.place(Part.MENTOR)
    marked = mark_attendance(
        camp.walk, {mentee.pk: Presence.PART}, rest_is_here=True, by=case_manager, on=DAY
    )
    assert marked == 3
    found = {part: camp.presence(part) for part in Part}
    assert found == {Part.MENTEE: Presence.PART, Part.MENTOR: Presence.HERE, Part.STAFF: Presence.HERE}
    mark_attendance(camp.walk, {mentor.pk: Presence.NOT}, rest_is_here=False, by=case_manager, on=DAY)
    assert camp.presence(Part.MENTOR) is Presence.NOT


def test_everybody_else_was_here_leaves_out_who_does_not_come_and_who_went_home(camp, case_manager):
    reply(camp.place(Part.MENTEE), answer=Reply.NOT_THIS_TIME, days=[], on=DAY)
    reply(camp.place(Part.MENTOR), answer=Reply.PARTLY, days=[LAST], on=DAY)
    assert mark_attendance(camp.walk, {}, rest_is_here=True, by=case_manager, on=DAY) == 1
    staff = camp.place(Part.STAFF)
    leave_early(staff, left_on=FIRST, by=case_manager)
    assert (is_expected(staff, FIRST), is_expected(staff, LAST)) == (True, False)
    assert leave_early(staff, left_on=None, by=case_manager).left_on is None
    with pytest.raises(NotAtEvent):
        leave_early(staff, left_on=LAST.replace(day=20), by=case_manager)


def test_nobody_is_marked_before_the_day_or_without_an_invitation(camp, case_manager):
    with pytest.raises(EventOver):
        mark_attendance(camp.walk, {}, rest_is_here=True, by=case_manager, on=START)
    with pytest.raises(NotAtEvent):
        mark_attendance(camp.walk, {new_id(): Presence.HERE}, rest_is_here=False, by=case_manager, on=DAY)


def test_the_list_is_asked_for_as_often_for_thirty_as_for_three(camp, coordinator):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            needs_of(camp.event)
        return len(queries)

    few = asked()
    people = [MayCome(a_person(f"Mentor {n}"), Part.MENTOR) for n in range(30)]
    invite_people(camp.event, people, by=coordinator, on=DAY)
    assert asked() == few
    assert Attendance.objects.count() == 0
