"""What the pair does together before the agreement: comparing expectations, and making the card of rules."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.agreements import actions
from lidzas.agreements.choices import Topic, View
from lidzas.agreements.facts import unpacked
from lidzas.agreements.forms import ExpectationForm, RuleForm
from lidzas.agreements.models import Expectation
from lidzas.agreements.queries import card_of, exercise_for, expectation_of, rule_of
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.ui.pages import answer_deed, fill_in


@require_safe
@opens_case(Permission.EXPECTATIONS_WRITE)
def expectations(request: CaseRequest, case: Case) -> HttpResponse:
    """Who is done, and when both of the pair are: what each expects, side by side."""
    context = {
        "case": case,
        "is_mine": request.standing.is_mentee,
        "exercise": exercise_for(case, request.user),
        "may_write": not case.is_closed,
    }
    return render(request, "agreements/expectations.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.EXPECTATIONS_WRITE)
def expect(request: CaseRequest, case: Case) -> HttpResponse:
    role = request.standing.role_for(Permission.EXPECTATIONS_WRITE)
    own = expectation_of(case, request.user, role)
    form = ExpectationForm(
        request.POST or None, initial=said_in(own), row_version=own.version if own else None
    )
    return fill_in(
        request,
        form,
        template="agreements/expect.html",
        context={
            "case": case,
            "is_mine": request.standing.is_mentee,
            "stands_now": partial(stands_now, form, own) if own else list,
        },
        deed=partial(actions.expect, case, role=role, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=reverse("agreements:expectations", kwargs={"case_id": case.pk}),
    )


def said_in(own: Expectation | None) -> dict[str, object]:
    if own is None:
        return {}
    texts = {name: getattr(own, name) for name in ("wish", "mine", "manner")}
    return {**texts, **unpacked(own.views), "is_done": own.is_done}


def stands_now(form: ExpectationForm, own: Expectation) -> list[tuple[object, object]]:
    """What was saved from another window."""
    texts = [(form.fields[name].label, getattr(own, name)) for name in ("wish", "mine", "manner")]
    views = [(Topic(topic).label, View(view).label) for topic, view in unpacked(own.views).items()]
    return [(label, said) for label, said in [*texts, *views] if said]


def card_page(case: Case) -> str:
    return reverse("agreements:card", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.RULES_VIEW)
def card(request: CaseRequest, case: Case) -> HttpResponse:
    """The card of rules that the two make together (S1.04)."""
    standing = request.standing
    context = {
        "case": case,
        "is_mine": standing.is_mentee,
        "is_mentor": standing.allows(Permission.RULES_WRITE) and not standing.is_mentee,
        "card": card_of(case),
        "may_write": not case.is_closed and standing.allows(Permission.RULES_WRITE),
    }
    return render(request, "agreements/card.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.RULES_WRITE)
def rule(request: CaseRequest, case: Case) -> HttpResponse:
    return fill_in(
        request,
        RuleForm(request.POST or None),
        template="agreements/rule.html",
        context={"case": case, "is_mine": request.standing.is_mentee},
        deed=partial(
            actions.propose_rule,
            case,
            role=request.standing.role_for(Permission.RULES_WRITE),
            by=request.user,
            on=timezone.localdate(),
        ),
        said=_("It is on the card. It stands when both have said yes."),
        then=card_page(case),
    )


@require_POST
@opens_case(Permission.RULES_WRITE)
def say_yes(request: CaseRequest, case: Case, rule_id: UUID) -> HttpResponse:
    deed = partial(actions.say_yes_to_rule, rule_of(case, rule_id))
    return about_rule(request, case, deed, said=_("Your yes is noted."))


@require_POST
@opens_case(Permission.RULES_WRITE)
def let_go(request: CaseRequest, case: Case, rule_id: UUID) -> HttpResponse:
    deed = partial(actions.let_rule_go, rule_of(case, rule_id))
    return about_rule(request, case, deed, said=_("The rule is off the card."))


def about_rule(request: CaseRequest, case: Case, deed: Callable[..., object], *, said: str) -> HttpResponse:
    role = request.standing.role_for(Permission.RULES_WRITE)
    return answer_deed(
        request,
        deed=partial(deed, role=role, by=request.user, on=timezone.localdate()),
        said=said,
        then=card_page(case),
    )
