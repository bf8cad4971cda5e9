"""The criteria of `pair`, each for many pairs at once and by the same arithmetic, to the last digit."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from lidzas.matching.facts.columns import NOT_SAID, STYLE_WISH, WISH_BIT, Array, Columns, any_in, in_common
from lidzas.matching.facts.kinds import ENOUGH_KNOWN, FULL_SCORE, Criterion
from lidzas.matching.facts.pair import (
    FAR_MINUTES,
    MOST_VALUES,
    NEAR_MINUTES,
    ONLINE_AT_LEAST,
    WIDEST_GAP,
    YEARS_APART,
)
from lidzas.people.choices import StyleWish, WishKind

Measure = tuple[Array, Array]
"""How far a criterion is met by each pair, and where that is known at all."""

Two = tuple[Array, Array]
AT_ONCE = 1 << 16
"""So many pairs are looked at together as fit near the processor."""


def times(mine: Columns, rows: Array, theirs: Columns, columns: Array, needed: int) -> Measure:
    hours = np.zeros(len(rows), dtype=np.int64)
    for each, bits in mine.times.items():
        hours += each * in_common(bits, rows, theirs.times[each], columns)
    return np.minimum(1.0, hours / needed), mine.has_times[rows] & theirs.has_times[columns]


def travel(minutes: Array, both_online: Array) -> Measure:
    near = np.minimum(1.0, np.maximum(0.0, (FAR_MINUTES - minutes) / (FAR_MINUTES - NEAR_MINUTES)))
    return np.where(both_online, np.maximum(ONLINE_AT_LEAST, near), near), minutes != NOT_SAID


def likes(mine: Columns, rows: Array, theirs: Columns, columns: Array) -> Measure:
    agreed = in_common(mine.likes, rows, theirs.likes, columns)
    agreed += in_common(mine.dislikes, rows, theirs.dislikes, columns)
    said = agreed + in_common(mine.likes, rows, theirs.dislikes, columns)
    said += in_common(mine.dislikes, rows, theirs.likes, columns)
    return agreed / np.maximum(said, 1), said > 0


def style(mine: Columns, rows: Array, theirs: Columns, columns: Array) -> Measure:
    away, compared = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    for slider in range(mine.style.shape[1]):
        one, other = mine.style[rows, slider], theirs.style[columns, slider]
        wish = mine.style_wishes[rows, slider]
        counts = (one > 0) & (other > 0) & (wish != STYLE_WISH[StyleWish.ANY])
        gap = np.abs(one - other)
        away += counts * np.where(wish == STYLE_WISH[StyleWish.DIFFERENT], WIDEST_GAP - gap, gap)
        compared += counts
    return 1 - away / (WIDEST_GAP * np.maximum(compared, 1)), compared > 0


def values(mine: Columns, rows: Array, theirs: Columns, columns: Array) -> Measure:
    shared = in_common(mine.values, rows, theirs.values, columns)
    return shared / MOST_VALUES, any_in(mine.values)[rows] & any_in(theirs.values)[columns]


def wishes_met(mine: Columns, rows: Array, theirs: Columns, columns: Array) -> Measure:
    met, told = as_wished(mine, rows, theirs, columns)
    stated = np.bitwise_count(mine.nice[rows] & told)
    return np.bitwise_count(mine.nice[rows] & met) / np.maximum(stated, 1), stated > 0


def unmet(mine: Columns, rows: Array, theirs: Columns, columns: Array) -> Array:
    """Where a wish that must be met is not known to be."""
    met, _told = as_wished(mine, rows, theirs, columns)
    found: Array = (mine.must[rows] & ~met) != 0
    return found


def as_wished(mine: Columns, rows: Array, theirs: Columns, columns: Array) -> Two:
    """Which wishes the other person meets, and on which both have said enough to tell."""
    met, told = theirs.is_as_wished[columns], theirs.has_told[columns]
    one, other = mine.birth_year[rows], theirs.birth_year[columns]
    both = (one != NOT_SAID) & (other != NOT_SAID)
    older, same_age = np.uint8(WISH_BIT[WishKind.OLDER]), np.uint8(WISH_BIT[WishKind.SAME_AGE])
    met = (
        met
        | older * (both & (one - other > YEARS_APART))
        | same_age * (both & (abs(one - other) <= YEARS_APART))
    )
    return met, told | (older | same_age) * both


def points(found: Mapping[Criterion, Measure], weights: Mapping[Criterion, int], total: int) -> Array:
    """What each pair counts in a proposal, as `Score.points`."""
    size = len(found[Criterion.WISH][1])
    reached, known = np.zeros(size), np.zeros(size, dtype=np.int64)
    for criterion in Criterion:
        measure, is_known = found[criterion]
        reached = reached + np.where(is_known, weights[criterion] * measure, 0.0)
        known = known + weights[criterion] * is_known
    parts = np.rint(FULL_SCORE * reached / np.maximum(known, 1)).astype(np.int64)
    least, of = ENOUGH_KNOWN
    enough: Array = of * known >= least * total
    return np.where(enough, parts, parts * known * of // max(1, total * least))


def crossed(rows: Array, columns: Array) -> Iterator[Two]:
    """Every row with every column, row by row, so many at a time."""
    step = max(1, AT_ONCE // max(1, len(columns)))
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        yield np.repeat(some, len(columns)), np.tile(columns, len(some))


def in_portions(blocks: Iterable[Two]) -> Iterator[Two]:
    """Small blocks put together, so that few pairs do not cost as much as many."""
    waiting, many = list[Two](), 0
    for block in blocks:
        waiting.append(block)
        many += len(block[0])
        if many >= AT_ONCE:
            yield _joined(waiting)
            waiting, many = [], 0
    if waiting:
        yield _joined(waiting)


def _joined(blocks: list[Two]) -> Two:
    rows, columns = zip(*blocks, strict=True)
    return np.concatenate(rows), np.concatenate(columns)


def grouped(places: Array) -> dict[int, Array]:
    """Place → who is there, in order."""
    return {int(place): np.flatnonzero(places == place) for place in np.unique(places)}
