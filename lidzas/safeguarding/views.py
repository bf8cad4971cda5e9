"""The pages of hard moments and of concerns."""

from functools import partial
from typing import Any
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
from lidzas.programmes.queries import method_of
from lidzas.safeguarding import actions, queries
from lidzas.safeguarding.forms import (
    AgreementForm,
    CloseConcernForm,
    ConcernForm,
    EndForm,
    StartForm,
    StepForm,
)
from lidzas.ui.pages import answer_deed, fill_in


def framed(request: CaseRequest, case: Case, **more: Any) -> dict[str, Any]:
    """What every page of this app shows around its own content.

    What a case manager notes about the young person is for the two of them, as contacts are.
    """
    standing = request.standing

    def may(permission: Permission) -> bool:
        return not case.is_closed and standing.allows(permission)

    return {
        "case": case,
        "standing": standing,
        "frame": "ui/mentee.html" if standing.is_mentee else "ui/page.html",
        "may_write": may(Permission.CRISIS_WRITE),
        "may_step": may(Permission.CRISIS_STEP),
        "may_acknowledge": may(Permission.CRISIS_ACKNOWLEDGE),
        "may_raise": may(Permission.CONCERN_RAISE),
        "sees_notes": standing.allows(Permission.CONTACT_VIEW),
        "may_handle": standing.allows(Permission.CONCERN_HANDLE),
        **more,
    }


def own_url(page: str, case: Case, **more: object) -> str:
    return reverse(f"safeguarding:{page}", kwargs={"case_id": case.pk, **more})


@require_safe
@opens_case(Permission.CRISIS_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    agreement, crises = queries.newest_agreement(case), list(queries.crises_of(case))
    steps = agreement.agreed_steps if agreement else queries.proposed_steps(method_of(case.method_id))
    said = queries.acknowledgements_of(agreement)
    name_of = partial(queries.name_of, to_mentee=request.standing.is_mentee)
    context = framed(
        request,
        case,
        agreement=agreement,
        kinds=queries.steps_by_kind(case, steps, to_mentee=request.standing.is_mentee),
        said=said,
        has_said=any(each.person_id == request.user.pk for each in said),
        under_way=[(each, name_of(each)) for each in crises if not each.is_over],
        past=[(each, name_of(each)) for each in crises if each.is_over],
    )
    return render(request, "safeguarding/show.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CRISIS_WRITE)
def write(request: CaseRequest, case: Case) -> HttpResponse:
    agreement, method = queries.newest_agreement(case), method_of(case.method_id)
    form = AgreementForm(
        request.POST or None,
        method=method,
        steps=agreement.agreed_steps if agreement else queries.proposed_steps(method),
        initial={
            "replacement": agreement.replacement if agreement else "",
            "contact_person": agreement.contact_person if agreement else "",
        },
        row_version=agreement.number if agreement else 0,
    )
    return fill_in(
        request,
        form,
        template="safeguarding/write.html",
        context=framed(request, case, agreement=agreement, stands_now=partial(queries.stands_now, case)),
        deed=partial(actions.agree_crisis_steps, case, by=request.user, on=timezone.localdate()),
        said=_("The agreement is written. The young person and the mentor can read it now."),
        then=own_url("show", case),
    )


@require_POST
@opens_case(Permission.CRISIS_ACKNOWLEDGE)
def acknowledge(request: CaseRequest, case: Case, agreement_id: UUID) -> HttpResponse:
    agreement = queries.agreement_of(case, agreement_id)
    role = request.standing.role_for(Permission.CRISIS_ACKNOWLEDGE)
    return answer_deed(
        request,
        deed=partial(actions.acknowledge, agreement, role=role, by=request.user, on=timezone.localdate()),
        said=_("Thank you. It is noted that you have read this."),
        then=own_url("show", case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CRISIS_STEP)
def crisis_start(request: CaseRequest, case: Case) -> HttpResponse:
    form = StartForm(
        request.POST or None,
        method=method_of(case.method_id),
        opened_on=case.opened_on,
        today=timezone.localdate(),
    )
    return fill_in(
        request,
        form,
        template="safeguarding/crisis_start.html",
        context=framed(request, case),
        deed=partial(actions.start_crisis, case, by=request.user),
        said=_("These are the next steps. One after the other is enough."),
        then=lambda crisis: own_url("crisis", case, crisis_id=crisis.pk),
    )


@require_safe
@opens_case(Permission.CRISIS_VIEW)
def crisis(request: CaseRequest, case: Case, crisis_id: UUID) -> HttpResponse:
    crisis = queries.crisis_of(case, crisis_id)
    steps = queries.steps_with_dates(crisis)
    sees_all = request.standing.allows(Permission.CONTACT_VIEW)
    context = framed(
        request,
        case,
        crisis=crisis,
        name=queries.name_of(crisis, to_mentee=request.standing.is_mentee),
        steps=[(step, queries.note_seen(step.taken, request.user, sees_all=sees_all)) for step in steps],
        outcome=crisis.outcome if sees_all else "",
    )
    return render(request, "safeguarding/crisis.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CRISIS_STEP)
def crisis_step(request: CaseRequest, case: Case, crisis_id: UUID, position: int) -> HttpResponse:
    crisis = queries.crisis_of(case, crisis_id)
    return fill_in(
        request,
        StepForm(request.POST or None, started_on=crisis.started_on, today=timezone.localdate()),
        template="safeguarding/crisis_step.html",
        context=framed(
            request, case, crisis=crisis, name=queries.name_of(crisis), step=queries.step_at(crisis, position)
        ),
        deed=partial(actions.mark_crisis_step, crisis, position, by=request.user),
        said=_("Saved."),
        then=own_url("crisis", case, crisis_id=crisis.pk),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CRISIS_WRITE)
def crisis_end(request: CaseRequest, case: Case, crisis_id: UUID) -> HttpResponse:
    crisis = queries.crisis_of(case, crisis_id)
    return fill_in(
        request,
        EndForm(request.POST or None, started_on=crisis.started_on, today=timezone.localdate()),
        template="safeguarding/crisis_end.html",
        context=framed(request, case, crisis=crisis, name=queries.name_of(crisis)),
        deed=partial(actions.end_crisis, crisis, by=request.user),
        said=_("It is over. What was done stays on record."),
        then=own_url("crisis", case, crisis_id=crisis.pk),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CONCERN_RAISE)
def raise_concern(request: CaseRequest, case: Case) -> HttpResponse:
    handles = request.standing.allows(Permission.CONCERN_HANDLE)
    lines = [line for line in method_of(case.method_id).helps if line.danger]
    return fill_in(
        request,
        ConcernForm(request.POST or None),
        template="safeguarding/raise_concern.html",
        context=framed(request, case, lines=lines),
        deed=partial(actions.raise_concern, case, by=request.user, on=timezone.localdate()),
        said=_("Received. Thank you for not keeping it to yourself."),
        then=own_url("concerns" if handles else "show", case),
    )


@require_safe
@opens_case(Permission.CONCERN_HANDLE)
def concerns(request: CaseRequest, case: Case) -> HttpResponse:
    found = list(queries.concerns_of(case))
    context = framed(
        request,
        case,
        open_ones=[each for each in found if not each.is_closed],
        closed_ones=[each for each in found if each.is_closed],
    )
    return render(request, "safeguarding/concerns.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CONCERN_HANDLE)
def close_concern(request: CaseRequest, case: Case, concern_id: UUID) -> HttpResponse:
    concern = queries.concern_of(case, concern_id)
    return fill_in(
        request,
        CloseConcernForm(request.POST or None),
        template="safeguarding/close_concern.html",
        context=framed(request, case, concern=concern),
        deed=partial(actions.close_concern, concern, by=request.user, on=timezone.localdate()),
        said=_("The concern is closed. What was done stays on record."),
        then=own_url("concerns", case),
    )
