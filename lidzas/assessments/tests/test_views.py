"""The pages of the assessment and of the decision on a mentor."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from lidzas.accounts.models import User
from lidzas.assessments import queries
from lidzas.assessments.actions import (
    add_note,
    answer,
    close_assessment,
    decide_readiness,
    open_assessment,
    say_own_view,
)
from lidzas.assessments.choices import Kind, Outcome, Stance, Voice
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.assessments.models import Answer, Assessment, Note, OwnView, Readiness
from lidzas.cases.actions import close_case
from lidzas.cases.models import Case
from lidzas.programmes.queries import method_of
from tests.builders import DAY, ROOT, a_case, a_programme, a_round


@pytest.fixture
def baseline(case: Case, case_manager: User) -> Assessment:
    return open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


def url(page: str, case: Case, **more: object) -> str:
    return reverse(f"assessments:{page}", kwargs={"case_id": case.pk, **more})


def area_key(assessment: Assessment, place: int = 0) -> str:
    return queries.form_of(assessment).areas[place].key


def area_url(assessment: Assessment, place: int = 0) -> str:
    return url("area", assessment.case, kind=assessment.kind, area=area_key(assessment, place))


def words(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


PAGES = [
    ("show", {}),
    ("compare", {}),
    ("open", {"kind": "baseline"}),
    ("close", {"kind": "baseline"}),
    ("note", {"kind": "baseline"}),
    ("area", {"kind": "baseline", "area": "x"}),
    ("readiness", {}),
    ("decide", {}),
    ("own_view", {}),
    ("paper", {"kind": "baseline"}),
    ("blank", {}),
    ("way", {"kind": "baseline"}),
    ("way_back", {"way_id": UUID(int=1)}),
    ("risk", {"kind": "baseline", "level": "family"}),
    ("measures", {}),
    ("measure", {"instrument": "now"}),
    ("total", {}),
    ("step", {}),
    ("tick", {"preparation_id": UUID(int=1)}),
    ("look_again", {}),
]


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_a_mentor_reaches_no_page_of_the_assessment(signed_in, mentor, case, page, more):
    browser = signed_in(mentor)
    statuses = {
        browser.post(url(page, case, **more)).status_code,
        browser.get(url(page, case, **more)).status_code,
    }
    assert statuses <= {403, 405}
    assert 403 in statuses


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_a_stranger_does_not_learn_that_the_case_exists(signed_in, stranger, case, page, more):
    browser = signed_in(stranger)
    assert browser.post(url(page, case, **more)).status_code in {404, 405}
    assert browser.get(url(page, case, **more)).status_code in {404, 405}


@pytest.mark.parametrize(("page", "more"), [("close", {"kind": "baseline"}), ("decide", {})])
def test_the_young_person_neither_closes_nor_decides(signed_in, mentee, case, baseline, page, more):
    assert signed_in(mentee).get(url(page, case, **more)).status_code == 403


def test_the_young_person_does_not_open_an_assessment(signed_in, mentee, case):
    assert signed_in(mentee).post(url("open", case, kind="baseline")).status_code == 403


def test_a_case_manager_does_not_speak_for_the_young_person(signed_in, case_manager, case):
    assert signed_in(case_manager).get(url("own_view", case)).status_code == 403


@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("area", {"kind": "baseline", "area": "moon"}),
        ("area", {"kind": "somewhere", "area": "moon"}),
        ("area", {"kind": "reassessment", "area": "moon"}),
        ("close", {"kind": "reassessment"}),
    ],
)
def test_what_is_not_there_is_not_found(signed_in, case_manager, case, baseline, page, more):
    assert signed_in(case_manager).get(url(page, case, **more)).status_code == 404


def test_the_page_says_what_will_come(signed_in, mentee, case_manager, case):
    page = words(signed_in(mentee).get(url("show", case)))
    assert "You may skip any question" in page
    assert url("open", case, kind="baseline") not in page
    assert url("open", case, kind="baseline") in words(signed_in(case_manager).get(url("show", case)))


def test_a_case_manager_opens_the_assessment_once(signed_in, case_manager, case):
    browser = signed_in(case_manager)
    for _again in range(2):
        response = browser.post(url("open", case, kind="baseline"), {"form_key": "k1"})
        assert response.headers["location"] == url("show", case)
    assert Assessment.objects.count() == 1


def test_opening_what_is_open_is_told_on_the_page(signed_in, case_manager, case, baseline):
    response = signed_in(case_manager).post(url("open", case, kind="baseline"), follow=True)
    assert "open already" in words(response)


@pytest.mark.covers("S1.23")
def test_the_young_person_answers_area_after_area(signed_in, mentee, case, baseline):
    browser = signed_in(mentee)
    page = words(browser.get(area_url(baseline)))
    assert "Area 1 of 15" in page
    for sentence in queries.form_of(baseline).areas[0].levels:
        assert sentence["en"].replace("'", "&#x27;") in page
    assert area_url(baseline, 1) in page
    response = browser.post(
        area_url(baseline), {"choice": "4", "own_words": "Quiet now", "wants_to_work": "on", "version": "0"}
    )
    assert response.headers["location"] == area_url(baseline, 1)
    said = Answer.objects.get()
    assert (said.voice, said.level, said.own_words, said.wants_to_work, said.by) == (
        Voice.MENTEE, 4, "Quiet now", True, mentee,
    )  # fmt: skip
    again = browser.get(area_url(baseline))
    assert "Quiet now" in words(again)
    assert again.context["form"]["choice"].value() == "4"


@pytest.mark.covers("S4.02")
def test_the_young_person_says_in_their_own_words_how_they_decide(signed_in, mentee, case, baseline):
    areas = queries.form_of(baseline).areas
    place = next(number for number, area in enumerate(areas) if area.name["en"] == "My own decisions")
    browser = signed_in(mentee)
    browser.post(
        area_url(baseline, place), {"choice": "5", "own_words": "I said no, and it held", "version": "0"}
    )
    page = words(browser.get(url("show", case)))
    assert "I said no, and it held" in page
    assert areas[place].levels[4]["en"] in page


def test_the_last_area_leads_back_to_the_overview(signed_in, mentee, case, baseline):
    response = signed_in(mentee).post(area_url(baseline, 14), {"choice": "dont_know", "version": "0"})
    assert response.headers["location"] == url("show", case)
    assert Answer.objects.get().skipped == "dont_know"


@pytest.mark.parametrize("voice", ["mentee", "case_manager"])
def test_the_area_page_asks_each_voice_its_own_questions(signed_in, mentee, case_manager, baseline, voice):
    person = {"mentee": mentee, "case_manager": case_manager}[voice]
    page = words(signed_in(person).get(area_url(baseline)))
    assert ('name="wants_to_work"' in page) is (voice == "mentee")
    assert ('name="evidence"' in page) is (voice == "case_manager")
    assert ('name="certainty"' in page) is (voice == "case_manager")
    assert 'name="independence"' not in page


@pytest.mark.covers("S5.08", "S5.09", "S5.10")
def test_the_form_at_the_end_asks_about_independence(signed_in, mentee, case_manager, case, baseline):
    closed(baseline, mentee, case_manager)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    browser = signed_in(mentee)
    for name in ("independence", "help_what", "help_from"):
        assert f'name="{name}"' in words(browser.get(area_url(end)))
    browser.post(area_url(end), {"choice": "5", "independence": "alone", "version": "0"})
    assert Answer.objects.get(assessment=end).independence == "alone"


@pytest.mark.covers("S1.23")
def test_an_answer_in_danger_is_saved_and_leads_straight_to_help(signed_in, mentee, case_manager, baseline):
    form = queries.form_of(baseline)
    place = next(number for number, area in enumerate(form.areas) if area.crisis_at)
    response = signed_in(mentee).post(area_url(baseline, place), {"choice": "1", "version": "0"})
    assert response.headers["location"] == reverse("guide:help")
    assert Answer.objects.get().level == 1
    page = words(signed_in(case_manager).get(url("show", baseline.case)))
    assert "This needs a talk soon" in page
    response = signed_in(case_manager).post(area_url(baseline, place), {"choice": "1", "version": "0"})
    assert response.headers["location"] == area_url(baseline, place + 1)


def test_the_young_person_is_not_told_that_a_talk_is_needed(signed_in, mentee, baseline):
    form = queries.form_of(baseline)
    grave = next(area for area in form.areas if area.crisis_at)
    answer(baseline, grave.key, Voice.MENTEE, by=mentee, on=DAY, level=1)
    assert "This needs a talk soon" not in words(signed_in(mentee).get(url("show", baseline.case)))


@pytest.mark.parametrize(
    "sent", [{}, {"choice": ""}, {"choice": "9"}, {"choice": "1; drop"}, {"own_words": "a\x00b"}]
)
def test_bad_input_gets_a_sentence_and_changes_nothing(signed_in, mentee, baseline, sent):
    response = signed_in(mentee).post(area_url(baseline), {**sent, "version": "0"})
    assert response.status_code == 422
    assert 'class="errors"' in words(response)
    assert not Answer.objects.exists()


def test_an_endless_text_is_kept_in_the_form_and_refused(signed_in, mentee, baseline):
    text = "ā" * 5001
    response = signed_in(mentee).post(area_url(baseline), {"own_words": text, "version": "0"})
    assert response.status_code == 422
    assert text in words(response)


def test_sending_an_answer_twice_keeps_it_once(signed_in, mentee, baseline):
    browser = signed_in(mentee)
    sent = {"choice": "2", "version": "0", "form_key": "abc"}
    for _again in range(2):
        assert browser.post(area_url(baseline), sent).headers["location"] == area_url(baseline, 1)
    assert Answer.objects.get().version == 1


@pytest.mark.parametrize("voice", ["mentee", "case_manager"])
def test_a_stale_answer_is_laid_beside_what_stands_now(signed_in, mentee, case_manager, baseline, voice):
    person = {"mentee": mentee, "case_manager": case_manager}[voice]
    answer(
        baseline, area_key(baseline), Voice(voice), by=person, on=DAY, level=2, own_words="From the other tab"
    )
    response = signed_in(person).post(area_url(baseline), {"own_words": "From this tab", "version": "0"})
    assert response.status_code == 422
    page = words(response)
    assert "From the other tab" in page
    assert "From this tab" in page
    assert queries.form_of(baseline).areas[0].levels[1]["en"] in page
    assert Answer.objects.get().own_words == "From the other tab"


def test_nothing_stands_beside_what_was_never_answered(baseline):
    area = queries.form_of(baseline).areas[0]
    assert queries.stands_now(baseline, area, Voice.MENTEE) == []
    answer(baseline, area.key, Voice.MENTEE, by=baseline.opened_by, on=DAY, own_words="W")
    assert [value for _label, value in queries.stands_now(baseline, area, Voice.MENTEE)] == ["W"]


@pytest.mark.parametrize("voice", ["mentee", "case_manager"])
def test_the_other_answer_is_in_no_page_before_ones_own_is_written(
    signed_in, mentee, case_manager, case, baseline, voice
):
    person = {"mentee": mentee, "case_manager": case_manager}[voice]
    area = area_key(baseline)
    answer(baseline, area, Voice(voice).other, by=mentee, on=DAY, level=2, own_words="CANARY")
    browser = signed_in(person)
    for page in (url("show", case), area_url(baseline), url("compare", case)):
        assert "CANARY" not in words(browser.get(page))
    answer(baseline, area, Voice(voice), by=person, on=DAY, level=2)
    assert "CANARY" in words(browser.get(url("show", case)))
    assert "CANARY" not in words(browser.get(area_url(baseline)))


def closed(assessment: Assessment, mentee: User, case_manager: User, *, said: str = "") -> Assessment:
    area = area_key(assessment)
    answer(assessment, area, Voice.MENTEE, by=mentee, on=DAY, level=2, own_words=said, wants_to_work=True)
    answer(
        assessment, area, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=4, evidence=f"Seen {said}",
        certainty="low",
    )  # fmt: skip
    return close_assessment(assessment, by=case_manager, on=DAY, summary=f"Sum {said}")


@pytest.mark.covers("S1.23", "S2.18")
def test_a_closed_assessment_shows_both_voices_to_both(signed_in, mentee, case_manager, case, baseline):
    closed(baseline, mentee, case_manager, said="TREE")
    for person in (mentee, case_manager):
        page = words(signed_in(person).get(url("show", case)))
        assert "Seen TREE" in page
        assert "Sum TREE" in page
        assert "Two views" in page
        assert "Not very sure" in page
        assert "What works with support" not in page
        assert area_url(baseline) not in page
    assert words(signed_in(mentee).get(url("show", case))).count("<title>Līdzās</title>") == 1


def test_a_closed_area_is_not_asked_again(signed_in, mentee, case_manager, case, baseline):
    closed(baseline, mentee, case_manager)
    browser = signed_in(mentee)
    assert browser.get(area_url(baseline)).headers["location"] == url("show", case)
    response = browser.post(area_url(baseline), {"choice": "5", "version": "1"})
    assert response.status_code == 422
    assert "closed and stays as it is" in words(response)


def test_the_case_manager_closes_with_a_summary(signed_in, mentee, case_manager, case, baseline):
    browser = signed_in(case_manager)
    close_url = url("close", case, kind="baseline")
    response = browser.post(close_url, {"summary": "Likes maps"})
    assert response.status_code == 422
    assert "Likes maps" in words(response)
    for voice in Voice:
        answer(baseline, area_key(baseline), voice, by=mentee, on=DAY, level=2)
    assert "1 of 15 areas" in words(browser.get(close_url))
    assert browser.post(close_url, {"summary": ""}).status_code == 422
    assert browser.post(close_url, {"summary": "Likes maps"}).headers["location"] == url("show", case)
    assert Assessment.objects.get().summary == "Likes maps"


@pytest.mark.parametrize("who", ["mentee", "case_manager"])
def test_both_may_add_a_note_to_a_closed_assessment(signed_in, mentee, case_manager, case, baseline, who):
    closed(baseline, mentee, case_manager)
    browser = signed_in({"mentee": mentee, "case_manager": case_manager}[who])
    note_url = url("note", case, kind="baseline")
    assert note_url in words(browser.get(url("show", case)))
    assert browser.get(note_url).status_code == 200
    assert browser.post(note_url, {"text": ""}).status_code == 422
    browser.post(note_url, {"text": "It was the old flat"})
    assert Note.objects.get().text == "It was the old flat"
    assert "It was the old flat" in words(browser.get(url("show", case)))


@pytest.mark.covers("S5.05")
def test_the_start_is_in_no_page_while_the_end_is_answered(signed_in, mentee, case_manager, case, baseline):
    closed(baseline, mentee, case_manager, said="CANARY")
    add_note(baseline, "CANARY too", by=mentee, on=DAY)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    pages = (url("show", case), url("compare", case), area_url(end), url("close", case, kind="reassessment"))
    for person in (mentee, case_manager):
        for page in pages:
            assert "CANARY" not in words(signed_in(person).get(page))
        assert "covered" in words(signed_in(person).get(url("show", case)))
    closed(end, mentee, case_manager, said="NOW")
    assert "CANARY" in words(signed_in(mentee).get(url("show", case)))


@pytest.mark.covers("S5.06")
def test_start_and_end_stand_beside_each_other_without_numbers(
    signed_in, mentee, case_manager, case, baseline
):
    browser = signed_in(mentee)
    assert "This comes at the end" in words(browser.get(url("compare", case)))
    closed(baseline, mentee, case_manager)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    closed(end, mentee, case_manager, said="NOW")
    page = words(browser.get(url("compare", case)))
    assert "Sum NOW" in page
    assert "As at the start" in page
    assert "Cannot be compared here" in page
    assert "<circle" in page
    assert queries.form_of(end).levels[1]["en"] in page
    assert url("compare", case) in words(browser.get(url("show", case)))
    assert "not yet about" not in page
    assert "Two views, each compared with itself" in words(signed_in(case_manager).get(url("compare", case)))


def test_an_ended_case_is_read_only(signed_in, mentee, case_manager, case, baseline):
    answer(baseline, area_key(baseline), Voice.MENTEE, by=mentee, on=DAY, level=2)
    close_case(case, by=case_manager, on=DAY)
    for person in (mentee, case_manager):
        page = words(signed_in(person).get(url("show", case)))
        assert area_url(baseline, 1) not in page
        assert url("close", case, kind="baseline") not in page
    response = signed_in(mentee).post(area_url(baseline), {"choice": "3", "version": "1"})
    assert "This case has ended" in words(response)


@pytest.mark.covers("S1.46")
def test_the_young_person_says_what_they_think_of_a_mentor(signed_in, mentee, case_manager, case):
    browser = signed_in(mentee)
    assert "You have not said anything yet" in words(browser.get(url("readiness", case)))
    assert "Ask before you decide" in words(signed_in(case_manager).get(url("readiness", case)))
    browser = signed_in(mentee)
    assert browser.get(url("own_view", case)).status_code == 200
    assert browser.post(url("own_view", case), {"words": "Hm"}).status_code == 422
    sent = {"stance": "talk_first", "words": "Is it loud?", "form_key": "k"}
    for _again in range(2):
        assert browser.post(url("own_view", case), sent).headers["location"] == url("readiness", case)
    assert OwnView.objects.get().words == "Is it loud?"
    for person in (mentee, case_manager):
        assert "Is it loud?" in words(signed_in(person).get(url("readiness", case)))


@pytest.mark.covers("S2.26")
def test_the_case_manager_decides_with_questions_and_the_own_view_at_hand(
    signed_in, case_manager, mentee, case
):
    say_own_view(case, stance=Stance.WILLING, words="Yes please", by=mentee, on=DAY)
    browser = signed_in(case_manager)
    page = words(browser.get(url("decide", case)))
    for reading in method_of(case.method_id).readings:
        assert reading.text["en"] in page
    assert "Yes please" in page
    sent = {"outcome": "ready", "reasons": "The contact holds", "evidence": "Six calls"}
    assert browser.post(url("decide", case), sent).headers["location"] == url("readiness", case)
    page = words(browser.get(url("readiness", case)))
    for said in ("Yes, let us look for a mentor", "The contact holds", "Six calls", "Decide anew"):
        assert said in page


@pytest.mark.covers("S2.27", "S2.28")
@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ({"outcome": "not_yet", "reasons": "R"}, ["step_1_what", "review_on"]),
        (
            {"outcome": "not_yet", "reasons": "R", "step_1_what": "S", "review_on": "2026-10-14"},
            ["review_on"],
        ),
        ({"outcome": "not_yet", "reasons": "R", "step_1_what": "S", "review_on": "soon"}, ["review_on"]),
        (
            {
                "outcome": "not_yet",
                "reasons": "R",
                "step_1_what": "S",
                "step_2_with": "Ilze",
                "review_on": "2026-10-01",
            },
            ["step_2_what"],
        ),
        ({"outcome": "another_way", "reasons": "R"}, ["place", "supporter", "goals", "review_on"]),
        ({"outcome": "ready"}, ["reasons"]),
        ({"reasons": "R"}, ["outcome"]),
        ({"outcome": "never", "reasons": "R"}, ["outcome"]),
    ],
)
def test_an_incomplete_decision_is_kept_in_the_form(signed_in, case_manager, case, sent, names):
    response = signed_in(case_manager).post(url("decide", case), sent)
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == sorted(names)
    assert not Readiness.objects.exists()


@pytest.mark.parametrize("review_on", ["2026-08-01", "2026-10-01"])
def test_a_mentor_now_needs_no_day_of_looking_again(signed_in, case_manager, case, review_on):
    browser = signed_in(case_manager)
    sent = {
        "outcome": "ready",
        "reasons": "R",
        "review_on": review_on,
        "place": "Library",
        "step_1_what": "S",
    }
    assert browser.post(url("decide", case), sent).headers["location"] == url("readiness", case)
    decision = Readiness.objects.get()
    assert (decision.review_on, decision.place, decision.preparation.count()) == (None, "", 0)
    assert "We look at it again" not in words(browser.get(url("readiness", case)))


@pytest.mark.covers("S2.27")
def test_not_yet_is_told_kindly_with_steps_and_a_day(signed_in, mentee, case_manager, case):
    sent = {
        "outcome": "not_yet", "reasons": "Much at once", "step_1_what": "Sleep", "step_3_what": "Library",
        "step_3_with": "Ilze", "step_3_by": "2026-10-01", "review_on": "2026-10-13",
    }  # fmt: skip
    signed_in(case_manager).post(url("decide", case), sent)
    page = words(signed_in(mentee).get(url("readiness", case)))
    for said in (
        "It is not the right time yet",
        "You keep your place",
        "Sleep",
        "Library",
        "13 October",
    ):
        assert said in page
    for never in ("not ready", "Not ready", "not_yet"):
        assert never not in page


@pytest.mark.covers("S2.28")
def test_another_way_shows_its_place_and_who_supports(signed_in, mentee, case_manager, case):
    decide_readiness(
        case, outcome=Outcome.NOT_YET, reasons="Earlier reason", evidence="", steps=[PlannedStep("S")],
        review_on=DAY + timedelta(days=7), by=case_manager, on=DAY,
    )  # fmt: skip
    decide_readiness(
        case, outcome=Outcome.ANOTHER_WAY, reasons="R", evidence="", place="Library", supporter="Ilze", goals="Mornings",
        review_on=DAY + timedelta(days=30), begins_on=DAY, by=case_manager, on=DAY,
    )  # fmt: skip
    page = words(signed_in(mentee).get(url("readiness", case)))
    for said in ("Now you take another way", "Library", "Ilze", "Mornings", "Earlier reason"):
        assert said in page


def test_a_ready_decision_is_told_the_young_person_as_a_beginning(signed_in, mentee, case_manager, case):
    decide_readiness(case, outcome=Outcome.READY, reasons="R", evidence="", by=case_manager, on=DAY)
    assert "Now we look for a mentor together" in words(signed_in(mentee).get(url("readiness", case)))


def test_the_readiness_page_asks_the_database_as_often_for_one_decision_as_for_three(
    signed_in, case_manager, case, django_assert_max_num_queries
):
    browser = signed_in(case_manager)

    def decide_and_count() -> int:
        decide_readiness(case, outcome=Outcome.READY, reasons="R", evidence="", by=case_manager, on=DAY)
        browser.get(url("readiness", case))
        with django_assert_max_num_queries(60) as seen:
            browser.get(url("readiness", case))
        return len(seen)

    assert decide_and_count() == decide_and_count() == decide_and_count()


def test_a_wholly_different_method_brings_its_own_form(signed_in, mentee, case_manager, project_manager):
    other = ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"
    programme = a_programme("Pavadoņi", by=project_manager, method=other)
    case = a_case(a_round(programme, by=project_manager), mentee=mentee, case_manager=case_manager)
    baseline = open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)
    page = words(signed_in(mentee).get(area_url(baseline)))
    assert "Area 1 of 6" in page
    assert "Home is a place where I gather strength." in page
    assert "School leaver" in words(signed_in(case_manager).get(url("close", case, kind="baseline")))
