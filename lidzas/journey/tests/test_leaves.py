"""Who may stand in while a mentor is away, and what the coordinator is told waits."""

from datetime import timedelta

import pytest

from lidzas.journey.actions import DeputyNotFree, let_be_away
from lidzas.journey.queries.mentors import mentor_counts
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


def test_a_method_that_asks_for_no_certificate_counts_none(db):
    programme = a_programme("Pavadoņi", method=PAVADONI)
    a_mentor(programme, a_person())
    assert mentor_counts(programme, DAY) == {"to_check": 1}
