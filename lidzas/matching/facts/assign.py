"""The best assignment of a whole round, exactly: who gets which companion, by whole points."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

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

    def at_least(self, points: int) -> "Places":
        kept = self.points >= points
        return Places(self.rows, self.whose, self.seekers[kept], self.places[kept], self.points[kept])


def highest_total(candidates: Candidates, *, rows: int, free: Array) -> Array:
    """For each seeker the companion of the assignment with the most points; of equals that with the most pairs."""
    places = Places.of(candidates, rows=rows, free=free)
    return best(places, places.points * (rows + 1) + 1)


def fairest(candidates: Candidates, *, rows: int, free: Array) -> Array:
    """As many pairs as possible, then the best weakest pair, then the most points."""
    places = Places.of(candidates, rows=rows, free=free)
    good = places.at_least(best_weakest(places))
    return best(good, good.points + rows * (FULL_SCORE + 1) + 1)


def best_weakest(places: Places) -> int:
    """The most points that every pair can have when there are as many pairs as there can be."""
    levels, most = np.unique(places.points), most_pairs(places)
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if most_pairs(places.at_least(int(levels[middle]))) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low]) if len(levels) else 0


def most_pairs(places: Places) -> int:
    cells = (np.ones(len(places.seekers), dtype=np.int8), (places.seekers, places.places))
    graph = csr_array(cells, shape=(places.rows, len(places.whose)))
    return int(np.count_nonzero(maximum_bipartite_matching(graph, perm_type="column") != NOBODY))


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
