"""A plan with one goal, written by the young person."""

import pytest
from django.utils.translation import override

from lidzas.access import Role
from lidzas.plans.actions import draft_plan, write_goal, write_step
from tests.builders import DAY

VISION = "I take the bus to work and nobody stares"
WORDS = "Take the bus alone again"


@pytest.fixture(autouse=True)
def in_english():
    """Sentences of refusals are compared in the language they are written in."""
    with override("en"):
        yield


@pytest.fixture
def plan(case, mentee):
    return draft_plan(case, vision=VISION, by=mentee, on=DAY)


@pytest.fixture
def goal(plan, mentee):
    return a_goal(plan, by=mentee)


@pytest.fixture
def step(goal, mentee):
    return a_step(goal, by=mentee)


@pytest.fixture
def proposal(goal, mentor):
    return a_step(goal, what="Ride one stop together", by=mentor, as_role=Role.MENTOR)


def a_goal(plan, *, words=WORDS, whose_idea="mine", by):
    return write_goal(
        plan, words=words, horizon="middle", whose_idea=whose_idea, hindrance="Crowds", by=by, on=DAY
    )


def a_step(goal, *, what="Look up the timetable", by, as_role=Role.MENTEE):
    return write_step(
        goal, what=what, when_text="On Monday", with_whom="With Māris", kind="me", area="community",
        by=by, as_role=as_role, on=DAY,
    )  # fmt: skip
