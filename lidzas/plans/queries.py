"""What pages and other apps ask of a plan."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, TeamMember
from lidzas.method import ActsAs, Method, RecordKind
from lidzas.plans.choices import AHEAD, GoalStatus, Lack, StepStatus
from lidzas.plans.facts import GoalSign, PlanSign, lacks_of
from lidzas.plans.models import Goal, PlanAdvice, PlanQuestion, Step, SupportPlan
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of


def plan_of(case: Case) -> SupportPlan | None:
    return SupportPlan.objects.filter(case=case).first()


def goals_with_steps(case: Case) -> list[Goal]:
    """Every goal with its steps, the most important one first, in two queries."""
    steps = Step.objects.select_related("proposed_by").order_by("position")
    goals = Goal.objects.filter(case=case).select_related("written_by", "place").in_order()
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


# ── what plans lack, without their words (S2.16) ───────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan on the list of completeness. The name is empty for who may not know it."""

    case: Case
    name: str
    case_manager: str
    stage: str
    is_own: bool
    lacks: tuple[Lack, ...]


def plans_of(programme: Programme, person: User, roles: Collection[Role], *, on: date) -> list[PlanRow]:
    """The plans of open cases that are far enough to have one, those that lack most first; constant queries.

    A case manager sees their own cases, coordinator and developer all; names as the pairs' pages give them.
    """
    cases = Case.objects.open().filter(programme=programme)
    if not {Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER} & set(roles):
        cases = cases.held_by(person, Role.CASE_MANAGER)
    method = method_of(programme.method_id)
    signs = signs_of(cases)
    due = [
        case
        for case in cases.select_related("mentee").order_by("opened_on", "pk")
        if case.pk in signs or is_time_for_a_plan(case, method)
    ]
    named = set(
        Case.objects.within_reach(person, Permission.MATCH_VIEW)
        .filter(programme=programme)
        .values_list("pk", flat=True)
    )
    managers = case_managers_on(due)
    rows = [
        PlanRow(
            case=case,
            name=case.mentee.name if case.pk in named else "",
            case_manager=managers[case.pk].name if case.pk in managers else "",
            stage=stage_name(case, method),
            is_own=case.pk in managers and managers[case.pk].pk == person.pk,
            lacks=lacks_of(signs.get(case.pk), on=on),
        )
        for case in due
    ]
    return sorted(rows, key=lambda row: -len(row.lacks))


def is_time_for_a_plan(case: Case, method: Method) -> bool:
    """Whether the case has come to the stage in which the method agrees the plan."""
    made_in = [method.stage_of(each.key).key for each in method.activities_for_record(RecordKind.PLAN_AGREED)]
    stages = [stage.key for stage in method.stages]
    return bool(made_in) and case.stage in stages[min(map(stages.index, made_in)) :]


def stage_name(case: Case, method: Method) -> str:
    names = {stage.key: stage.name.in_language(get_language() or "") for stage in method.stages}
    return names.get(case.stage, case.stage)


def case_managers_on(cases: Iterable[Case]) -> dict[UUID, User]:
    members = TeamMember.objects.active().filter(case__in=[case.pk for case in cases], role=Role.CASE_MANAGER)
    return {member.case_id: member.person for member in members.select_related("person")}


def signs_of(cases: QuerySet[Case]) -> dict[UUID, PlanSign]:
    """Case → its plan without a word of it, in three queries."""
    ids = cases.order_by().values("pk")
    goals: dict[UUID, list[GoalSign]] = defaultdict(list)
    has = Count("steps", filter=Q(steps__is_proposal=False))
    open_goals = Goal.objects.filter(case__in=ids, status=GoalStatus.OPEN).order_by()
    counted = open_goals.annotate(own=has).values_list("case_id", "accepted", "whose_idea", "own")
    for case_id, accepted, whose_idea, own_steps in counted:
        goals[case_id].append(GoalSign(accepted, whose_idea, own_steps))
    plans = SupportPlan.objects.filter(case__in=ids)
    without_vision = set(plans.filter(vision="").values_list("case_id", flat=True))
    return {
        case_id: PlanSign(
            has_vision=case_id not in without_vision,
            is_agreed=status == SupportPlan.Status.AGREED,
            review_on=review_on,
            is_evaluated=evaluated_on is not None,
            goals=goals[case_id],
        )
        for case_id, status, review_on, evaluated_on in plans.values_list(
            "case_id", "status", "review_on", "evaluated_on"
        )
    }


# ── help with a plan (S2.15) ───────────────────────────────────────────────────────────────────────────

ADVICE = PlanAdvice.objects.filter(question=OuterRef("pk"))


def questions_on(case: Case, person: User, *, roles: Collection[Role]) -> list[PlanQuestion]:
    """What was asked about a plan, with the advice: the case manager reads all, a mentor their own."""
    rows = PlanQuestion.objects.filter(case=case)
    if Role.CASE_MANAGER not in roles:
        rows = rows.filter(by=person)
    advice = PlanAdvice.objects.select_related("by").order_by("made_at")
    return list(rows.select_related("by").prefetch_related(Prefetch("advice", advice)).order_by("-made_at"))


def own_question(case: Case, person: User, question_id: UUID) -> PlanQuestion:
    rows = PlanQuestion.objects.filter(case=case, by=person).select_related("case")
    return get_object_or_404(rows, pk=question_id)


def questions_in(programme: Programme) -> list[PlanQuestion]:
    """Questions of a programme that are not settled, those without advice first; whose plan it is stays out."""
    rows = open_questions(programme).select_related("by").annotate(is_advised=Exists(ADVICE))
    return list(rows.order_by("is_advised", "made_at"))


def open_questions(programme: Programme) -> QuerySet[PlanQuestion]:
    return PlanQuestion.objects.filter(case__programme=programme, case__closed_on=None, settled_on=None)


def questions_waiting(programme: Programme) -> int:
    """How many questions about plans nobody has answered yet."""
    return open_questions(programme).filter(~Exists(ADVICE)).count()


def question_in(programme: Programme, question_id: UUID) -> PlanQuestion:
    rows = open_questions(programme).select_related("by", "case")
    return get_object_or_404(rows, pk=question_id)


def advice_on(question: PlanQuestion) -> list[PlanAdvice]:
    rows = PlanAdvice.objects.filter(question=question).select_related("by")
    return list(rows.order_by("made_at"))


def advised_questions(person: User) -> QuerySet[PlanQuestion]:
    """The person's own questions that somebody has answered and that are not settled yet."""
    return PlanQuestion.objects.filter(Exists(ADVICE), by=person, settled_on=None)


def lacks_on(case: Case, *, on: date) -> tuple[Lack, ...]:
    """What the plan of one case lacks."""
    return lacks_of(signs_of(Case.objects.filter(pk=case.pk)).get(case.pk), on=on)
