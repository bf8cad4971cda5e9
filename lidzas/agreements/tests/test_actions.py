"""Explaining, agreeing, taking a yes back."""

from datetime import timedelta

import pytest

from lidzas.access import Role
from lidzas.agreements.actions import (
    ConfirmedAlready,
    EndsBeforeItBegins,
    NobodyToTell,
    NothingExplained,
    NothingToWithdraw,
    OlderAgreement,
    PointsLeft,
    confirm,
    withdraw,
)
from lidzas.agreements.models import Agreement, Confirmation, Explanation
from lidzas.agreements.queries import is_confirmed, points_left
from lidzas.agreements.tests.conftest import WORDS, a_version, keys_of, tell
from lidzas.audit.models import Entry
from lidzas.cases.actions import CaseClosed, DateOutOfPlace, close_case, join_team, leave_team, take_path
from lidzas.cases.models import DoneActivity
from lidzas.method import Path, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY, START, a_case, a_person

LATER = DAY + timedelta(days=7)


def times_done(case, kind):
    keys = [each.key for each in method_of(case.method_id).activities_for_record(kind)]
    assert keys
    return DoneActivity.objects.filter(case=case, activity__in=keys).count() // len(keys)


def say_yes(agreement, *roles, mentee, mentor, case_manager):
    people = {Role.MENTEE: mentee, Role.MENTOR: mentor, Role.CASE_MANAGER: case_manager}
    for role in roles:
        confirm(agreement, role=role, by=people[role], on=DAY)


@pytest.fixture
def cast(mentee, mentor, case_manager):
    return {"mentee": mentee, "mentor": mentor, "case_manager": case_manager}


ALL = (Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER)


@pytest.mark.covers("S1.17", "S1.18", "S1.19", "S1.20", "S1.21", "S1.22")
def test_what_was_explained_is_kept_with_whom_when_and_how(case, mentee, case_manager):
    explanation = tell(case, points=keys_of(case)[::-1], questions="How long?", by=case_manager, on=START)
    kept = Explanation.objects.get()
    assert kept == explanation
    assert (kept.person, kept.points, kept.told_on, kept.by) == (mentee, keys_of(case), START, case_manager)
    assert (kept.language, kept.form, kept.questions) == ("lv", "spoken", "How long?")


@pytest.mark.covers("S1.17")
def test_the_step_is_done_once_the_young_person_has_heard_every_point(case, case_manager):
    first, *rest = keys_of(case)
    tell(case, points=[first], by=case_manager)
    tell(case, to=Role.MENTOR, by=case_manager)
    assert times_done(case, RecordKind.EXPLAINED) == 0
    tell(case, points=rest, by=case_manager)
    assert times_done(case, RecordKind.EXPLAINED) == 1
    tell(case, points=[first], by=case_manager)
    assert times_done(case, RecordKind.EXPLAINED) == 1


@pytest.mark.parametrize("points", [[], ["the weather"]])
def test_only_points_of_the_method_are_explained(case, case_manager, points):
    with pytest.raises(NothingExplained):
        tell(case, points=points, by=case_manager)


def test_a_mentor_who_is_not_there_cannot_be_told(autumn, case_manager):
    case = a_case(autumn, case_manager=case_manager)
    with pytest.raises(NobodyToTell):
        tell(case, to=Role.MENTOR, by=case_manager)


def test_nobody_is_told_before_the_case_was_opened(case, case_manager):
    with pytest.raises(DateOutOfPlace):
        tell(case, by=case_manager, on=START - timedelta(days=1))


@pytest.mark.covers("S1.02", "S1.05", "S1.24", "S2.32", "S2.33", "S2.38", "S2.39", "S2.40")
def test_an_agreement_keeps_all_that_was_said(agreement, case_manager):
    kept = Agreement.objects.get()
    assert {name: getattr(kept, name) for name in WORDS} == WORDS
    assert (kept.number, kept.written_on, kept.by) == (1, DAY, case_manager)


@pytest.mark.covers("S2.35")
def test_a_changed_agreement_is_a_new_number_and_the_old_text_stays(agreement, case_manager):
    a_version(agreement.case, rhythm="On Fridays", by=case_manager, version=1)
    assert [each.rhythm for each in Agreement.objects.order_by("number")] == [WORDS["rhythm"], "On Fridays"]


def test_a_version_written_from_an_older_one_is_refused(agreement, case_manager):
    a_version(agreement.case, by=case_manager, version=1)
    with pytest.raises(Stale):
        a_version(agreement.case, by=case_manager, version=1)
    assert Agreement.objects.count() == 2


def test_an_agreement_cannot_end_before_it_is_written(explained, case_manager):
    with pytest.raises(EndsBeforeItBegins):
        a_version(explained, ends_on=DAY - timedelta(days=1), by=case_manager)
    assert a_version(explained, ends_on=DAY, by=case_manager).ends_on == DAY


def test_a_way_of_meeting_nobody_knows_is_refused(explained, case_manager):
    with pytest.raises(ValueError, match="carrier_pigeon"):
        a_version(explained, form="carrier_pigeon", by=case_manager)


@pytest.mark.covers("S2.35")
def test_an_agreement_is_made_when_all_three_have_said_yes(agreement, cast):
    say_yes(agreement, Role.MENTEE, Role.CASE_MANAGER, **cast)
    assert not is_confirmed(agreement.case)
    assert times_done(agreement.case, RecordKind.AGREEMENT) == 0
    say_yes(agreement, Role.MENTOR, **cast)
    assert is_confirmed(agreement.case)
    assert times_done(agreement.case, RecordKind.AGREEMENT) == 1


@pytest.mark.covers("S2.35")
def test_a_new_version_asks_everyone_anew(agreement, cast):
    say_yes(agreement, *ALL, **cast)
    newer = a_version(agreement.case, by=cast["case_manager"])
    assert not is_confirmed(agreement.case)
    say_yes(newer, *ALL, **cast)
    assert is_confirmed(agreement.case)


def test_an_older_version_is_not_agreed_to(agreement, mentee, case_manager):
    a_version(agreement.case, by=case_manager)
    with pytest.raises(OlderAgreement):
        confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)


def test_a_yes_is_said_once(agreement, mentee):
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    with pytest.raises(ConfirmedAlready):
        confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)


@pytest.mark.covers("S1.22")
@pytest.mark.parametrize("told", [Role.MENTEE, Role.MENTOR])
def test_nobody_agrees_before_everything_was_explained_to_both(case, case_manager, mentee, told):
    tell(case, to=told, by=case_manager)
    agreement = a_version(case, by=case_manager)
    with pytest.raises(PointsLeft):
        confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    assert not Confirmation.objects.exists()


@pytest.mark.covers("S1.22")
def test_without_a_mentor_on_the_team_only_the_young_person_needs_to_have_heard(autumn, case_manager):
    case = a_case(autumn, case_manager=case_manager)
    tell(case, by=case_manager)
    agreement = a_version(case, by=case_manager)
    confirm(agreement, role=Role.MENTEE, by=case.mentee, on=DAY)
    confirm(agreement, role=Role.CASE_MANAGER, by=case_manager, on=DAY)
    assert is_confirmed(case)


@pytest.mark.covers("S2.35")
@pytest.mark.parametrize(("path", "times"), [(Path.MENTOR, 0), (Path.ANOTHER_WAY, 1)])
def test_on_the_way_with_a_mentor_the_agreement_is_made_with_the_mentor(autumn, case_manager, path, times):
    case = a_case(autumn, case_manager=case_manager)
    take_path(case, path, by=case_manager)
    tell(case, by=case_manager)
    agreement = a_version(case, by=case_manager)
    confirm(agreement, role=Role.MENTEE, by=case.mentee, on=DAY)
    confirm(agreement, role=Role.CASE_MANAGER, by=case_manager, on=DAY)
    assert times_done(case, RecordKind.AGREEMENT) == times


@pytest.mark.covers("S2.35")
def test_a_yes_can_be_taken_back_and_said_again(agreement, cast):
    say_yes(agreement, *ALL, **cast)
    taken_back = withdraw(agreement, role=Role.MENTEE, by=cast["mentee"], on=LATER)
    assert (taken_back.confirmed_on, taken_back.withdrawn_on) == (DAY, LATER)
    assert not is_confirmed(agreement.case)
    confirm(agreement, role=Role.MENTEE, by=cast["mentee"], on=LATER)
    assert is_confirmed(agreement.case)
    assert Confirmation.objects.filter(role=Role.MENTEE).count() == 2


@pytest.mark.covers("S2.35")
def test_a_yes_to_an_older_version_can_be_taken_back_too(agreement, mentee, case_manager):
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    a_version(agreement.case, by=case_manager)
    assert withdraw(agreement, role=Role.MENTEE, by=mentee, on=DAY).withdrawn_on == DAY


def test_what_was_never_said_cannot_be_taken_back(agreement, mentee, mentor):
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    with pytest.raises(NothingToWithdraw):
        withdraw(agreement, role=Role.MENTOR, by=mentor, on=DAY)


@pytest.mark.covers("S1.22", "S2.35")
def test_a_new_mentor_hears_everything_anew_and_is_asked_for_an_own_yes(agreement, cast):
    case = agreement.case
    say_yes(agreement, *ALL, **cast)
    leave_team(case, Role.MENTOR, by=cast["case_manager"], on=DAY)
    newcomer = a_person("Juris Kalns")
    join_team(case, newcomer, Role.MENTOR, by=cast["case_manager"], on=DAY)
    assert points_left(case) == {Role.MENTEE: (), Role.MENTOR: tuple(keys_of(case))}
    assert not is_confirmed(case)


def test_a_case_that_ended_takes_no_more_agreements(agreement, case_manager, mentee):
    close_case(agreement.case, by=case_manager, on=DAY)
    with pytest.raises(CaseClosed):
        a_version(agreement.case, by=case_manager)
    with pytest.raises(CaseClosed):
        confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)


def test_the_trail_tells_of_every_deed_and_repeats_no_words(agreement, cast):
    say_yes(agreement, *ALL, **cast)
    withdraw(agreement, role=Role.MENTEE, by=cast["mentee"], on=DAY)
    deeds = list(Entry.objects.filter(case_id=agreement.case_id).values_list("deed", "reason"))
    assert {f"agreement.{deed}" for deed in ("explain", "write", "confirm", "withdraw")} <= {
        deed for deed, _ in deeds
    }
    assert "bus" not in str(deeds)
