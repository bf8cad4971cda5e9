"""Who may stand in while a mentor is away, and what the coordinator is told waits."""

from datetime import timedelta

import pytest

from lidzas.events.choices import Signal
from lidzas.events.models import Event, PrivateSignal
from lidzas.journey.actions import DeputyNotFree, let_be_away
from lidzas.journey.queries.mentors import mentor_counts, possible_deputies
from lidzas.matching.choices import Answer
from lidzas.matching.models import MatchProposal
from lidzas.people.models import Mentor
from lidzas.screening.models import Leave
from tests.builders import DAY, a_mentor, a_person, a_programme, cleared_mentor
from tests.test_another_method import PAVADONI


def test_only_who_may_mentor_stands_in(programme, coordinator):
    away, not_yet, ready = cleared_mentor(programme), a_mentor(programme), cleared_mentor(programme)
    back_on = DAY + timedelta(days=14)
    with pytest.raises(DeputyNotFree):
        let_be_away(away, since=DAY, back_on=back_on, deputy=not_yet, by=coordinator, on=DAY)
    assert not Leave.objects.exists()
    let_be_away(away, since=DAY, back_on=back_on, deputy=ready, by=coordinator, on=DAY)
    assert Leave.objects.get().mentor == away


@pytest.mark.parametrize("is_said_by_the_mentor", [True, False])
def test_nobody_stands_in_about_whom_a_doubt_was_said_in_confidence(
    programme, case, mentor, mentee, is_said_by_the_mentor
):
    away, unwilling, ready = (
        Mentor.objects.get(person=mentor),
        cleared_mentor(programme),
        cleared_mentor(programme),
    )
    assert {*possible_deputies(away, DAY)} == {unwilling, ready}
    camp = Event.objects.create(
        programme=programme, round=case.round, called="camp", name="Camp", starts_on=DAY, ends_on=DAY
    )
    giver, about = (unwilling.person, mentee) if is_said_by_the_mentor else (mentee, unwilling.person)
    PrivateSignal.objects.create(
        event=camp, case=case, giver=giver, about=about, signal=Signal.RATHER_NOT, given_on=DAY
    )
    assert possible_deputies(away, DAY) == [ready]


def test_nobody_stands_in_who_or_to_whom_was_said_no(programme, case, mentor, case_manager):
    away, refused, ready = (
        Mentor.objects.get(person=mentor),
        cleared_mentor(programme),
        cleared_mentor(programme),
    )
    MatchProposal.objects.create(
        case=case, mentor=refused, reasons="-", words_for_mentee="-", proposed_on=DAY, proposed_by=case_manager,
        mentee_answer=Answer.NO, mentee_answered_on=DAY, settled_on=DAY, signed_by_case_manager=case_manager,
        needs_coordinator=False,
    )  # fmt: skip
    assert possible_deputies(away, DAY) == [ready]


def test_a_method_that_asks_for_no_certificate_counts_none(db):
    programme = a_programme("Pavadoņi", method=PAVADONI)
    a_mentor(programme, a_person())
    assert mentor_counts(programme, DAY) == {"to_check": 1}
