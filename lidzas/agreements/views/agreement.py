"""The pages of explaining and agreeing."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, Role
from lidzas.agreements import actions
from lidzas.agreements.choices import WayOfMeeting
from lidzas.agreements.forms import AgreementForm, ExplainForm
from lidzas.agreements.models import Agreement, Explanation
from lidzas.agreements.queries import (
    agreements_for,
    answers_to,
    first_draft,
    has_changed_hands,
    hearers_of,
    newest_agreement,
    points_left,
    role_name,
    told_for,
    words_of,
)
from lidzas.cases.locks import CaseRequest, Standing, opens_case
from lidzas.cases.models import Case
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import answer_deed, fill_in


@require_safe
@opens_case(Permission.EXPLANATION_VIEW)
def explanations(request: CaseRequest, case: Case) -> HttpResponse:
    standing = request.standing
    context = {
        "case": case,
        "hearers": hearers_of(case),
        "told": told_for(case, request.user, roles=standing.on_case),
        "is_mine": standing.is_mentee,
        "may_explain": standing.allows(Permission.EXPLANATION_RECORD) and not case.is_closed,
    }
    return render(request, "agreements/explanations.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.EXPLANATION_RECORD)
def explain(request: CaseRequest, case: Case) -> HttpResponse:
    left, hearers = points_left(case), hearers_of(case)
    first = next((role for role, keys in left.items() if keys), Role.MENTEE)
    form = ExplainForm(
        request.POST or None,
        people=[(hearer.role, f"{hearer.name} · {hearer.role_name}") for hearer in hearers],
        points=[
            (point.key, point.text.in_language(get_language() or ""))
            for point in method_of(case.method_id).points
        ],
        opened_on=case.opened_on,
        today=timezone.localdate(),
        initial={"told_to": first, "language": case.mentee.language},
    )

    def tell(*, told_to: str, told_on: date, **said: Any) -> Explanation:
        return actions.explain(case, told_to=Role(told_to), by=request.user, on=told_on, **said)

    return fill_in(
        request,
        form,
        template="agreements/explain.html",
        context={"case": case, "hearers": hearers},
        deed=tell,
        said=_("Noted."),
        then=reverse("agreements:explanations", kwargs={"case_id": case.pk}),
    )


def page_of(case: Case) -> str:
    return reverse("agreements:show", kwargs={"case_id": case.pk})


def readable(request: CaseRequest, case: Case) -> QuerySet[Agreement]:
    return agreements_for(case, request.user, roles=request.standing.on_case)


def newest_for(request: CaseRequest, case: Case) -> Agreement | None:
    """The newest version, unless it is one between other people."""
    newest = newest_agreement(case)
    return newest if newest and readable(request, case).filter(pk=newest.pk).exists() else None


def shares(agreement: Agreement, case: Case, *, as_mentee: bool) -> list[tuple[str, str]]:
    """Who does what, as far as something is written."""
    me = _("What I do") if as_mentee else role_name(case, Role.MENTEE)
    every = [
        (me, agreement.by_mentee),
        (role_name(case, Role.MENTOR), agreement.by_mentor),
        (role_name(case, Role.CASE_MANAGER), agreement.by_case_manager),
    ]
    return [(name, words) for name, words in every if words]


def letter(agreement: Agreement, case: Case, standing: Standing) -> dict[str, object]:
    """What the page of a version shows: its words, and who says what to it."""
    answers = answers_to(agreement, case)
    mine = standing.role_for(Permission.AGREEMENT_VIEW)
    return {
        "shares": shares(agreement, case, as_mentee=standing.is_mentee),
        "answers": answers,
        "has_said_yes": any(answer.is_yes for answer in answers if answer.role == mine),
        "is_made": all(answer.is_yes for answer in answers),
        "has_changed_hands": has_changed_hands(agreement, case),
    }


@require_safe
@opens_case(Permission.AGREEMENT_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    standing, is_open = request.standing, not case.is_closed
    agreement = newest_for(request, case)
    context: dict[str, object] = {
        "case": case,
        "agreement": agreement,
        "is_unexplained": any(points_left(case).values()),
        "is_mine": standing.is_mentee,
        "may_write": is_open and standing.allows(Permission.AGREEMENT_WRITE),
        "may_expect": standing.allows(Permission.EXPECTATIONS_WRITE),
        "may_answer": is_open and standing.allows(Permission.AGREEMENT_CONFIRM),
    }
    if agreement:
        context |= letter(agreement, case, standing)
    return render(request, "agreements/show.html", context)


@require_safe
@opens_case(Permission.AGREEMENT_VIEW)
def earlier(request: CaseRequest, case: Case) -> HttpResponse:
    newest, is_mine = newest_agreement(case), request.standing.is_mentee
    context = {
        "case": case,
        "is_mine": is_mine,
        "versions": [
            (each, shares(each, case, as_mentee=is_mine))
            for each in readable(request, case)
            if each != newest
        ],
    }
    return render(request, "agreements/earlier.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.AGREEMENT_WRITE)
def write(request: CaseRequest, case: Case) -> HttpResponse:
    newest, today = newest_agreement(case), timezone.localdate()
    form = AgreementForm(
        request.POST or None,
        today=today,
        initial=words_of(newest) if newest else first_draft(case, today=today),
        row_version=newest.number if newest else None,
    )
    return fill_in(
        request,
        form,
        template="agreements/write.html",
        context={
            "case": case,
            "newest": newest,
            "stands_now": partial(stands_now, newest, form) if newest else list,
        },
        deed=partial(actions.write_agreement, case, by=request.user, on=today),
        said=_("The new version is written. Now everyone is asked for their yes."),
        then=page_of(case),
    )


def stands_now(newest: Agreement, form: AgreementForm) -> list[tuple[object, object]]:
    """What the newest version says, field by field, where it says something."""
    words = words_of(newest) | {"form": WayOfMeeting(newest.form).label}
    return [(form.fields[name].label, said) for name, said in words.items() if said]


@require_POST
@opens_case(Permission.AGREEMENT_CONFIRM)
def confirm(request: CaseRequest, case: Case, agreement_id: UUID) -> HttpResponse:
    agreement = get_object_or_404(readable(request, case), pk=agreement_id)
    role = request.standing.role_for(Permission.AGREEMENT_CONFIRM)
    return answer_deed(
        request,
        deed=partial(actions.confirm, agreement, role=role, by=request.user, on=timezone.localdate()),
        said=_("Your yes is noted. It can be taken back at any time."),
        then=page_of(case),
    )


@require_POST
@opens_case(Permission.AGREEMENT_CONFIRM)
def withdraw(request: CaseRequest, case: Case, agreement_id: UUID) -> HttpResponse:
    agreement = get_object_or_404(readable(request, case), pk=agreement_id)
    role = request.standing.role_for(Permission.AGREEMENT_CONFIRM)
    return answer_deed(
        request,
        deed=partial(actions.withdraw, agreement, role=role, by=request.user, on=timezone.localdate()),
        said=_("Your yes is taken back."),
        then=page_of(case),
    )
