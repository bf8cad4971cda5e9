"""What follows from what was said, without asking the database: who sees what, what changed, what is lacking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from lidzas.assessments.choices import Kind, RiskLevel, Voice
from lidzas.assessments.models import Answer, Assessment, Note, Risk, WayUsed
from lidzas.method import Area, AssessmentForm, Text, Word

FINE_FROM = 4
HARD_UP_TO = 2
PLACES = (18, 60, 102, 144, 186)
ASKED_OF_ALL = ("level", "skipped", "own_words", "conditions")
ASKED_ABOUT_CHANCES = ("possible_now", "possible_later")
ASKED_OF = {Voice.MENTEE: ("wants_to_work",), Voice.CASE_MANAGER: ("evidence", "certainty")}
ASKED_AT_THE_END = ("independence", "help_what", "help_from")


class Said(TypedDict, total=False):
    """What one voice may say about one area."""

    level: int | None
    skipped: str
    own_words: str
    conditions: str
    possible_now: str
    possible_later: str
    evidence: str
    certainty: str
    wants_to_work: bool | None
    independence: str
    help_what: str
    help_from: str


NOTHING: Mapping[str, object] = {"level": None, "wants_to_work": None}
IN_WORDS = ("own_words", "conditions", "possible_now", "possible_later", "evidence")


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, together with the words that the form has for it."""

    answer: Answer
    sentence: Text | None
    level: Text | None
    independence: Text | None


@dataclass(frozen=True, slots=True)
class AreaAnswers:
    """One area with both voices; None where a voice has said nothing, or is not to be seen yet."""

    area: Area
    mentee: Heard | None
    case_manager: Heard | None

    def of(self, voice: Voice) -> Heard | None:
        return self.mentee if voice is Voice.MENTEE else self.case_manager

    @property
    def voices(self) -> tuple[tuple[Voice, Heard | None], ...]:
        return tuple((voice, self.of(voice)) for voice in Voice)

    @property
    def levels(self) -> tuple[int, ...]:
        """What was answered, the young person's first."""
        said = [heard.answer.level for _voice, heard in self.voices if heard]
        return tuple(level for level in said if level is not None)

    @property
    def is_seen_differently(self) -> bool:
        return len(set(self.levels)) > 1

    @property
    def tells_chances(self) -> bool:
        said = [heard.answer for _voice, heard in self.voices if heard]
        return any(answer.possible_now or answer.possible_later for answer in said)

    @property
    def tells_conditions(self) -> bool:
        return any(heard.answer.conditions for _voice, heard in self.voices if heard)


@dataclass(frozen=True, slots=True)
class Question:
    """One area as it is asked: the how-manyth, and what comes before and after."""

    form: AssessmentForm
    area: Area
    number: int
    total: int
    before: Area | None
    after: Area | None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The areas of an assessment, what goes well first."""

    fine: tuple[AreaAnswers, ...]
    with_support: tuple[AreaAnswers, ...]
    hard: tuple[AreaAnswers, ...]
    without_level: tuple[AreaAnswers, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """How one voice saw an area at the start and sees it at the end, and where that lies in the picture."""

    voice: Voice
    start: Heard | None
    end: Heard | None

    @property
    def steps(self) -> int | None:
        """By how many levels it is easier; None where one side has no level."""
        if self.start_x is None or self.end_x is None:
            return None
        return PLACES.index(self.end_x) - PLACES.index(self.start_x)

    @property
    def start_x(self) -> int | None:
        return place_of(self.start)

    @property
    def end_x(self) -> int | None:
        return place_of(self.end)

    @property
    def places(self) -> tuple[int, ...]:
        return PLACES

    @property
    def way(self) -> str:
        """The line from start to end, where there is one to draw."""
        return f"M{self.start_x} 14H{self.end_x}" if self.steps else ""


@dataclass(frozen=True, slots=True)
class Change:
    area: Area
    mentee: Move
    case_manager: Move

    @property
    def moves(self) -> tuple[Move, Move]:
        return self.mentee, self.case_manager


@dataclass(frozen=True, slots=True)
class Comparison:
    """Start and end beside each other; without changes while there is nothing to compare yet."""

    start: Assessment | None
    end: Assessment | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """An assessment as one of its voices may see it now."""

    assessment: Assessment
    sorted: Sorted
    total: int
    answered: int
    answered_by_other: int
    unanswered: tuple[Area, ...]
    is_covered: bool
    asking_for_a_talk: tuple[Area, ...]
    notes: tuple[Note, ...]
    ways: tuple[tuple[Text, WayUsed], ...] = ()
    risks: tuple[tuple[RiskLevel, Risk | None], ...] = ()

    @property
    def shown(self) -> tuple[AreaAnswers, ...]:
        """Every area of which something may be seen, what goes well first."""
        in_turn = (self.sorted.fine, self.sorted.with_support, self.sorted.hard, self.sorted.without_level)
        return tuple(each for areas in in_turn for each in areas)

    @property
    def has_two_views(self) -> bool:
        return any(each.is_seen_differently for each in self.shown)

    @property
    def has_risks(self) -> bool:
        return any(risk for _level, risk in self.risks)

    @property
    def chances(self) -> tuple[AreaAnswers, ...]:
        """The areas in which somebody has said what is possible now or later (S2.18)."""
        return tuple(each for each in self.shown if each.tells_chances)

    @property
    def outside(self) -> tuple[AreaAnswers, ...]:
        """The areas in which somebody named what lies outside the person."""
        return tuple(each for each in self.shown if each.tells_conditions)

    @property
    def next_area(self) -> Area | None:
        return self.unanswered[0] if self.unanswered else None


def asked_of(voice: Voice, kind: str, area: Area) -> tuple[str, ...]:
    """What a voice is asked about an area: chances where the area asks for them (S2.18), independence at
    the end alone (S5.08-S5.10)."""
    chances = ASKED_ABOUT_CHANCES if area.asks_chances else ()
    at_the_end = ASKED_AT_THE_END if kind == Kind.REASSESSMENT else ()
    return ASKED_OF_ALL + chances + ASKED_OF[voice] + at_the_end


def kept_of(said: Said, asked: Iterable[str]) -> dict[str, object]:
    """What is kept of what was said: every thing that was asked, and nothing else."""
    return {name: said.get(name, NOTHING.get(name, "")) for name in asked}


def says_something(kept: Mapping[str, object]) -> bool:
    words = ("skipped", *IN_WORDS)
    return kept.get("level") is not None or any(str(kept.get(name, "")).strip() for name in words)


def words_of(entries: Iterable[tuple[str, Text]], key: str) -> Text | None:
    return next((words for each, words in entries if each == key), None)


def heard(form: AssessmentForm, area: Area, answer: Answer | None) -> Heard | None:
    if answer is None:
        return None
    return Heard(
        answer=answer,
        sentence=area.levels[answer.level - 1] if answer.level else words_of(form.skips, answer.skipped),
        level=form.levels[answer.level - 1] if answer.level else None,
        independence=words_of(form.independence, answer.independence),
    )


def place_of(said: Heard | None) -> int | None:
    return PLACES[said.answer.level - 1] if said and said.answer.level else None


def opens_help(area: Area, said: Answer) -> bool:
    """Whether the young person's answer is one after which help comes before the next question."""
    return said.voice == Voice.MENTEE and said.level is not None and said.level <= (area.crisis_at or 0)


def areas_seen_by(
    assessment: Assessment, areas: Iterable[AreaAnswers], voice: Voice
) -> tuple[AreaAnswers, ...]:
    """What a voice may see: while both still answer, the other's view of an area only after one's own."""
    if assessment.is_closed:
        return tuple(areas)
    return tuple(each if each.of(voice) else AreaAnswers(each.area, None, None) for each in areas)


def is_complete(areas: Iterable[AreaAnswers]) -> bool:
    """Whether both voices have answered or passed every area."""
    return all(each.mentee and each.case_manager for each in areas)


def start_is_covered(reassessment: Assessment, areas: Iterable[AreaAnswers]) -> bool:
    """Whether the answers of the start stay covered, so that they do not colour those of the end (S5.05)."""
    return not (reassessment.is_closed or is_complete(areas))


def without_answers(areas: Iterable[AreaAnswers]) -> tuple[AreaAnswers, ...]:
    return tuple(AreaAnswers(each.area, None, None) for each in areas)


def sort_by_ease(areas: Iterable[AreaAnswers]) -> Sorted:
    """Place each area by the young person's level, or by the case manager's where there is no other."""
    placed = [
        (each.levels[0] if each.levels else None, each) for each in areas if each.mentee or each.case_manager
    ]
    return Sorted(
        fine=tuple(each for level, each in placed if level and level >= FINE_FROM),
        with_support=tuple(each for level, each in placed if level and HARD_UP_TO < level < FINE_FROM),
        hard=tuple(each for level, each in placed if level and level <= HARD_UP_TO),
        without_level=tuple(each for level, each in placed if level is None),
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the assessments of a case were made, and what may get in the way, level by level."""

    ways: tuple[WayUsed, ...] = ()
    risks: tuple[Risk, ...] = ()

    def ways_of(self, assessment: Assessment, words: Iterable[Word]) -> tuple[tuple[Text, WayUsed], ...]:
        names = {word.key: word.name for word in words}
        return tuple((names[row.way], row) for row in self.ways if row.assessment_id == assessment.pk)

    def risks_of(self, assessment: Assessment) -> tuple[tuple[RiskLevel, Risk | None], ...]:
        """All five levels, also those at which nothing stands."""
        written = {row.level: row for row in self.risks if row.assessment_id == assessment.pk and row.is_told}
        return tuple((level, written.get(level)) for level in RiskLevel)


def overview(
    assessment: Assessment,
    areas: tuple[AreaAnswers, ...],
    voice: Voice,
    *,
    notes: Iterable[Note],
    is_covered: bool,
    circumstances: Circumstances,
    words: Iterable[Word] = (),
) -> Overview:
    seen = () if is_covered else areas_seen_by(assessment, areas, voice)
    unanswered = tuple(each.area for each in areas if not each.of(voice))
    return Overview(
        assessment=assessment,
        sorted=sort_by_ease(seen),
        total=len(areas),
        answered=len(areas) - len(unanswered),
        answered_by_other=sum(1 for each in areas if each.of(voice.other)),
        unanswered=unanswered,
        is_covered=is_covered,
        asking_for_a_talk=areas_asking_for_a_talk(assessment, areas),
        notes=tuple(note for note in notes if note.assessment_id == assessment.pk and not is_covered),
        ways=circumstances.ways_of(assessment, words),
        risks=() if is_covered else circumstances.risks_of(assessment),
    )


def areas_asking_for_a_talk(assessment: Assessment, areas: Iterable[AreaAnswers]) -> tuple[Area, ...]:
    """Where the young person's answer in an open assessment should not wait for its end."""
    if assessment.is_closed:
        return ()
    return tuple(each.area for each in areas if each.mentee and opens_help(each.area, each.mentee.answer))
