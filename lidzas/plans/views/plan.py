"""The pages of a plan."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.plans import actions
from lidzas.plans.choices import StepStatus
from lidzas.plans.forms import EvaluateForm, GoalForm, MarkForm, ReviewForm, StepForm, VisionForm
from lidzas.plans.models import Goal, Step
from lidzas.plans.queries import (
    as_read,
    goal_of,
    goals_with_steps,
    large_part_reached,
    next_step,
    plan_of,
    readers_of,
    step_of,
    what_is_missing,
    written_by_the_young_person,
)
from lidzas.ui.days import say_day
from lidzas.ui.forms import version_in
from lidzas.ui.pages import answer_deed, fill_in


def page_of(case: Case, goal: Goal | None = None) -> str:
    """The plan's page, at a goal: a phone stays where the thumb was."""
    address = reverse("plans:show", kwargs={"case_id": case.pk})
    return f"{address}#goal-{goal.pk}" if goal else address


@require_safe
@opens_case(Permission.PLAN_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    plan, goals, standing = plan_of(case), goals_with_steps(case), request.standing
    is_open = not case.is_closed
    context = {
        "case": case,
        "plan": plan,
        "open_goals": [goal for goal in goals if goal.is_open],
        "closed_goals": [goal for goal in goals if not goal.is_open],
        "next_step": next_step(case),
        "missing": what_is_missing(plan, goals) if plan else (),
        "is_mine": standing.is_mentee,
        "readers": readers_of(case, as_mentee=standing.is_mentee),
        "all_goals": len(goals),
        "own_goals": written_by_the_young_person(case, goals),
        "may_write": is_open and standing.allows(Permission.PLAN_WRITE),
        "may_step": is_open and standing.allows(Permission.STEP_WRITE),
        "may_agree": is_open and standing.allows(Permission.PLAN_AGREE),
        "may_evaluate": is_open and standing.allows(Permission.GOALS_EVALUATE),
        "may_ask": is_open and standing.allows(Permission.PLAN_HELP_ASK),
        "most_goals": actions.MOST_OPEN_GOALS,
        "as_read": as_read(plan, goals) if plan else "",
        "tap_done": {"status": StepStatus.DONE},
        "tap_again": {"status": StepStatus.NOT_STARTED},
        "tap_let_go": {"status": StepStatus.LET_GO},
    }
    return render(request, "plans/show.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLAN_WRITE)
def vision(request: CaseRequest, case: Case) -> HttpResponse:
    plan = plan_of(case)
    form = VisionForm(
        request.POST or None,
        is_mine=request.standing.is_mentee,
        initial={"vision": plan.vision if plan else ""},
        row_version=plan.version if plan else None,
    )
    return fill_in(
        request,
        form,
        template="plans/vision.html",
        context={
            "case": case,
            "is_mine": request.standing.is_mentee,
            "stands_now": lambda: [(_("How I imagine it"), plan.vision if plan else "")],
        },
        deed=partial(actions.draft_plan, case, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=page_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLAN_WRITE)
def review(request: CaseRequest, case: Case) -> HttpResponse:
    plan, today = plan_of(case), timezone.localdate()
    if plan is None:
        return redirect("plans:vision", case_id=case.pk)
    form = ReviewForm(
        request.POST or None, today=today, initial={"review_on": plan.review_on}, row_version=plan.version
    )
    return fill_in(
        request,
        form,
        template="plans/review.html",
        context={
            "case": case,
            "is_mine": request.standing.is_mentee,
            "stands_now": lambda: [
                (form.fields["review_on"].label, say_day(plan.review_on) if plan.review_on else "–")
            ],
        },
        deed=partial(actions.set_review, plan, by=request.user, on=today),
        said=_("Saved."),
        then=page_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLAN_WRITE)
def goal(request: CaseRequest, case: Case) -> HttpResponse:
    plan, is_mine = plan_of(case), request.standing.is_mentee
    if plan is None:
        return redirect("plans:vision", case_id=case.pk)
    return fill_in(
        request,
        GoalForm(request.POST or None, is_mine=is_mine),
        template="plans/goal.html",
        context={"case": case, "is_mine": is_mine},
        deed=partial(actions.write_goal, plan, by=request.user, on=timezone.localdate()),
        said=_("The goal is in the plan."),
        then=lambda written: page_of(case, written),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLAN_WRITE)
def change_goal(request: CaseRequest, case: Case, goal_id: UUID) -> HttpResponse:
    goal, is_mine = goal_of(case, goal_id), request.standing.is_mentee
    written = ("words", "hindrance", "horizon", "whose_idea")
    form = GoalForm(
        request.POST or None,
        is_mine=is_mine,
        initial={name: getattr(goal, name) for name in written},
        row_version=goal.version,
    )
    return fill_in(
        request,
        form,
        template="plans/change_goal.html",
        context={
            "case": case,
            "goal": goal,
            "is_mine": is_mine,
            "stands_now": lambda: [(form.fields[name].label, shown(goal, name)) for name in written],
        },
        deed=partial(actions.change_goal, goal, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=page_of(case, goal),
    )


def shown(goal: Goal, name: str) -> str:
    """A field of a goal in words."""
    in_words = getattr(goal, f"get_{name}_display", None)
    return str(in_words() if in_words else getattr(goal, name))


@require_POST
@opens_case(Permission.PLAN_AGREE)
def accept_goal(request: CaseRequest, case: Case, goal_id: UUID) -> HttpResponse:
    goal = goal_of(case, goal_id)
    return answer_deed(
        request,
        deed=partial(
            actions.accept_goal,
            goal,
            by=request.user,
            on=timezone.localdate(),
            version=version_in(request.POST),
        ),
        said=_("This goal is yours now."),
        then=page_of(case, goal),
    )


@require_POST
@opens_case(Permission.PLAN_WRITE)
def choose_top(request: CaseRequest, case: Case, goal_id: UUID) -> HttpResponse:
    goal = goal_of(case, goal_id)
    return answer_deed(
        request,
        deed=partial(actions.choose_top, goal, by=request.user, on=timezone.localdate()),
        said=_("This goal comes first now."),
        then=page_of(case, goal),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.STEP_WRITE)
def step(request: CaseRequest, case: Case, goal_id: UUID) -> HttpResponse:
    goal, is_mine = goal_of(case, goal_id), request.standing.is_mentee
    write = partial(
        actions.write_step,
        goal,
        by=request.user,
        as_role=request.standing.role_for(Permission.STEP_WRITE),
        on=timezone.localdate(),
    )
    return fill_in(
        request,
        StepForm(request.POST or None, is_mine=is_mine),
        template="plans/step.html",
        context={
            "case": case,
            "goal": goal,
            "is_mine": is_mine,
            "only_proposes": not request.standing.allows(Permission.PLAN_WRITE),
        },
        deed=write,
        said=lambda written: (
            _("Your proposal is noted.") if written.is_proposal else _("The step is in the plan.")
        ),
        then=page_of(case, goal),
    )


@require_POST
@opens_case(Permission.PLAN_WRITE)
def accept_step(request: CaseRequest, case: Case, step_id: UUID) -> HttpResponse:
    step = step_of(case, step_id)
    return answer_deed(
        request,
        deed=partial(actions.accept_step, step, by=request.user, on=timezone.localdate()),
        said=_("The step is in the plan."),
        then=page_of(case, step.goal),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.STEP_WRITE)
def mark_step(request: CaseRequest, case: Case, step_id: UUID) -> HttpResponse:
    """One tap sends a status; without one the page asks for it."""
    step = step_of(case, step_id)
    form = MarkForm(
        request.POST or None,
        initial={"status": step.status, "tried_in_real_life": step.tried_in_real_life},
        row_version=step.version,
    )
    return fill_in(
        request,
        form,
        template="plans/mark_step.html",
        context={
            "case": case,
            "step": step,
            "is_mine": request.standing.is_mentee,
            "stands_now": lambda: how_it_stands(step),
        },
        deed=partial(actions.mark_step, step, by=request.user, on=timezone.localdate()),
        said=_("Noted."),
        then=page_of(case, step.goal),
    )


def how_it_stands(step: Step) -> list[tuple[str, str]]:
    tried = [(_("Tried in real life"), _("Yes"))] if step.tried_in_real_life else []
    return [(_("How does this step stand?"), step.get_status_display()), *tried]


@require_POST
@opens_case(Permission.PLAN_AGREE)
def agree(request: CaseRequest, case: Case) -> HttpResponse:
    plan = plan_of(case)
    if plan is None:
        return redirect("plans:vision", case_id=case.pk)
    return answer_deed(
        request,
        deed=partial(
            actions.agree_plan,
            plan,
            by=request.user,
            on=timezone.localdate(),
            read=request.POST.get("version", ""),
        ),
        said=_("This plan is yours. It stays open: you can change it any time."),
        then=page_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.GOALS_EVALUATE)
def evaluate(request: CaseRequest, case: Case) -> HttpResponse:
    """Every goal with a form of its own; sending the page itself closes the look back."""
    plan = plan_of(case)
    if plan is None:
        return redirect("plans:show", case_id=case.pk)
    if request.method == "POST":
        return answer_deed(
            request,
            deed=partial(actions.evaluate_plan, plan, by=request.user, on=timezone.localdate()),
            said=_("The look back at the plan is complete."),
            then=reverse("plans:evaluate", kwargs={"case_id": case.pk}),
        )
    goals = goals_with_steps(case)
    context = {
        "case": case,
        "plan": plan,
        "rows": [
            (goal, EvaluateForm(auto_id=f"id_{goal.position}_%s", is_open=True, row_version=goal.version))
            for goal in goals
            if goal.is_open
        ],
        "closed_goals": [goal for goal in goals if not goal.is_open],
        "large_part": large_part_reached(case),
    }
    return render(request, "plans/evaluate.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.GOALS_EVALUATE)
def evaluate_goal(request: CaseRequest, case: Case, goal_id: UUID) -> HttpResponse:
    goal = goal_of(case, goal_id)
    written = ("status", "evidence")
    form = EvaluateForm(
        request.POST or None,
        is_open=goal.is_open,
        initial={name: getattr(goal, name) for name in written},
        row_version=goal.version,
    )
    return fill_in(
        request,
        form,
        template="plans/evaluate_goal.html",
        context={
            "case": case,
            "goal": goal,
            "stands_now": lambda: [(form.fields[name].label, shown(goal, name)) for name in written],
        },
        deed=partial(actions.evaluate_goal, goal, by=request.user, on=timezone.localdate()),
        said=_("Noted."),
        then=reverse("plans:evaluate", kwargs={"case_id": case.pk}),
    )
