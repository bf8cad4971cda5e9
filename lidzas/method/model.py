"""A method as the product reads it: what its files say, already found sound."""

from dataclasses import dataclass
from datetime import date

from lidzas.method.choices import (
    About,
    ActsAs,
    Count,
    Demand,
    Effort,
    Independence,
    NoAnswer,
    OpenThing,
    Path,
    Period,
    RecordKind,
    ResourceKind,
    TimeKind,
)
from lidzas.method.text import Text


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made the method, under which licence, and what was changed (S6.03, S6.04)."""

    author: str
    title: str
    site: str
    url: str
    licence: str
    licence_url: str
    changes: Text


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages the method is made for, both ends included."""

    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Role:
    key: str
    acts_as: ActsAs
    name: Text
    does: Text


@dataclass(frozen=True, slots=True)
class Point:
    """One thing explained to both sides at the start."""

    key: str
    text: Text
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of working together that is offered when a pair makes its own."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class CrisisStep:
    """What a role does so many days after a crisis began; 0 is at once."""

    after_days: int
    who: str
    text: Text


@dataclass(frozen=True, slots=True)
class Crisis:
    """A difficult turn whose steps are agreed before they are needed; `to_you` names it to the mentee."""

    key: str
    name: Text
    steps: tuple[CrisisStep, ...]
    to_you: Text | None = None
    source: tuple[str, ...] = ()

    def named(self, *, to_mentee: bool) -> Text:
        return (self.to_you if to_mentee else None) or self.name


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that guides the decision whether a mentor would help now."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the closing talk; with `parts`, each part has its own box to answer in."""

    key: str
    text: Text
    parts: tuple[Text, ...] = ()
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExitPath:
    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Continuation:
    """A form in which two people may go on after the programme."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class LimitState:
    """How a limit stands: `reached` is the highest warning passed, in percent."""

    left_minutes: int
    reached: int | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """How much time may be given. It warns; it never locks."""

    key: str
    name: Text
    minutes: int
    per: Period
    warn_at: tuple[int, ...]
    counts: tuple[TimeKind, ...]

    def state(self, used_minutes: int) -> LimitState:
        """Exactly used up is not over; what is left never falls below nothing."""
        passed = [percent for percent in self.warn_at if used_minutes * 100 >= percent * self.minutes]
        return LimitState(
            left_minutes=max(self.minutes - used_minutes, 0),
            reached=max(passed, default=None),
            is_over=used_minutes > self.minutes,
        )


@dataclass(frozen=True, slots=True)
class Target:
    """What a round sets out to reach: `value`, or `value` of `of`."""

    key: str
    name: Text
    value: int
    of: int | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read, watch or try; named and linked, never copied."""

    key: str
    title: Text
    note: Text
    kind: ResourceKind
    url: str | None = None
    licence: str | None = None
    for_roles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to be done in a stage. Without any timing it is shown in the guide only."""

    key: str
    name: Text
    done_by: tuple[str, ...]
    to_you: Text | None = None
    why: Text | None = None
    source: tuple[str, ...] = ()
    about: About = About.CASE
    record: RecordKind | None = None
    only_on: Path | None = None
    due_in_days: int | None = None
    after: str | None = None
    every_days: int | None = None
    until: str | None = None
    least_days: int | None = None

    @property
    def is_timed(self) -> bool:
        return self.due_in_days is not None or self.every_days is not None

    def is_on(self, path: Path) -> bool:
        return self.only_on in (None, path)


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand of a gate; `key` is an activity, a count or an open thing, as `demand` says.

    `only_on` is the path its activity belongs to: on the other path it is not demanded.
    """

    demand: Demand
    key: str
    need: int
    only_on: Path | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """What ought to be true before going on from a stage, in the order of the file."""

    conditions: tuple[Condition, ...] = ()
    why: Text | None = None

    @property
    def done(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.conditions if each.demand is Demand.DONE)

    @property
    def none_open(self) -> tuple[OpenThing, ...]:
        return tuple(OpenThing(each.key) for each in self.conditions if each.demand is Demand.NONE_OPEN)

    @property
    def at_least(self) -> tuple[tuple[Count, int], ...]:
        return tuple(
            (Count(each.key), each.need) for each in self.conditions if each.demand is Demand.AT_LEAST
        )


@dataclass(frozen=True, slots=True)
class Stage:
    key: str
    name: Text
    aim: Text
    happens: tuple[Text, ...] = ()
    source: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    gate: Gate = Gate()


@dataclass(frozen=True, slots=True)
class Area:
    """A life area with its five described levels, the hardest first.

    An answer at or below `crisis_at` (1 to 5) opens the help page at once. An area with `asks_chances`
    also asks what is possible now and what later (S2.18).
    """

    key: str
    name: Text
    levels: tuple[Text, ...]
    crisis_at: int | None = None
    asks_chances: bool = False


@dataclass(frozen=True, slots=True)
class AssessmentForm:
    """The form both sides fill in at the start and once more at the end (S1.23, S5.05).

    `ways` are the further ways of assessing that the method knows besides the form (S2.19).
    """

    key: str
    version: str
    name: Text
    intro: Text
    levels: tuple[Text, ...]
    areas: tuple[Area, ...]
    skips: tuple[tuple[NoAnswer, Text], ...]
    independence: tuple[tuple[Independence, Text], ...]
    ways: tuple["Word", ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the sorting exercise (S6.01). `stages` are accepted, best first.

    A card without stages belongs nowhere; `discuss` marks one about which people may well argue.
    """

    number: int
    text: Text
    stages: tuple[str, ...]
    roles: tuple[str, ...]
    discuss: bool
    feedback: Text


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to call; `danger` marks those for danger to life, which are shown first."""

    number: str
    name: Text
    when: Text
    danger: bool


@dataclass(frozen=True, slots=True)
class CardGame:
    """The cards and what the place for a card that belongs nowhere is called."""

    nowhere: Text | None = None
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The help lines, and when their numbers were last checked."""

    checked_on: date | None = None
    lines: tuple[HelpLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A value, an interest or a strength that somebody may choose for themself."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Style:
    """A slider between two ways of being, neither of which is the better one (S1.06)."""

    key: str
    left: Text
    right: Text


@dataclass(frozen=True, slots=True)
class Experience:
    """Something a mentor may say they have been through.

    `near` names experiences much like it, `areas` the life areas of the form in which it may help.
    """

    key: str
    name: Text
    near: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words in which people tell about themselves; without them they use their own (S1.03)."""

    values: tuple[Word, ...] = ()
    interests: tuple[Word, ...] = ()
    strengths: tuple[Word, ...] = ()
    styles: tuple[Style, ...] = ()
    experiences: tuple[Experience, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionKind:
    """A kind of thing done together at an event.

    `without_therapist` is what it is called where no certified therapist leads it (O16), and to young people.
    """

    key: str
    name: Text
    without_therapist: Text | None = None

    def named(self, *, has_therapist: bool) -> Text:
        return self.name if has_therapist or self.without_therapist is None else self.without_therapist


@dataclass(frozen=True, slots=True)
class Icebreaker:
    """A way to take down the walls between strangers, with what it asks of them (S1.07)."""

    key: str
    name: Text
    how: Text
    effort: Effort
    minutes: int


@dataclass(frozen=True, slots=True)
class EventWords:
    """What may happen at a camp or a meeting."""

    kinds: tuple[SessionKind, ...] = ()
    icebreakers: tuple[Icebreaker, ...] = ()
