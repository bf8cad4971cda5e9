"""What pages and other apps ask about explanations and agreements."""

from datetime import timedelta

import pytest

from lidzas.access import Role
from lidzas.agreements.actions import confirm, withdraw
from lidzas.agreements.queries import (
    agreements_for,
    answers_to,
    confirmations,
    first_draft,
    has_changed_hands,
    hearers_of,
    is_confirmed,
    newest_agreement,
    points_left,
    told_for,
)
from lidzas.agreements.tests.conftest import a_version, keys_of, tell
from lidzas.cases.actions import join_team, leave_team
from lidzas.programmes.queries import method_of
from tests.builders import DAY, START, a_person


def test_a_case_without_an_agreement_has_none(case):
    assert newest_agreement(case) is None
    assert not is_confirmed(case)


@pytest.mark.covers("S1.22")
def test_points_that_are_left_are_told_by_person(case, case_manager):
    first, *rest = keys_of(case)
    tell(case, points=[first], by=case_manager)
    assert points_left(case) == {Role.MENTEE: tuple(rest), Role.MENTOR: tuple(keys_of(case))}


@pytest.mark.covers("S1.17")
def test_each_point_carries_the_day_it_was_last_heard(case, case_manager):
    first, second, *_rest = keys_of(case)
    tell(case, points=[first, second], by=case_manager, on=START)
    tell(case, points=[first], by=case_manager, on=DAY)
    mentee, mentor = hearers_of(case)
    assert [told_on for _text, told_on in mentee.points[:3]] == [DAY, START, None]
    assert {told_on for _text, told_on in mentor.points} == {None}


@pytest.mark.parametrize("talks", [1, 3])
def test_explanations_cost_as_much_for_three_talks_as_for_one(
    case, case_manager, talks, django_assert_num_queries
):
    for _each in range(talks):
        tell(case, by=case_manager)
    with django_assert_num_queries(3):
        hearers_of(case)
        told = told_for(case, case_manager, roles=[Role.CASE_MANAGER])
        assert {each.explanation.by.name for each in told} == {"Gunta Liepa"}
    assert len(told) == talks


@pytest.mark.parametrize("versions", [1, 3])
def test_versions_cost_as_much_for_three_as_for_one(
    agreement, mentor, versions, case_manager, django_assert_num_queries
):
    for _each in range(versions):
        a_version(agreement.case, by=case_manager)
    with django_assert_num_queries(1):
        found = [
            (each.by.name, each.purpose)
            for each in agreements_for(agreement.case, mentor, roles=[Role.MENTOR])
        ]
    assert len(found) == versions + 1


def test_an_answer_is_what_somebody_said_last(agreement, mentee):
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    withdraw(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    assert [answer.is_yes for answer in answers_to(agreement, agreement.case)] == [False, False, False]
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    assert [answer.is_yes for answer in answers_to(agreement, agreement.case)] == [True, False, False]
    assert [row.stands for row in confirmations(agreement)] == [False, True]


def test_a_later_mentor_does_not_read_what_was_agreed_with_an_earlier_one(
    agreement, mentor, case_manager, mentee
):
    case = agreement.case
    confirm(agreement, role=Role.MENTOR, by=mentor, on=DAY)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    newcomer = a_person("Juris Kalns")
    join_team(case, newcomer, Role.MENTOR, by=case_manager, on=DAY)
    assert has_changed_hands(agreement, case)
    own = a_version(case, by=case_manager)
    assert not has_changed_hands(own, case)
    assert list(agreements_for(case, newcomer, roles=[Role.MENTOR])) == [own]
    assert list(agreements_for(case, mentee, roles=[Role.MENTEE])) == [own, agreement]


@pytest.mark.covers("S1.24")
def test_the_first_draft_offers_the_methods_rules_in_the_young_persons_language(case):
    rules = method_of(case.method_id).rules
    case.mentee.language = "lv"
    draft = first_draft(case, today=DAY)
    assert draft["rules"].splitlines() == [rule.text.in_language("lv") for rule in rules]


def test_the_first_draft_ends_with_the_round_while_that_lies_ahead(case):
    ends_on = case.round.ends_on
    assert first_draft(case, today=ends_on)["ends_on"] == ends_on
    assert first_draft(case, today=ends_on + timedelta(days=1))["ends_on"] is None
