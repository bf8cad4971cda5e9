"""What pages and other apps ask of a plan."""

import pytest

from lidzas.plans.actions import agree_plan, choose_top, evaluate_goal, mark_step
from lidzas.plans.queries import (
    counts,
    goals_with_steps,
    large_part_reached,
    next_step,
    plan_of,
    readers_of,
    what_is_missing,
    written_by_the_young_person,
)
from lidzas.plans.tests.conftest import a_goal, a_step
from tests.builders import DAY


def test_a_case_without_a_plan_has_none(case):
    assert plan_of(case) is None
    assert counts(case) == (0, 0, 0)
    assert next_step(case) is None
    assert large_part_reached(case) == ""


def test_what_is_only_proposed_does_not_count(plan, step, proposal, mentee, case_manager):
    a_goal(plan, whose_idea="someone_else", by=case_manager)
    assert counts(plan.case) == (1, 1, 0)
    mark_step(step, "done", by=mentee, on=DAY)
    assert counts(plan.case) == (1, 1, 1)


@pytest.mark.parametrize("goals", [1, 3])
def test_goals_and_steps_come_in_two_queries(plan, mentee, goals, django_assert_num_queries):
    for _each in range(goals):
        goal = a_goal(plan, by=mentee)
        a_step(goal, by=mentee)
        a_step(goal, by=mentee)
    with django_assert_num_queries(2):
        found = goals_with_steps(plan.case)
        said = [(goal.written_by.name, [step.what for step in goal.own_steps]) for goal in found]
    assert len(said) == goals


@pytest.mark.covers("S3.23")
def test_the_most_important_goal_comes_first(plan, goal, mentee):
    other = a_goal(plan, by=mentee)
    assert goals_with_steps(plan.case) == [goal, other]
    choose_top(other, by=mentee, on=DAY)
    assert goals_with_steps(plan.case) == [other, goal]


@pytest.mark.covers("S3.39")
def test_the_next_step_belongs_to_the_most_important_goal(plan, step, mentee):
    other = a_step(a_goal(plan, by=mentee), by=mentee)
    assert next_step(plan.case) == step
    choose_top(other.goal, by=mentee, on=DAY)
    assert next_step(plan.case) == other
    mark_step(other, "done", by=mentee, on=DAY)
    assert next_step(plan.case) == step


def test_a_goal_that_ended_or_waits_for_a_yes_has_no_next_step(plan, step, proposal, mentee, case_manager):
    a_step(a_goal(plan, whose_idea="someone_else", by=case_manager), by=mentee)
    evaluate_goal(step.goal, "let_go", evidence="Not now", by=case_manager, on=DAY)
    assert next_step(plan.case) is None


@pytest.mark.covers("S4.01")
def test_half_of_the_goals_reached_is_a_large_part(plan, mentee, case_manager):
    goals = [a_goal(plan, by=mentee) for _each in range(4)]
    evaluate_goal(goals[0], "reached", evidence="Yes", by=case_manager, on=DAY)
    assert large_part_reached(plan.case) == "Goals reached so far, in full or in part: 1 of 4."
    evaluate_goal(goals[1], "partly", evidence="Some", by=case_manager, on=DAY)
    assert (
        large_part_reached(plan.case) == "A large part of the goals is reached, in full or in part: 2 of 4."
    )


def test_an_agreed_plan_misses_nothing(plan, step, mentee):
    assert what_is_missing(plan, goals_with_steps(plan.case)) == ()
    agree_plan(plan, by=mentee, on=DAY)
    plan.refresh_from_db()
    assert what_is_missing(plan, []) == ()


@pytest.mark.covers("S2.42")
def test_it_is_seen_how_many_goals_the_young_person_wrote(plan, goal, case_manager):
    a_goal(plan, by=case_manager)
    assert written_by_the_young_person(plan.case, goals_with_steps(plan.case)) == 1


def test_readers_are_called_as_the_method_calls_them(case):
    assert readers_of(case, as_mentee=False) == "Young person, Mentor, Case manager"
    assert readers_of(case, as_mentee=True) == "Mentor, Case manager"
