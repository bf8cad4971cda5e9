"""What two signals come to, what a session is called, and the calendar file."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lidzas.events.choices import Joint, Signal
from lidzas.events.facts import calendar_file, escaped, folded, joint, moment, name_of_session, spans
from lidzas.method import EventWords, SessionKind, Text

RIGA = ZoneInfo("Europe/Riga")
WORDS = EventWords(
    kinds=(
        SessionKind("sport", Text((("en", "Sport"),))),
        SessionKind("music", Text((("en", "Music therapy"),)), Text((("en", "Music"),))),
    )
)
SIGNALS = st.one_of(st.none(), st.sampled_from(Signal))


@pytest.mark.covers("S1.01", "S1.41")
@given(SIGNALS, SIGNALS)
def test_neither_answer_can_be_told_from_the_joint_result(one, other):
    result = joint(one, other)
    assert result is joint(other, one)
    if one is None or other is None:
        assert result is Joint.NOT_KNOWN
    elif result is Joint.NOT_POSSIBLE:
        assert Signal.RATHER_NOT in (one, other)
    else:
        assert Signal.RATHER_NOT not in (one, other)


@pytest.mark.covers("S1.37", "S1.38", "S1.39")
@pytest.mark.parametrize(
    ("kind", "own", "has_therapist", "called"),
    [
        ("music", "", True, "Music therapy"),
        ("music", "", False, "Music"),
        ("sport", "", True, "Sport"),
        ("", "Bread baking", False, "Bread baking"),
        ("gone_from_the_method", "", False, "gone_from_the_method"),
    ],
)
def test_a_session_is_called_therapy_only_where_a_therapist_leads_it(kind, own, has_therapist, called):
    assert name_of_session(WORDS, kind, own, "en", has_therapist=has_therapist) == called


@given(st.text(max_size=400))
@example("ā" * 200)
@example("x" * 75 + "👋" * 40)
def test_a_line_is_folded_at_75_octets_and_unfolds_to_itself(text):
    line = escaped(text)
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode("utf-8", "replace")) <= 75 for piece in pieces)
    assert folded(line).replace("\r\n ", "") == line


@given(st.text())
def test_text_in_a_calendar_cannot_begin_a_line_of_its_own(text):
    assert "\n" not in escaped(text)
    assert "\r" not in escaped(text)


def test_what_has_a_meaning_in_a_calendar_is_escaped():
    assert escaped("a;b,c\\d\r\ne\x07") == "a\\;b\\,c\\\\d\\ne"


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (datetime(2026, 10, 24, 15, tzinfo=RIGA), "20261024T120000Z"),
        (datetime(2026, 10, 25, 15, tzinfo=RIGA), "20261025T130000Z"),
        (datetime(2027, 3, 27, 15, tzinfo=RIGA), "20270327T130000Z"),
        (datetime(2027, 3, 28, 15, tzinfo=RIGA), "20270328T120000Z"),
    ],
)
def test_times_are_right_on_both_sides_of_summer_time(when, written):
    assert moment(when) == written


def test_a_day_lasts_from_its_first_session_to_its_last_or_is_a_whole_day():
    early, late = datetime(2026, 9, 1, 7, tzinfo=UTC), datetime(2026, 9, 1, 19, tzinfo=UTC)
    noon = datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert spans(date(2026, 9, 1), [(noon, late), (early, noon)]) == (
        "DTSTART:20260901T070000Z", "DTEND:20260901T190000Z",
    )  # fmt: skip
    assert spans(date(2026, 12, 31), []) == ("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101")


def test_a_calendar_file_is_whole():
    made = datetime(2026, 9, 1, 9, tzinfo=UTC)
    text = calendar_file([("x", ("DTSTART:1", "DTEND:2"))], title="We meet", place="", made=made)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "LOCATION" not in text
    assert "LOCATION:Lake\r\n" in calendar_file([("x", ("", ""))], title="", place="Lake", made=made)
