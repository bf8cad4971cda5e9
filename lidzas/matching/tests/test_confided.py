"""What both wished after they met is told to their own case manager, and can be worked out by nobody else."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.events.choices import Signal
from lidzas.events.models import Event, PrivateSignal
from lidzas.matching.facts.kinds import Aim
from lidzas.matching.queries.board import Reader, board_of, candidates_for
from lidzas.people.models import AboutMe
from tests.builders import DAY, a_person, cleared_mentor

CAN_TELL = {"interests": {}, "values": ["honesty"], "times": ["mon_evening"], "languages": ["lv"]}


@pytest.fixture
def two_mentors(programme, seeking, maris):
    """Two who are alike in all that is known; the second by name is the one who was met."""
    other = cleared_mentor(programme, a_person("Aivars Pirmais"))
    for person in (seeking.mentee, maris.person, other.person):
        AboutMe.objects.create(person=person, portrait=CAN_TELL)
    return other, maris


def both_say(case, mentor, signal):
    event, _is_new = Event.objects.get_or_create(
        programme=case.programme, round=case.round, called="camp", name="Camp", starts_on=DAY, ends_on=DAY
    )
    for giver, about in ((case.mentee, mentor.person), (mentor.person, case.mentee)):
        PrivateSignal.objects.update_or_create(
            event=event, case=case, giver=giver, about=about, defaults={"signal": signal, "given_on": DAY}
        )


def of_candidates(case, *, is_own):
    own = frozenset([case.pk] if is_own else [])
    return candidates_for(case, Reader(is_coordinator=True, own=own), on=DAY)


@pytest.mark.covers("S1.01", "S2.29")
def test_candidates_look_the_same_to_a_coordinator_whatever_both_wished(seeking, two_mentors):
    _other, met = two_mentors
    before, known = of_candidates(seeking, is_own=False), of_candidates(seeking, is_own=True)
    for signal in (Signal.YES, Signal.NOT_SURE):
        both_say(seeking, met, signal)
        assert of_candidates(seeking, is_own=False) == before
        assert of_candidates(seeking, is_own=True) != known


@pytest.mark.covers("S1.01", "S2.17")
def test_neither_a_pair_nor_a_total_on_the_board_tells_a_coordinator_of_a_wish(
    signed_in, autumn, seeking, two_mentors, coordinator, case_manager
):
    _other, met = two_mentors
    both_say(seeking, met, Signal.YES)
    shown = [board_of(autumn, coordinator, {Role.TRAINING_COORDINATOR}, aim=Aim.FAIREST, on=DAY)]
    both_say(seeking, met, Signal.NOT_SURE)
    shown.append(board_of(autumn, coordinator, {Role.TRAINING_COORDINATOR}, aim=Aim.FAIREST, on=DAY))
    assert [board.rows[0].mentor for board in shown] == [met, met]
    assert shown[0].rows == shown[1].rows

    address = reverse("matching:board", args=[autumn.programme.code, autumn.code])
    assert "All together:" not in signed_in(coordinator).get(address).content.decode()
    assert "All together:" in signed_in(case_manager).get(address).content.decode()
