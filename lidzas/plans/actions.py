"""Drafting a plan, writing its goals and steps, agreeing it, living it and looking back at it."""

from datetime import date

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import hold, mark_done
from lidzas.cases.models import Case
from lidzas.directory.models import Listing
from lidzas.directory.queries import places_for
from lidzas.method import RecordKind
from lidzas.plans.choices import GoalStatus, Horizon, StepArea, StepKind, StepStatus, WhoseIdea
from lidzas.plans.models import Goal, PlanAdvice, PlanQuestion, Step, SupportPlan
from lidzas.plans.queries import as_read, goals_with_steps, what_is_missing
from lidzas.records.actions import Refusal, refuse_unread, take_version

MOST_OPEN_GOALS = 5


class PlanNotReady(Refusal):
    """The plan cannot be agreed yet, or was agreed before."""


class TooManyGoals(Refusal):
    """Five goals are under way; more would be too much at once."""


class GoalClosed(Refusal):
    """The goal has come to its end, and nothing is added to it any more."""


class GoalNotAccepted(Refusal):
    """The goal was somebody else's idea, and the young person has not said yes to it."""


class StepOnlyProposed(Refusal):
    """The step is a proposal nobody has said yes to."""


class ReviewInThePast(Refusal):
    """The day to look at the plan again has to lie ahead."""


class GoalsNotEvaluated(Refusal):
    """A goal has no verdict yet, or there is none to evaluate."""


class EvidenceMissing(Refusal):
    """A verdict on a goal needs a sentence on how one can tell."""


class PlaceNotShown(Refusal):
    """A goal is helped by a place that the young person knows of."""


class QuestionSettled(Refusal):
    """Whoever asked has said that it is settled."""


def _next_position(rows: QuerySet[Goal] | QuerySet[Step]) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _is_the_young_person(case: Case, person: User) -> bool:
    return case.mentee_id == person.pk


def _is_accepted(case: Case, whose_idea: str, by: User) -> bool:
    """Somebody else's idea waits for a yes, unless the young person writes it down themself."""
    return whose_idea != WhoseIdea.SOMEONE_ELSE or _is_the_young_person(case, by)


@transaction.atomic
def draft_plan(case: Case, *, vision: str, by: User, on: date, version: int | None = None) -> SupportPlan:
    """Begin the plan with how the young person imagines life, or write that anew.

    An agreed plan's vision may be changed too: the plan is alive.
    """
    case = hold(case, on=on)
    plan = SupportPlan.objects.filter(case=case).first()
    if plan is None:
        plan = SupportPlan.objects.create(case=case, vision=vision)
    else:
        take_version(plan, version)
        plan.vision = vision
        plan.save(update_fields=["vision"])
    record("plan.draft", plan, by=by)
    return plan


@transaction.atomic
def set_review(
    plan: SupportPlan, *, review_on: date, by: User, on: date, version: int | None = None
) -> SupportPlan:
    """Say when the plan is looked at again (S2.05)."""
    hold(plan.case, on=on)
    if review_on < on:
        raise ReviewInThePast(_("This day has passed. Please choose a day that is still ahead."))
    take_version(plan, version)
    plan.review_on = review_on
    plan.save(update_fields=["review_on"])
    record("plan.review", plan, by=by)
    return plan


@transaction.atomic
def write_goal(
    plan: SupportPlan, *, words: str, horizon: str, whose_idea: str, hindrance: str = "", by: User, on: date
) -> Goal:
    """Add a goal. Raises TooManyGoals when five are under way (S2.01)."""
    case = hold(plan.case, on=on)
    goals = Goal.objects.filter(plan=plan)
    if goals.open().count() >= MOST_OPEN_GOALS:
        raise TooManyGoals(
            _("Five goals are under way, and that is plenty. Finish one or let one go before adding another.")
        )
    goal = Goal.objects.create(
        case=case, plan=plan, words=words, horizon=Horizon(horizon), whose_idea=WhoseIdea(whose_idea),
        hindrance=hindrance, accepted=_is_accepted(case, whose_idea, by), position=_next_position(goals),
        written_by=by,
    )  # fmt: skip
    record("goal.write", goal, by=by)
    return goal


@transaction.atomic
def change_goal(
    goal: Goal,
    *,
    words: str,
    horizon: str,
    whose_idea: str,
    hindrance: str,
    by: User,
    on: date,
    version: int | None = None,
) -> Goal:
    """Put a goal into other words.

    Somebody else's idea, reworded by somebody else, waits for the young person's yes again.
    """
    case = hold(goal.case, on=on)
    goal = _open_goal(goal)
    take_version(goal, version)
    goal.words, goal.hindrance = words, hindrance
    goal.horizon, goal.whose_idea = Horizon(horizon), WhoseIdea(whose_idea)
    goal.accepted = _is_accepted(case, whose_idea, by)
    goal.written_by = by
    if not goal.accepted:
        goal.is_top, goal.top_since = False, None
    goal.save()
    record("goal.change", goal, by=by)
    return goal


@transaction.atomic
def accept_goal(goal: Goal, *, by: User, on: date, version: int | None = None) -> Goal:
    """The young person makes somebody else's idea their own, in the words that they read (S2.23)."""
    hold(goal.case, on=on)
    goal = _open_goal(goal)
    refuse_unread(version, goal.version)
    goal.accepted = True
    goal.save(update_fields=["accepted"])
    record("goal.accept", goal, by=by)
    return goal


@transaction.atomic
def choose_top(goal: Goal, *, by: User, on: date) -> Goal:
    """Say which goal is the most important one now; the one before steps back (S3.23)."""
    hold(goal.case, on=on)
    goal = _open_goal(goal)
    if not goal.accepted:
        raise GoalNotAccepted(_("This goal was somebody else's idea. It needs the young person's yes first."))
    if not goal.is_top:
        Goal.objects.filter(plan=goal.plan_id, is_top=True).update(is_top=False, top_since=None)
        goal.is_top, goal.top_since = True, on
        goal.save(update_fields=["is_top", "top_since"])
        record("goal.top", goal, by=by)
    return goal


@transaction.atomic
def name_place(goal: Goal, *, place: Listing | None, by: User, on: date) -> Goal:
    """Say which of the places and people shown to the young person helps with a goal, or that none does (S1.31)."""
    case = hold(goal.case, on=on)
    goal = _open_goal(goal)
    if place is not None and place not in places_for(case):
        raise PlaceNotShown(_("This place has not been shown to the young person. Please choose another."))
    take_version(goal, None)
    goal.place = place
    goal.save(update_fields=["place"])
    record("goal.place", goal, by=by)
    return goal


def _open_goal(goal: Goal) -> Goal:
    """The goal as it stands now, once the case is held."""
    held = Goal.objects.select_related("case").get(pk=goal.pk)
    if not held.is_open:
        raise GoalClosed(_("This goal has come to its end. Nothing is changed in it any more."))
    return held


@transaction.atomic
def write_step(
    goal: Goal,
    *,
    what: str,
    when_text: str,
    with_whom: str,
    kind: str,
    area: str,
    by: User,
    as_role: Role,
    on: date,
) -> Step:
    """Add a small step to a goal; what a mentor writes is a proposal (S2.03, S2.37)."""
    case = hold(goal.case, on=on)
    goal = _open_goal(goal)
    is_proposal = as_role is Role.MENTOR
    step = Step.objects.create(
        case=case, goal=goal, what=what, when_text=when_text, with_whom=with_whom, kind=StepKind(kind),
        area=StepArea(area), is_proposal=is_proposal, proposed_by=by if is_proposal else None,
        position=_next_position(Step.objects.filter(goal=goal)),
    )  # fmt: skip
    record("step.write", step, by=by, role=as_role)
    return step


@transaction.atomic
def accept_step(step: Step, *, by: User, on: date) -> Step:
    """Say yes to a proposed step. Saying yes to one that was let go takes it up again."""
    hold(step.case, on=on)
    step.refresh_from_db()
    if step.is_proposal:
        step.is_proposal = False
        step.status = StepStatus.NOT_STARTED
        step.save(update_fields=["is_proposal", "status"])
        record("step.accept", step, by=by)
    return step


@transaction.atomic
def mark_step(
    step: Step,
    status: str,
    *,
    tried_in_real_life: bool = False,
    by: User,
    on: date,
    version: int | None = None,
) -> Step:
    """Say how a step stands, forward or back. A proposal can only be let go before somebody says yes."""
    hold(step.case, on=on)
    step.refresh_from_db()
    if step.is_proposal and status != StepStatus.LET_GO:
        raise StepOnlyProposed(_("This step is only proposed so far. It needs a yes first."))
    take_version(step, version)
    step.status = StepStatus(status)
    step.done_on = on if step.is_done else None
    step.tried_in_real_life = tried_in_real_life
    step.save(update_fields=["status", "done_on", "tried_in_real_life"])
    record("step.mark", step, by=by)
    return step


@transaction.atomic
def agree_plan(plan: SupportPlan, *, by: User, on: date, read: str | None = None) -> SupportPlan:
    """The young person says "this is mine" (S2.21, S2.22) to the plan that they read.

    Raises PlanNotReady, changing nothing, when it is agreed already, has no goal, or has a goal
    without a step or without the young person's yes.
    """
    case = hold(plan.case, on=on)
    plan.refresh_from_db()
    if plan.is_agreed:
        raise PlanNotReady(_("This plan is agreed already."))
    goals = goals_with_steps(case)
    missing = what_is_missing(plan, goals)
    if missing:
        raise PlanNotReady(" ".join(missing))
    refuse_unread(read, as_read(plan, goals))
    plan.status = SupportPlan.Status.AGREED
    plan.agreed_on, plan.agreed_by = on, by
    plan.save(update_fields=["status", "agreed_on", "agreed_by"])
    mark_done(case, RecordKind.PLAN_AGREED, by=by, on=on)
    record("plan.agree", plan, by=by)
    return plan


@transaction.atomic
def evaluate_goal(
    goal: Goal, status: str, *, evidence: str, by: User, on: date, version: int | None = None
) -> Goal:
    """Say what became of a goal, and how one can tell (S5.07). Under way again, it opens again."""
    hold(goal.case, on=on)
    goal.refresh_from_db()
    take_version(goal, version)
    goal.status, goal.evidence = GoalStatus(status), evidence.strip()
    if goal.is_open:
        _refuse_a_sixth(goal)
        goal.closed_on = None
    else:
        if not goal.evidence:
            raise EvidenceMissing(_("Please say in a sentence how one can tell."))
        goal.closed_on, goal.is_top, goal.top_since = on, False, None
    goal.save(update_fields=["status", "evidence", "closed_on", "is_top", "top_since"])
    record("goal.evaluate", goal, by=by)
    return goal


@transaction.atomic
def evaluate_plan(plan: SupportPlan, *, by: User, on: date) -> SupportPlan:
    """Close the look back at the plan. Raises GoalsNotEvaluated while a goal has no verdict."""
    case = hold(plan.case, on=on)
    goals = Goal.objects.filter(plan=plan)
    if not goals.exists() or goals.open().exists():
        raise GoalsNotEvaluated(_("Every goal needs a word on what became of it, and how one can tell."))
    plan.evaluated_on = on
    plan.save(update_fields=["evaluated_on"])
    mark_done(case, RecordKind.GOALS_EVALUATED, by=by, on=on)
    record("plan.evaluate", plan, by=by)
    return plan


def _refuse_a_sixth(goal: Goal) -> None:
    others = Goal.objects.filter(plan=goal.plan_id).open().exclude(pk=goal.pk)
    if others.count() >= MOST_OPEN_GOALS:
        raise TooManyGoals(
            _("Five goals are under way already. This one can wait until one of them is finished.")
        )


@transaction.atomic
def ask_for_help(case: Case, *, about: str, copied: str, by: User, on: date) -> PlanQuestion:
    """Ask the team for help with the plan (S2.15); they read these words and nothing of the plan."""
    case = hold(case, on=on)
    question = PlanQuestion.objects.create(case=case, about=about, copied=copied, asked_on=on, by=by)
    record("plan.ask", question, by=by)
    return question


@transaction.atomic
def advise(question: PlanQuestion, *, words: str, by: User, on: date) -> PlanAdvice:
    """Say something to a question about a plan."""
    case = hold(question.case, on=on)
    question.refresh_from_db()
    if question.is_settled:
        raise QuestionSettled(_("Whoever asked has been helped meanwhile. Thank you all the same."))
    advice = PlanAdvice.objects.create(case=case, question=question, words=words, said_on=on, by=by)
    record("plan.advise", advice, by=by)
    return advice


@transaction.atomic
def settle(question: PlanQuestion, *, by: User, on: date) -> PlanQuestion:
    """Whoever asked says that it is settled; saying so twice changes nothing."""
    hold(question.case, on=on)
    question.refresh_from_db()
    if not question.is_settled:
        question.settled_on = max(on, question.asked_on)
        question.save(update_fields=["settled_on"])
        record("plan.settle", question, by=by)
    return question
