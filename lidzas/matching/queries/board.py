"""The whole round in view, as each reader may see it: names and reasons of one's own, results of the rest."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, TeamMember
from lidzas.matching.choices import ProposalState
from lidzas.matching.facts.kinds import OVERRIDABLE, Aim, Condition, Criterion
from lidzas.matching.facts.proposal import LeftOut, Pair, Proposal
from lidzas.matching.facts.reasons import PRIVATE, PairView, condition_name, criterion_name, view_of
from lidzas.matching.facts.sheet import Companion, Seeker, Sheet
from lidzas.matching.models import MatchProposal, Ruling
from lidzas.matching.queries.round import mentors_and_places, proposal_for, sheet_of, weights_of
from lidzas.method import Path
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme, Round

OWN_TO_TELL = frozenset({Condition.SAFETY, Condition.RELATION, Condition.VETO})
"""Told apart for the young person's own case manager alone; for others it is just not possible."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a round: a case manager sees their own young people, the coordinator all of them."""

    is_coordinator: bool
    own: frozenset[UUID]

    def sees(self, case_id: UUID) -> bool:
        return self.is_coordinator or case_id in self.own

    def is_confided(self, case_id: UUID) -> bool:
        """Whether what was said in confidence is for this reader: the case manager's own."""
        return case_id in self.own


def reader_of(person: User, roles: Collection[Role], cases: QuerySet[Case]) -> Reader:
    own = cases.filter(team__person=person, team__role=Role.CASE_MANAGER, team__left_on=None)
    return Reader(Role.TRAINING_COORDINATOR in roles, frozenset(own.values_list("pk", flat=True)))


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two people as one reader may see them: sentences first, then the strength, then the number."""

    mentor: Mentor
    speaks_for: tuple[str, ...]
    to_talk_about: tuple[str, ...]
    not_known: tuple[str, ...]
    ruled_out: tuple[str, ...]
    dots: int | None
    number: float | None
    parts: tuple[tuple[str, int, int | None], ...]
    may_override: bool
    ruling: Ruling | None = None

    @property
    def is_possible(self) -> bool:
        return not self.ruled_out


def shown(
    view: PairView, mentor: Mentor, reader: Reader, weights: Mapping[Criterion, int], ruling: Ruling | None
) -> PairShown:
    """What this reader may see. The wish of both is told to their own case manager alone, nor can it be reckoned:
    for everybody else `view` is one of a sheet on which no wish stands.
    """
    confided = reader.is_confided(view.seeker.case_id)
    told = [
        tuple(each.sentence for each in reasons if confided or each.criterion is not Criterion.WISH)
        for reasons in (view.speaks_for, view.to_talk_about, view.not_known)
    ]
    return PairShown(
        mentor=mentor,
        speaks_for=told[0],
        to_talk_about=told[1],
        not_known=told[2],
        ruled_out=told_apart(view, confided=confided),
        dots=view.score.dots,
        number=view.score.shown,
        parts=parts_of(view, weights) if confided else (),
        may_override={each.condition for each in view.ruled_out} <= OVERRIDABLE,
        ruling=ruling,
    )


def without_wishes(sheet: Sheet) -> Sheet:
    """The sheet as if nobody had said a wish: what is worked out from it, in words, dots or order, tells of none."""
    return replace(sheet, between={two: replace(each, wish=None) for two, each in sheet.between.items()})


def told_apart(view: PairView, *, confided: bool) -> tuple[str, ...]:
    """Why the two fall out; without the case manager's confidence, what is private is one sentence."""
    words = (
        each.sentence if confided or each.condition not in OWN_TO_TELL else condition_name(Condition.VETO)
        for each in view.ruled_out
    )
    return tuple(dict.fromkeys(words))


def parts_of(view: PairView, weights: Mapping[Criterion, int]) -> tuple[tuple[str, int, int | None], ...]:
    """Each criterion, how much it counts, and how far it is met, in percent."""
    return tuple(
        (criterion_name(each), weights[each], None if measure is None else round(100 * measure))
        for each, measure in view.measures.items()
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One young person on the board; without a case it is a colleague's, and only the result is shown."""

    case: Case | None
    case_manager: str
    mentor: Mentor | None = None
    pair: PairShown | None = None
    is_locked: bool = False
    why_left: tuple[tuple[str, int], ...] = ()
    possible: int = 0
    state: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """A mentor, their places, and whether checks, training or leave stand in the way of any pair."""

    mentor: Mentor
    free: int
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Board:
    proposal: Proposal
    rows: tuple[Row, ...]
    left: tuple[Row, ...]
    asked: tuple[Row, ...]
    undecided: tuple[Row, ...]
    broken: tuple[Row, ...]
    places: tuple[Places, ...]
    is_confided: bool
    """Whether all who wait for a mentor are the reader's own: a total tells of a wish what no part of it may."""

    @property
    def is_fairest(self) -> bool:
        return self.proposal.aim is Aim.FAIREST

    @property
    def is_same(self) -> bool:
        """Whether both aims come to the same."""
        return self.proposal.outcome == self.proposal.other


class _Room:
    """What the rows of a board are made of, read once."""

    def __init__(self, round: Round, person: User, roles: Collection[Role]) -> None:
        cases = Case.objects.open().filter(round=round)
        self.cases = {case.pk: case for case in cases.select_related("mentee")}
        self.reader = reader_of(person, roles, cases)
        members = TeamMember.objects.active().filter(case__in=cases).exclude(role=Role.MENTEE)
        team = list(members.values_list("case_id", "role", "person__name"))
        self.managers = {case_id: name for case_id, role, name in team if role == Role.CASE_MANAGER}
        self.accompanied = {case_id for case_id, role, _name in team if role == Role.MENTOR}
        self.places = mentors_and_places(round.programme)
        self.mentors = {mentor.pk: mentor for mentor, _free in self.places}
        self.weights = weights_of(round.programme_id)

    def row(self, case_id: UUID, **told: object) -> Row:
        """A row that names the young person only to who may know."""
        visible = self.reader.sees(case_id)
        if not visible:
            told = {name: told[name] for name in ("mentor", "is_locked", "state") if name in told}
        return Row(
            case=self.cases[case_id] if visible else None,
            case_manager=self.managers.get(case_id, ""),
            is_own=case_id in self.reader.own,
            **told,  # type: ignore[arg-type]
        )

    def paired(self, sheet: Sheet, pair: Pair) -> Row:
        mentor = self.mentors[pair.companion.mentor_id]
        if not self.reader.is_confided(pair.seeker.case_id):
            sheet = without_wishes(sheet)
        view = view_of(sheet, pair.seeker, pair.companion, self.weights)
        return self.row(
            pair.seeker.case_id, mentor=mentor, is_locked=pair.is_locked,
            pair=shown(view, mentor, self.reader, self.weights, None),
        )  # fmt: skip

    def left(self, each: LeftOut) -> Row:
        return self.row(
            each.seeker.case_id,
            possible=each.possible,
            why_left=self.counted(each.removed, confided=self.reader.is_confided(each.seeker.case_id)),
        )

    def counted(self, removed: Mapping[Condition, int], *, confided: bool) -> tuple[tuple[str, int], ...]:
        """How many mentors each condition rules out; private ones are one line for who is not confided in."""
        found: dict[str, int] = {}
        for condition, number in removed.items():
            told = condition if confided or condition not in OWN_TO_TELL else Condition.VETO
            words = condition_name(told)
            found[words] = found.get(words, 0) + number
        return tuple(found.items())


def board_of(round: Round, person: User, roles: Collection[Role], *, aim: Aim, on: date) -> Board:
    """The best whole assignment and everything around it, in the same number of questions for every round."""
    room, sheet = _Room(round, person, roles), sheet_of(round, on=on)
    proposal = proposal_for(sheet, room.weights, aim)
    ready = {each.mentor_id for each in sheet.companions if not each.barred}
    seeking = {seeker.case_id for seeker in sheet.seekers}
    live = list(MatchProposal.objects.live().filter(case__round=round).select_related("mentor__person"))
    asked = {each.case_id for each in live}
    return Board(
        proposal=proposal,
        rows=in_order(room.paired(sheet, pair) for pair in proposal.pairs),
        left=in_order(room.left(each) for each in proposal.left_out),
        asked=in_order(
            room.row(each.case_id, mentor=each.mentor, state=ProposalState(each.state).label) for each in live
        ),
        undecided=in_order(
            room.row(case_id)
            for case_id, case in room.cases.items()
            if case.path == Path.MENTOR and case_id not in seeking | asked | room.accompanied
        ),
        broken=in_order(
            room.row(each.seeker.case_id, mentor=room.mentors[each.companion.mentor_id])
            for each in proposal.broken_locks
        ),
        places=tuple(
            sorted(
                (Places(mentor, free, mentor.pk in ready) for mentor, free in room.places),
                key=lambda each: each.mentor.person.search_name,
            )
        ),
        is_confided=all(room.reader.is_confided(case_id) for case_id in seeking),
    )


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """One's own first, by name; then those of colleagues, by who manages them."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row.is_own,
                row.case is None,
                row.case.mentee.search_name if row.case else row.case_manager,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every mentor for one young person: who could, the strongest first, and who falls out, with why."""

    possible: tuple[PairShown, ...]
    ruled_out: tuple[PairShown, ...]


def candidates_for(case: Case, reader: Reader, *, on: date) -> Candidates | None:
    """None where no mentor is sought now."""
    sheet, weights = sheet_of(case.round, on=on), weights_of(case.programme_id)
    seeker = seeker_on(sheet, case)
    if seeker is None:
        return None
    if not reader.is_confided(case.pk):
        sheet = without_wishes(sheet)
    mentors = {mentor.pk: mentor for mentor, _free in mentors_and_places(case.programme)}
    rulings = {row.mentor_id: row for row in Ruling.objects.standing().filter(case=case).select_related("by")}
    views = [view_of(sheet, seeker, each, weights) for each in sheet.companions]
    views.sort(key=lambda view: (-view.score.points, mentors[view.companion.mentor_id].person.search_name))
    told = [
        shown(view, mentors[view.companion.mentor_id], reader, weights, rulings.get(view.companion.mentor_id))
        for view in views
    ]
    return Candidates(
        possible=tuple(each for each in told if each.is_possible),
        ruled_out=tuple(each for each in told if not each.is_possible),
    )


def seeker_on(sheet: Sheet, case: Case) -> Seeker | None:
    return next((each for each in sheet.seekers if each.case_id == case.pk), None)


def companion_on(sheet: Sheet, mentor: Mentor) -> Companion | None:
    return next((each for each in sheet.companions if each.mentor_id == mentor.pk), None)


def pair_of(case: Case, mentor: Mentor, *, on: date) -> PairView | None:
    """The two as the round knows them but for their wishes, which no suggestion puts into words.

    None where no mentor is sought or the person does not mentor here.
    """
    sheet = without_wishes(sheet_of(case.round, on=on))
    seeker, companion = seeker_on(sheet, case), companion_on(sheet, mentor)
    if seeker is None or companion is None:
        return None
    return view_of(sheet, seeker, companion, weights_of(case.programme_id))


def words_of(view: PairView) -> dict[str, str]:
    """First words for a suggestion: for the staff, and for the young person only what may be told."""
    parts = [(_("In favour"), view.speaks_for), (_("To talk about"), view.to_talk_about)]
    told = [
        (head, [each.sentence for each in reasons if each.criterion not in PRIVATE])
        for head, reasons in parts
    ]
    return {
        "reasons": "\n".join(f"{head}: {'; '.join(lines)}" for head, lines in told if lines),
        "words_for_mentee": "\n".join(each.to_mentee for each in view.speaks_for if each.to_mentee),
    }


def round_coded(programme: Programme, code: str) -> Round:
    return get_object_or_404(programme.rounds.select_related("programme"), code=code)


def rounds_of(programme: Programme) -> list[Round]:
    """The rounds of a programme, the newest first."""
    return list(programme.rounds.all())
