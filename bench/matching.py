"""P7: a whole round read, scored, proposed and explained, beside one pair at a time and beside other solvers."""

import time
from collections.abc import Callable
from random import Random
from uuid import UUID

from lidzas.matching.facts.sheet import Between, Companion, Seeker, Sheet
from lidzas.people.choices import TIMES, Strength, StyleWish, WishKind
from lidzas.people.facts import PersonFacts, Portrait

INTERESTS = tuple(f"interest{number}" for number in range(28))
VALUES = tuple(f"value{number}" for number in range(16))
EXPERIENCES = tuple(f"experience{number}" for number in range(14))
SLIDERS = ("pace", "plan", "talk", "lead", "mood")
NEAR, FAR = 25, 200
"""Minutes to the next place, and to all others."""


def a_portrait(chance: Random) -> Portrait:
    liked = chance.sample(INTERESTS, 10)
    return Portrait(
        values=tuple(chance.sample(VALUES, 5)),
        likes=frozenset(liked[:7]),
        dislikes=frozenset(liked[7:]),
        style={slider: chance.randint(1, 5) for slider in SLIDERS},
        style_wishes={chance.choice(SLIDERS): chance.choice(tuple(StyleWish))},
        languages=frozenset(chance.choice((("lv",), ("lv", "ru"), ("ru", "en"), ("lv", "en")))),
        times=frozenset(chance.sample(TIMES, 6)),
        online=False,
        travel_limit=40,
        experiences=frozenset(chance.sample(EXPERIENCES, 2)),
        facts=PersonFacts(chance.choice(("woman", "man")), chance.randint(1960, 2005), smokes=chance.random() < 0.3),
        wishes={
            WishKind.NO_SMOKER: Strength.NICE,
            **({WishKind.WOMAN: Strength.MUST} if chance.random() < 0.1 else {}),
        },
    )  # fmt: skip


def a_sheet(seekers: int, companions: int, *, places: int, seed: int = 1) -> Sheet:
    """A round in which everybody lives in one of the places on a ring and would go as far as the next one."""
    chance = Random(seed)
    people = [
        Seeker(
            UUID(int=number), UUID(int=10**9 + number), a_portrait(chance), f"place {number % places}",
            met=frozenset(chance.sample(EXPERIENCES, 3)), near=frozenset(chance.sample(EXPERIENCES, 3)),
        )
        for number in range(seekers)
    ]  # fmt: skip
    mentors = [
        Companion(
            UUID(int=2 * 10**9 + number), UUID(int=3 * 10**9 + number), a_portrait(chance), f"place {number % places}",
            free=2,
        )
        for number in range(companions)
    ]  # fmt: skip
    met = {(chance.choice(people).case_id, chance.choice(mentors).mentor_id) for _ in range(5 * seekers)}
    ways = ((one, other) for one in range(places) for other in range(one))
    return Sheet(
        tuple(people),
        tuple(mentors),
        between={
            two: Between(wish=chance.choice((0.5, 1.0)), ease=chance.randint(0, 4)) for two in sorted(met)
        },
        minutes={
            (f"place {one}", f"place {other}"): NEAR if one - other in (1, places - 1) else FAR
            for one, other in ways
        },
    )


def seconds(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started
