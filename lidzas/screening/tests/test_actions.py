from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lidzas.audit.models import Entry
from lidzas.cases.actions import RoleTaken
from lidzas.cases.models import StandIn
from lidzas.notices.models import Notice
from lidzas.people.actions import leave_as_mentor
from lidzas.people.models import Mentor
from lidzas.records.actions import Stale
from lidzas.screening.actions import (
    DayAhead,
    DeputyNotFree,
    LeaveOver,
    LeaveOverlaps,
    MentorGone,
    NoSuchQuestion,
    OwnCheck,
    apply,
    ask_reference,
    change_terms,
    come_back,
    decide,
    go_on_leave,
    hold_interview,
    keep_certificate,
    keep_reference,
)
from lidzas.screening.choices import Missing, Outcome, Result, Verdict
from lidzas.screening.models import Leave
from lidzas.screening.queries import cleared
from tests.builders import DAY, ROOT, START, a_case, a_mentor, a_person, a_programme, clear, cleared_mentor

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)
NEXT_WEEK = DAY + timedelta(days=7)


def missing(mentor, on=DAY):
    return set(cleared(mentor.programme, on)[mentor.pk])


# What keeps a mentor from being matched


def test_a_mentor_who_has_just_come_in_is_not_matched(newcomer):
    assert missing(newcomer) == {Missing.DECISION, Missing.REFERENCES, Missing.CERTIFICATE}


def test_a_mentor_who_is_taken_in_and_checked_may_be_matched(taken_in):
    assert missing(taken_in) == set()


def test_each_thing_that_is_missing_is_named_by_itself(newcomer, coordinator):
    decide(newcomer, outcome=Outcome.YES, reason="r", words="w", by=coordinator, on=DAY)
    assert missing(newcomer) == {Missing.REFERENCES, Missing.CERTIFICATE}
    for who in ("One", "Two"):
        reference = ask_reference(newcomer, who=who, asked_on=DAY, by=coordinator, on=DAY)
        keep_reference(reference, verdict=Verdict.SUPPORTS, answered_on=DAY, by=coordinator, on=DAY)
    assert missing(newcomer) == {Missing.CERTIFICATE}
    keep_certificate(newcomer, checked_on=DAY, result=Result.VALID, due_on=NEXT_WEEK, by=coordinator, on=DAY)
    assert missing(newcomer) == set()


@pytest.mark.parametrize("verdict", [Verdict.DOUBTS, Verdict.NO_ANSWER])
def test_only_references_that_speak_for_a_mentor_count(newcomer, coordinator, verdict):
    for who in ("One", "Two"):
        reference = ask_reference(newcomer, who=who, asked_on=DAY, by=coordinator, on=DAY)
        keep_reference(reference, verdict=verdict, answered_on=DAY, by=coordinator, on=DAY)
    assert Missing.REFERENCES in missing(newcomer)


def test_a_certificate_counts_from_its_day_until_it_is_due_and_the_newest_counts(taken_in, coordinator):
    due_on = START + timedelta(days=365)
    assert Missing.CERTIFICATE in missing(taken_in, START - timedelta(days=1))
    assert Missing.CERTIFICATE not in missing(taken_in, due_on)
    assert Missing.CERTIFICATE in missing(taken_in, due_on + timedelta(days=1))
    keep_certificate(
        taken_in, checked_on=DAY, result=Result.NOT_VALID, due_on=NEXT_WEEK, by=coordinator, on=DAY
    )
    assert missing(taken_in) == {Missing.CERTIFICATE}


def test_the_newest_decision_counts(taken_in, coordinator):
    decide(taken_in, outcome=Outcome.NOT_NOW, reason="r", words="w", by=coordinator, on=DAY)
    assert missing(taken_in) == {Missing.DECISION}


def test_who_is_away_is_not_matched_until_the_day_they_are_back(taken_in, coordinator):
    go_on_leave(taken_in, since=TOMORROW, back_on=NEXT_WEEK, by=coordinator, on=DAY)
    assert missing(taken_in, DAY) == set()
    assert missing(taken_in, TOMORROW) == {Missing.ON_LEAVE}
    assert missing(taken_in, NEXT_WEEK) == set()


def test_a_method_that_asks_for_no_papers_still_asks_for_a_decision():
    programme = a_programme(method=ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni")
    mentor = a_mentor(programme)
    assert missing(mentor) == {Missing.DECISION}
    clear(mentor, by=a_person())
    assert missing(mentor) == set()


def test_what_is_missing_is_asked_for_as_often_for_three_mentors_as_for_one(programme, taken_in):
    with CaptureQueriesContext(connection) as one:
        cleared(programme, DAY)
    for _number in range(2):
        cleared_mentor(programme, a_person())
    a_mentor(programme, a_person())
    with CaptureQueriesContext(connection) as many:
        assert len(cleared(programme, DAY)) == 4
    assert len(one) == len(many) <= 6


def test_who_has_left_and_mentors_elsewhere_are_not_on_the_list(programme, taken_in, coordinator):
    elsewhere = cleared_mentor(a_programme("Elsewhere"), a_person())
    leave_as_mentor(taken_in, by=coordinator, on=DAY)
    assert cleared(programme, DAY) == {}
    assert elsewhere.pk not in cleared(programme, DAY)


# Writing things down


def test_an_application_may_be_written_by_either_and_is_not_overwritten_unseen(newcomer, coordinator):
    first = apply(newcomer, why="To listen", by=newcomer.person, on=DAY, version=0)
    assert (first.why, first.by) == ("To listen", newcomer.person)
    again = apply(newcomer, why="To be there", by=coordinator, on=DAY, version=first.version)
    assert (again.pk, again.why, again.by) == (first.pk, "To be there", coordinator)
    with pytest.raises(Stale):
        apply(newcomer, why="Other", by=newcomer.person, on=DAY, version=first.version)


def test_an_interview_keeps_answers_to_the_questions_of_the_guide_and_forgets_emptied_ones(
    newcomer, coordinator
):
    held = hold_interview(
        newcomer, held_on=DAY, answers={"why": "A", "slow": "B", "no": " "}, by=coordinator, on=DAY
    )
    assert {row.question: row.words for row in held.answers.all()} == {"why": "A", "slow": "B"}
    held.refresh_from_db()
    hold_interview(
        newcomer, held_on=DAY, answers={"why": "C", "slow": ""}, by=coordinator, on=DAY, version=held.version
    )
    assert {row.question: row.words for row in held.answers.all()} == {"why": "C"}
    with pytest.raises(NoSuchQuestion):
        hold_interview(newcomer, held_on=DAY, answers={"shoe_size": "43"}, by=coordinator, on=DAY)


def test_nothing_happens_on_a_day_that_has_not_come(newcomer, coordinator):
    with pytest.raises(DayAhead):
        hold_interview(newcomer, held_on=TOMORROW, answers={}, by=coordinator, on=DAY)
    with pytest.raises(DayAhead):
        ask_reference(newcomer, who="One", asked_on=TOMORROW, by=coordinator, on=DAY)
    asked = ask_reference(newcomer, who="One", asked_on=DAY, by=coordinator, on=DAY)
    for answered_on in (START, TOMORROW):
        with pytest.raises(DayAhead):
            keep_reference(asked, verdict=Verdict.SUPPORTS, answered_on=answered_on, by=coordinator, on=DAY)
    for checked_on, due_on in ((TOMORROW, NEXT_WEEK), (DAY, DAY)):
        with pytest.raises(DayAhead):
            keep_certificate(
                newcomer, checked_on=checked_on, result=Result.VALID, due_on=due_on, by=coordinator, on=DAY
            )


def test_nobody_checks_or_takes_in_themselves(newcomer):
    with pytest.raises(OwnCheck):
        decide(newcomer, outcome=Outcome.YES, reason="r", words="w", by=newcomer.person, on=DAY)


def test_nothing_is_written_about_who_has_left(newcomer, coordinator):
    leave_as_mentor(newcomer, by=coordinator, on=DAY)
    with pytest.raises(MentorGone):
        decide(newcomer, outcome=Outcome.YES, reason="r", words="w", by=coordinator, on=DAY)


def test_a_decision_is_told_by_a_letter_that_says_nothing(newcomer, coordinator):
    decide(newcomer, outcome=Outcome.NOT_NOW, reason="CANARY", words="CANARY", by=coordinator, on=DAY)
    letter = Notice.objects.get(person=newcomer.person)
    for word in ("CANARY", "mentor", "programme", "Together"):
        assert word not in letter.subject + letter.body


def test_what_is_agreed_is_changed_once_for_what_was_seen(newcomer, coordinator):
    changed = change_terms(
        newcomer, capacity=1, municipality="Jelgava", is_paid=True, by=coordinator, version=newcomer.version
    )
    assert (changed.capacity, changed.municipality, changed.is_paid) == (1, "Jelgava", True)
    with pytest.raises(Stale):
        change_terms(
            newcomer, capacity=3, municipality="", is_paid=False, by=coordinator, version=newcomer.version
        )


def test_words_about_a_mentor_are_unreadable_in_the_database(newcomer, coordinator):
    apply(newcomer, why="CANARY-1", emergency="CANARY-2", by=newcomer.person, on=DAY)
    hold_interview(newcomer, held_on=DAY, answers={"why": "CANARY-3"}, by=coordinator, on=DAY)
    asked = ask_reference(newcomer, who="CANARY-4", contact="CANARY-5", asked_on=DAY, by=coordinator, on=DAY)
    keep_reference(asked, verdict=Verdict.DOUBTS, said="CANARY-6", answered_on=DAY, by=coordinator, on=DAY)
    decide(newcomer, outcome=Outcome.YES, reason="CANARY-7", words="CANARY-8", by=coordinator, on=DAY)
    with connection.cursor() as cursor:
        for query in (
            "SELECT * FROM screening_application",
            "SELECT * FROM screening_interviewanswer",
            "SELECT * FROM screening_reference",
            "SELECT * FROM screening_decision",
        ):
            cursor.execute(query)
            rows = cursor.fetchall()
            assert rows
            assert "CANARY" not in str(rows)
    assert not Entry.objects.filter(reason__contains="CANARY").exists()


# Leave, with a deputy


@pytest.fixture
def beside(case, mentor):
    """The mentor's place, with a young person beside them."""
    return Mentor.objects.get(person=mentor)


def test_a_deputy_stands_in_between_the_two_days_and_not_a_day_longer(case, beside, taken_in, coordinator):
    go_on_leave(beside, since=START, back_on=NEXT_WEEK, deputy=taken_in, by=coordinator, on=DAY)
    standing = StandIn.objects.get(member__case=case)
    assert (standing.deputy, standing.since, standing.until) == (taken_in, DAY, NEXT_WEEK)
    holds = [bool(StandIn.objects.standing(day)) for day in (START, DAY, NEXT_WEEK - timedelta(days=1))]
    assert holds == [False, True, True]
    assert not StandIn.objects.standing(NEXT_WEEK)


def test_those_concerned_get_a_letter_and_nobody_is_asked(
    case, beside, taken_in, coordinator, mentee, case_manager
):
    Notice.objects.all().delete()
    go_on_leave(beside, since=DAY, back_on=NEXT_WEEK, deputy=taken_in, by=coordinator, on=DAY)
    assert {notice.person for notice in Notice.objects.all()} == {mentee, case_manager, taken_in.person}


def test_a_leave_without_a_deputy_opens_nothing_to_anybody(case, beside, coordinator):
    go_on_leave(beside, since=DAY, back_on=NEXT_WEEK, by=coordinator, on=DAY)
    assert not StandIn.objects.exists()


def test_coming_back_early_ends_what_the_deputy_may_the_same_day(case, beside, taken_in, coordinator):
    leave = go_on_leave(beside, since=DAY, back_on=NEXT_WEEK, deputy=taken_in, by=coordinator, on=DAY)
    come_back(leave, by=coordinator, on=TOMORROW)
    assert StandIn.objects.standing(DAY).exists()
    assert not StandIn.objects.standing(TOMORROW).exists()
    assert missing(beside, TOMORROW) == missing(beside, START)
    with pytest.raises(LeaveOver):
        come_back(Leave.objects.get(), by=coordinator, on=TOMORROW)


def test_a_leave_that_is_called_off_before_it_begins_leaves_nothing_behind(beside, taken_in, coordinator):
    leave = go_on_leave(beside, since=TOMORROW, back_on=NEXT_WEEK, deputy=taken_in, by=coordinator, on=DAY)
    come_back(leave, by=coordinator, on=DAY)
    assert not any(StandIn.objects.standing(DAY + timedelta(days=days)) for days in range(9))
    go_on_leave(beside, since=TOMORROW, back_on=NEXT_WEEK, by=coordinator, on=DAY)


def test_two_leaves_share_no_day(beside, coordinator):
    go_on_leave(beside, since=DAY, back_on=NEXT_WEEK, by=coordinator, on=DAY)
    with pytest.raises(LeaveOverlaps):
        go_on_leave(beside, since=TOMORROW, back_on=NEXT_WEEK + timedelta(days=2), by=coordinator, on=DAY)
    go_on_leave(beside, since=NEXT_WEEK, back_on=NEXT_WEEK + timedelta(days=2), by=coordinator, on=DAY)


@pytest.mark.parametrize(("since", "back_on"), [(START, DAY), (NEXT_WEEK, TOMORROW), (TOMORROW, TOMORROW)])
def test_a_leave_ends_after_it_begins_and_not_in_the_past(beside, coordinator, since, back_on):
    with pytest.raises(LeaveOver):
        go_on_leave(beside, since=since, back_on=back_on, by=coordinator, on=DAY)


def test_only_who_may_mentor_here_in_that_time_stands_in(beside, newcomer, taken_in, coordinator, programme):
    elsewhere = cleared_mentor(a_programme("Elsewhere"), a_person())
    away = cleared_mentor(programme, a_person())
    go_on_leave(away, since=TOMORROW, back_on=NEXT_WEEK, by=coordinator, on=DAY)
    for deputy in (newcomer, elsewhere, away, beside):
        with pytest.raises(DeputyNotFree):
            go_on_leave(beside, since=DAY, back_on=NEXT_WEEK, deputy=deputy, by=coordinator, on=DAY)


def test_a_deputy_does_not_stand_on_that_case_already(autumn, mentee, beside, coordinator, programme):
    manager_too = cleared_mentor(programme, a_person())
    a_case(autumn, mentee=a_person(), case_manager=manager_too.person, mentor=beside.person)
    with pytest.raises(RoleTaken):
        go_on_leave(beside, since=DAY, back_on=NEXT_WEEK, deputy=manager_too, by=coordinator, on=DAY)
