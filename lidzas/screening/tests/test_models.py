import pytest

from lidzas.learning.actions import nudge, read_module
from lidzas.screening.actions import (
    apply,
    ask_reference,
    decide,
    go_on_leave,
    hold_interview,
    keep_certificate,
)
from lidzas.screening.choices import Outcome, Result
from tests.builders import DAY, START

pytestmark = pytest.mark.django_db
CANARY = "CANARY"


def test_what_is_kept_of_a_mentor_names_itself_without_its_words_and_knows_its_programme(
    newcomer, coordinator, programme
):
    interview = hold_interview(newcomer, held_on=DAY, answers={"why": CANARY}, by=coordinator, on=DAY)
    rows = [
        apply(newcomer, why=CANARY, by=newcomer.person, on=DAY),
        interview,
        interview.answers.get(),
        ask_reference(newcomer, who=CANARY, asked_on=DAY, by=coordinator, on=DAY),
        keep_certificate(newcomer, checked_on=START, result=Result.VALID, due_on=DAY, by=coordinator, on=DAY),
        decide(newcomer, outcome=Outcome.YES, reason=CANARY, words=CANARY, by=coordinator, on=DAY),
        nudge(newcomer, by=coordinator, on=DAY),
        go_on_leave(newcomer, since=DAY, back_on=DAY.replace(day=9), by=coordinator, on=DAY),
        read_module(newcomer, "role", by=newcomer.person, on=DAY),
    ]
    for row in rows:
        assert str(row.pk) in str(row)
        assert CANARY not in str(row)
        assert (row.audit_case_id, row.audit_programme_id) == (None, programme.pk)
