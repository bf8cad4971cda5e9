from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from lidzas.cases.actions import CaseClosed, DateOutOfPlace, close_case, enter_stage
from lidzas.cases.models import DoneActivity
from lidzas.meetings import actions
from lidzas.meetings.choices import Channel, Lead, MeetingKind, Status, WithWhom
from lidzas.meetings.models import Contact, HoursExtension, Meeting
from lidzas.meetings.queries import did_not_happen_twice, next_meeting, planned_meetings
from lidzas.meetings.tests.builders import RIGA, a_contact, a_held_meeting, a_planned_meeting, at
from lidzas.method import Facts, Path, RecordKind
from lidzas.programmes.queries import method_of
from tests.builders import DAY, START

SOON = at(DAY + timedelta(days=3))


def done(case, kind):
    """The days on which the activities that such a record fulfils were done."""
    keys = [each.key for each in method_of(case.method_id).activities_for_record(kind)]
    assert keys
    rows = DoneActivity.objects.filter(case=case, activity__in=keys)
    return list(rows.values_list("done_on", flat=True).order_by("done_on").distinct())


# Planning


@pytest.mark.covers("S2.41")
def test_meetings_are_planned_for_a_day_a_time_and_a_place(case, mentee):
    later = a_planned_meeting(case, by=mentee, planned_for=at(DAY + timedelta(days=9)))
    sooner = a_planned_meeting(case, by=mentee, planned_for=SOON, place="Library")

    assert planned_meetings(case) == [sooner, later]
    assert next_meeting(case) == sooner
    assert (sooner.planned_day, sooner.place) == (DAY + timedelta(days=3), "Library")
    assert next_meeting(case, since=SOON + timedelta(hours=1)) == later


def test_nothing_is_planned_for_a_day_that_has_passed(case, mentor):
    with pytest.raises(actions.InThePast):
        a_planned_meeting(case, by=mentor, planned_for=at(DAY - timedelta(days=1)))
    assert not Meeting.objects.exists()


def test_a_meeting_can_be_planned_for_this_very_day(case, mentor):
    assert a_planned_meeting(case, by=mentor, planned_for=at(DAY, 8)).planned_day == DAY


def test_around_midnight_the_day_is_the_one_in_the_programmes_country(case, mentor):
    after_midnight = datetime(2026, 9, 5, 0, 30, tzinfo=RIGA).astimezone(ZoneInfo("UTC"))

    assert a_planned_meeting(case, by=mentor, planned_for=after_midnight).planned_day == date(2026, 9, 5)


# Logging


@pytest.mark.covers("S2.31", "S2.36")
def test_a_three_way_meeting_is_logged_with_the_next_one(case, case_manager):
    meeting = a_held_meeting(
        case, by=case_manager, kind=MeetingKind.THREE_WAY, next_for=SOON, next_place="Park"
    )

    assert done(case, RecordKind.THREE_WAY_MEETING) == [DAY]
    assert done(case, RecordKind.NEXT_MEETING) == [DAY]
    assert done(case, RecordKind.MEETING) == []
    following = meeting.next_meeting
    assert (following.status, following.planned_for, following.place) == (Status.PLANNED, SOON, "Park")
    assert following.kind == MeetingKind.MEETING, "after three the pair meets"


@pytest.mark.covers("S3.36")
def test_a_meeting_is_done_on_the_day_it_was_held(case, mentor, case_manager):
    held_on = DAY - timedelta(days=4)
    [rhythm] = method_of(case.method_id).activities_for_record(RecordKind.MEETING)
    facts = Facts(done={}, counts={}, open_things=frozenset(), path=Path.MENTOR)
    stage = method_of(case.method_id).stage_of(rhythm.key).key
    enter_stage(case, stage, facts, by=case_manager, on=START, reason="They meet already.")

    meeting = a_held_meeting(
        case, by=mentor, held_on=held_on, minutes=45, who_led=Lead.TOGETHER, note="We walked."
    )

    assert done(case, RecordKind.MEETING) == [held_on]
    assert (meeting.status, meeting.minutes, meeting.who_led, meeting.note, meeting.logged_by) == (
        Status.HELD, 45, Lead.TOGETHER, "We walked.", mentor,
    )  # fmt: skip


@pytest.mark.covers("S2.36")
def test_a_meeting_is_logged_with_the_next_date_or_a_reason(case, mentor):
    with pytest.raises(actions.NextMeetingOpen):
        a_held_meeting(case, by=mentor, next_for=None, not_fixed_reason="  ")
    assert not Meeting.objects.exists()

    meeting = a_held_meeting(case, by=mentor, next_for=None, not_fixed_reason="Exams first.")

    assert (meeting.next_meeting, meeting.not_fixed_reason) == (None, "Exams first.")
    assert done(case, RecordKind.NEXT_MEETING) == []


def test_a_next_meeting_that_stands_already_needs_no_saying(case, mentor):
    planned = a_planned_meeting(case, by=mentor, planned_for=SOON)

    meeting = a_held_meeting(case, by=mentor, next_for=None, not_fixed_reason="forgotten")

    assert (meeting.next_meeting, meeting.not_fixed_reason) == (planned, "")
    assert done(case, RecordKind.NEXT_MEETING) == [DAY]


def test_the_next_meeting_fixed_later_is_fixed_all_the_same(case, mentor):
    a_planned_meeting(case, by=mentor, planned_for=at(DAY))
    assert done(case, RecordKind.NEXT_MEETING) == [], "the first meeting is not the next one"
    a_held_meeting(case, by=mentor, next_for=None, not_fixed_reason="Exams first.")

    a_planned_meeting(case, by=mentor, planned_for=SOON)

    assert done(case, RecordKind.NEXT_MEETING) == [DAY]


def test_the_meeting_planned_for_the_day_becomes_the_one_held(case, mentor):
    other_kind = a_planned_meeting(case, by=mentor, planned_for=at(DAY, 9), kind=MeetingKind.THREE_WAY)
    planned = a_planned_meeting(case, by=mentor, planned_for=at(DAY, 15))

    held = a_held_meeting(case, by=mentor)

    assert held == planned
    assert held.planned_for == at(DAY, 15)
    assert planned_meetings(case)[0] == other_kind
    assert a_held_meeting(case, by=mentor, kind=MeetingKind.JOINT_ACTIVITY) == other_kind


def test_what_has_not_been_yet_cannot_be_logged(case, mentor):
    with pytest.raises(actions.NotYetHeld):
        a_held_meeting(case, by=mentor, held_on=DAY + timedelta(days=1))


def test_nothing_is_logged_for_a_day_before_the_case(case, mentor, case_manager):
    with pytest.raises(DateOutOfPlace):
        a_held_meeting(case, by=mentor, held_on=START - timedelta(days=1))
    with pytest.raises(DateOutOfPlace):
        a_contact(case, by=case_manager, held_on=START - timedelta(days=1))


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_a_length_nobody_can_mean_is_refused(case, mentor, minutes):
    with pytest.raises(actions.MinutesOutOfRange):
        a_held_meeting(case, by=mentor, minutes=minutes)


def test_the_next_meeting_does_not_lie_in_the_past(case, mentor):
    with pytest.raises(actions.InThePast):
        a_held_meeting(case, by=mentor, next_for=at(DAY - timedelta(days=1)))
    assert not Meeting.objects.exists()


def test_nothing_is_logged_in_a_case_that_has_ended(case, case_manager):
    close_case(case, by=case_manager, on=DAY)

    with pytest.raises(CaseClosed):
        a_held_meeting(case, by=case_manager)


# Moved, and not this time


@pytest.mark.covers("S2.43")
def test_a_meeting_is_moved_and_what_was_planned_stays_on_record(case, mentee):
    planned = a_planned_meeting(case, by=mentee, planned_for=SOON, place="Library")

    moved = actions.move_meeting(
        planned, planned_for=SOON + timedelta(days=1), place="Park", by=mentee, on=DAY
    )

    planned.refresh_from_db()
    assert (planned.status, planned.next_meeting, planned.planned_for) == (Status.MOVED, moved, SOON)
    assert planned_meetings(case) == [moved]
    assert moved.place == "Park"


@pytest.mark.covers("S2.43")
def test_a_meeting_that_did_not_happen_leads_to_another_day_or_a_reason(case, mentor):
    first = a_planned_meeting(
        case, by=mentor, planned_for=at(DAY), kind=MeetingKind.JOINT_ACTIVITY, place="Gym"
    )
    with pytest.raises(actions.NextMeetingOpen):
        actions.not_this_time(first, next_for=None, not_fixed_reason="", by=mentor, on=DAY)

    first = actions.not_this_time(first, next_for=SOON, not_fixed_reason="", by=mentor, on=DAY)

    second = first.next_meeting
    assert first.status == Status.NOT_THIS_TIME
    assert (second.kind, second.place) == (MeetingKind.JOINT_ACTIVITY, "Gym")
    assert done(case, RecordKind.NEXT_MEETING) == [], "nothing was held yet"

    second = actions.not_this_time(second, next_for=None, not_fixed_reason="Ill.", by=mentor, on=DAY)
    assert second.not_fixed_reason == "Ill."


def test_what_is_settled_is_moved_and_let_go_no_more(case, mentor):
    planned = a_planned_meeting(case, by=mentor, planned_for=at(DAY))
    a_held_meeting(case, by=mentor)

    with pytest.raises(actions.MeetingSettled):
        actions.move_meeting(planned, planned_for=SOON, place="", by=mentor, on=DAY)
    with pytest.raises(actions.MeetingSettled):
        actions.not_this_time(planned, next_for=SOON, not_fixed_reason="", by=mentor, on=DAY)


def test_a_meeting_is_not_moved_into_the_past(case, mentor):
    planned = a_planned_meeting(case, by=mentor, planned_for=SOON)

    with pytest.raises(actions.InThePast):
        actions.move_meeting(planned, planned_for=at(DAY - timedelta(days=1)), place="", by=mentor, on=DAY)


@pytest.mark.covers("S2.43")
def test_twice_in_a_row_is_a_reason_to_ask_gently(case, mentor):
    def let_go(days):
        planned = a_planned_meeting(case, by=mentor, planned_for=at(DAY + timedelta(days=days)))
        actions.not_this_time(planned, next_for=None, not_fixed_reason="Ill.", by=mentor, on=DAY)

    let_go(1)
    assert not did_not_happen_twice(case)
    let_go(2)
    assert did_not_happen_twice(case)


# Contacts and hours


@pytest.mark.covers("S1.15", "S1.16", "S2.24", "S2.25")
@pytest.mark.parametrize(
    ("with_whom", "kind"),
    [(WithWhom.MENTEE, RecordKind.MENTEE_CONTACT), (WithWhom.MENTOR, RecordKind.MENTOR_CONTACT)],
)
def test_a_contact_fulfils_what_the_method_asks_for(case, case_manager, with_whom, kind):
    contact = a_contact(case, by=case_manager, with_whom=with_whom, channel=Channel.VIDEO, note="Fine.")

    assert done(case, kind) == [DAY]
    assert (contact.channel, contact.note, contact.is_reached) == (Channel.VIDEO, "Fine.", True)


def test_a_try_that_reached_nobody_is_kept_and_fulfils_nothing(case, case_manager):
    a_contact(case, by=case_manager, reached=False)

    assert Contact.objects.count() == 1
    assert done(case, RecordKind.MENTEE_CONTACT) == []


def test_a_contact_still_ahead_cannot_be_logged(case, case_manager):
    with pytest.raises(actions.NotYetHeld):
        a_contact(case, by=case_manager, held_on=DAY + timedelta(days=1))


def test_more_hours_are_given_for_a_reason(case, case_manager):
    with pytest.raises(actions.ReasonMissing):
        actions.extend_hours(case, minutes=60, reason=" ", by=case_manager, on=DAY)
    for minutes in (0, 100 * 60 + 1):
        with pytest.raises(actions.MinutesOutOfRange):
            actions.extend_hours(case, minutes=minutes, reason="Moving house.", by=case_manager, on=DAY)

    extension = actions.extend_hours(case, minutes=90, reason="Moving house.", by=case_manager, on=DAY)

    assert (extension.minutes, extension.reason, extension.words) == (90, "Moving house.", "1 h 30 min")


# The database


@pytest.mark.parametrize(
    "broken",
    [
        {"minutes": 0},
        {"minutes": None},
        {"held_on": None},
        {"logged_by": None},
        {"status": Status.PLANNED},
        {"status": Status.MOVED},
    ],
)
def test_the_database_keeps_a_held_meeting_whole(case, mentor, broken):
    meeting = a_held_meeting(case, by=mentor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**broken)


def test_the_database_keeps_a_planned_meeting_and_an_extension_whole(case, mentor, case_manager):
    planned = a_planned_meeting(case, by=mentor, planned_for=SOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=planned.pk).update(planned_for=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=planned.pk).update(status=Status.MOVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        HoursExtension.objects.create(case=case, minutes=0, reason="x", given_on=DAY, by=case_manager)


def test_records_are_named_by_their_id_alone(case, mentor, case_manager):
    meeting, contact = a_held_meeting(case, by=mentor, note="secret"), a_contact(case, by=case_manager)
    extension = actions.extend_hours(case, minutes=60, reason="secret", by=case_manager, on=DAY)

    assert str(meeting) == f"Meeting {meeting.pk}"
    assert str(contact) == f"Contact {contact.pk}"
    assert str(extension) == f"Extension of hours {extension.pk}"
