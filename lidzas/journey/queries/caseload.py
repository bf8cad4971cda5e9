"""A case manager's caseload, a page at a time, and the counts over it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from lidzas.access import Permission, Role
from lidzas.accounts.models import User, fold
from lidzas.cases.models import Case, OpenActivity, TeamMember
from lidzas.method import Method, Text
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of

PAGE = 60


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the caseload: who, where on the way, with whom, and how much waits."""

    case: Case
    stage: Text
    mentor: str
    waiting: int
    next_due_on: date | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of rows; `after` is the cursor of the next page, empty on the last.

    It stands in addresses, so it is the last case's id, and no name.
    """

    rows: list[CaseRow]
    after: str


def caseload_of(person: User, programme: Programme) -> QuerySet[Case]:
    """The person's open cases in a programme: the query behind the list and its counts."""
    return Case.objects.held_by(person, Role.CASE_MANAGER).open().filter(programme=programme)


def page_of(
    cases: QuerySet[Case], *, on: date, stage: str = "", words: str = "", after: str = ""
) -> CasePage:
    """Cases in the order of names. Pages go by a cursor: a distant page costs as much as the first."""
    cases = cases.select_related("mentee").order_by("mentee__search_name", "pk")
    if stage:
        cases = cases.filter(stage=stage)
    for word in fold(words).split():
        cases = cases.filter(mentee__search_name__contains=word)
    if after:
        last = as_id(after)
        name = name_on(last)
        cases = cases.filter(Q(mentee__search_name__gt=name) | Q(mentee__search_name=name, pk__gt=last))
    found = list(cases[: PAGE + 1])
    shown = found[:PAGE]
    more = len(found) > PAGE
    return CasePage(rows=with_team_and_work(shown, on=on), after=str(shown[-1].pk) if more else "")


def as_id(text: str) -> UUID:
    """The id in a cursor; a cursor that somebody made up starts from the beginning."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def name_on(pk: UUID) -> Coalesce:
    """The name that a case is listed under, asked within the query of the page; before all names if there is none.

    The case need not be on the list any more: its place in the order is still where the next page begins.
    """
    return Coalesce(Subquery(Case.objects.filter(pk=pk).values("mentee__search_name")), Value(""))


def with_team_and_work(cases: list[Case], *, on: date) -> list[CaseRow]:
    """Add mentor and waiting work to a page of cases, in two queries however long the page is."""
    ids = [case.pk for case in cases]
    mentors = dict(
        TeamMember.objects.active()
        .filter(case_id__in=ids, role=Role.MENTOR)
        .values_list("case_id", "person__name")
    )
    rows = (
        OpenActivity.objects.filter(case_id__in=ids)
        .values("case_id")
        .annotate(waiting=Count("pk", filter=Q(due_on__lte=on)), next_due_on=Min("due_on"))
    )
    work = {row["case_id"]: (row["waiting"], row["next_due_on"]) for row in rows}
    return [
        CaseRow(
            case,
            method_of(case.method_id).stage(case.stage).name,
            mentors.get(case.pk, ""),
            *work.get(case.pk, (0, None)),
        )
        for case in cases
    ]


def by_stage(cases: QuerySet[Case]) -> Counter[str]:
    """Stage key → how many cases stand there."""
    return Counter(cases.order_by().values_list("stage", flat=True))


def cases_seen_by(person: User, role: Role) -> QuerySet[Case]:
    """The open cases on which the person is the mentee or the mentor, or stands in for one of them today."""
    cases = Case.objects.within_reach(person, Permission.CASE_VIEW).looked_after_by(person, role, localdate())
    own = TeamMember.objects.active().filter(case=OuterRef("pk"), person=person)
    return (
        cases.annotate(is_own=Exists(own)).open().select_related("mentee", "programme").order_by("opened_on")
    )


def case_seen_by(person: User, case_id: UUID) -> Case:
    """One case within the person's reach; raises Case.DoesNotExist for every other."""
    cases = Case.objects.within_reach(person, Permission.CASE_VIEW)
    return cases.select_related("mentee", "programme", "round").get(pk=case_id)


def stages_with_counts(cases: QuerySet[Case], method: Method, language: str) -> list[tuple[str, str, int]]:
    """Every stage's key and name, and how many of the cases stand in it."""
    return named_stages(by_stage(cases), method, language)


def named_stages(counted: Counter[str], method: Method, language: str) -> list[tuple[str, str, int]]:
    return [(stage.key, stage.name.in_language(language), counted[stage.key]) for stage in method.stages]
