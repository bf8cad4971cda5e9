"""The project team's open work of a programme's rounds."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lidzas.access import Permission, Role, is_allowed
from lidzas.cases.models import OpenActivity
from lidzas.journey.queries.due import Due, as_due
from lidzas.journey.queries.hats import name_of
from lidzas.method import RecordKind
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import method_of


@dataclass(frozen=True, slots=True)
class RoundWork:
    """One open piece of team work, whose it is, and whether it is mine to mark."""

    due: Due
    round_code: str
    who: str
    is_mine: bool
    link: str


def work_in(programme: Programme) -> QuerySet[OpenActivity]:
    rows = OpenActivity.objects.filter(case=None, round__programme=programme)
    return rows.select_related("case", "round__programme").order_by("due_on", "pk")


def open_round_work(programme: Programme, roles: Container[Role], *, on: date) -> list[RoundWork]:
    """All open work of the team, soonest first; the same rows stand on the homes of those whose it is."""
    return [described(row, programme, roles, on=on) for row in work_in(programme)]


def described(row: OpenActivity, programme: Programme, roles: Container[Role], *, on: date) -> RoundWork:
    return RoundWork(
        link=where_it_is_done(row, programme),
        due=as_due(row, on=on),
        round_code=row.round.code,
        who=name_of(method_of(programme.method_id), row.role),
        is_mine=Role(row.role) in roles,
    )


def where_it_is_done(row: OpenActivity, programme: Programme) -> str:
    """The page of the record that fulfils it, where the role may write that; else it is marked by hand."""
    method = method_of(programme.method_id)
    at = {"programme_code": programme.code, "round_code": row.round.code}
    writes = is_allowed(Permission.SUMMARY_WRITE, in_programme=[Role(row.role)])
    if writes and method.activity(row.activity).record is RecordKind.STAGE_SUMMARY:
        return reverse("reports:write_summary", kwargs={**at, "stage": method.stage_of(row.activity).key})
    return reverse("journey:mark_work", kwargs={**at, "activity": row.activity})


def round_coded(
    programme: Programme, code: str, activity: str, roles: Container[Role], *, on: date
) -> tuple[Round, RoundWork]:
    """A round and its open work of that name, if it is the person's to mark."""
    round = get_object_or_404(programme.rounds, code=code)
    for row in work_in(programme).filter(round=round, activity=activity):
        if Role(row.role) in roles:
            return round, described(row, programme, roles, on=on)
    raise Http404
