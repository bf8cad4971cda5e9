"""A round read onto one sheet, in the same number of questions whatever its size, and a proposal for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.assessments.choices import Outcome as Readily
from lidzas.assessments.choices import Voice
from lidzas.assessments.models import Answer as AreaAnswer
from lidzas.assessments.models import Readiness
from lidzas.cases.models import Case, TeamMember
from lidzas.events.choices import Signal
from lidzas.events.queries import ease_of, signals_of
from lidzas.learning.queries import untrained
from lidzas.matching.choices import ExclusionKind, RulingKind
from lidzas.matching.facts.kinds import USUAL_WEIGHTS, Aim, Condition, Criterion
from lidzas.matching.facts.proposal import Proposal, Weights
from lidzas.matching.facts.sheet import (
    USUAL_HOURS,
    Between,
    Companion,
    Names,
    Seeker,
    Sheet,
    plain_place,
)
from lidzas.matching.models import IS_VETOED, Exclusion, Match, MatchProposal, Ruling, TravelTime
from lidzas.method import Method, Path
from lidzas.people.models import Mentor
from lidzas.people.queries import portraits_of
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import method_of, numbers_of
from lidzas.screening.choices import Missing
from lidzas.screening.queries import cleared

WEIGHT = "match_weight:"
HOURS = "match_hours"
WISHES = {Signal.YES: 1.0, Signal.NOT_SURE: 0.5}
RULED_OUT_BY = {ExclusionKind.RELATION: Condition.RELATION, ExclusionKind.SAFETY: Condition.SAFETY}
Two = tuple[UUID, UUID]


def proposal_for(sheet: Sheet, weights: Weights, aim: Aim = Aim.FAIREST) -> Proposal:
    """The best whole assignment for this aim, and what the other aim would come to."""
    # Only who asks for a proposal pays for the arrays: at rest every process would hold 60 MB of them.
    from lidzas.matching.facts.propose import propose  # noqa: PLC0415

    return propose(sheet, weights, aim)


def weights_of(programme_id: UUID) -> dict[Criterion, int]:
    """What each criterion counts in the programme, of 100 in all."""
    numbers = numbers_of(programme_id)
    return {each: numbers.get(f"{WEIGHT}{each}", usual) for each, usual in USUAL_WEIGHTS.items()}


def seeking_cases(round: Round) -> list[Case]:
    """Open cases on the way to a mentor: ready, with nobody on the team yet and nobody being asked."""
    decided = Readiness.objects.filter(case__round=round, case__closed_on=None).order_by("made_at", "pk")
    latest = dict(decided.values_list("case_id", "outcome"))
    accompanied = TeamMember.objects.filter(role=Role.MENTOR, left_on=None).values("case_id")
    asked = MatchProposal.objects.live().values("case_id")
    cases = Case.objects.open().filter(round=round, path=Path.MENTOR.value)
    cases = cases.exclude(pk__in=accompanied).exclude(pk__in=asked).select_related("mentee").order_by("pk")
    return [case for case in cases if latest.get(case.pk) == Readily.READY]


def mentors_and_places(programme: Programme) -> list[tuple[Mentor, int]]:
    """Today's mentors, and how many more young people each could accompany."""
    accompanied = Q(matches__isnull=False, matches__ended_on=None, matches__case__closed_on=None)
    asked = Q(proposals__isnull=False, proposals__settled_on=None, proposals__case__closed_on=None)
    mentors = programme.mentors.filter(left_on=None).select_related("person").order_by("pk")
    counted = mentors.annotate(
        accompanied=Count("matches", filter=accompanied, distinct=True),
        asked=Count("proposals", filter=asked, distinct=True),
    )
    return [(each, max(0, each.capacity - each.accompanied - each.asked)) for each in counted]


def sheet_of(round: Round, *, on: date) -> Sheet:
    """All that a proposal for the round is made from, as it stands on the day."""
    cases, places = seeking_cases(round), mentors_and_places(round.programme)
    mentors = [mentor for mentor, _free in places]
    method = method_of(round.programme.method_id)
    portraits = portraits_of({*(case.mentee_id for case in cases), *(each.person_id for each in mentors)})
    fits = experiences_that_fit(method, areas_wanted(cases))
    barred = barred_mentors(round.programme, on=on)
    return Sheet(
        seekers=tuple(
            Seeker(
                case_id=case.pk, person_id=case.mentee_id, portrait=portraits[case.mentee_id],
                place=case.municipality, met=fits[case.pk][0], near=fits[case.pk][1],
            )
            for case in cases
        ),
        companions=tuple(
            Companion(
                mentor_id=each.pk, person_id=each.person_id, portrait=portraits[each.person_id],
                place=each.municipality, free=free,
                barred=barred.get(each.pk, frozenset()),
            )
            for each, free in places
        ),
        between=between_them(round, cases, mentors),
        minutes=minutes_of(round.programme),
        hours=numbers_of(round.programme_id).get(HOURS, USUAL_HOURS) or USUAL_HOURS,
        names=names_of(method),
    )  # fmt: skip


def barred_mentors(programme: Programme, *, on: date) -> dict[UUID, frozenset[Condition]]:
    """What stands against any pair with a mentor: checks that are missing, leave, training."""
    barred: defaultdict[UUID, set[Condition]] = defaultdict(set)
    for mentor_id, missing in cleared(programme, on).items():
        barred[mentor_id] = {
            Condition.ON_LEAVE if each == Missing.ON_LEAVE else Condition.NOT_CLEARED for each in missing
        }
    for mentor_id in untrained(programme):
        barred[mentor_id].add(Condition.NOT_TRAINED)
    return {mentor_id: frozenset(conditions) for mentor_id, conditions in barred.items()}


def minutes_of(programme: Programme) -> dict[tuple[str, str], int]:
    rows = TravelTime.objects.filter(programme=programme).values_list("place_a", "place_b", "minutes")
    return {(plain_place(one), plain_place(other)): minutes for one, other, minutes in rows}


def areas_wanted(cases: Iterable[Case]) -> dict[UUID, set[str]]:
    """The life areas on which each young person has said they want to work."""
    wanted: dict[UUID, set[str]] = {case.pk: set() for case in cases}
    rows = AreaAnswer.objects.filter(
        assessment__case__in=list(wanted), voice=Voice.MENTEE, wants_to_work=True
    ).values_list("assessment__case_id", "area")
    for case_id, area in rows:
        wanted[case_id].add(area)
    return wanted


def experiences_that_fit(
    method: Method, wanted: Mapping[UUID, set[str]]
) -> dict[UUID, tuple[frozenset[str], frozenset[str]]]:
    """For each case the experiences of a mentor that meet what is wanted, and those that are near it."""
    known = method.vocabulary.experiences if method.vocabulary else ()
    fits = {}
    for case_id, areas in wanted.items():
        met = frozenset(each.key for each in known if areas & {*each.areas})
        near = {key for each in known if each.key in met for key in each.near}
        near |= {each.key for each in known if met & {*each.near}}
        fits[case_id] = (met, frozenset(near) - met)
    return fits


def names_of(method: Method) -> Names:
    if method.vocabulary is None:
        return Names()
    return Names(
        interests={each.key: each.name for each in method.vocabulary.interests},
        values={each.key: each.name for each in method.vocabulary.values},
        experiences={each.key: each.name for each in method.vocabulary.experiences},
    )


def between_them(round: Round, cases: list[Case], mentors: list[Mentor]) -> dict[Two, Between]:
    """What is known of each two; who is not in here knows nothing of each other."""
    barred, rulings = barred_pairs(cases), rulings_on(cases)
    wishes, vetoes = wishes_of(round, cases, mentors)
    eases = ease_between(round, cases, mentors)
    for two in vetoes:
        barred[two].add(Condition.VETO)
    for two in team_mates(cases, mentors):
        barred[two].add(Condition.ON_TEAM)
    for two, kind in rulings.items():
        if kind == RulingKind.FORBID:
            barred[two].add(Condition.FORBIDDEN)
    return {
        two: Between(
            wish=wishes.get(two), ease=eases.get(two), barred=frozenset(barred.get(two, ())),
            is_locked=rulings.get(two) == RulingKind.LOCK,
            is_overridden=rulings.get(two) == RulingKind.OVERRIDE,
        )
        for two in sorted(barred.keys() | rulings.keys() | wishes.keys() | eases.keys())
    }  # fmt: skip


def barred_pairs(cases: list[Case]) -> defaultdict[Two, set[Condition]]:
    """Exclusions, answers that were no, and pairs there were before."""
    barred: defaultdict[Two, set[Condition]] = defaultdict(set)
    excluded = Exclusion.objects.standing().filter(case__in=cases)
    for case_id, mentor_id, kind in excluded.values_list("case_id", "mentor_id", "kind"):
        barred[case_id, mentor_id].add(RULED_OUT_BY[ExclusionKind(kind)])
    said_no = MatchProposal.objects.filter(IS_VETOED, case__in=cases)
    for two in said_no.values_list("case_id", "mentor_id"):
        barred[two].add(Condition.VETO)
    ended = Match.objects.filter(case__in=cases, ended_on__isnull=False)
    for two in ended.values_list("case_id", "mentor_id"):
        barred[two].add(Condition.PAIR_BEFORE)
    return barred


def rulings_on(cases: list[Case]) -> dict[Two, str]:
    rows = Ruling.objects.standing().filter(case__in=cases)
    return {
        (case_id, mentor_id): kind
        for case_id, mentor_id, kind in rows.values_list("case_id", "mentor_id", "kind")
    }


def team_mates(cases: list[Case], mentors: list[Mentor]) -> set[Two]:
    """A mentor who stands on the young person's case in another role."""
    mentor_of = {each.person_id: each.pk for each in mentors}
    rows = TeamMember.objects.filter(case__in=cases, left_on=None).values_list("case_id", "person_id")
    return {(case_id, mentor_of[person_id]) for case_id, person_id in rows if person_id in mentor_of}


def wishes_of(round: Round, cases: list[Case], mentors: list[Mentor]) -> tuple[dict[Two, float], set[Two]]:
    """The weaker of both wishes where both were said, and who would rather not, whoever of the two it is."""
    case_of = {case.mentee_id: case.pk for case in cases}
    mentor_of = {each.person_id: each.pk for each in mentors}
    said: defaultdict[Two, list[Signal]] = defaultdict(list)
    for (giver, about), signal in signals_of(round).items():
        if giver in case_of and about in mentor_of:
            said[case_of[giver], mentor_of[about]].append(signal)
        elif giver in mentor_of and about in case_of:
            said[case_of[about], mentor_of[giver]].append(signal)
    vetoes = {two for two, signals in said.items() if Signal.RATHER_NOT in signals}
    both = {two: signals for two, signals in said.items() if len(signals) == 2 and two not in vetoes}
    return {two: min(WISHES[signal] for signal in signals) for two, signals in both.items()}, vetoes


def ease_between(round: Round, cases: list[Case], mentors: list[Mentor]) -> dict[Two, int]:
    case_of = {case.mentee_id: case.pk for case in cases}
    mentor_of = {each.person_id: each.pk for each in mentors}
    return {
        (case_of[mentee], mentor_of[mentor]): ease
        for (mentee, mentor), ease in ease_of(round).items()
        if mentee in case_of and mentor in mentor_of
    }


def names_on(sheet: Sheet) -> dict[UUID, str]:
    """Who is who on the sheet."""
    people = [*(each.person_id for each in sheet.seekers), *(each.person_id for each in sheet.companions)]
    return dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
