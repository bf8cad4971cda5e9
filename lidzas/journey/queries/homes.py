"""What each home shows: what is mine today, and the numbers that open their lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.expressions import Combinable, NegatedExpression
from django.shortcuts import get_object_or_404

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.models import User
from lidzas.assessments.facts.readiness import WayOn
from lidzas.assessments.queries import answers_asking_for_a_talk, way_on
from lidzas.cases.models import Case, OpenActivity
from lidzas.closing.models import Exit
from lidzas.closing.queries import exit_of
from lidzas.events.models import Participant
from lidzas.events.queries.people import next_place
from lidzas.intake.queries.referrals import count_waiting
from lidzas.journey.queries.caseload import caseload_of, cases_seen_by, named_stages
from lidzas.journey.queries.casepage import StageStep, entries_of, language, path_of, team_on
from lidzas.journey.queries.due import Due, due_of, waiting
from lidzas.journey.queries.figures import open_concerns_of
from lidzas.journey.queries.mentors import NextForMentor, mentor_counts, next_for_mentor
from lidzas.matching.models import CheckIn, MatchProposal
from lidzas.matching.queries.check_ins import talks_waiting
from lidzas.matching.queries.pairs import live_proposal, proposals_for_mentor
from lidzas.meetings.choices import Status
from lidzas.meetings.models import Contact, Meeting
from lidzas.meetings.queries import HoursState, hours_of_cases
from lidzas.plans.models import Step
from lidzas.plans.queries import advised_questions, next_step, questions_waiting
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.models import Concern


@dataclass(frozen=True, slots=True)
class MenteeHome:
    """The young person's own page: where I am, what comes next, who is beside me."""

    case: Case
    path: list[StageStep]
    team: list[tuple[User, str]]
    meeting: Meeting | None
    step: Step | None
    asks: MatchProposal | None
    due: list[Due]
    way_on: Exit | None
    event: Participant | None
    way: WayOn | None


def mentee_home(person: User, case: Case, *, on: date, now: datetime) -> MenteeHome:
    proposal = live_proposal(case)
    return MenteeHome(
        case=case,
        path=path_of(case, entries_of(case)),
        team=[(member, role) for member, role in team_on(case) if member != person],
        meeting=next_meetings([case.pk], now=now).get(case.pk),
        step=next_step(case),
        asks=proposal if proposal and proposal.state == "asking_mentee" else None,
        due=due_of(person, on=on),
        way_on=exit_of(case) if case.is_closed else None,
        event=next_place(person, on),
        way=way_on(case),
    )


@dataclass(frozen=True, slots=True)
class Companion:
    """One young person on a mentor's home."""

    case: Case
    stage: str
    meeting: Meeting | None
    hours: HoursState | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class MentorHome:
    """What a mentor sees first: their young people, those they stand in for, and what comes next for them."""

    companions: list[Companion]
    following: list[NextForMentor]
    asks: list[MatchProposal]
    due: list[Due]
    event: Participant | None


def mentor_home(person: User, *, on: date, now: datetime) -> MentorHome:
    """Everybody the mentor accompanies, with the next meeting and the hours left, in constant queries."""
    cases = list(cases_seen_by(person, Role.MENTOR))
    meetings, hours = next_meetings([case.pk for case in cases], now=now), hours_of_cases(cases, on)
    return MentorHome(
        companions=[
            Companion(
                case=case,
                stage=method_of(case.method_id).stage(case.stage).name.in_language(language()),
                meeting=meetings.get(case.pk),
                hours=hours.get(case.pk),
                is_own=case.is_own,  # type: ignore[attr-defined]
            )
            for case in cases
        ],
        following=next_for_mentor(person),
        asks=list(proposals_for_mentor(person)),
        due=due_of(person, on=on),
        event=next_place(person, on),
    )


def next_meetings(case_ids: list[UUID], *, now: datetime) -> dict[UUID, Meeting]:
    """Case → its next planned meeting, in one query."""
    rows = Meeting.objects.filter(
        case_id__in=case_ids, status=Status.PLANNED, planned_for__gte=now - timedelta(hours=3)
    )
    return {row.case_id: row for row in rows.order_by("-planned_for")}


@dataclass(frozen=True, slots=True)
class StaffHome:
    """What is due to a member of the project team, and the counts of the programme."""

    programme: Programme
    due: list[Due]
    counts: dict[str, int]
    stages: list[tuple[str, str, int]]
    talks: list[CheckIn] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        return len(waiting(self.due))


def case_manager_home(person: User, programme: Programme, *, on: date) -> StaffHome:
    asked = conditions(person, programme, on=on)
    names = ("all", *asked)
    rows = list(caseload_of(person, programme).order_by().values_list("stage", Value(1), *asked.values()))
    return StaffHome(
        programme=programme,
        due=due_of(person, on=on),
        counts={name: sum(row[place] for row in rows) for place, name in enumerate(names, 1)}
        | {"referrals": count_waiting(programme)},
        stages=named_stages(Counter(row[0] for row in rows), method_of(programme.method_id), language()),
        talks=[each for each in talks_waiting(person) if each.case.programme_id == programme.pk],
    )


def conditions(
    person: User, programme: Programme, *, on: date
) -> dict[str, "Exists | NegatedExpression[Combinable]"]:
    """What puts a case of a case manager on each list that a number opens."""
    here, monday = OuterRef("pk"), on - timedelta(days=on.weekday())
    reached = Contact.objects.filter(
        case=here, with_whom=Role.MENTEE, is_reached=True, held_on__gte=monday, held_on__lte=on
    )
    talk = answers_asking_for_a_talk(method_of(programme.method_id)).filter(assessment__case=here)
    others = OpenActivity.objects.filter(case=here, due_on__lt=on - timedelta(days=7)).exclude(person=person)
    return {
        "quiet": ~Exists(reached),
        "others": Exists(others),
        "talk": Exists(talk),
        "concerns": Exists(Concern.objects.for_case_managers().filter(case=here, closed_on=None)),
        "advised": Exists(advised_questions(person).filter(case=here)),
    }


def lists_of(person: User, programme: Programme, *, on: date) -> dict[str, QuerySet[Case]]:
    """The lists that a case manager's numbers open: each number counts the list it opens."""
    mine = caseload_of(person, programme)
    asked = conditions(person, programme, on=on)
    return {"all": mine, **{name: mine.filter(condition) for name, condition in asked.items()}}


def team_home(person: User, programme: Programme, roles: Iterable[Role], *, on: date) -> StaffHome:
    """The home of project manager, coordinator and developer: work of the round, signatures, concerns."""
    counts = {}
    if is_allowed(Permission.MATCH_PROPOSE, in_programme=roles):
        counts["to_sign"] = cases_to_sign(programme).count()
    if is_allowed(Permission.CONCERNS_VIEW, in_programme=roles):
        counts["concerns"] = open_concerns_of(programme).count()
    if is_allowed(Permission.MENTOR_CHECK, in_programme=roles):
        counts |= mentor_counts(programme, on)
    if is_allowed(Permission.PLAN_HELP_GIVE, in_programme=roles):
        counts["plan_questions"] = questions_waiting(programme)
    return StaffHome(programme=programme, due=due_of(person, on=on), counts=counts, stages=[])


def young_people_of(programme: Programme, person: User, *, only_to_sign: bool = False) -> QuerySet[Case]:
    """The cases of a programme whose names the person may see."""
    cases = Case.objects.within_reach(person, Permission.MATCH_VIEW).filter(programme=programme)
    return cases.filter(pk__in=cases_to_sign(programme).values("pk")) if only_to_sign else cases


def cases_to_sign(programme: Programme) -> QuerySet[Case]:
    """The cases whose proposed pair waits for the training coordinator's signature (S2.30)."""
    waiting = MatchProposal.objects.filter(
        case__programme=programme, settled_on=None, signed_by_coordinator=None
    )
    return Case.objects.filter(pk__in=waiting.values("case_id"))


def programme_coded(code: str) -> Programme:
    return get_object_or_404(Programme, code=code)
