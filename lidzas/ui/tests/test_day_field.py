"""A day within bounds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lidzas.ui.day_field import DayField

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


@pytest.mark.parametrize("written", ["2026-09-01", "01.09.2026", "01.09.2026."])
def test_a_day_may_be_written_as_people_here_write_it(written):
    assert DayField(not_before=FIRST, not_after=LAST).clean(written) == FIRST


def test_a_day_outside_its_bounds_is_told_the_nearest_good_one():
    field = DayField(not_before=FIRST, not_after=LAST)

    with pytest.raises(ValidationError, match="later than 30 September 2026"):
        field.clean("2026-10-01")
    with pytest.raises(ValidationError, match="earlier than 1 September 2026"):
        field.clean("2026-08-31")
    assert field.clean("2026-09-30") == LAST


def test_a_day_without_bounds_may_be_any():
    assert DayField(required=False).clean("") is None
    assert DayField().clean("1999-12-31") == date(1999, 12, 31)


def test_a_day_is_picked_with_the_calendar_of_the_device():
    assert 'type="date"' in DayField().widget.render("held_on", FIRST)
