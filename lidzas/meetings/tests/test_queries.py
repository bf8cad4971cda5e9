import re
from datetime import date, timedelta

import pytest

from lidzas.access import Role
from lidzas.cases.actions import join_team, leave_team
from lidzas.cases.locks import Standing
from lidzas.meetings import actions
from lidzas.meetings.choices import Lead, MeetingKind, NoteFor, WithWhom
from lidzas.meetings.facts import LEFT, MOST_SHOWN, RIGHT, lead_picture
from lidzas.meetings.queries import (
    A_PAGE,
    contacts_of,
    contacts_this_week,
    counts,
    hours,
    hours_of_cases,
    lead_over_time,
    meetings_of,
)
from lidzas.meetings.tests.builders import a_contact, a_held_meeting
from lidzas.method import Count, Period
from lidzas.programmes.actions import set_number, start_programme, take_method
from lidzas.programmes.queries import LIMIT
from tests.builders import DAY, ROOT, START, a_case, a_person, a_programme, a_round, files_of

OTHER_METHOD = ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"


def notes_for(case, person):
    return [row.note for row in meetings_of(case, person, Standing(person, case)).rows]


# Who reads a note


def test_a_note_for_all_is_read_by_all_three(case, mentee, mentor, case_manager):
    a_held_meeting(case, by=mentor, note="We walked.")

    for person in (mentee, mentor, case_manager):
        assert notes_for(case, person) == ["We walked."]


def test_a_note_for_the_case_manager_is_read_by_its_writer_and_the_case_manager_alone(
    case, mentee, mentor, case_manager
):
    a_held_meeting(
        case,
        by=mentor,
        note="CANARY",
        note_for=NoteFor.ME_AND_CASE_MANAGER,
        next_for=None,
        not_fixed_reason="CANARY 2",
    )

    for person in (mentor, case_manager):
        [row] = meetings_of(case, person, Standing(person, case)).rows
        assert (row.note, row.not_fixed_reason, row.is_private) == ("CANARY", "CANARY 2", True)
    [row] = meetings_of(case, mentee, Standing(mentee, case)).rows
    assert (row.note, row.not_fixed_reason, row.is_private) == ("", "", False)


def test_a_case_managers_own_note_is_not_read_by_the_mentor(case, mentor, case_manager):
    a_held_meeting(case, by=case_manager, note="CANARY", note_for=NoteFor.ME_AND_CASE_MANAGER)

    assert notes_for(case, mentor) == [""]


def test_a_mentor_who_comes_later_does_not_read_what_was_written_before(case, mentor, case_manager):
    a_held_meeting(case, by=mentor, note="CANARY", held_on=DAY - timedelta(days=2))
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    successor = a_person("Ieva")
    join_team(case, successor, Role.MENTOR, by=case_manager, on=DAY)
    a_held_meeting(case, by=case_manager, note="Welcome")

    assert notes_for(case, successor) == ["Welcome", ""]
    assert notes_for(case, case_manager) == ["Welcome", "CANARY"]


@pytest.mark.covers("S3.31")
def test_a_successor_reads_an_earlier_mentors_note_only_once_it_is_shared(case, mentor, mentee, case_manager):
    """The note of the very day of the change too: what counts is who wrote it."""
    meeting = a_held_meeting(case, by=mentor, note="CANARY-NOTE")
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    successor = a_person("Ieva")
    join_team(case, successor, Role.MENTOR, by=case_manager, on=DAY)
    assert notes_for(case, successor) == [""]

    actions.share_note(meeting, shared=True, by=mentee, as_role=Role.MENTEE, on=DAY)
    assert notes_for(case, successor) == ["CANARY-NOTE"]

    actions.share_note(meeting, shared=False, by=mentee, as_role=Role.MENTEE, on=DAY)
    assert notes_for(case, successor) == [""]
    assert notes_for(case, mentee) == ["CANARY-NOTE"]


def test_who_wrote_a_note_shares_it_and_nobody_else_but_the_young_person(case, mentor, case_manager):
    meeting = a_held_meeting(case, by=mentor, note="CANARY-NOTE")
    with pytest.raises(actions.NotYoursToShare):
        actions.share_note(meeting, shared=True, by=case_manager, as_role=Role.CASE_MANAGER, on=DAY)
    assert actions.share_note(meeting, shared=True, by=mentor, as_role=Role.MENTOR, on=DAY).is_shared_on


def test_a_note_for_the_case_manager_alone_is_shared_by_nobody(case, mentor, mentee):
    meeting = a_held_meeting(case, by=mentor, note="CANARY-NOTE", note_for=NoteFor.ME_AND_CASE_MANAGER)
    for person, role in ((mentor, Role.MENTOR), (mentee, Role.MENTEE)):
        with pytest.raises(actions.NotYoursToShare):
            actions.share_note(meeting, shared=True, by=person, as_role=role, on=DAY)


def test_meetings_come_page_by_page_newest_first(case, mentor, django_assert_num_queries):
    total = A_PAGE + 2
    for number in range(total):
        a_held_meeting(case, by=mentor, note=str(number), held_on=START if number < 3 else DAY, on=DAY)
    standing = Standing(mentor, case)

    first = meetings_of(case, mentor, standing)
    with django_assert_num_queries(3):
        second = meetings_of(case, mentor, standing, before=first.older)

    assert [row.note for row in (*first.rows, *second.rows)] == [
        str(number) for number in reversed(range(total))
    ]
    assert (len(first.rows), second.older) == (A_PAGE, None)
    assert first.older == first.rows[-1].pk


def test_a_cursor_of_another_case_begins_anew(case, autumn, mentor, case_manager):
    other = a_case(autumn, mentee=a_person("Zane"), case_manager=case_manager)
    foreign = a_held_meeting(other, by=case_manager, note="theirs")
    a_held_meeting(case, by=mentor, note="ours")

    seen = meetings_of(case, mentor, Standing(mentor, case), before=foreign.pk)

    assert [row.note for row in seen.rows] == ["ours"]


def test_contacts_come_newest_first_in_as_many_queries_for_one_as_for_many(
    case, case_manager, django_assert_num_queries
):
    for number in range(A_PAGE + 1):
        a_contact(case, by=case_manager, note=str(number))

    with django_assert_num_queries(1):
        first = contacts_of(case)
        assert [row.logged_by.name for row in first.rows] == ["Gunta Liepa"] * A_PAGE
    assert [row.note for row in contacts_of(case, before=first.older).rows] == ["0"]


# Hours


@pytest.mark.covers("S3.34", "S3.35")
def test_the_limit_counts_what_the_method_counts_and_warns(case, mentor):
    a_held_meeting(case, by=mentor, minutes=9 * 60)
    a_held_meeting(case, by=mentor, minutes=60, kind=MeetingKind.JOINT_ACTIVITY)
    a_held_meeting(case, by=mentor, minutes=5 * 60, kind=MeetingKind.THREE_WAY)

    state = hours(case, DAY)

    assert (state.used_minutes, state.limit_minutes, state.left, state.per) == (600, 840, 240, Period.CASE)
    assert (state.reached_warning, state.is_near_end, state.is_over) == (70, True, False)
    assert (state.used_words, state.left_words) == ("10 h", "4 h")


@pytest.mark.covers("S3.35")
def test_the_limit_never_locks(case, mentor):
    a_held_meeting(case, by=mentor, minutes=14 * 60)
    a_held_meeting(case, by=mentor, minutes=30)

    state = hours(case, DAY)

    assert (state.left, state.reached_warning, state.is_over) == (0, 90, True)
    assert (state.used_words, state.left_words) == ("14 h 30 min", "0 h")


@pytest.mark.covers("S3.34", "S3.35")
def test_a_programme_sets_its_own_limit_and_a_case_is_given_more(
    case, case_manager, programme, project_manager
):
    set_number(programme, LIMIT + "support_hours", 10, by=project_manager, on=DAY)
    actions.extend_hours(case, minutes=90, reason="Moving house.", by=case_manager, on=DAY)

    assert hours(case, DAY).limit_minutes == 10 * 60 + 90
    assert hours(case, DAY).reached_warning is None


@pytest.mark.covers("S3.35")
def test_a_monthly_limit_begins_anew_each_month(case_manager):
    case = a_case(a_round(a_programme("Companions", method=OTHER_METHOD)), case_manager=case_manager)
    a_held_meeting(case, by=case_manager, minutes=120, held_on=date(2026, 8, 31))
    a_held_meeting(case, by=case_manager, minutes=45, held_on=DAY)
    actions.extend_hours(case, minutes=60, reason="A hard month.", by=case_manager, on=DAY)

    august, september = hours(case, date(2026, 8, 24)), hours(case, date(2026, 9, 30))

    assert (august.used_minutes, august.limit_minutes, august.per) == (120, 20 * 60, Period.MONTH)
    assert (september.used_minutes, september.limit_minutes) == (45, 21 * 60)


def test_a_method_without_a_limit_has_none(case_manager):
    files = dict(files_of(OTHER_METHOD))
    files["method.toml"] = re.sub(r"(?s)\[\[limit\]\].*?\n\n", "", files["method.toml"])
    programme = start_programme("No limit", take_method(files, on=START), by=case_manager, on=START)
    case = a_case(a_round(programme), case_manager=case_manager)

    assert hours(case, DAY) is None


@pytest.mark.parametrize("number", [1, 3])
def test_hours_of_many_cases_take_as_many_queries_as_of_one(
    autumn, case_manager, django_assert_num_queries, number
):
    cases = [a_case(autumn, mentee=a_person(str(each)), case_manager=case_manager) for each in range(number)]
    for minutes, case in enumerate(cases, 30):
        a_held_meeting(case, by=case_manager, minutes=minutes)
    hours_of_cases(cases, DAY)

    with django_assert_num_queries(3):
        states = hours_of_cases(cases, DAY)

    assert [states[case.pk].used_minutes for case in cases] == list(range(30, 30 + number))


# Counts and rhythms


@pytest.mark.covers("S4.26")
def test_gates_are_told_what_was_held_and_whom_was_reached(
    case, mentor, case_manager, django_assert_num_queries
):
    a_held_meeting(case, by=mentor, minutes=50)
    a_held_meeting(case, by=mentor, minutes=40, kind=MeetingKind.JOINT_ACTIVITY)
    a_held_meeting(case, by=mentor, minutes=30, kind=MeetingKind.THREE_WAY)
    a_contact(case, by=case_manager)
    a_contact(case, by=case_manager, reached=False)
    a_contact(case, by=case_manager, with_whom=WithWhom.MENTOR)

    with django_assert_num_queries(2):
        counted = counts(case)

    assert counted == {
        Count.MEETINGS: 2,
        Count.MINUTES: 90,
        Count.THREE_WAY_MEETINGS: 1,
        Count.MENTEE_CONTACTS: 1,
        Count.MENTOR_CONTACTS: 1,
    }


def test_nothing_held_counts_nothing(case):
    assert set(counts(case).values()) == {0}


@pytest.mark.covers("S2.24")
def test_the_week_of_contacts_runs_from_monday_to_sunday(case, case_manager):
    monday, sunday = date(2026, 8, 31), date(2026, 9, 6)
    a_contact(case, by=case_manager, held_on=date(2026, 8, 30))
    a_contact(case, by=case_manager, held_on=monday)
    a_contact(case, by=case_manager, held_on=DAY)
    a_contact(case, by=case_manager, held_on=DAY, reached=False)
    a_contact(case, by=case_manager, held_on=DAY, with_whom=WithWhom.MENTOR)

    assert contacts_this_week(case, monday) == contacts_this_week(case, sunday) == 2
    assert contacts_this_week(case, date(2026, 8, 30)) == 1


# The lead


@pytest.mark.covers("S3.07")
def test_the_lead_is_told_meeting_by_meeting(case, mentor):
    a_held_meeting(case, by=mentor, who_led=Lead.MENTEE, held_on=DAY)
    a_held_meeting(case, by=mentor, who_led=Lead.MENTOR, held_on=START)
    a_held_meeting(case, by=mentor, who_led="", held_on=DAY)

    assert lead_over_time(case) == [(START, Lead.MENTOR), (DAY, Lead.MENTEE)]


@pytest.mark.covers("S3.07")
def test_the_picture_rises_as_the_young_person_takes_the_lead():
    picture = lead_picture([(START, Lead.MENTOR), (START, Lead.TOGETHER), (DAY, Lead.MENTEE)])

    heights = [dot.y for dot in picture.dots]
    assert heights == sorted(heights, reverse=True)
    assert (picture.led_by_mentee, picture.of_recent) == (1, 3)
    assert picture.line.split()[0] == f"{LEFT},{heights[0]}"


def test_of_one_meeting_there_is_no_picture():
    assert lead_picture([(DAY, Lead.MENTEE)]) is None


def test_of_many_meetings_the_newest_are_drawn_within_the_picture():
    picture = lead_picture([(DAY, Lead.MENTOR)] * 30 + [(DAY, Lead.MENTEE)] * 7)

    assert len(picture.dots) == MOST_SHOWN
    assert all(LEFT <= dot.x <= RIGHT for dot in picture.dots)
    assert (picture.led_by_mentee, picture.of_recent) == (5, 5)
