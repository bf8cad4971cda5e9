from datetime import date

import pytest

from lidzas.method import Count, Demand, Facts, OpenThing, Path, Unmet, read_method, unmet
from lidzas.method.tests.samples import PAVADONI

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def gate():
    return read_method(PAVADONI).stage("first_steps").gate


def facts(*done, path=Path.MENTOR, open_things=(), **counts):
    return Facts(
        done=dict.fromkeys(done, DAY),
        counts={Count(key): number for key, number in counts.items()},
        open_things=frozenset(open_things),
        path=path,
    )


ALL_DONE = ("idea_explained", "picture_now", "hard_days_agreed", "right_time", "promises_made")
ENOUGH = {"mentee_contacts": 2, "explanations": 1}


def test_a_gate_where_all_is_true_misses_nothing(gate):
    assert unmet(gate, facts(*ALL_DONE, **ENOUGH)) == ()


@pytest.mark.parametrize("missing", ALL_DONE)
def test_an_activity_not_done_is_missed(gate, missing):
    done = [key for key in ALL_DONE if key != missing]
    assert unmet(gate, facts(*done, **ENOUGH)) == (Unmet(Demand.DONE, missing, have=0, need=1),)


def test_too_few_of_something_is_missed_with_how_many_there_are(gate):
    short = facts(*ALL_DONE, explanations=1, mentee_contacts=1)
    assert unmet(gate, short) == (Unmet(Demand.AT_LEAST, "mentee_contacts", have=1, need=2),)
    assert unmet(gate, facts(*ALL_DONE, explanations=5, mentee_contacts=9)) == ()


def test_something_open_that_ought_to_be_over_is_missed(gate):
    concern = facts(*ALL_DONE, **ENOUGH, open_things=[OpenThing.SAFEGUARDING_CONCERN])
    assert unmet(gate, concern) == (Unmet(Demand.NONE_OPEN, "safeguarding_concern", have=1, need=0),)


def test_something_open_that_the_gate_does_not_mind_is_not_missed(gate):
    assert unmet(gate, facts(*ALL_DONE, **ENOUGH, open_things=[OpenThing.CRISIS])) == ()


@pytest.mark.covers("S2.28")
def test_what_belongs_to_the_way_with_a_mentor_is_not_demanded_on_another_way(gate):
    done = [key for key in ALL_DONE if key != "promises_made"]
    assert unmet(gate, facts(*done, **ENOUGH, path=Path.ANOTHER_WAY)) == ()
    assert [each.key for each in unmet(gate, facts(path=Path.ANOTHER_WAY))] == [*done, *ENOUGH]


def test_everything_missed_is_told_in_the_order_of_the_file(gate):
    missed = unmet(gate, facts(open_things=list(OpenThing)))
    assert [each.key for each in missed] == [condition.key for condition in gate.conditions]
    assert {each.key: each.have for each in missed}["explanations"] == 0
