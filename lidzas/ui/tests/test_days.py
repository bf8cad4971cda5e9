"""Days as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from lidzas.ui.days import say_day, say_near

TUESDAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("when", "english", "latvian"),
    [
        (date(2026, 8, 31), "yesterday", "vakar"),
        (TUESDAY, "today", "šodien"),
        (date(2026, 9, 2), "tomorrow", "rīt"),
        (date(2026, 9, 3), "on Thursday", "ceturtdien"),
        (date(2026, 9, 7), "on Monday", "pirmdien"),
        (date(2026, 9, 8), "8 September", "8. septembris"),
        (date(2026, 8, 30), "30 August", "30. augusts"),
        (date(2027, 3, 3), "3 March 2027", "2027. gada 3. marts"),
        (datetime(2026, 9, 2, 12, tzinfo=UTC), "tomorrow at 15:00", "rīt plkst. 15.00"),
        (datetime(2026, 9, 1, 22, tzinfo=UTC), "tomorrow at 01:00", "rīt plkst. 01.00"),
        (datetime(2026, 9, 1, 22), "today at 22:00", "šodien plkst. 22.00"),  # noqa: DTZ001
    ],
)
def test_a_near_day_is_told_by_its_distance(when, english, latvian):
    assert say_near(when, today=TUESDAY) == english
    with translation.override("lv"):
        assert say_near(when, today=TUESDAY) == latvian


def test_without_being_told_today_is_today():
    assert say_near(TUESDAY) == "today"


def test_a_day_in_full_can_be_read_by_machines():
    assert say_day(date(2026, 3, 3), today=TUESDAY) == '<time datetime="2026-03-03">3 March</time>'
    assert say_day(date(2025, 3, 3), today=TUESDAY) == '<time datetime="2025-03-03">3 March 2025</time>'
    assert say_day(datetime(2026, 3, 3, 12, 30, tzinfo=UTC), today=TUESDAY) == (
        '<time datetime="2026-03-03T12:30:00+00:00">3 March, at 14:30</time>'
    )
