"""What pages and other apps ask of a plan."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.cases.models import Case
from lidzas.method import ActsAs
from lidzas.plans.choices import AHEAD, GoalStatus, StepStatus
from lidzas.plans.models import Goal, Step, SupportPlan
from lidzas.programmes.queries import method_of


def plan_of(case: Case) -> SupportPlan | None:
    return SupportPlan.objects.filter(case=case).first()


def goals_with_steps(case: Case) -> list[Goal]:
    """Every goal with its steps, the most important one first, in two queries."""
    steps = Step.objects.select_related("proposed_by").order_by("position")
    goals = Goal.objects.filter(case=case).select_related("written_by").in_order()
    return list(goals.prefetch_related(Prefetch("steps", steps)))


def goal_of(case: Case, goal_id: UUID) -> Goal:
    return get_object_or_404(Goal.objects.filter(case=case), pk=goal_id)


def step_of(case: Case, step_id: UUID) -> Step:
    return get_object_or_404(Step.objects.filter(case=case).select_related("goal"), pk=step_id)


def counts(case: Case) -> tuple[int, int, int]:
    """How many goals, steps and done steps the plan holds; what is only proposed does not count."""
    goals = Goal.objects.filter(case=case).accepted().count()
    steps = Step.objects.filter(case=case).of_the_plan()
    found = steps.aggregate(steps=Count("pk"), done=Count("pk", filter=Q(status=StepStatus.DONE)))
    return goals, found["steps"], found["done"]


def next_step(case: Case) -> Step | None:
    """The first step ahead of the most important goal, or else of the first goal that has one (S3.39)."""
    steps = Step.objects.filter(
        case=case, status__in=AHEAD, goal__status=GoalStatus.OPEN, goal__accepted=True
    ).of_the_plan()
    return steps.select_related("goal").order_by("-goal__is_top", "goal__position", "position").first()


def what_is_missing(plan: SupportPlan, goals: Sequence[Goal]) -> tuple[str, ...]:
    """What there is still to do before a young person can say "this is mine", in sentences for them."""
    open_goals = [goal for goal in goals if goal.is_open]
    if plan.is_agreed:
        return ()
    if not open_goals:
        return (_("Write down one goal first."),)
    missing = []
    if any(goal.waits_for_a_yes for goal in open_goals):
        missing.append(_("One goal was somebody else's idea. It needs a yes, or other words."))
    if any(not goal.own_steps for goal in open_goals if goal.accepted):
        missing.append(_("Every goal needs one small step."))
    return tuple(missing)


def as_read(plan: SupportPlan, goals: Sequence[Goal]) -> str:
    """What a plan says now, in a few letters that change with it: "this is mine" counts for what was read.

    What is only proposed, and what has come to its end, is no part of it.
    """
    parts = [(goal, *goal.own_steps) for goal in goals if goal.is_open]
    said = sorted((str(row.pk), row.version) for part in parts for row in part)
    return hashlib.sha256(repr((plan.version, said)).encode()).hexdigest()[:16]


def readers_of(case: Case, *, as_mentee: bool) -> str:
    """Who reads the plan, as the method calls them; the young person is told who does besides them."""
    method = method_of(case.method_id)
    others = (ActsAs.MENTOR, ActsAs.CASE_MANAGER)
    readers = others if as_mentee else (ActsAs.MENTEE, *others)
    return ", ".join(
        method.role_acting_as(acts_as).name.in_language(get_language() or "") for acts_as in readers
    )


def large_part_reached(case: Case) -> str:
    """How many of the goals are reached in full or in part, in words; half of them is a large part (S4.01)."""
    goals = Goal.objects.filter(case=case).accepted()
    reached = Count("pk", filter=Q(status__in=(GoalStatus.REACHED, GoalStatus.PARTLY)))
    found = goals.aggregate(all=Count("pk"), reached=reached)
    if not found["all"]:
        return ""
    if found["reached"] * 2 >= found["all"]:
        sentence = _("A large part of the goals is reached, in full or in part: %(reached)s of %(all)s.")
    else:
        sentence = _("Goals reached so far, in full or in part: %(reached)s of %(all)s.")
    return sentence % found


def written_by_the_young_person(case: Case, goals: Sequence[Goal]) -> int:
    """How many of these goals the young person wrote with their own hands (S2.42)."""
    return sum(goal.written_by_id == case.mentee_id for goal in goals)
