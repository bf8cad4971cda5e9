"""The people of one side as columns of numbers; what they chose from lists stands there as bits."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lidzas.matching.facts.pair import MOST_VALUES, wish_met
from lidzas.people.choices import TIMES, Strength, StyleWish, WishKind
from lidzas.people.facts import PersonFacts, Portrait, hours_in

Array = npt.NDArray[Any]
Bits = tuple[Array, ...]
"""For each person a set of words: one column for each 64 words there are."""

WORD = 64
NOT_SAID = -1
AGES = (WishKind.OLDER, WishKind.SAME_AGE)
WISH_BIT = {kind: 1 << place for place, kind in enumerate(WishKind)}
STYLE_WISH = {wish: place for place, wish in enumerate(StyleWish)}


class WordBook:
    """Which bit stands for which word; both sides must be written by the same book."""

    def __init__(self, *sides: Sequence[Collection[str]]) -> None:
        words = sorted({word for side in sides for chosen in side for word in chosen})
        self.place = {word: divmod(number, WORD) for number, word in enumerate(words)}
        self.width = max(1, -(-len(words) // WORD))

    def written(self, side: Sequence[Collection[str]]) -> Bits:
        columns = [[0] * len(side) for _ in range(self.width)]
        for row, chosen in enumerate(side):
            for column, bit in map(self.place.__getitem__, chosen):
                columns[column][row] |= 1 << bit
        return tuple(np.array(column, dtype=np.uint64) for column in columns)


def in_common(one: Bits, rows: Array, other: Bits, columns: Array) -> Array:
    """How many words the person of each row shares with the person of each column."""
    found = np.zeros(len(rows), dtype=np.int64)
    for mine, theirs in zip(one, other, strict=True):
        found += np.bitwise_count(mine[rows] & theirs[columns])
    return found


def any_in(bits: Bits) -> Array:
    found: Array = np.bitwise_or.reduce(bits) != 0
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything about the people of one side that conditions and criteria ask for."""

    likes: Bits
    dislikes: Bits
    values: Bits
    languages: Bits
    times: dict[int, Bits]
    has_times: Array
    style: Array
    style_wishes: Array
    online: Array
    limit: Array
    birth_year: Array
    must: Array
    nice: Array
    is_as_wished: Array
    has_told: Array


@dataclass(frozen=True, slots=True)
class Books:
    """The words of both sides."""

    interests: WordBook
    values: WordBook
    languages: WordBook
    sliders: tuple[str, ...]

    @classmethod
    def of(cls, people: Sequence[Portrait]) -> "Books":
        return cls(
            interests=WordBook([each.likes for each in people], [each.dislikes for each in people]),
            values=WordBook([each.values[:MOST_VALUES] for each in people]),
            languages=WordBook([each.languages for each in people]),
            sliders=tuple(sorted({key for each in people for key in each.style})),
        )


def columns_of(side: Sequence[Portrait], books: Books) -> Columns:
    return Columns(
        likes=books.interests.written([each.likes for each in side]),
        dislikes=books.interests.written([each.dislikes for each in side]),
        values=books.values.written([each.values[:MOST_VALUES] for each in side]),
        languages=books.languages.written([each.languages for each in side]),
        times=times_of(side),
        has_times=np.array([bool(each.times) for each in side], dtype=bool),
        style=np.array(
            [[each.style.get(key, 0) for key in books.sliders] for each in side], dtype=np.int8
        ).reshape(len(side), len(books.sliders)),
        style_wishes=np.array(
            [
                [STYLE_WISH[each.style_wishes.get(key, StyleWish.SIMILAR)] for key in books.sliders]
                for each in side
            ],
            dtype=np.int8,
        ).reshape(len(side), len(books.sliders)),
        online=np.array([bool(each.online) for each in side], dtype=bool),
        limit=numbers([each.travel_limit for each in side]),
        birth_year=numbers([each.facts.birth_year for each in side]),
        must=wished(side, Strength.MUST),
        nice=wished(side, Strength.NICE),
        is_as_wished=np.array([answers_to_wishes(each)[0] for each in side], dtype=np.uint8),
        has_told=np.array([answers_to_wishes(each)[1] for each in side], dtype=np.uint8),
    )


def numbers(said: Sequence[int | None]) -> Array:
    return np.array([NOT_SAID if number is None else number for number in said], dtype=np.int64)


def times_of(side: Sequence[Portrait]) -> dict[int, Bits]:
    """The free parts of the week, those of the same length together: hours → bits."""
    lengths = defaultdict[int, set[str]](set)
    for time in TIMES:
        lengths[hours_in([time])].add(time)
    book = WordBook([TIMES])
    return {hours: book.written([each.times & alike for each in side]) for hours, alike in lengths.items()}


def wished(side: Sequence[Portrait], strength: Strength) -> Array:
    return np.array(
        [sum(WISH_BIT[kind] for kind, how in each.wishes.items() if how is strength) for each in side],
        dtype=np.uint8,
    )


def answers_to_wishes(person: Portrait) -> tuple[int, int]:
    """Which wishes of anybody this person meets, and to which they have said something; ages need two people."""
    told = {kind: wish_met(kind, PersonFacts(), person) for kind in WishKind if kind not in AGES}
    return (
        sum(WISH_BIT[kind] for kind, met in told.items() if met),
        sum(WISH_BIT[kind] for kind, met in told.items() if met is not None),
    )
