"""What the database itself does not let happen to a plan."""

import pytest
from django.db import IntegrityError, connection, transaction

from lidzas.plans.models import Goal, Step, SupportPlan
from lidzas.plans.tests.conftest import WORDS, a_goal
from tests.builders import DAY


def refused(row, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.covers("S2.05")
def test_a_case_has_one_plan(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportPlan.objects.create(case=plan.case)


def test_an_agreed_plan_says_when_and_by_whom(plan):
    refused(plan, status="agreed")
    refused(plan, agreed_on=DAY)


@pytest.mark.covers("S3.23")
def test_only_one_goal_is_most_important(plan, goal, mentee):
    other = a_goal(plan, by=mentee)
    Goal.objects.filter(pk=goal.pk).update(is_top=True, top_since=DAY)
    refused(other, is_top=True, top_since=DAY)


def test_the_most_important_goal_says_since_when_and_is_open(goal):
    refused(goal, is_top=True)
    refused(goal, is_top=True, top_since=DAY, accepted=False)


@pytest.mark.covers("S5.07")
def test_a_closed_goal_says_when_and_how_one_can_tell(goal):
    refused(goal, status="reached", closed_on=DAY)
    refused(goal, status="reached")
    refused(goal, closed_on=DAY)


def test_a_done_step_says_when(step):
    refused(step, status="done")
    refused(step, done_on=DAY)


def test_a_proposal_says_by_whom(step):
    refused(step, is_proposal=True)


@pytest.mark.parametrize("model", [SupportPlan, Goal, Step])
def test_nothing_of_a_plan_can_be_read_in_the_database(step, model):
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {model._meta.db_table}")  # noqa: S608 - our own table's name
        kept = str(cursor.fetchall())
    for word in ("the bus", "Crowds", "timetable", "On Monday", "Māris"):
        assert word not in kept
    assert Goal.objects.get().words == WORDS


def test_rows_are_named_by_their_id_alone(plan, goal, step):
    assert str(plan) == f"Support plan {plan.pk}"
    assert str(goal) == f"Goal {goal.pk}"
    assert str(step) == f"Step {step.pk}"
