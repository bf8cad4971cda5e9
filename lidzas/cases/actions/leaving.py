"""Handing cases over, and ending what a colleague may see and do."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import leave_team, refuse_second_role, renew
from lidzas.cases.models import Case, TeamMember
from lidzas.notices.actions import notify
from lidzas.programmes.actions import end_role
from lidzas.programmes.models import StaffRole
from lidzas.programmes.queries import staff_roles
from lidzas.records.actions import Refusal


class NotACaseManager(Refusal):
    """A case goes to a case manager of its own programme only."""


class SuccessorMissing(Refusal):
    """Young people would be left without a case manager."""


@transaction.atomic
def hand_over(case: Case, *, successor: User, by: User, on: date) -> None:
    """Give a case to another case manager; from now on the earlier one does not see it."""
    give(case, successor, by=by, on=on)
    tell_of_new_work(successor)


def give(case: Case, to: User, *, by: User, on: date) -> None:
    """Change who manages a case, an ended one too: somebody has to answer for what stands in it."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if Role.CASE_MANAGER not in staff_roles(to, case.programme_id):
        raise NotACaseManager(_("This person is not a case manager of the programme. Please choose another."))
    leave_team(case, Role.CASE_MANAGER, by=by, on=on)
    refuse_second_role(case, to)
    member = TeamMember.objects.create(
        case=case, person=to, role=Role.CASE_MANAGER, joined_on=max(on, case.opened_on)
    )
    renew(case)
    record("team.join", member, by=by, reason=Role.CASE_MANAGER)


def cases_managed(held: StaffRole) -> list[Case]:
    """The cases that need somebody else when this role ends; none for every other role."""
    if held.role != Role.CASE_MANAGER:
        return []
    cases = Case.objects.held_by(held.person, Role.CASE_MANAGER).filter(programme=held.programme_id)
    return list(cases.order_by("pk"))


@transaction.atomic
def end_staff_role(held: StaffRole, *, successor: User | None = None, by: User, on: date) -> None:
    """End a colleague's role; a case manager's young people go to the successor in the same step.

    Raises SuccessorMissing, NotACaseManager or LastProjectManager, and then nothing has changed.
    """
    cases = cases_managed(held)
    if cases and successor is None:
        raise SuccessorMissing(_("Please choose who takes over the young people."))
    end_role(held, by=by, on=on)
    if successor is not None and cases:
        for case in cases:
            give(case, successor, by=by, on=on)
        tell_of_new_work(successor)


def tell_of_new_work(person: User) -> None:
    with override(person.language):
        notify(
            person.email,
            person=person,
            subject=_("You have a message"),
            body=_("Something was handed over to you. Please sign in."),
        )
