"""The pages of the decision on a mentor, and of the ways that follow it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.assessments import actions, queries
from lidzas.assessments.actions import ways_on
from lidzas.assessments.forms import (
    LookAgainForm,
    OwnViewForm,
    ReadinessForm,
    StepForm,
    steps_to_go_on_with,
)
from lidzas.assessments.views.frame import framed, readiness_url
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.programmes.queries import method_of
from lidzas.ui.forms import version_in
from lidzas.ui.pages import answer_deed, fill_in


@require_safe
@opens_case(Permission.READINESS_VIEW)
def readiness(request: CaseRequest, case: Case) -> HttpResponse:
    way, earlier = queries.way_on(case), list(queries.readiness_decisions(case))[1:]
    own_view = way.own_view if way else queries.latest_own_view(case)
    context = framed(request, case, way=way, earlier=earlier, own_view=own_view, today=timezone.localdate())
    return render(request, "assessments/readiness.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.READINESS_DECIDE)
def decide(request: CaseRequest, case: Case) -> HttpResponse:
    today, way = timezone.localdate(), queries.way_on(case)
    going_on = steps_to_go_on_with(way.open_steps, today=today) if way else {}
    return fill_in(
        request,
        ReadinessForm(request.POST or None, today=today, initial=going_on),
        template="assessments/decide.html",
        context=framed(
            request, case, readings=method_of(case.method_id).readings, way=way,
            own_view=way.own_view if way else queries.latest_own_view(case),
        ),
        deed=partial(actions.decide_readiness, case, by=request.user, on=today),
        said=_("The decision is on record."),
        then=readiness_url(case),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_case(Permission.READINESS_SAY)
def own_view(request: CaseRequest, case: Case) -> HttpResponse:
    return fill_in(
        request,
        OwnViewForm(request.POST or None),
        template="assessments/own_view.html",
        context=framed(request, case, own_view=queries.latest_own_view(case)),
        deed=partial(actions.say_own_view, case, by=request.user, on=timezone.localdate()),
        said=_("Thank you for saying it. You can change it at any time."),
        then=readiness_url(case),
    )


def decided_anew(request: CaseRequest, case: Case) -> HttpResponse:
    """What a page answers that belongs to another decision than the one that counts now."""
    messages.info(request, _("Another decision counts now. Please look at it here."))
    return redirect(readiness_url(case))


@require_http_methods(["GET", "POST"])
@opens_case(Permission.READINESS_DECIDE)
def step(request: CaseRequest, case: Case) -> HttpResponse:
    """One more step on the way to a mentor."""
    way = queries.way_on(case)
    if way is None or not way.is_not_yet:
        return decided_anew(request, case)
    return fill_in(
        request,
        StepForm(request.POST or None),
        template="assessments/step.html",
        context=framed(request, case),
        deed=partial(ways_on.add_step, way.decision, by=request.user, on=timezone.localdate()),
        said=_("The step is added."),
        then=readiness_url(case),
    )


@require_POST
@opens_case(Permission.PREPARATION_TICK)
def tick(request: CaseRequest, case: Case, preparation_id: UUID) -> HttpResponse:
    """Say that a step is done, or after all not."""
    step, is_done = queries.step_of(case, preparation_id), request.POST.get("is_done", "1") == "1"
    return answer_deed(
        request,
        deed=partial(
            ways_on.tick_step, step, is_done=is_done, by=request.user, on=timezone.localdate(),
            version=version_in(request.POST),
        ),
        said=_("Done. Well walked.") if is_done else _("The step is open again."),
        then=readiness_url(case),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_case(Permission.READINESS_DECIDE)
def look_again(request: CaseRequest, case: Case) -> HttpResponse:
    """How another way is going, and when the next look is."""
    way = queries.way_on(case)
    if way is None or not way.is_another_way:
        return decided_anew(request, case)
    return fill_in(
        request,
        LookAgainForm(request.POST or None),
        template="assessments/look_again.html",
        context=framed(request, case, way=way),
        deed=partial(ways_on.look_again, way.decision, by=request.user, on=timezone.localdate()),
        said=_("The look is on record."),
        then=readiness_url(case),
    )
