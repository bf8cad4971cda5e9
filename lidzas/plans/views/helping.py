"""Help with a plan, and what plans lack: both without a word of any plan."""

from collections import Counter
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.directory.queries import on_offer_for
from lidzas.plans import actions
from lidzas.plans.choices import Lack
from lidzas.plans.forms import AdviceForm, AskForm, PlaceForm
from lidzas.plans.queries import (
    advice_on,
    goal_of,
    lacks_on,
    own_question,
    plans_of,
    question_in,
    questions_in,
    questions_on,
)
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import answer_deed, fill_in


def asked_page(case: Case) -> str:
    return reverse("plans:asked", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.PLAN_HELP_ASK)
def asked(request: CaseRequest, case: Case) -> HttpResponse:
    """What was asked about this plan, and what was said to it."""
    context = {
        "case": case,
        "questions": questions_on(case, request.user, roles=request.standing.on_case),
        "may_ask": not case.is_closed,
    }
    return render(request, "plans/asked.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLAN_HELP_ASK)
def ask(request: CaseRequest, case: Case) -> HttpResponse:
    return fill_in(
        request,
        AskForm(request.POST or None),
        template="plans/ask.html",
        context={"case": case},
        deed=partial(actions.ask_for_help, case, by=request.user, on=timezone.localdate()),
        said=_("Asked. The answer will stand here."),
        then=asked_page(case),
    )


@require_POST
@opens_case(Permission.PLAN_HELP_ASK)
def settle(request: CaseRequest, case: Case, question_id: UUID) -> HttpResponse:
    question = own_question(case, request.user, question_id)
    return answer_deed(
        request,
        deed=partial(actions.settle, question, by=request.user, on=timezone.localdate()),
        said=_("Settled. It stays here to be read."),
        then=asked_page(case),
    )


@require_safe
@opens_programme(Permission.PLANS_CHECK)
def overview(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Which plans lack what (S2.16)."""
    rows = plans_of(programme, request.user, request.roles, on=timezone.localdate())
    counted = Counter(lack for row in rows for lack in row.lacks)
    only = request.GET.get("only", "")
    context = {
        "programme": programme,
        "rows": [row for row in rows if only not in Lack.values or only in row.lacks],
        "counts": [(lack.value, lack.label, counted[lack]) for lack in Lack if counted[lack]],
        "all": len(rows),
        "complete": sum(not row.lacks for row in rows),
        "only": only,
        "may_help": is_allowed(Permission.PLAN_HELP_GIVE, in_programme=request.roles),
    }
    return render(request, "plans/overview.html", context)


@require_safe
@opens_programme(Permission.PLAN_HELP_GIVE)
def questions(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    context = {"programme": programme, "questions": questions_in(programme)}
    return render(request, "plans/questions.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PLAN_HELP_GIVE)
def advise(request: ProgrammeRequest, programme: Programme, question_id: UUID) -> HttpResponse:
    """A question, what the plan lacks, and room for an answer. Neither name nor plan is shown."""
    today = timezone.localdate()
    question = question_in(programme, question_id)
    return fill_in(
        request,
        AdviceForm(request.POST or None),
        template="plans/advise.html",
        context={
            "programme": programme,
            "question": question,
            "lacks": [lack.label for lack in lacks_on(question.case, on=today)],
            "advice": advice_on(question),
        },
        deed=partial(actions.advise, question, by=request.user, on=today),
        said=_("Said. Whoever asked sees it with the plan."),
        then=reverse("plans:questions", kwargs={"programme_code": programme.code}),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLAN_WRITE)
def place(request: CaseRequest, case: Case, goal_id: UUID) -> HttpResponse:
    """Tie a goal to a place or person that was shown to the young person (S1.31)."""
    goal, places = goal_of(case, goal_id), on_offer_for(case)
    plan = reverse("plans:show", kwargs={"case_id": case.pk})
    return fill_in(
        request,
        PlaceForm(request.POST or None, places=places, initial={"place": goal.place_id}),
        template="plans/place.html",
        context={
            "case": case,
            "goal": goal,
            "places": places,
            "is_mine": request.standing.is_mentee,
        },
        deed=partial(actions.name_place, goal, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=f"{plan}#goal-{goal.pk}",
    )
