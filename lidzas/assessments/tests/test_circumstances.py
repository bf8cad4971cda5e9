"""How an assessment was made, what lies outside the person, what is possible, and what may get in the way."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.assessments import queries
from lidzas.assessments.actions import (
    AssessmentClosed,
    NoSuchAnswer,
    NothingSaid,
    answer,
    close_assessment,
    open_assessment,
)
from lidzas.assessments.actions.circumstances import WayNamed, name_way, take_way_back, write_risk
from lidzas.assessments.choices import Kind, RiskLevel, Voice
from lidzas.assessments.models import Answer, Risk, WayUsed
from lidzas.cases.actions import DateOutOfPlace
from lidzas.events.models import Observation
from lidzas.people.models import AboutMe
from lidzas.records.actions import Stale
from tests.builders import DAY


def url(page, case, **more):
    return reverse(f"assessments:{page}", kwargs={"case_id": case.pk, **more})


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def baseline(case, case_manager):
    return open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


def asking(baseline, *, chances):
    return next(area for area in queries.form_of(baseline).areas if area.asks_chances is chances)


def close(baseline, mentee, case_manager):
    for voice in Voice:
        answer(baseline, queries.form_of(baseline).areas[0].key, voice, by=mentee, on=DAY, level=4)
    return close_assessment(baseline, by=case_manager, on=DAY, summary="S")


@pytest.mark.covers("S2.18")
def test_what_is_possible_now_and_later_is_asked_where_the_method_asks_for_it(case, baseline, case_manager):
    said = {"level": 2, "possible_now": "A short course", "possible_later": "Evening school"}
    asked = answer(
        baseline, asking(baseline, chances=True).key, Voice.CASE_MANAGER, by=case_manager, on=DAY, **said
    )
    assert (asked.possible_now, asked.possible_later) == ("A short course", "Evening school")
    other = answer(
        baseline, asking(baseline, chances=False).key, Voice.CASE_MANAGER, by=case_manager, on=DAY, **said
    )
    assert (other.possible_now, other.possible_later) == ("", "")
    [seen] = queries.overviews_of(case, Voice.CASE_MANAGER)
    assert [each.area for each in seen.chances] == [asking(baseline, chances=True)]


@pytest.mark.covers("S2.18")
def test_learning_and_work_are_summed_up_for_both_voices(signed_in, case, baseline, mentee, case_manager):
    area = asking(baseline, chances=True)
    staff = signed_in(case_manager)
    sent = {
        "choice": "2", "possible_now": "A trial day", "possible_later": "Half a week", "conditions": "One bus a day",
        "version": "0",
    }  # fmt: skip
    staff.post(url("area", case, kind="baseline", area=area.key), sent)
    page = words(staff.get(url("show", case)))
    for said in (
        "What is possible",
        "A trial day",
        "Half a week",
        "What lies outside the person",
        "One bus a day",
    ):
        assert said in page
    reader = signed_in(mentee)
    assert "A trial day" not in words(reader.get(url("show", case)))
    reader.post(url("area", case, kind="baseline", area=area.key), {"choice": "3", "version": "0"})
    page = words(reader.get(url("show", case)))
    assert "A trial day" in page
    assert "What around you plays a part" in page


@pytest.mark.covers("S2.19")
def test_the_ways_that_were_used_are_named_with_their_day(signed_in, case, baseline, mentee, case_manager):
    way = queries.form_of(baseline).ways[1]
    browser = signed_in(case_manager)
    assert way.name["en"] in words(browser.get(url("way", case, kind="baseline")))
    sent = {"way": way.key, "used_on": DAY.isoformat(), "note": "Drawn together"}
    assert browser.post(url("way", case, kind="baseline"), sent).headers["location"] == url("show", case)
    for person in (mentee, case_manager):
        page = words(signed_in(person).get(url("show", case)))
        assert way.name["en"].split(" (")[0] in page
        assert "Drawn together" in page
    again = browser.post(url("way", case, kind="baseline"), sent)
    assert again.status_code == 422
    assert "stands there for that day already" in words(again)
    used = WayUsed.objects.get()
    assert browser.post(url("way_back", case, way_id=used.pk)).headers["location"] == url("show", case)
    assert not WayUsed.objects.exists()


def test_a_way_is_one_of_the_method_and_of_a_day_that_has_come(case, baseline, mentee, case_manager):
    way = queries.form_of(baseline).ways[0].key
    for refusal, key, day in (
        (NoSuchAnswer, "tarot", DAY),
        (DateOutOfPlace, way, DAY + timedelta(days=1)),
        (DateOutOfPlace, way, case.opened_on - timedelta(days=1)),
    ):
        with pytest.raises(refusal):
            name_way(baseline, way=key, used_on=day, by=case_manager, on=DAY)
    used = name_way(baseline, way=way, used_on=DAY, by=case_manager, on=DAY)
    with pytest.raises(WayNamed):
        name_way(baseline, way=way, used_on=DAY, by=case_manager, on=DAY)
    close(baseline, mentee, case_manager)
    with pytest.raises(AssessmentClosed):
        take_way_back(used, by=case_manager, on=DAY)


@pytest.mark.covers("S1.23")
def test_a_risk_is_noted_at_its_level_with_who_can_do_what(signed_in, case, baseline, mentee, case_manager):
    browser = signed_in(case_manager)
    here = url("risk", case, kind="baseline", level="municipality")
    for level in RiskLevel:
        assert url("risk", case, kind="baseline", level=level) in words(browser.get(url("show", case)))
    sent = {"what": "Three months of waiting", "who_does_what": "The social service asks now", "version": "0"}
    assert browser.post(here, sent).headers["location"] == url("show", case)
    stale = browser.post(here, {**sent, "what": "Mine"})
    assert stale.status_code == 422
    assert "Three months of waiting" in words(stale)
    assert "Mine" in words(stale)
    page = words(signed_in(mentee).get(url("show", case)))
    for said in ("What could get in the way", "Three months of waiting", "The social service asks now"):
        assert said in page
    signed_in(case_manager)
    close(baseline, mentee, case_manager)
    assert browser.get(here).headers["location"] == url("show", case)
    assert browser.get(url("risk", case, kind="baseline", level="moon")).status_code == 404


def test_a_risk_that_is_taken_back_shows_no_more(case, baseline, case_manager):
    with pytest.raises(NothingSaid):
        write_risk(baseline, RiskLevel.PERSON, what=" ", by=case_manager, on=DAY)
    risk = write_risk(baseline, RiskLevel.PERSON, what="x", by=case_manager, on=DAY)
    with pytest.raises(Stale):
        write_risk(baseline, RiskLevel.PERSON, what="y", by=case_manager, on=DAY, version=0)
    write_risk(baseline, RiskLevel.PERSON, what="", by=case_manager, on=DAY, version=risk.version)
    [seen] = queries.overviews_of(case, Voice.CASE_MANAGER)
    assert not seen.has_risks
    assert [level for level, _risk in seen.risks] == [*RiskLevel]
    assert queries.risk_now(baseline, RiskLevel.FAMILY) == []
    assert Risk.objects.count() == 1


@pytest.mark.covers("S2.19")
def test_strengths_in_the_young_persons_words_stand_before_everything_hard(
    signed_in, case, baseline, mentee, case_manager
):
    about, _new = AboutMe.objects.get_or_create(person=mentee)
    about.good_at = "I repair bicycles"
    about.save()
    answer(
        baseline, queries.form_of(baseline).areas[0].key, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=1
    )
    page = words(signed_in(case_manager).get(url("show", case)))
    assert page.index("I repair bicycles") < page.index("What is hard now")


@pytest.mark.covers("S2.20")
def test_what_was_seen_at_camp_stands_beside_the_form_with_the_fact_apart_from_its_meaning(
    signed_in, case, baseline, mentee, case_manager
):
    Observation.objects.create(
        case=case, seen_on=DAY, spoken="Asked twice for work", meaning="May like to lead", by=case_manager
    )
    area = queries.form_of(baseline).areas[0].key
    for person, page in (
        (case_manager, url("area", case, kind="baseline", area=area)),
        (case_manager, url("show", case)),
        (mentee, url("show", case)),
    ):
        text = words(signed_in(person).get(page))
        seen, meaning = text.index("Asked twice for work"), text.index("May like to lead")
        assert text.index("Seen and heard:") < seen < text.index("this is not a fact:") < meaning
    own = words(signed_in(mentee).get(url("area", case, kind="baseline", area=area)))
    assert "Asked twice for work" not in own


def test_words_about_the_outside_alone_are_an_answer(signed_in, case, baseline, mentee):
    area = queries.form_of(baseline).areas[0].key
    sent = {"conditions": "No bus on Sundays", "version": "0"}
    assert signed_in(mentee).post(url("area", case, kind="baseline", area=area), sent).status_code == 302
    assert Answer.objects.get().conditions == "No bus on Sundays"
