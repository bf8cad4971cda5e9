"""Deeds that need to know more than one app."""

from datetime import date

from django.db import transaction

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import look
from lidzas.cases.actions import change_number
from lidzas.cases.models import Case
from lidzas.closing.actions import leave_programme
from lidzas.closing.models import Exit
from lidzas.journey.facts import facts_of
from lidzas.journey.queries.figures import open_concerns_of
from lidzas.journey.queries.settings import numbers_in
from lidzas.method import unmet
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.models import Concern


@transaction.atomic
def change_numbers(programme: Programme, *, by: User, on: date, **given: int) -> None:
    """Set the numbers that differ from those in force; `given` are the fields of `numbers_in`, in order."""
    for place, number in enumerate(numbers_in(programme)):
        value = given[f"number_{place}"]
        if value != number.value:
            change_number(programme, number.name, value, by=by, on=on)


@transaction.atomic
def read_concerns(programme: Programme, *, by: User) -> list[Concern]:
    """The open concerns of a programme; reading them leaves a line for each case."""
    concerns = list(open_concerns_of(programme))
    for concern in concerns:
        look("concerns_view", concern.case, by=by, role=Role.PROJECT_MANAGER)
    return concerns


@transaction.atomic
def move_on(
    case: Case, *, path: str, where: str, alone_part: str, help_part: str, reason: str, by: User, on: date
) -> Exit:
    """Record how the young person goes on and close the case (S5.11).

    What the last stage still asks for needs a reason; it is kept with the exit.
    """
    last = method_of(case.method_id).stages[-1]
    return leave_programme(
        case, path=path, where=where, alone_part=alone_part, help_part=help_part,
        unmet=unmet(last.gate, facts_of(case)), reason=reason, by=by, on=on,
    )  # fmt: skip
