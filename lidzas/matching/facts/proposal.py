"""A proposal for a whole round: who with whom, what it costs, and who is left and why. People decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from lidzas.matching.facts.kinds import PARTS_OF_A_POINT, Aim, Condition, Criterion
from lidzas.matching.facts.pair import Score
from lidzas.matching.facts.sheet import Companion, Seeker


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people proposed to each other; a locked pair was there before."""

    seeker: Seeker
    companion: Companion
    score: Score
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A young person for whom no mentor is left, and why.

    `possible`: mentors who could, had others not needed their places. `removed`: how many mentors each
    condition rules out; `alone`: how many of them only that one.
    """

    seeker: Seeker
    possible: int
    removed: Mapping[Condition, int]
    alone: Mapping[Condition, int]


@dataclass(frozen=True, slots=True)
class BrokenLock:
    """A pair that was to be kept and cannot be: what rules it out, or nothing when the places were taken."""

    seeker: Seeker
    companion: Companion
    ruled_out: frozenset[Condition]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a proposal comes to, all in points of 100: how many pairs, their total and the weakest of them."""

    pairs: int
    left_out: int
    total: float
    weakest: float | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Pairs in the order of the seekers. `other` is what the other aim would come to."""

    aim: Aim
    pairs: tuple[Pair, ...]
    left_out: tuple[LeftOut, ...]
    broken_locks: tuple[BrokenLock, ...]
    outcome: Outcome
    other: Outcome

    def of(self, case_id: UUID) -> Pair | None:
        return next((pair for pair in self.pairs if pair.seeker.case_id == case_id), None)


def outcome_of(points: list[int], seekers: int) -> Outcome:
    return Outcome(
        pairs=len(points),
        left_out=seekers - len(points),
        total=sum(points) / PARTS_OF_A_POINT,
        weakest=min(points) / PARTS_OF_A_POINT if points else None,
    )


Weights = Mapping[Criterion, int]
