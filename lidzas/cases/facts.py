"""What the method's core needs to know of a case to say what is open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Max

from lidzas.access import Role
from lidzas.cases.models import Case, DoneActivity, Postponement
from lidzas.method import Method, OpenWork, Path, open_work, round_work
from lidzas.programmes.models import Round, StaffRole
from lidzas.programmes.queries import method_of, numbers_of, rhythms

POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row that ought to stand among the open activities."""

    activity: str
    role: str
    person_id: UUID | None
    due_on: date
    why: str
    since: date
    days: int


def last_done(case: Case) -> dict[str, date]:
    """Activity key → the last day it was done."""
    rows = DoneActivity.objects.filter(case=case).values("activity").annotate(last=Max("done_on"))
    return dict(rows.values_list("activity", "last"))


def done_for_good(case: Case, later: Mapping[str, Postponement]) -> dict[str, date]:
    """Activity key → the last day it was done, without what was put off since: a "not yet" after a "yes" opens anew."""
    rows = DoneActivity.objects.filter(case=case).values("activity").annotate(Max("done_on"), Max("made_at"))
    return {
        row["activity"]: row["done_on__max"]
        for row in rows
        if row["activity"] not in later or later[row["activity"]].made_at <= row["made_at__max"]
    }


def last_done_for_round(round: Round) -> dict[str, date]:
    rows = (
        DoneActivity.objects.filter(case=None, round=round).values("activity").annotate(last=Max("done_on"))
    )
    return dict(rows.values_list("activity", "last"))


def stages_entered(case: Case) -> dict[str, date]:
    """Stage key → the day it was last entered."""
    rows = case.stage_entries.values("stage").annotate(last=Max("entered_on"))
    return dict(rows.values_list("stage", "last"))


def team_of(case: Case) -> dict[Role, UUID]:
    """Who holds which role on the case today."""
    rows = case.team.filter(left_on=None).values_list("role", "person_id")
    return {Role(role): person_id for role, person_id in rows}


def postponed(case: Case) -> dict[str, Postponement]:
    """Activity key → its newest postponement."""
    return {row.activity: row for row in case.postponements.order_by("made_at", "pk")}


def first_holders(programme_id: UUID) -> dict[Role, UUID]:
    """Who of the project team has held each role longest."""
    rows = StaffRole.objects.filter(programme_id=programme_id, until=None).order_by("-since", "-made_at")
    return {Role(role): person_id for role, person_id in rows.values_list("role", "person_id")}


def roles_doing(method: Method, work: OpenWork) -> tuple[Role, ...]:
    return tuple(Role(method.role(key).acts_as) for key in work.activity.done_by)


def wanted(work: OpenWork, role: Role, person_id: UUID | None) -> Wanted:
    why = work.why
    return Wanted(work.activity.key, role, person_id, work.due_on, why.reason, why.since, why.days)


def open_work_of(case: Case) -> list[Wanted]:
    """Every row of open activities that the case ought to have now; none when it is closed."""
    if case.is_closed:
        return []
    method, later = method_of(case.method_id), postponed(case)
    work = open_work(
        method,
        entered=stages_entered(case),
        current=case.stage,
        done=done_for_good(case, later),
        path=Path(case.path),
        every_days=rhythms(numbers_of(case.programme_id)),
    )
    pairs = [(each, role) for each in work for role in roles_doing(method, each)]
    holders = team_of(case)
    if any(role not in (Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER) for _work, role in pairs):
        holders = first_holders(case.programme_id) | holders
    return [
        put_off(wanted(each, role, holders[role]), later.get(each.activity.key))
        for each, role in pairs
        if role in holders
    ]


def put_off(work: Wanted, later: Postponement | None) -> Wanted:
    """A postponed activity is due on the day that was agreed for looking at it again.

    A day that was agreed before the present stretch of the activity began, and that comes before it is
    due anyway, is none of its days any more.
    """
    if later is None or (later.until <= work.due_on and later.postponed_on < work.since):
        return work
    days = (later.until - later.postponed_on).days
    return replace(work, due_on=later.until, why=POSTPONED, since=later.postponed_on, days=days)


def open_work_of_round(round: Round) -> list[Wanted]:
    """Every row of the project team's open work for a round."""
    method = method_of(round.programme.method_id)
    work = round_work(
        method,
        starts_on=round.starts_on,
        done=last_done_for_round(round),
        every_days=rhythms(numbers_of(round.programme_id)),
    )
    return [wanted(each, role, None) for each in work for role in roles_doing(method, each)]
