"""A whole round: the arrays say what one pair says, and the proposal is the best there is."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lidzas.matching.facts import arrays as arrays_of_pairs
from lidzas.matching.facts import assign, table
from lidzas.matching.facts.kinds import USUAL_WEIGHTS, Aim, Condition
from lidzas.matching.facts.pair import failing, measures, score
from lidzas.matching.facts.propose import propose
from lidzas.matching.facts.sheet import Between, Sheet
from lidzas.matching.facts.table import BIT, Candidates, Table
from lidzas.matching.tests.rounds import companion, ident, seeker, sheets
from lidzas.people.choices import Strength, WishKind
from lidzas.people.facts import PersonFacts, Portrait

weights = st.sampled_from(
    [USUAL_WEIGHTS, dict.fromkeys(USUAL_WEIGHTS, 1), {**USUAL_WEIGHTS, "wish": 0, "ease": 40}]
)


def points(sheet, one, other, weighed=USUAL_WEIGHTS):
    return score(measures(sheet, one, other), weighed).points


@settings(max_examples=150, deadline=None)
@given(sheets(), weights)
def test_the_arrays_say_the_same_as_one_pair_at_a_time(sheet, weighed):
    arrays = Table(sheet)
    found = arrays.candidates(weighed)

    plain = {
        (row, column): points(sheet, one, other, weighed)
        for row, one in enumerate(sheet.seekers)
        for column, other in enumerate(sheet.companions)
        if not failing(sheet, one, other)
    }
    assert (
        dict(
            zip(
                zip(found.seekers.tolist(), found.companions.tolist(), strict=True),
                found.points.tolist(),
                strict=True,
            )
        )
        == plain
    )


@settings(max_examples=100, deadline=None)
@given(sheets())
def test_the_arrays_rule_out_for_the_same_reasons(sheet):
    arrays = Table(sheet)
    for row, one in enumerate(sheet.seekers):
        for column, other in enumerate(sheet.companions):
            [bits] = arrays.ruled_out(np.array([row]), np.array([column]))
            assert {each for each in Condition if bits & BIT[each]} == failing(sheet, one, other)


@settings(max_examples=100, deadline=None)
@given(sheets())
def test_of_very_many_people_the_same_pairs_are_found(sheet):
    arrays = Table(sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "SMALL", 0)
        patch.setattr(arrays_of_pairs, "AT_ONCE", 4)
        found = arrays.candidates(USUAL_WEIGHTS)
    all_at_once = arrays.candidates(USUAL_WEIGHTS)

    for name in ("seekers", "companions", "points"):
        assert getattr(found, name).tolist() == getattr(all_at_once, name).tolist()


def best_by_trying(sheet):
    """Every assignment of a small round, as the points of its pairs."""

    @lru_cache
    def ways(row, free):
        if row == len(sheet.seekers):
            return frozenset({()})
        found = {*ways(row + 1, free)}
        for column, other in enumerate(sheet.companions):
            one = sheet.seekers[row]
            if free[column] and not failing(sheet, one, other):
                left = (*free[:column], free[column] - 1, *free[column + 1 :])
                found |= {tuple(sorted((points(sheet, one, other), *rest))) for rest in ways(row + 1, left)}
        return frozenset(found)

    return ways(0, tuple(each.free for each in sheet.companions))


def unlocked(sheet: Sheet) -> Sheet:
    return replace(
        sheet, between={two: replace(each, is_locked=False) for two, each in sheet.between.items()}
    )


@pytest.mark.covers("S2.17")
@settings(max_examples=150, deadline=None)
@given(sheets(most=4).map(unlocked), st.booleans())
def test_both_aims_are_reached_as_well_as_can_be(sheet, few):
    every_way = best_by_trying(sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assign, "MOST_CELLS", 0 if few else assign.MOST_CELLS)
        fair, high = propose(sheet, USUAL_WEIGHTS), propose(sheet, USUAL_WEIGHTS, Aim.HIGHEST_TOTAL)

    best = max((sum(way), len(way)) for way in every_way)
    assert (round(high.outcome.total * 10), high.outcome.pairs) == best
    fairest = max((len(way), min(way, default=0), sum(way)) for way in every_way)
    assert (
        fair.outcome.pairs,
        round((fair.outcome.weakest or 0) * 10),
        round(fair.outcome.total * 10),
    ) == fairest
    assert (fair.other, high.other) == (high.outcome, fair.outcome)


@pytest.mark.covers("S2.17")
@settings(max_examples=150, deadline=None)
@given(sheets(most=6), st.sampled_from(Aim))
def test_a_proposal_never_breaks_what_holds(sheet, aim):
    proposal = propose(sheet, USUAL_WEIGHTS, aim)

    taken = Counter(pair.companion.mentor_id for pair in proposal.pairs)
    assert all(not failing(sheet, pair.seeker, pair.companion) for pair in proposal.pairs)
    assert all(taken[each.mentor_id] <= each.free for each in sheet.companions)
    locks = {two for two, each in sheet.between.items() if each.is_locked}
    broken = {(each.seeker.case_id, each.companion.mentor_id) for each in proposal.broken_locks}
    kept = {(pair.seeker.case_id, pair.companion.mentor_id) for pair in proposal.pairs if pair.is_locked}
    assert (kept | broken, kept & broken) == (locks, set())
    everybody = [pair.seeker for pair in proposal.pairs] + [each.seeker for each in proposal.left_out]
    assert sorted(each.case_id for each in everybody) == sorted(each.case_id for each in sheet.seekers)


@settings(max_examples=60, deadline=None)
@given(sheets(most=5), st.randoms(use_true_random=False), st.sampled_from(Aim))
def test_the_order_in_which_facts_come_changes_nothing(sheet, chance, aim):
    def mixed(things):
        return chance.sample(list(things), len(things))

    other = replace(
        sheet, seekers=tuple(mixed(sheet.seekers)), companions=tuple(mixed(sheet.companions)),
        between=dict(mixed(sheet.between.items())), minutes=dict(mixed(sheet.minutes.items())),
    )  # fmt: skip

    assert propose(sheet, USUAL_WEIGHTS, aim) == propose(other, USUAL_WEIGHTS, aim)


def by_times(*wanted: str, **others) -> Portrait:
    return Portrait(times=frozenset(wanted), **others)


def test_a_locked_pair_stays_and_the_others_are_arranged_around_it():
    evening, morning = by_times("mon_evening", "tue_evening"), by_times("mon_morning", "tue_morning")
    sheet = Sheet(
        (seeker(1, evening), seeker(2, morning)), (companion(1, evening), companion(2, morning)),
        between={(ident(1), ident(2002)): Between(is_locked=True)},
    )  # fmt: skip

    proposal = propose(sheet, USUAL_WEIGHTS)

    assert [(pair.companion.mentor_id, pair.is_locked) for pair in proposal.pairs] == [
        (ident(2002), True),
        (ident(2001), False),
    ]
    assert proposal.of(ident(1)) == proposal.pairs[0]
    assert proposal.of(ident(9)) is None


def test_a_lock_that_cannot_hold_is_said_and_its_young_person_gets_another_mentor():
    sheet = Sheet(
        (seeker(1), seeker(2), seeker(3)), (companion(1), companion(2), companion(3)),
        between={
            (ident(1), ident(2001)): Between(is_locked=True, barred=frozenset({Condition.VETO})),
            (ident(2), ident(2002)): Between(is_locked=True),
            (ident(3), ident(2002)): Between(is_locked=True),
        },
    )  # fmt: skip

    proposal = propose(sheet, USUAL_WEIGHTS)

    assert [(each.seeker.case_id, each.ruled_out) for each in proposal.broken_locks] == [
        (ident(1), {Condition.VETO}),
        (ident(3), frozenset()),
    ]
    assert len(proposal.pairs) == 3


@pytest.mark.covers("S2.17")
def test_who_is_left_is_told_with_what_takes_their_mentors_away():
    woman_only = Portrait(wishes={WishKind.WOMAN: Strength.MUST}, languages=frozenset({"lv"}))
    man = Portrait(facts=PersonFacts(gender="man"))
    sheet = Sheet(
        (seeker(1, woman_only), seeker(2), seeker(3), seeker(4)),
        (
            companion(1, man),
            companion(2, replace(man, languages=frozenset({"ru"}))),
            companion(3, Portrait(), barred=frozenset({Condition.NOT_TRAINED})),
        ),
    )  # fmt: skip

    proposal = propose(sheet, USUAL_WEIGHTS)

    first, second = proposal.left_out
    assert first.seeker.case_id == ident(1)
    assert first.possible == 0
    assert first.removed == {Condition.MUST_WISH: 3, Condition.LANGUAGE: 1, Condition.NOT_TRAINED: 1}
    assert first.alone == {Condition.MUST_WISH: 1}
    assert (second.possible, second.removed, second.alone) == (
        2, {Condition.NOT_TRAINED: 1}, {Condition.NOT_TRAINED: 1},
    )  # fmt: skip
    assert (proposal.outcome.pairs, proposal.outcome.left_out) == (2, 2)


def test_the_highest_total_may_leave_one_more_without_and_says_so():
    """One mentor suits the first very well; the other mentor can only be with the first."""
    all_week = by_times("mon_evening", "tue_evening", languages=frozenset({"lv", "ru"}), style={"pace": 1})
    good = by_times("mon_evening", "tue_evening", languages=frozenset({"lv"}), style={"pace": 1})
    poor = by_times("wed_evening", languages=frozenset({"ru"}), style={"pace": 5})
    second = by_times("fri_evening", languages=frozenset({"lv"}), style={"pace": 4})
    sheet = Sheet((seeker(1, all_week), seeker(2, second)), (companion(1, good), companion(2, poor)))

    fair, high = propose(sheet, USUAL_WEIGHTS), propose(sheet, USUAL_WEIGHTS, Aim.HIGHEST_TOTAL)

    assert (fair.outcome.pairs, high.outcome.pairs) == (2, 1)
    assert high.outcome.total > fair.outcome.total
    assert fair.other == high.outcome


def test_an_empty_round_has_an_empty_proposal():
    proposal = propose(Sheet((), ()), USUAL_WEIGHTS)

    assert (proposal.pairs, proposal.left_out, proposal.outcome.total, proposal.outcome.weakest) == (
        (),
        (),
        0,
        None,
    )


def test_a_crowd_is_searched_by_places():
    near = replace(by_times("mon_evening"), travel_limit=20)
    sheet = Sheet(
        tuple(seeker(number, near, place=f"Place {number % 7}") for number in range(70)),
        tuple(companion(number, near, place=f"Place {number % 7}", free=2) for number in range(35)),
        minutes={(f"place {one}", f"place {other}"): 60 for one in range(7) for other in range(one)},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "SMALL", 0)
        found = Table(sheet).candidates(USUAL_WEIGHTS)

    assert {(row % 7, column % 7) for row, column in zip(found.seekers, found.companions, strict=True)} == {
        (place, place) for place in range(7)
    }
    assert len(found.seekers) == 70 * 5


def test_a_mentor_needs_no_more_places_than_come():
    few = Candidates(np.array([0, 1]), np.array([0, 0]), np.array([5, 7]))

    places = assign.Places.of(few, rows=2, free=np.array([9]))

    assert places.whose.tolist() == [0, 0]
