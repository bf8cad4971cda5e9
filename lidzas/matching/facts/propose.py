"""Making the proposal for a round: locked pairs first, the best assignment of the others, who is left and why."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from lidzas.matching.facts.assign import NOBODY, fairest, highest_total
from lidzas.matching.facts.columns import Array
from lidzas.matching.facts.kinds import Aim, Condition
from lidzas.matching.facts.pair import Score, failing, measures, score
from lidzas.matching.facts.proposal import BrokenLock, LeftOut, Pair, Proposal, Weights, outcome_of
from lidzas.matching.facts.sheet import Companion, Seeker, Sheet
from lidzas.matching.facts.table import BIT, Table

SOLVERS = {Aim.FAIREST: fairest, Aim.HIGHEST_TOTAL: highest_total}


def propose(sheet: Sheet, weights: Weights, aim: Aim = Aim.FAIREST) -> Proposal:
    """The best whole assignment for this aim. Whatever the order of the facts, it is the same."""
    return _Round(sheet, weights).proposal(aim)


class _Round:
    def __init__(self, sheet: Sheet, weights: Weights) -> None:
        self.sheet = replace(
            sheet,
            seekers=tuple(sorted(sheet.seekers, key=lambda each: each.case_id)),
            companions=tuple(sorted(sheet.companions, key=lambda each: each.mentor_id)),
        )
        self.weights = weights
        self.table = Table(self.sheet)
        self.candidates = self.table.candidates(weights)
        self.free = np.array([each.free for each in self.sheet.companions], dtype=np.int64)
        self.locked = np.full(len(self.sheet.seekers), NOBODY)
        self.broken = tuple(self._keep_locks())

    def _keep_locks(self) -> Iterable[BrokenLock]:
        row = {each.case_id: number for number, each in enumerate(self.sheet.seekers)}
        column = {each.mentor_id: number for number, each in enumerate(self.sheet.companions)}
        locks = sorted(
            (row[case_id], column[mentor_id])
            for (case_id, mentor_id), together in self.sheet.between.items()
            if together.is_locked and case_id in row and mentor_id in column
        )
        for seeker, companion in locks:
            two = self.sheet.seekers[seeker], self.sheet.companions[companion]
            ruled_out = failing(self.sheet, *two)
            if ruled_out or self.free[companion] < 1 or self.locked[seeker] != NOBODY:
                yield BrokenLock(*two, ruled_out)
                continue
            self.locked[seeker] = companion
            self.free[companion] -= 1

    def proposal(self, aim: Aim) -> Proposal:
        chosen = {each: self._assigned(each) for each in Aim}
        pairs = {each: self._pairs(companions) for each, companions in chosen.items()}
        outcomes = {
            each: outcome_of([pair.score.points for pair in found], len(self.sheet.seekers))
            for each, found in pairs.items()
        }
        other = next(each for each in Aim if each is not aim)
        return Proposal(
            aim=aim,
            pairs=pairs[aim],
            left_out=self._left_out(chosen[aim]),
            broken_locks=self.broken,
            outcome=outcomes[aim],
            other=outcomes[other],
        )

    def _assigned(self, aim: Aim) -> Array:
        """For each seeker a companion or nobody; who is locked keeps theirs."""
        candidates = self.candidates
        is_open = (self.locked[candidates.seekers] == NOBODY) & (self.free[candidates.companions] > 0)
        found = SOLVERS[aim](candidates.where(is_open), rows=len(self.locked), free=self.free)
        return np.where(self.locked == NOBODY, found, self.locked)

    def _pairs(self, chosen: Array) -> tuple[Pair, ...]:
        return tuple(
            Pair(seeker, companion, self._score(seeker, companion), is_locked=bool(lock != NOBODY))
            for seeker, number, lock in zip(self.sheet.seekers, chosen, self.locked, strict=True)
            if number != NOBODY
            for companion in [self.sheet.companions[number]]
        )

    def _score(self, seeker: Seeker, companion: Companion) -> Score:
        return score(measures(self.sheet, seeker, companion), self.weights)

    def _left_out(self, chosen: Array) -> tuple[LeftOut, ...]:
        return tuple(self._why(int(row)) for row in np.flatnonzero(chosen == NOBODY))

    def _why(self, row: int) -> LeftOut:
        """How many mentors each condition takes away from a young person."""
        columns = np.arange(len(self.sheet.companions))
        bits = self.table.ruled_out(np.full(len(columns), row), columns)
        counts = {each: int(np.count_nonzero(bits & BIT[each])) for each in Condition}
        alone = {each: int(np.count_nonzero(bits == BIT[each])) for each in Condition}
        return LeftOut(
            seeker=self.sheet.seekers[row],
            possible=int(np.count_nonzero(bits == 0)),
            removed={each: count for each, count in counts.items() if count},
            alone={each: count for each, count in alone.items() if count},
        )
