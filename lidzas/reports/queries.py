"""The figures of a stage, summaries with their versions, and the improvement log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, DoneActivity, StageEntry
from lidzas.events.choices import PRESENT
from lidzas.events.models import Attendance, Event
from lidzas.matching.models import Match
from lidzas.meetings.choices import Status
from lidzas.meetings.models import Contact, Meeting
from lidzas.method import About, Method, Path, Stage
from lidzas.programmes.models import Programme, Round, StaffRole
from lidzas.programmes.queries import method_of
from lidzas.reports.choices import Counted, State
from lidzas.reports.models import Improvement, StageSummary

SMALL = range(1, 5)
HIDDEN = "<5"
PART_OF: Mapping[str, str] = {
    Counted.CAME_IN: Counted.YOUNG_PEOPLE,
    Counted.WENT_ON: Counted.CAME_IN,
    Counted.ANOTHER_WAY: Counted.YOUNG_PEOPLE,
    Counted.MOVED_ON: Counted.YOUNG_PEOPLE,
    Counted.REACHED: Counted.YOUNG_PEOPLE,
    Counted.TOOK_PART: Counted.YOUNG_PEOPLE,
}
"""Counts of young people who are some of others that are counted too."""
Figures = Mapping[str, Any]


def figures_of(round: Round, stage: Stage, method: Method, *, on: date) -> dict[str, Any]:
    """What the records say of a round and a stage on a day, without a name (S1.12).

    `counts` are over the round; `done` says for each activity of the stage how many young people have
    it behind them, and for the team's work how often and when last.
    """
    counts = {**ways_of(round, stage, method), **together(round), **gatherings(round, on=on), **needs(round)}
    return {
        "counts": [[key, counts[key]] for key in Counted.values],
        "done": [list(row) for row in done_in(round, stage)],
    }


def ways_of(round: Round, stage: Stage, method: Method) -> dict[str, int]:
    """How many young people there are, and how many came into the stage and went on from it."""
    cases = Case.objects.filter(round=round)
    totals = cases.aggregate(
        all=Count("pk"),
        another_way=Count("pk", filter=Q(path=Path.ANOTHER_WAY)),
        moved_on=Count("pk", filter=Q(closed_on__isnull=False)),
    )
    entered = StageEntry.objects.filter(case__round=round, stage=stage.key).values("case_id")
    later = [each.key for each in method.stages[method.position(stage.key) + 1 :]]
    came = cases.filter(pk__in=entered).aggregate(
        all=Count("pk"), went_on=Count("pk", filter=Q(stage__in=later) | Q(closed_on__isnull=False))
    )
    return {
        Counted.YOUNG_PEOPLE: totals["all"],
        Counted.CAME_IN: came["all"],
        Counted.WENT_ON: came["went_on"],
        Counted.ANOTHER_WAY: totals["another_way"],
        Counted.MOVED_ON: totals["moved_on"],
    }


def together(round: Round) -> dict[str, int]:
    """Talks, pairs, meetings and hours of the round so far."""
    reached = Contact.objects.filter(case__round=round, with_whom=Role.MENTEE, is_reached=True)
    pairs = Match.objects.filter(case__round=round).aggregate(
        now=Count("pk", filter=Q(ended_on=None, case__closed_on=None)),
        ended=Count("pk", filter=Q(ended_on__isnull=False)),
    )
    held = Meeting.objects.filter(case__round=round, status=Status.HELD).aggregate(
        number=Count("pk"), minutes=Sum("minutes", default=0)
    )
    return {
        Counted.REACHED: reached.aggregate(all=Count("case_id", distinct=True))["all"],
        Counted.PAIRS: pairs["now"],
        Counted.PAIRS_ENDED: pairs["ended"],
        Counted.MEETINGS: held["number"],
        Counted.HOURS: held["minutes"] // 60,
    }


def gatherings(round: Round, *, on: date) -> dict[str, int]:
    """Camps and meetings that have begun, and how many young people were there."""
    there = Attendance.objects.filter(
        event__round=round, presence__in=PRESENT, participant__case__isnull=False
    )
    return {
        Counted.EVENTS: Event.objects.filter(round=round, starts_on__lte=on).count(),
        Counted.TOOK_PART: there.aggregate(all=Count("participant__case_id", distinct=True))["all"],
    }


def needs(round: Round) -> dict[str, int]:
    found = Improvement.objects.filter(round=round).aggregate(
        open=Count("pk", filter=~Q(state=State.DONE)), met=Count("pk", filter=Q(state=State.DONE))
    )
    return {Counted.NEEDS_OPEN: found["open"], Counted.NEEDS_MET: found["met"]}


def done_in(round: Round, stage: Stage) -> list[tuple[str, int, str]]:
    """Activity key, how many young people (or how often, for the team's work), and the last day."""
    keys = [activity.key for activity in stage.activities if activity.is_timed]
    rows = (
        DoneActivity.objects.filter(round=round, activity__in=keys)
        .order_by()
        .values_list("activity")
        .annotate(Count("case_id", distinct=True), Count("pk"), Max("done_on"))
    )
    found = {key: (cases, times, last) for key, cases, times, last in rows}
    of_round = {activity.key for activity in stage.activities if activity.about is About.ROUND}
    return [
        (key, found[key][key in of_round], found[key][2].isoformat()) if key in found else (key, 0, "")
        for key in keys
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in words: what, how many, for the team's work the last day."""

    label: str
    value: int
    is_teams: bool = False
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a summary as they are read."""

    counts: list[Line]
    young_people: list[Line]
    team: list[Line]


def in_words(figures: Figures, method: Method) -> Told:
    """Figures kept by key, in the reader's language; a key that the method has dropped is left out."""
    labels = dict(Counted.choices)
    known = {activity.key: activity for stage in method.stages for activity in stage.activities}
    lines = [
        Line(
            label=known[key].name.in_language(get_language() or ""),
            value=value,
            is_teams=known[key].about is About.ROUND,
            last_on=date.fromisoformat(last) if last else None,
        )
        for key, value, last in figures["done"]
        if key in known
    ]
    return Told(
        counts=[Line(str(labels[key]), value) for key, value in figures["counts"] if key in labels],
        young_people=[line for line in lines if not line.is_teams],
        team=[line for line in lines if line.is_teams],
    )


def sheet_of(summary: StageSummary) -> list[tuple[str, str]]:
    """What leaves the programme: counts of people below five are hidden, and so are those that would tell one."""
    told = in_words(summary.figures, method_of(summary.method_id))
    counts = dict(summary.figures["counts"])
    everybody = counts[Counted.CAME_IN]
    labels = dict(Counted.choices)
    return [
        (str(labels[key]), HIDDEN if leaves_few(key, counts) else hidden(value))
        for key, value in summary.figures["counts"]
        if key in labels
    ] + [
        (line.label, HIDDEN if everybody - line.value in SMALL else hidden(line.value))
        for line in told.young_people
    ]


def leaves_few(key: str, counts: Mapping[str, int]) -> bool:
    """Whether so many of all are counted here that the few others could be told by taking away."""
    whole = PART_OF.get(key, "")
    return whole in counts and counts[whole] - counts[key] in SMALL


def hidden(value: int) -> str:
    return HIDDEN if value in SMALL else str(value)


# ── summaries ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of a round on the list of summaries; without a summary there is no day."""

    key: str
    name: str
    written_on: date | None


@dataclass(frozen=True, slots=True)
class RoundRow:
    round: Round
    stages: list[StageRow]


def summaries_of(programme: Programme) -> list[RoundRow]:
    """Every round with its stages and the day of each newest summary, in two queries."""
    method = method_of(programme.method_id)
    rows = StageSummary.objects.filter(programme=programme).order_by().values_list("round_id", "stage")
    newest = {(round_id, stage): day for round_id, stage, day in rows.annotate(Max("written_on"))}
    return [
        RoundRow(
            round,
            [
                StageRow(
                    stage.key, stage.name.in_language(get_language() or ""), newest.get((round.pk, stage.key))
                )
                for stage in method.stages
            ],
        )
        for round in programme.rounds.all()
    ]


def round_and_stage(programme: Programme, round_code: str, stage_key: str) -> tuple[Round, Stage]:
    """A round of the programme and a stage of its method; raises Http404 for every other."""
    round = get_object_or_404(programme.rounds.select_related("programme"), code=round_code)
    for stage in method_of(programme.method_id).stages:
        if stage.key == stage_key:
            return round, stage
    raise Http404


def versions_of(round: Round, stage: Stage) -> list[StageSummary]:
    """Every version, the newest first."""
    rows = StageSummary.objects.filter(round=round, stage=stage.key).select_related("by", "programme")
    return list(rows.order_by("-number"))


# ── improvements ───────────────────────────────────────────────────────────────────────────────────────


def improvements_of(programme: Programme, state: str = "") -> list[Improvement]:
    """The log: what is open first, by the day it is wanted."""
    rows = Improvement.objects.filter(programme=programme).select_related("owner", "round", "noted_by")
    if state in State.values:
        rows = rows.filter(state=state)
    order = {key: place for place, key in enumerate(State.values)}
    return sorted(
        rows.order_by("-noted_on", "-made_at"), key=lambda row: (order[row.state], row.due_on or date.max)
    )


def improvement_of(programme: Programme, improvement_id: UUID) -> Improvement:
    rows = Improvement.objects.filter(programme=programme).select_related("owner", "round", "programme")
    return get_object_or_404(rows, pk=improvement_id)


def owners_in(programme: Programme) -> QuerySet[User]:
    """Who of today's team can take something on, by name."""
    held = StaffRole.objects.filter(programme=programme, until=None)
    return User.objects.filter(pk__in=held.values("person_id")).order_by("search_name", "pk")


def rounds_of(programme: Programme) -> QuerySet[Round]:
    return programme.rounds.all()


def states_of(programme: Programme) -> list[tuple[str, str, int]]:
    """Each state with its name and how many stand there."""
    rows = Improvement.objects.filter(programme=programme).order_by().values_list("state")
    counted: dict[str, int] = dict(rows.annotate(Count("pk")))
    return [(key, str(label), counted.get(key, 0)) for key, label in State.choices]
