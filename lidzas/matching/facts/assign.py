"""The best assignment of a whole round, exactly: who gets which companion, by whole points."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow, min_weight_full_bipartite_matching

from lidzas.matching.facts.columns import Array
from lidzas.matching.facts.kinds import FULL_SCORE
from lidzas.matching.facts.table import Candidates

NOBODY = -1
MOST_CELLS = 16_000_000
"""Up to so many cells the whole matrix is filled in; beyond, only the pairs that are possible are kept."""


@dataclass(frozen=True, slots=True)
class Places:
    """Candidates with one column for each free place of a companion."""

    rows: int
    whose: Array
    seekers: Array
    places: Array
    points: Array

    @classmethod
    def of(cls, candidates: Candidates, *, rows: int, free: Array) -> "Places":
        """A companion needs no more places than seekers who could come."""
        many = np.minimum(free, np.bincount(candidates.companions, minlength=len(free)))
        first = np.cumsum(many) - many
        copies = many[candidates.companions]
        start = np.repeat(np.cumsum(copies) - copies, copies)
        return cls(
            rows=rows,
            whose=np.repeat(np.arange(len(free)), many),
            seekers=np.repeat(candidates.seekers, copies),
            places=np.repeat(first[candidates.companions], copies) + np.arange(len(start)) - start,
            points=np.repeat(candidates.points, copies),
        )


def highest_total(candidates: Candidates, *, rows: int, free: Array) -> Array:
    """For each seeker the companion of the assignment with the most points; of equals that with the most pairs."""
    places = Places.of(candidates, rows=rows, free=free)
    return best(places, places.points * (rows + 1) + 1)


def fairest(candidates: Candidates, *, rows: int, free: Array) -> Array:
    """As many pairs as possible, then the best weakest pair, then the most points."""
    weakest = best_weakest(candidates, rows=rows, free=free)
    good = Places.of(candidates.where(candidates.points >= weakest), rows=rows, free=free)
    return best(good, good.points + rows * (FULL_SCORE + 1) + 1)


def best_weakest(candidates: Candidates, *, rows: int, free: Array) -> int:
    """The most points that every pair can have when there are as many pairs as there can be."""
    levels = np.unique(candidates.points)
    most = most_pairs(candidates, rows=rows, free=free)
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        good = candidates.where(candidates.points >= levels[middle])
        if most_pairs(good, rows=rows, free=free) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low]) if len(levels) else 0


def most_pairs(candidates: Candidates, *, rows: int, free: Array) -> int:
    """How many pairs there can be at once: what flows from a spring through seekers and companions to the sea."""
    columns = len(free)
    spring, sea = rows + columns, rows + columns + 1
    start = [np.full(rows, spring), candidates.seekers, rows + np.arange(columns)]
    end = [np.arange(rows), rows + candidates.companions, np.full(columns, sea)]
    width = [np.ones(rows), np.ones(len(candidates.seekers)), free]
    graph = csr_array(
        (np.concatenate(width).astype(np.int32), (np.concatenate(start), np.concatenate(end))),
        shape=(sea + 1, sea + 1),
    )
    return int(maximum_flow(graph, spring, sea, method="dinic").flow_value)


def best(places: Places, worth: Array) -> Array:
    """For each seeker a companion or nobody, so that what the pairs are worth adds up to the most."""
    found = np.full(places.rows, NOBODY)
    if len(worth):
        solve = best_in_full if places.rows * len(places.whose) <= MOST_CELLS else best_of_few
        rows, chosen = solve(places, worth)
        found[rows] = places.whose[chosen]
    return found


def best_in_full(places: Places, worth: Array) -> tuple[Array, Array]:
    """Impossible pairs are worth nothing: whoever is given one stays without."""
    matrix = np.zeros((places.rows, len(places.whose)))
    matrix[places.seekers, places.places] = worth
    rows, chosen = linear_sum_assignment(matrix, maximize=True)
    kept = matrix[rows, chosen] > 0
    return rows[kept], chosen[kept]


def best_of_few(places: Places, worth: Array) -> tuple[Array, Array]:
    """Beside the places there is for each seeker a column of staying without, which is worth nothing."""
    every_row, many = np.arange(places.rows), len(places.whose)
    most = worth.max() + 1
    graph = csr_array(
        (
            np.concatenate([most - worth, np.full(places.rows, most)]).astype(np.float64),
            (
                np.concatenate([places.seekers, every_row]),
                np.concatenate([places.places, many + every_row]),
            ),
        ),
        shape=(places.rows, many + places.rows),
    )
    rows, chosen = min_weight_full_bipartite_matching(graph)
    kept = chosen < many
    return rows[kept], chosen[kept]
