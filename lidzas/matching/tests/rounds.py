"""Invented rounds without a database: by hand, by chance, and as large as wanted."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st

from lidzas.matching.facts.kinds import Condition
from lidzas.matching.facts.sheet import NOTHING_BETWEEN, Between, Companion, Seeker, Sheet
from lidzas.people.choices import TIMES, Strength, StyleWish, WishKind
from lidzas.people.facts import PersonFacts, Portrait

T = TypeVar("T")
SILENT = Portrait()
WAYS = (("rīga", "cēsis"), ("cēsis", "rīga"), ("liepāja", "rīga"), ("oga", "rīga"))
PLACES = ("", "Rīga", "Cēsis", "Liepāja")
WORDS = tuple(f"word{number}" for number in range(9))
SLIDERS = ("pace", "plan", "talk")
PAIR_CONDITIONS = (
    Condition.SAFETY, Condition.RELATION, Condition.VETO, Condition.FORBIDDEN, Condition.ON_TEAM,
    Condition.PAIR_BEFORE,
)  # fmt: skip
MENTOR_CONDITIONS = (Condition.NOT_CLEARED, Condition.ON_LEAVE, Condition.NOT_TRAINED)


def ident(number: int) -> UUID:
    return UUID(int=number)


def seeker(number: int = 1, portrait: Portrait = SILENT, **others: object) -> Seeker:
    return Seeker(case_id=ident(number), person_id=ident(1000 + number), portrait=portrait, **others)


def companion(number: int = 1, portrait: Portrait = SILENT, *, free: int = 1, **others: object) -> Companion:
    return Companion(
        mentor_id=ident(2000 + number), person_id=ident(3000 + number), portrait=portrait, free=free, **others
    )


def two(one: Seeker, other: Companion, between: Between = NOTHING_BETWEEN, **others: object) -> Sheet:
    return Sheet((one,), (other,), between={(one.case_id, other.mentor_id): between}, **others)


def some(chance: Random, things: Sequence[T], most: int) -> list[T]:
    return chance.sample(things, chance.randint(0, min(most, len(things))))


def a_portrait(chance: Random) -> Portrait:
    likes = frozenset(some(chance, WORDS, 5))
    kinds = some(chance, tuple(WishKind), 3)
    return Portrait(
        values=tuple(some(chance, WORDS, 5)),
        likes=likes,
        dislikes=frozenset(some(chance, WORDS, 5)) - likes,
        style={key: chance.randint(1, 5) for key in some(chance, SLIDERS, 3)},
        style_wishes={key: chance.choice(tuple(StyleWish)) for key in some(chance, SLIDERS, 3)},
        languages=frozenset(some(chance, ("lv", "ru", "en"), 2)),
        times=frozenset(some(chance, TIMES, 8)),
        online=chance.choice([None, True, False]),
        travel_limit=chance.choice([None, 10, 40, 80]),
        experiences=frozenset(some(chance, WORDS, 4)),
        facts=PersonFacts(
            gender=chance.choice(["", "woman", "man"]),
            birth_year=chance.choice([None, 1990, 1995, 2001]),
            smokes=chance.choice([None, True, False]),
            has_pets=chance.choice([None, True, False]),
        ),
        wishes={kind: chance.choice([*[Strength.NICE] * 5, Strength.MUST]) for kind in kinds},
    )


def some_between(chance: Random) -> Between:
    return Between(
        wish=chance.choice([None, 0.5, 1.0]),
        ease=chance.choice([None, 0, 1, 2, 3, 4]),
        barred=frozenset(some(chance, PAIR_CONDITIONS, 2) if chance.random() < 0.4 else ()),
        is_locked=chance.random() < 0.5,
        is_overridden=chance.random() < 0.5,
    )


def a_sheet(chance: Random, most: int) -> Sheet:
    seekers = tuple(
        seeker(
            number, a_portrait(chance), place=chance.choice(PLACES), met=frozenset(some(chance, WORDS, 3)),
            near=frozenset(some(chance, WORDS, 3)),
        )
        for number in range(chance.randint(0, most))
    )  # fmt: skip
    companions = tuple(
        companion(
            number, a_portrait(chance), place=chance.choice(PLACES), free=chance.choice([0, 1, 1, 2, 3]),
            barred=frozenset(some(chance, MENTOR_CONDITIONS, 1) if chance.random() < 0.3 else ()),
        )
        for number in range(chance.randint(0, most))
    )  # fmt: skip
    every_two = [(one.case_id, other.mentor_id) for one in seekers for other in companions]
    return Sheet(
        seekers,
        companions,
        between={each: some_between(chance) for each in some(chance, every_two, 8)},
        minutes={way: chance.randint(1, 120) for way in some(chance, WAYS, 4)},
        hours=chance.randint(1, 12),
    )


def sheets(most: int = 5) -> st.SearchStrategy[Sheet]:
    """Rounds by chance, made from one number: drawing every answer by itself would take a minute."""
    return st.integers(0, 2**32).map(lambda number: a_sheet(Random(number), most))
