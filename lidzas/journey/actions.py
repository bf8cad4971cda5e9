"""Deeds that need to know more than one app."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import look, record
from lidzas.cases.actions import change_numbers, hold
from lidzas.cases.models import Case
from lidzas.closing.actions import leave_programme
from lidzas.closing.models import Exit
from lidzas.journey.facts import facts_of
from lidzas.journey.queries.figures import closed_concerns_of, concerns_in, open_concerns_of
from lidzas.journey.queries.mentors import possible_deputies
from lidzas.journey.queries.settings import numbers_in
from lidzas.method import unmet
from lidzas.people.actions.about import tell
from lidzas.people.choices import Part
from lidzas.people.models import AboutMe, Mentor
from lidzas.programmes.actions import hold_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of, numbers_version
from lidzas.records.actions import Stale
from lidzas.safeguarding.models import Concern
from lidzas.screening.actions import DeputyNotFree, go_on_leave
from lidzas.screening.models import Leave


@transaction.atomic
def write_numbers(
    programme: Programme, *, by: User, on: date, version: int | None = None, **given: int
) -> None:
    """Set the numbers that differ from those in force; `given` are all of `numbers_in`, by name."""
    hold_programme(programme)
    if version is not None and version != numbers_version(programme.pk):
        raise Stale(
            _(
                "Somebody changed these numbers after you opened the page, and nothing of yours was saved. Please compare with what stands now, then save again."
            )
        )
    in_force = {number.name: number.value for number in numbers_in(programme)}
    changed = {name: value for name, value in given.items() if value != in_force[name]}
    change_numbers(programme, changed, by=by, on=on)


@transaction.atomic
def read_concerns(programme: Programme, *, closed: bool, by: User) -> list[Concern]:
    """The open or the closed concerns of a programme; reading them leaves a line for each case."""
    concerns = list((closed_concerns_of if closed else open_concerns_of)(programme))
    for case in dict.fromkeys(concern.case for concern in concerns):
        look("concerns_view", case, by=by, role=Role.PROJECT_MANAGER)
    return concerns


@transaction.atomic
def read_concern(programme: Programme, concern_id: UUID, *, by: User) -> Concern:
    """One concern of a programme; raises Http404 for every other."""
    concern = get_object_or_404(concerns_in(programme), pk=concern_id)
    look("concerns_view", concern.case, by=by, role=Role.PROJECT_MANAGER)
    return concern


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


@transaction.atomic
def write_together(
    case: Case,
    part: Part,
    *,
    texts: Mapping[str, str],
    answers: Mapping[str, Any],
    by: User,
    on: date,
    is_shared: bool | None = None,
    version: int | None = None,
) -> AboutMe:
    """Write a part of "About me" down for the young person, who says what to write; it stands there who wrote."""
    case = hold(case, on=on)
    words = tell(
        case.mentee, part, texts=texts, answers=answers, by=by, is_shared=is_shared, version=version
    )  # fmt: skip
    record("about_me.together", case, by=by)
    return words


@transaction.atomic
def let_be_away(
    mentor: Mentor, *, since: date, back_on: date, deputy: Mentor | None, by: User, on: date
) -> Leave:
    """Note a mentor's leave. Whoever stands in is also trained, and kept apart from none of the young people.

    Why somebody cannot stand in is not told: it may be for a young person's safety.
    """
    if deputy is not None and deputy not in possible_deputies(mentor, max(since, on)):
        raise DeputyNotFree(
            _("This person cannot stand in on these days. Please choose a mentor who is taken in and here.")
        )
    return go_on_leave(mentor, since=since, back_on=back_on, deputy=deputy, by=by, on=on)
