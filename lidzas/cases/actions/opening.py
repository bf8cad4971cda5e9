"""Opening many cases at once, as `open_case` opens one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record_all
from lidzas.cases.choices import ReferredBy
from lidzas.cases.facts import first_holders, roles_doing, wanted
from lidzas.cases.models import Case, OpenActivity, StageEntry, TeamMember
from lidzas.method import OpenWork, Path, open_work
from lidzas.programmes.models import Round
from lidzas.programmes.queries import method_of, numbers_of, rhythms

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewCase:
    """What stands at the beginning of a case."""

    mentee_id: UUID
    case_manager_id: UUID
    opened_on: date
    referred_by: ReferredBy
    municipality: str = ""


@transaction.atomic
def open_cases(round: Round, wished: Sequence[NewCase], *, by: User) -> list[Case]:
    """Open the cases, each with its team, its first stage, its open work and its line in the trail.

    Whoever calls this has seen that nobody among them has an open case in the programme already.
    """
    programme = round.programme
    first = method_of(programme.method_id).stages[0].key
    cases = [
        Case(
            programme=programme, round=round, mentee_id=each.mentee_id, method_id=programme.method_id,
            stage=first, stage_entered_on=each.opened_on, municipality=each.municipality,
            referred_by=each.referred_by, opened_on=each.opened_on,
        )
        for each in wished
    ]  # fmt: skip
    Case.objects.bulk_create(cases, batch_size=AT_ONCE)
    StageEntry.objects.bulk_create(
        [StageEntry(case=case, stage=first, entered_on=case.opened_on, by=by) for case in cases],
        batch_size=AT_ONCE,
    )
    pairs = list(zip(cases, wished, strict=True))
    TeamMember.objects.bulk_create(
        [
            TeamMember(case=case, person_id=person_id, role=role, joined_on=each.opened_on)
            for case, each in pairs
            for role, person_id in ((Role.MENTEE, each.mentee_id), (Role.CASE_MANAGER, each.case_manager_id))
        ],
        batch_size=AT_ONCE,
    )
    OpenActivity.objects.bulk_create(work_of(round, pairs), batch_size=AT_ONCE)
    record_all((("case.open", case) for case in cases), by=by)
    return cases


def work_of(round: Round, pairs: Iterable[tuple[Case, NewCase]]) -> Iterable[OpenActivity]:
    """What is open on the first day: the same for all who come on the same day but for whom it waits."""
    others, known = first_holders(round.programme_id), dict[date, list[OpenWork]]()
    for case, each in pairs:
        if each.opened_on not in known:
            known[each.opened_on] = first_work(round, each.opened_on)
        holders = others | {Role.MENTEE: each.mentee_id, Role.CASE_MANAGER: each.case_manager_id}
        yield from rows_for(case, known[each.opened_on], holders)


def first_work(round: Round, on: date) -> list[OpenWork]:
    method = method_of(round.programme.method_id)
    first = method.stages[0].key
    every_days = rhythms(numbers_of(round.programme_id))
    return list(
        open_work(
            method, entered={first: on}, current=first, done={}, path=Path.MENTOR, every_days=every_days
        )
    )


def rows_for(case: Case, work: Iterable[OpenWork], holders: Mapping[Role, UUID]) -> Iterable[OpenActivity]:
    method = method_of(case.method_id)
    for open_now in work:
        for role in roles_doing(method, open_now):
            if role in holders and role is not Role.MENTOR:
                each = wanted(open_now, role, holders[role])
                yield OpenActivity(
                    round_id=case.round_id, case=case, activity=each.activity, role=each.role,
                    person_id=each.person_id, due_on=each.due_on, why=each.why, since=each.since, days=each.days,
                )  # fmt: skip
