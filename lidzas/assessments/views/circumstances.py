"""The pages of how an assessment was made, and of what may get in the way."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lidzas.access import Permission
from lidzas.assessments import queries
from lidzas.assessments.actions import circumstances
from lidzas.assessments.forms import RiskForm, WayForm
from lidzas.assessments.views.frame import framed, overview_url
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.ui.pages import answer_deed, fill_in


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_CLOSE)
def way(request: CaseRequest, case: Case, kind: str) -> HttpResponse:
    """Name a way of assessing that was used (S2.19)."""
    assessment, today = queries.assessment_named(case, kind), timezone.localdate()
    ways = queries.form_of(assessment).ways
    return fill_in(
        request,
        WayForm(request.POST or None, ways=ways, since=case.opened_on, today=today),
        template="assessments/way.html",
        context=framed(request, case, assessment=assessment),
        deed=partial(circumstances.name_way, assessment, by=request.user, on=today),
        said=_("The way is named."),
        then=overview_url(case),
    )


@require_POST
@opens_case(Permission.ASSESSMENT_CLOSE)
def way_back(request: CaseRequest, case: Case, way_id: UUID) -> HttpResponse:
    """Take back a way that was named by mistake."""
    used = queries.way_used(case, way_id)
    return answer_deed(
        request,
        deed=partial(circumstances.take_way_back, used, by=request.user, on=timezone.localdate()),
        said=_("The way is taken back."),
        then=overview_url(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_CLOSE)
def risk(request: CaseRequest, case: Case, kind: str, level: str) -> HttpResponse:
    """What may get in the way at one of the five levels."""
    assessment = queries.assessment_named(case, kind)
    place, standing = queries.risk_at(assessment, level)
    if assessment.is_closed and request.method == "GET":
        return redirect(overview_url(case))
    written = {"what": standing.what, "who_does_what": standing.who_does_what} if standing else {}
    return fill_in(
        request,
        RiskForm(request.POST or None, initial=written, row_version=standing.version if standing else 0),
        template="assessments/risk.html",
        context=framed(
            request, case, assessment=assessment, place=place,
            stands_now=partial(queries.risk_now, assessment, place),
        ),
        deed=partial(
            circumstances.write_risk, assessment, place, by=request.user, on=timezone.localdate()
        ),
        said=_("Saved."),
        then=overview_url(case),
    )  # fmt: skip
