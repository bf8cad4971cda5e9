"""One pair: what rules it out, what speaks for it, and its score. The arrays of a round say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lidzas.matching.facts.kinds import (
    DOTS,
    ENOUGH_KNOWN,
    FULL_SCORE,
    OVERRIDABLE,
    PARTS_OF_A_POINT,
    Condition,
    Criterion,
)
from lidzas.matching.facts.sheet import Companion, Seeker, Sheet
from lidzas.people.choices import Strength, StyleWish, WishKind
from lidzas.people.facts import PersonFacts, Portrait, hours_in

NEAR_MINUTES, FAR_MINUTES = 30, 90
ONLINE_AT_LEAST = 0.5
HIGHEST_EASE = 4
WIDEST_GAP = 4
MOST_VALUES = 5
YEARS_APART = 5

Measures = Mapping[Criterion, float | None]


@dataclass(frozen=True, slots=True)
class Score:
    """How well two people would go together by what is known: `parts` of 1000, and how much is known.

    `points` is what a proposal for the round adds up: while too little is known, only that share of the
    parts counts, so that a single lucky answer does not outweigh a pair about which much is known.
    """

    parts: int | None
    known: int
    total: int

    @property
    def shown(self) -> float | None:
        return None if self.parts is None else self.parts / PARTS_OF_A_POINT

    @property
    def known_share(self) -> float:
        return self.known / self.total if self.total else 0.0

    @property
    def is_enough(self) -> bool:
        least, of = ENOUGH_KNOWN
        return self.parts is not None and of * self.known >= least * self.total

    @property
    def dots(self) -> int | None:
        """One to five for a page; None while too little is known."""
        if self.parts is None or not self.is_enough:
            return None
        return min(DOTS, 1 + self.parts * DOTS // FULL_SCORE)

    @property
    def points(self) -> int:
        if self.parts is None:
            return 0
        least, of = ENOUGH_KNOWN
        return self.parts if self.is_enough else self.parts * self.known * of // (self.total * least)


def score(measures: Measures, weights: Mapping[Criterion, int]) -> Score:
    """The weighted mean of what is known, in the order of the criteria."""
    reached, known = 0.0, 0
    for criterion in Criterion:
        measure, weight = measures[criterion], weights[criterion]
        if measure is not None:
            reached += weight * measure
            known += weight
    parts = round(FULL_SCORE * reached / known) if known else None
    return Score(parts, known, sum(weights[criterion] for criterion in Criterion))


def failing(sheet: Sheet, seeker: Seeker, companion: Companion) -> frozenset[Condition]:
    """Every hard condition that rules the two out; a doubt that people let pass is left out."""
    together = sheet.together(seeker, companion)
    found = companion.barred | together.barred | frozenset(_failing_by_answers(sheet, seeker, companion))
    return found - OVERRIDABLE if together.is_overridden else found


def _failing_by_answers(sheet: Sheet, seeker: Seeker, companion: Companion) -> Iterator[Condition]:
    mine, theirs = seeker.portrait, companion.portrait
    if companion.free < 1:
        yield Condition.NO_PLACE
    if unmet(mine, theirs):
        yield Condition.MUST_WISH
    if unmet(theirs, mine):
        yield Condition.MENTORS_MUST_WISH
    if mine.languages and theirs.languages and not mine.languages & theirs.languages:
        yield Condition.LANGUAGE
    if not is_reachable(mine, theirs, sheet.way(seeker, companion)):
        yield Condition.REACH


def both_online(mine: Portrait, theirs: Portrait) -> bool:
    return bool(mine.online and theirs.online)


def is_reachable(mine: Portrait, theirs: Portrait, minutes: int | None) -> bool:
    """Whether one of the two would travel that long, or both meet online; what is not known rules nobody out."""
    limits = [limit for limit in (mine.travel_limit, theirs.travel_limit) if limit is not None]
    if minutes is None or not limits or both_online(mine, theirs):
        return True
    return minutes <= max(limits)


def wish_met(kind: WishKind, mine: PersonFacts, theirs: Portrait) -> bool | None:
    """Whether the other person is as wished; None where they have not said."""
    if kind in (WishKind.OLDER, WishKind.SAME_AGE):
        if mine.birth_year is None or theirs.facts.birth_year is None:
            return None
        older_by = mine.birth_year - theirs.facts.birth_year
        return older_by > YEARS_APART if kind is WishKind.OLDER else abs(older_by) <= YEARS_APART
    if kind in (WishKind.WOMAN, WishKind.MAN):
        return theirs.facts.gender == kind if theirs.facts.gender else None
    if kind is WishKind.ONLINE:
        return theirs.online
    has = theirs.facts.smokes if kind is WishKind.NO_SMOKER else theirs.facts.has_pets
    return None if has is None else not has


def unmet(mine: Portrait, theirs: Portrait) -> tuple[WishKind, ...]:
    """Wishes that must be met and are not known to be; what was not said is asked before, not guessed."""
    return tuple(
        kind
        for kind in WishKind
        if mine.wishes.get(kind) is Strength.MUST and not wish_met(kind, mine.facts, theirs)
    )


def measures(sheet: Sheet, seeker: Seeker, companion: Companion) -> Measures:
    """How far each criterion is met, 0 to 1; None where it is not known."""
    mine, theirs = seeker.portrait, companion.portrait
    together = sheet.together(seeker, companion)
    return {
        Criterion.WISH: together.wish,
        Criterion.EASE: None if together.ease is None else together.ease / HIGHEST_EASE,
        Criterion.TIMES: times(mine, theirs, sheet.hours),
        Criterion.TRAVEL: travel(mine, theirs, sheet.way(seeker, companion)),
        Criterion.LIKES: likes(mine, theirs),
        Criterion.STYLE: style(mine, theirs),
        Criterion.EXPERIENCE: experience(seeker, theirs),
        Criterion.VALUES: values(mine, theirs),
        Criterion.WISHES_MET: wishes_met(mine, theirs),
    }


def times(mine: Portrait, theirs: Portrait, needed: int) -> float | None:
    if not mine.times or not theirs.times:
        return None
    return min(1.0, hours_in(mine.times & theirs.times) / needed)


def travel(mine: Portrait, theirs: Portrait, minutes: int | None) -> float | None:
    if minutes is None:
        return None
    near = min(1.0, max(0.0, (FAR_MINUTES - minutes) / (FAR_MINUTES - NEAR_MINUTES)))
    return max(ONLINE_AT_LEAST, near) if both_online(mine, theirs) else near


def likes(mine: Portrait, theirs: Portrait) -> float | None:
    agreed = len(mine.likes & theirs.likes) + len(mine.dislikes & theirs.dislikes)
    said = agreed + len(mine.likes & theirs.dislikes) + len(mine.dislikes & theirs.likes)
    return agreed / said if said else None


def compared_sliders(mine: Portrait, theirs: Portrait) -> dict[str, StyleWish]:
    """Sliders that both have set and on which the young person wants to be alike or different."""
    wished = {
        key: mine.style_wishes.get(key, StyleWish.SIMILAR) for key in mine.style.keys() & theirs.style.keys()
    }
    return {key: wish for key, wish in wished.items() if wish is not StyleWish.ANY}


def style(mine: Portrait, theirs: Portrait) -> float | None:
    compared = compared_sliders(mine, theirs)
    if not compared:
        return None
    gaps = ((abs(mine.style[key] - theirs.style[key]), wish) for key, wish in compared.items())
    away = sum(WIDEST_GAP - gap if wish is StyleWish.DIFFERENT else gap for gap, wish in gaps)
    return 1 - away / (WIDEST_GAP * len(compared))


def experience(seeker: Seeker, theirs: Portrait) -> float | None:
    if not seeker.met or not theirs.experiences:
        return None
    if seeker.met & theirs.experiences:
        return 1.0
    return 0.5 if seeker.near & theirs.experiences else 0.0


def values(mine: Portrait, theirs: Portrait) -> float | None:
    if not mine.values or not theirs.values:
        return None
    return len({*mine.values[:MOST_VALUES]} & {*theirs.values[:MOST_VALUES]}) / MOST_VALUES


def nice_wishes(mine: Portrait, theirs: Portrait) -> list[bool]:
    """For each wish that would be nice, and about which the other person has said something: is it met?"""
    stated = (kind for kind in WishKind if mine.wishes.get(kind) is Strength.NICE)
    told = (wish_met(kind, mine.facts, theirs) for kind in stated)
    return [met for met in told if met is not None]


def wishes_met(mine: Portrait, theirs: Portrait) -> float | None:
    told = nice_wishes(mine, theirs)
    return sum(told) / len(told) if told else None
