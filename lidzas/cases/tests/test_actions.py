"""Opening, moving and closing cases."""

from lidzas.cases.actions import close_case
from lidzas.cases.models import OpenActivity
from tests.builders import DAY


def test_an_opened_case_says_what_is_due_to_whom(case, case_manager):
    rows = OpenActivity.objects.filter(case=case, person=case_manager).soonest_first()
    assert [row.due_on for row in rows] == sorted(row.due_on for row in rows)
    assert rows


def test_a_closed_case_has_nothing_open(case, case_manager):
    close_case(case, by=case_manager, on=DAY)
    assert not case.open_activities.exists()
