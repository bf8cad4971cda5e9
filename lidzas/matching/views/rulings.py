"""The pages on which two people are kept apart, and on which a decision about two is taken and lifted."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.matching.actions import rulings as actions
from lidzas.matching.forms import ExcludeForm
from lidzas.matching.queries.rulings import exclusion_on, exclusions_on
from lidzas.people.queries import mentors_of
from lidzas.ui.pages import answer_deed, fill_in


def page_of(case: Case) -> str:
    return reverse("matching:exclusions", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.EXCLUSION_VIEW)
def exclusions(request: CaseRequest, case: Case) -> HttpResponse:
    """Who is never suggested to this young person, and why; for two roles alone."""
    context = {
        "case": case,
        "exclusions": exclusions_on(case),
        "may_write": not case.is_closed and request.standing.allows(Permission.EXCLUSION_WRITE),
    }
    return render(request, "matching/exclusions.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.EXCLUSION_WRITE)
def exclude(request: CaseRequest, case: Case) -> HttpResponse:
    deed = partial(
        actions.exclude,
        case,
        by=request.user,
        as_role=request.standing.role_for(Permission.EXCLUSION_WRITE),
        on=timezone.localdate(),
    )
    mentors = mentors_of(case.programme)
    return fill_in(
        request,
        ExcludeForm(request.POST or None, mentors=mentors),
        template="matching/exclude.html",
        context={"case": case, "has_mentors": bool(mentors)},
        deed=deed,
        said=_("These two will not be suggested to each other."),
        then=page_of(case),
    )


@require_POST
@opens_case(Permission.EXCLUSION_WRITE)
def lift_exclusion(request: CaseRequest, case: Case, exclusion_id: UUID) -> HttpResponse:
    exclusion = exclusion_on(case, exclusion_id)
    return answer_deed(
        request,
        deed=partial(actions.lift_exclusion, exclusion, by=request.user, on=timezone.localdate()),
        said=_("Lifted. These two can be suggested to each other again."),
        then=page_of(case),
    )
