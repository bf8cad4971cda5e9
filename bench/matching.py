"""A large invented round: scored, proposed and explained, beside one pair at a time and beside other solvers.

Each size is measured in a process of its own, whose largest memory is that size's. Other solvers are asked when they are installed
(`pip install ortools lapx`); the product needs neither.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from random import Random
from typing import Any
from uuid import UUID

import numpy as np

from bench.server import ROOT
from lidzas.matching.facts.assign import Places, best
from lidzas.matching.facts.kinds import USUAL_WEIGHTS
from lidzas.matching.facts.pair import failing, measures, score
from lidzas.matching.facts.propose import propose
from lidzas.matching.facts.reasons import view_of
from lidzas.matching.facts.sheet import Between, Companion, Seeker, Sheet
from lidzas.matching.facts.table import Candidates, Table
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


def timed(deed: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    found = deed()
    return found, time.perf_counter() - started


@dataclass(frozen=True)
class Size:
    """Seconds for one size; `others` are the solvers that were asked for the same total, and what they took."""

    pairs: int
    possible: int
    scored: float
    proposed: float
    explained: float
    solver: float
    others: dict[str, float]
    megabytes: float

    @property
    def in_all(self) -> float:
        """Scoring is part of making the proposal."""
        return self.proposed + self.explained


def measured(seekers: int, companions: int, places: int) -> Size:
    sheet = a_sheet(seekers, companions, places=places)
    candidates, scored = timed(lambda: Table(sheet).candidates(USUAL_WEIGHTS))
    proposal, proposed = timed(lambda: propose(sheet, USUAL_WEIGHTS))
    _views, explained = timed(
        lambda: [view_of(sheet, pair.seeker, pair.companion, USUAL_WEIGHTS) for pair in proposal.pairs]
    )
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    solver, others = beside_others(candidates, seekers, np.array([each.free for each in sheet.companions]))
    return Size(
        len(proposal.pairs), len(candidates.points), scored, proposed, explained, solver, others, megabytes
    )


def beside_others(candidates: Candidates, rows: int, free: Any) -> tuple[float, dict[str, float]]:
    """Our solver and those that are installed, for the highest total of the same candidates."""
    places = Places.of(candidates, rows=rows, free=free)
    worth = candidates.points + 1
    found, ours = timed(lambda: best(places, places.points + 1))
    total = int(worth[found[candidates.seekers] == candidates.companions].sum())
    others = {}
    for name, solve in (("ortools", by_flow), ("lap", by_lapjv)):
        if find_spec(name) and (name != "lap" or rows * len(places.whose) <= 16_000_000):
            theirs, took = timed(partial(solve, candidates, places, worth, rows, free))
            if theirs > total:
                raise RuntimeError(f"{name} found {theirs}, we {total}")
            others[name] = took
    return ours, others


def by_flow(candidates: Candidates, places: Places, worth: Any, rows: int, free: Any) -> int:
    from ortools.graph.python import min_cost_flow

    columns = len(free)
    spring, sea = rows + columns, rows + columns + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    every_row, every_column = np.arange(rows), np.arange(columns)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([np.full(rows, spring), candidates.seekers, rows + every_column, every_row]),
        np.concatenate([every_row, rows + candidates.companions, np.full(columns, sea), np.full(rows, sea)]),
        np.concatenate([np.ones(rows), np.ones(len(worth)), free, np.ones(rows)]).astype(np.int64),
        np.concatenate([np.zeros(rows), -worth, np.zeros(columns), np.zeros(rows)]).astype(np.int64),
    )
    flow.set_node_supply(spring, rows)
    flow.set_node_supply(sea, -rows)
    flow.solve()
    return -int(flow.optimal_cost())


def by_lapjv(candidates: Candidates, places: Places, worth: Any, rows: int, free: Any) -> int:
    import lap

    cost = np.zeros((rows, len(places.whose)))
    cost[places.seekers, places.places] = -(places.points + 1)
    least, _rows, _columns = lap.lapjv(cost, extend_cost=True)
    return round(-float(least))


def by_hand(sheet: Sheet) -> int:
    """One pair at a time."""
    return sum(
        score(measures(sheet, one, other), USUAL_WEIGHTS).points
        for one in sheet.seekers
        for other in sheet.companions
        if not failing(sheet, one, other)
    )


def times_as_fast(seekers: int = 400, companions: int = 200) -> float:
    """How many times as fast the arrays are as one pair at a time; both say the same."""
    sheet = a_sheet(seekers, companions, places=3)
    plain, by_pairs = timed(lambda: by_hand(sheet))
    took = []
    for _ in range(5):
        candidates, seconds = timed(lambda: Table(sheet).candidates(USUAL_WEIGHTS))
        took.append(seconds)
    if int(candidates.points.sum()) != plain:
        raise RuntimeError("The arrays and the pairs say different things.")
    return by_pairs / min(took)


def in_own_process(seekers: int, companions: int, places: int) -> Size:
    code = f"import django; django.setup(); from bench.matching import tell; tell({seekers}, {companions}, {places})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return Size(**json.loads(done.stdout))


def tell(seekers: int, companions: int, places: int) -> None:
    print(json.dumps(asdict(measured(seekers, companions, places))))
