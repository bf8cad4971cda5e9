"""What a plan lacks, told from counts and marks alone (S2.16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lidzas.plans.choices import Lack, WhoseIdea


@dataclass(frozen=True, slots=True)
class GoalSign:
    """A goal under way without its words: whether it has its yes, whose idea it was, how many steps it has."""

    accepted: bool
    whose_idea: str
    steps: int


@dataclass(frozen=True, slots=True)
class PlanSign:
    """A plan without its words."""

    has_vision: bool
    is_agreed: bool
    review_on: date | None
    is_evaluated: bool
    goals: Sequence[GoalSign] = ()


def lacks_of(plan: PlanSign | None, *, on: date) -> tuple[Lack, ...]:
    """What is missing, in the order in which a plan is made. One that was looked back at lacks nothing."""
    if plan is None:
        return (Lack.NO_PLAN,)
    if plan.is_evaluated:
        return ()
    missing = {
        Lack.NO_VISION: not plan.has_vision,
        **goals_lack(plan.goals),
        Lack.NOT_AGREED: not plan.is_agreed,
        Lack.NO_REVIEW: plan.review_on is None,
        Lack.REVIEW_WAITS: plan.review_on is not None and plan.review_on < on,
    }
    return tuple(lack for lack, is_missing in missing.items() if is_missing)


def goals_lack(goals: Sequence[GoalSign]) -> dict[Lack, bool]:
    accepted = [goal for goal in goals if goal.accepted]
    own = [goal for goal in accepted if goal.whose_idea != WhoseIdea.SOMEONE_ELSE]
    return {
        Lack.NO_GOAL: not goals,
        Lack.NO_OWN_GOAL: bool(goals) and not own,
        Lack.WAITS_FOR_YES: len(accepted) < len(goals),
        Lack.NO_STEP: any(not goal.steps for goal in accepted),
    }
