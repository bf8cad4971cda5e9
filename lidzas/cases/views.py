"""Opening a case, handing it over, and ending a colleague's role."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lidzas.access import Permission, Role
from lidzas.cases.actions import refer
from lidzas.cases.actions.leaving import cases_managed, end_staff_role, hand_over
from lidzas.cases.forms import OpenCaseForm, SuccessorForm
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.cases.queries import likely_young_people
from lidzas.people.actions import invite_again as send_new_link
from lidzas.people.links import links_of, said_of
from lidzas.people.queries import case_managers_of, staff_role_of, staff_roles_in, waiting_young_person
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.ui.forms import PlainForm
from lidzas.ui.pages import fill_in


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.CASE_OPEN)
def open(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    form = OpenCaseForm(
        request.POST or None,
        programme=programme,
        today=timezone.localdate(),
        look=lambda name, email: likely_young_people(programme, name=name, email=email, seen_by=request.user),
    )
    return fill_in(
        request,
        form,
        template="cases/open.html",
        context={"programme": programme},
        deed=partial(refer, by=request.user, at=timezone.now(), link_for=links_of(request)),
        said=lambda referred: said_of(referred.invited),
        then=lambda referred: reverse("journey:case", kwargs={"case_id": referred.case.pk}),
    )


@require_POST
@opens_case(Permission.CASE_INVITE)
def invite_again(request: CaseRequest, case: Case) -> HttpResponse:
    """A fresh link for a young person who has not come in yet."""
    waiting = waiting_young_person(case.programme, case.mentee)
    again = send_new_link(waiting, by=request.user, at=timezone.now(), link_for=links_of(request))
    messages.success(request, said_of(again))
    return redirect(people_of(case.programme))


def people_of(programme: Programme) -> str:
    return reverse("journey:people", kwargs={"programme_code": programme.code})


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CASE_HAND_OVER)
def pass_on(request: CaseRequest, case: Case) -> HttpResponse:
    """Give a case to another case manager, whoever has it now."""
    holder = case.team.select_related("person").get(role=Role.CASE_MANAGER, left_on=None).person
    among = case_managers_of(case.programme, but=holder)
    return fill_in(
        request,
        SuccessorForm(request.POST or None, among=among),
        template="cases/pass_on.html",
        context={"case": case, "holder": holder, "among": among},
        deed=partial(hand_over, case, by=request.user, on=timezone.localdate()),
        said=_("Handed over. The new case manager has a message."),
        then=people_of(case.programme),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.STAFF_END)
def end_role(request: ProgrammeRequest, programme: Programme, role_id: UUID) -> HttpResponse:
    """End a colleague's role; young people go to somebody else in the same step."""
    held = staff_role_of(programme, role_id)
    names = dict(staff_roles_in(method_of(programme.method_id), get_language() or ""))
    cases = cases_managed(held)
    among = case_managers_of(programme, but=held.person)
    sent = request.POST or None
    return fill_in(
        request,
        SuccessorForm(sent, among=among) if cases else PlainForm(sent),
        template="cases/end_role.html",
        context={
            "programme": programme,
            "held": held,
            "role": names.get(Role(held.role), held.role),
            "cases": len(cases),
            "among": among,
        },
        deed=partial(end_staff_role, held, by=request.user, on=timezone.localdate()),
        said=_("The role has ended."),
        then=reverse("journey:home") if held.person == request.user else people_of(programme),
    )
