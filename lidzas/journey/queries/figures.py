"""Counts of a programme without names, each behind one query that its list can open too."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.assessments.choices import Outcome
from lidzas.assessments.queries import outcomes_in
from lidzas.cases.models import Case, TeamMember
from lidzas.matching.models import Match
from lidzas.meetings.choices import Status
from lidzas.meetings.models import Meeting
from lidzas.method import Method, Path
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from lidzas.safeguarding.models import Concern


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of a programme on a day, in whole numbers."""

    young_people: int
    open_cases: int
    moved_on: int
    another_way: int
    mentors: int
    pairs: int
    ended_pairs: int
    meetings: int
    hours: int
    concerns: int
    stages: list[tuple[str, int]]
    ways: list[tuple[str, int]]


def figures_of(programme: Programme, method: Method, language: str) -> Figures:
    """Every figure of the programme's front page, in a constant number of queries."""
    cases = Case.objects.filter(programme=programme)
    totals = cases.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(closed_on=None)),
        another_way=Count("pk", filter=Q(path=Path.ANOTHER_WAY)),
    )
    matches = Match.objects.filter(case__programme=programme).aggregate(
        now=Count("pk", filter=Q(ended_on=None, case__closed_on=None)),
        ended=Count("pk", filter=Q(ended_on__isnull=False)),
    )
    held = Meeting.objects.filter(case__programme=programme, status=Status.HELD).aggregate(
        number=Count("pk"), minutes=Sum("minutes", default=0)
    )
    return Figures(
        young_people=totals["all"],
        open_cases=totals["open"],
        moved_on=totals["all"] - totals["open"],
        another_way=totals["another_way"],
        mentors=Mentor.objects.filter(programme=programme, left_on=None).count(),
        pairs=matches["now"],
        ended_pairs=matches["ended"],
        meetings=held["number"],
        hours=held["minutes"] // 60,
        concerns=Concern.objects.filter(case__programme=programme, closed_on=None).count(),
        stages=stages_of(cases.filter(closed_on=None), method, language),
        ways=ways_of(cases),
    )


def ways_of(cases: QuerySet[Case]) -> list[tuple[str, int]]:
    """Every way with the young people on it. The numbers add up to everybody who started: nobody is left out."""
    counts = outcomes_in(cases)
    return [
        (_("with a mentor, or looking for one"), counts[Outcome.READY]),
        (_("preparing for a mentor"), counts[Outcome.NOT_YET]),
        (_("another way: an internship, volunteering or the like"), counts[Outcome.ANOTHER_WAY]),
        (_("not decided yet"), counts[""]),
    ]


def stages_of(cases: QuerySet[Case], method: Method, language: str) -> list[tuple[str, int]]:
    """Each stage's name with the number of open cases in it; cases of older versions count by key."""
    counts: Mapping[str, int] = dict(cases.order_by().values_list("stage").annotate(Count("pk")))
    return [(stage.name.in_language(language), counts.get(stage.key, 0)) for stage in method.stages]


@dataclass(frozen=True, slots=True)
class Participant:
    """One young person as the project team may see them: no notes, no plan, no assessment."""

    case: Case
    stage: str
    mentor: str
    case_manager: User | None


def participants_of(cases: QuerySet[Case], method: Method, language: str) -> list[Participant]:
    """Young people who take part or took part, by name, with mentor and case manager."""
    names = {stage.key: stage.name.in_language(language) for stage in method.stages}
    shown = list(cases.select_related("mentee").order_by("mentee__search_name", "pk"))
    team = {
        (member.case_id, member.role): member.person
        for member in TeamMember.objects.active()
        .filter(case__in=cases.order_by().values("pk"))
        .select_related("person")
    }
    nobody = User()
    return [
        Participant(
            case=case,
            stage=names.get(case.stage, case.stage),
            mentor=team.get((case.pk, Role.MENTOR), nobody).name,
            case_manager=team.get((case.pk, Role.CASE_MANAGER)),
        )
        for case in shown
    ]


def open_concerns_of(programme: Programme) -> QuerySet[Concern]:
    """Safeguarding concerns that nobody has closed, oldest first."""
    return concerns_in(programme).filter(closed_on=None).order_by("raised_on", "pk")


def closed_concerns_of(programme: Programme) -> QuerySet[Concern]:
    """Those that were closed, the latest first: closing one does not take it out of sight."""
    return concerns_in(programme).exclude(closed_on=None).order_by("-closed_on", "pk")


def concerns_in(programme: Programme) -> QuerySet[Concern]:
    rows = Concern.objects.filter(case__programme=programme)
    return rows.select_related("case__mentee", "case__programme", "raised_by", "closed_by")
