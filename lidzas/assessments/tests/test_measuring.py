"""Short questionnaires on a case: answered in words, counted for the staff alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from lidzas.assessments import queries
from lidzas.assessments.actions import NoSuchAnswer, NothingSaid
from lidzas.assessments.actions.measuring import note_total, take_measurement
from lidzas.assessments.choices import Voice
from lidzas.assessments.models import Measurement
from lidzas.cases.actions import DateOutOfPlace
from lidzas.programmes.queries import method_of
from tests.builders import DAY


def url(page, case, **more):
    return reverse(f"assessments:{page}", kwargs={"case_id": case.pk, **more})


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def instrument(case):
    return method_of(case.method_id).instruments[0]


@pytest.mark.covers("S1.23")
def test_the_young_person_answers_and_reads_words_while_the_staff_read_the_number(
    signed_in, case, mentee, case_manager, instrument
):
    browser = signed_in(mentee)
    here = url("measure", case, instrument=instrument.key)
    assert instrument.items[0].text["en"] in words(browser.get(here))
    sent = {item.key: "4" for item in instrument.items[:3]}
    assert browser.post(here, sent).headers["location"] == url("measures", case)
    own = words(browser.get(url("measures", case)))
    assert f"<h2>{instrument.name['en']}</h2>" in own
    assert "Text(" not in own
    assert "Fully" in own
    assert "Total" not in own
    score = instrument.score(dict.fromkeys(sent, 4))
    staff = words(signed_in(case_manager).get(url("measures", case)))
    assert f"Total: {score} (at most 16)" in staff
    assert instrument.band(score)["en"] in staff
    assert instrument.band(score)["en"] not in own


def test_too_few_answers_have_no_total(signed_in, case, mentee, case_manager, instrument):
    take_measurement(
        case,
        instrument.key,
        Voice.CASE_MANAGER,
        answers={instrument.items[0].key: 2},
        by=case_manager,
        on=DAY,
    )
    assert "Too few answers for a total." in words(signed_in(case_manager).get(url("measures", case)))
    assert "Nothing here yet" in words(signed_in(mentee).get(url("measures", case)))


def test_an_empty_form_is_asked_for_one_answer(signed_in, case, mentee, instrument):
    browser = signed_in(mentee)
    assert browser.post(url("measure", case, instrument=instrument.key), {"form_key": "k"}).status_code == 422
    wrong = browser.post(url("measure", case, instrument=instrument.key), {instrument.items[0].key: "9"})
    assert wrong.status_code == 422
    assert browser.get(url("measure", case, instrument="moon")).status_code == 404
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("answers", [{"moon": 1}, {"something_good": 9}])
def test_only_what_the_instrument_asks_is_kept(case, mentee, answers):
    with pytest.raises(NoSuchAnswer):
        take_measurement(case, "now", Voice.MENTEE, answers=answers, by=mentee, on=DAY)


def test_an_unknown_instrument_and_no_answer_at_all_are_refused(case, mentee, instrument):
    with pytest.raises(NoSuchAnswer):
        take_measurement(case, "moon", Voice.MENTEE, answers={}, by=mentee, on=DAY)
    with pytest.raises(NothingSaid):
        take_measurement(case, instrument.key, Voice.MENTEE, answers={}, by=mentee, on=DAY)


def test_a_bare_total_is_noted_with_its_licence_and_stays_with_the_staff(
    signed_in, case, mentee, case_manager
):
    browser = signed_in(case_manager)
    sent = {
        "name": "A licensed scale",
        "licence": "Given to the programme, No. 7",
        "total": "31",
        "taken_on": DAY.isoformat(),
    }
    assert browser.get(url("total", case)).status_code == 200
    assert browser.post(url("total", case), sent).headers["location"] == url("measures", case)
    staff = words(browser.get(url("measures", case)))
    for said in ("A licensed scale", "No. 7", "31"):
        assert said in staff
    assert "A licensed scale" not in words(signed_in(mentee).get(url("measures", case)))
    [measured] = queries.measured_on(case)
    assert (measured.total, measured.reading, measured.said, measured.highest) == ("31", None, (), None)


def test_a_bare_total_needs_name_licence_and_a_day_that_has_come(case, case_manager):
    said = {"name": "N", "licence": "L", "total": "3"}
    for name in said:
        with pytest.raises(NothingSaid):
            note_total(case, **{**said, name: " "}, taken_on=DAY, by=case_manager, on=DAY)
    with pytest.raises(DateOutOfPlace):
        note_total(case, **said, taken_on=DAY + timedelta(days=1), by=case_manager, on=DAY)


@pytest.mark.parametrize(
    "row",
    [
        {"instrument": "now", "name": "N"},
        {"instrument": "", "name": "N"},
        {"instrument": "now", "voice": "x"},
    ],
)
def test_the_database_holds_no_half_measurement(case, case_manager, row):
    made = {"voice": "mentee", "answers": {"a": 1}, **row}
    with pytest.raises(IntegrityError):
        Measurement.objects.create(case=case, method_id=case.method_id, taken_on=DAY, by=case_manager, **made)


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    signed_in, case, mentee, instrument, django_assert_max_num_queries
):
    browser = signed_in(mentee)

    def take_and_count():
        take_measurement(
            case, instrument.key, Voice.MENTEE, answers={instrument.items[0].key: 2}, by=mentee, on=DAY
        )
        browser.get(url("measures", case))
        with django_assert_max_num_queries(60) as seen:
            browser.get(url("measures", case))
        return len(seen)

    assert take_and_count() == take_and_count() == take_and_count()
