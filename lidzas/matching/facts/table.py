"""A round as arrays: conditions and scores of all pairs at once, the same as `pair` says for one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from lidzas.matching.facts.arrays import (
    Measure,
    crossed,
    grouped,
    in_portions,
    likes,
    points,
    style,
    times,
    travel,
    unmet,
    values,
    wishes_met,
)
from lidzas.matching.facts.columns import NOT_SAID, Array, Books, WordBook, any_in, columns_of, in_common
from lidzas.matching.facts.kinds import OVERRIDABLE, Condition, Criterion
from lidzas.matching.facts.pair import HIGHEST_EASE
from lidzas.matching.facts.sheet import NOTHING_BETWEEN, SAME_PLACE_MINUTES, Sheet, plain_place

BIT = {condition: 1 << place for place, condition in enumerate(Condition)}
PASSING = reduce(or_, (BIT[each] for each in OVERRIDABLE))
SMALL = 4_000_000
"""Up to so many pairs, each is looked at."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that nothing rules out, by seeker and then companion, and the points of each."""

    seekers: Array
    companions: Array
    points: Array

    def where(self, wanted: Array) -> "Candidates":
        return Candidates(self.seekers[wanted], self.companions[wanted], self.points[wanted])


def bits_of(conditions: frozenset[Condition]) -> int:
    return sum(BIT[each] for each in conditions)


class Table:
    """A sheet in columns. `rows` and `columns` are the places of seekers and companions on it, pair by pair."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        mine, theirs = [each.portrait for each in sheet.seekers], [each.portrait for each in sheet.companions]
        books = Books.of([*mine, *theirs])
        self.mine, self.theirs = columns_of(mine, books), columns_of(theirs, books)
        lived = [each.experiences for each in theirs]
        met, near = [each.met for each in sheet.seekers], [each.near for each in sheet.seekers]
        book = WordBook(met, near, lived)
        self.met, self.near, self.lived = book.written(met), book.written(near), book.written(lived)
        self.barred = np.array(
            [
                bits_of(each.barred) | (BIT[Condition.NO_PLACE] if each.free < 1 else 0)
                for each in sheet.companions
            ],
            dtype=np.int64,
        )
        self._read_places()
        self._read_between()

    def _read_places(self) -> None:
        """Minutes from place to place; the last row and column stand for a place nobody has named."""
        seekers, companions = self.sheet.seekers, self.sheet.companions
        named = [
            plain_place(place) for place in [*(s.place for s in seekers), *(c.place for c in companions)]
        ]
        known = sorted({*named} - {""})
        book = {place: number for number, place in enumerate([*known, ""])}
        self.minutes = np.full((len(book), len(book)), NOT_SAID, dtype=np.int64)
        for (one, other), minutes in self.sheet.minutes.items():
            if one in book and other in book:
                self.minutes[book[one], book[other]] = minutes
                if (other, one) not in self.sheet.minutes:
                    self.minutes[book[other], book[one]] = minutes
        np.fill_diagonal(self.minutes[:-1, :-1], SAME_PLACE_MINUTES)
        places = np.array([book[place] for place in named], dtype=np.int64)
        self.from_place = places[: len(self.sheet.seekers)]
        self.to_place = places[len(self.sheet.seekers) :]

    def _read_between(self) -> None:
        """What is known of two people, found by one number for the two."""
        row = {each.case_id: number for number, each in enumerate(self.sheet.seekers)}
        column = {each.mentor_id: number for number, each in enumerate(self.sheet.companions)}
        known = sorted(
            (row[case_id] * len(column) + column[mentor_id], together)
            for (case_id, mentor_id), together in self.sheet.between.items()
            if case_id in row and mentor_id in column
        )
        found = [together for _two, together in known]
        found.append(NOTHING_BETWEEN)
        self.twos = np.array([two for two, _together in known], dtype=np.int64)
        self.wish = np.array([np.nan if each.wish is None else each.wish for each in found])
        self.ease = np.array([NOT_SAID if each.ease is None else each.ease for each in found], dtype=np.int64)
        self.stands_between = np.array([bits_of(each.barred) for each in found], dtype=np.int64)
        self.is_overridden = np.array([each.is_overridden for each in found], dtype=bool)

    def between(self, rows: Array, columns: Array) -> Array:
        """Where in the columns of `_read_between` each pair stands; the last place knows nothing."""
        two = rows * len(self.sheet.companions) + columns
        place = np.searchsorted(self.twos, two)
        if not len(self.twos):
            return place
        found = self.twos[np.minimum(place, len(self.twos) - 1)] == two
        return np.where(found, place, len(self.twos))

    def way(self, rows: Array, columns: Array) -> Array:
        minutes: Array = self.minutes[self.from_place[rows], self.to_place[columns]]
        return minutes

    def ruled_out(self, rows: Array, columns: Array) -> Array:
        """For each pair the bits of the hard conditions that fail."""
        place, minutes = self.between(rows, columns), self.way(rows, columns)
        mine, theirs = self.mine, self.theirs
        bits = self.barred[columns] | self.stands_between[place]
        bits |= BIT[Condition.MUST_WISH] * unmet(mine, rows, theirs, columns)
        bits |= BIT[Condition.MENTORS_MUST_WISH] * unmet(theirs, columns, mine, rows)
        both_told = any_in(mine.languages)[rows] & any_in(theirs.languages)[columns]
        bits |= BIT[Condition.LANGUAGE] * (
            both_told & (in_common(mine.languages, rows, theirs.languages, columns) == 0)
        )
        bits |= BIT[Condition.REACH] * ~self.is_reachable(rows, columns, minutes)
        return np.where(self.is_overridden[place], bits & ~PASSING, bits)

    def is_reachable(self, rows: Array, columns: Array, minutes: Array) -> Array:
        limit = np.maximum(self.mine.limit[rows], self.theirs.limit[columns])
        online = self.mine.online[rows] & self.theirs.online[columns]
        found: Array = (minutes == NOT_SAID) | (limit == NOT_SAID) | online | (minutes <= limit)
        return found

    def measures(self, rows: Array, columns: Array) -> dict[Criterion, Measure]:
        place, minutes = self.between(rows, columns), self.way(rows, columns)
        mine, theirs = self.mine, self.theirs
        return {
            Criterion.WISH: (self.wish[place], ~np.isnan(self.wish[place])),
            Criterion.EASE: (self.ease[place] / HIGHEST_EASE, self.ease[place] != NOT_SAID),
            Criterion.TIMES: times(mine, rows, theirs, columns, self.sheet.hours),
            Criterion.TRAVEL: travel(minutes, mine.online[rows] & theirs.online[columns]),
            Criterion.LIKES: likes(mine, rows, theirs, columns),
            Criterion.STYLE: style(mine, rows, theirs, columns),
            Criterion.EXPERIENCE: self.experience(rows, columns),
            Criterion.VALUES: values(mine, rows, theirs, columns),
            Criterion.WISHES_MET: wishes_met(mine, rows, theirs, columns),
        }

    def experience(self, rows: Array, columns: Array) -> Measure:
        met = in_common(self.met, rows, self.lived, columns) > 0
        near = in_common(self.near, rows, self.lived, columns) > 0
        return np.where(met, 1.0, np.where(near, 0.5, 0.0)), any_in(self.met)[rows] & any_in(self.lived)[
            columns
        ]

    def candidates(self, weights: Mapping[Criterion, int]) -> Candidates:
        """Every pair that nothing rules out, with its points."""
        found, total = [], sum(weights[criterion] for criterion in Criterion)
        for rows, columns in self.pairs():
            possible = self.ruled_out(rows, columns) == 0
            rows, columns = rows[possible], columns[possible]  # noqa: PLW2901
            found.append((rows, columns, points(self.measures(rows, columns), weights, total)))
        if not found:
            nothing = np.zeros(0, dtype=np.int64)
            return Candidates(nothing, nothing, nothing)
        rows, columns, worth = (np.concatenate(each) for each in zip(*found, strict=True))
        in_order = np.lexsort((columns, rows))
        return Candidates(rows[in_order], columns[in_order], worth[in_order])

    def pairs(self) -> Iterator[tuple[Array, Array]]:
        """All pairs, some at a time; of very many those left out that are too far apart at a glance."""
        every_row = np.arange(len(self.sheet.seekers))
        every_column = np.arange(len(self.sheet.companions))
        if len(every_row) * len(every_column) <= SMALL:
            yield from crossed(every_row, every_column)
            return
        yield from in_portions(self._near_pairs())

    def _near_pairs(self) -> Iterator[tuple[Array, Array]]:
        open_columns = np.flatnonzero(self.barred == 0)
        starts, ends = grouped(self.from_place), grouped(self.to_place[open_columns])
        passing = self._overridden_ways()
        for start, rows in starts.items():
            for end, chosen in ends.items():
                columns = open_columns[chosen]
                minutes = self.minutes[start, end]
                is_open = minutes == NOT_SAID or (start, end) in passing
                if is_open or not self._nobody_goes_so_far(rows, columns, minutes):
                    yield from crossed(rows, columns)

    def _overridden_ways(self) -> set[tuple[int, int]]:
        """Places between which a long way is let pass for somebody."""
        rows, columns = np.divmod(self.twos[self.is_overridden[:-1]], max(1, len(self.sheet.companions)))
        ways = zip(self.from_place[rows].tolist(), self.to_place[columns].tolist(), strict=True)
        return set(ways)

    def _nobody_goes_so_far(self, rows: Array, columns: Array, minutes: int) -> bool:
        mine, theirs = self.mine, self.theirs
        ways = mine.limit[rows], theirs.limit[columns]
        if minutes <= max(ways[0].max(), ways[1].max()):
            return False
        both_unsaid = ways[0].min() == NOT_SAID and ways[1].min() == NOT_SAID
        return not both_unsaid and not (mine.online[rows].any() and theirs.online[columns].any())
