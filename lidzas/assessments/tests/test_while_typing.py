"""A form that saves while somebody types, two tabs that meet, and the form on paper."""

import pytest
from django.core import mail
from django.urls import reverse

from lidzas.assessments import queries
from lidzas.assessments.actions import AssessmentOpened, answer, open_assessment
from lidzas.assessments.choices import Kind, Voice
from lidzas.assessments.models import Answer
from lidzas.audit.models import Entry
from lidzas.notices.models import Notice
from tests.builders import DAY

TYPING = {"headers": {"X-While-Typing": "1"}}


def url(page, case, **more):
    return reverse(f"assessments:{page}", kwargs={"case_id": case.pk, **more})


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def baseline(case, case_manager):
    return open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


@pytest.fixture
def here(case, baseline):
    return url("area", case, kind="baseline", area=queries.form_of(baseline).areas[0].key)


@pytest.mark.covers("S1.23")
def test_what_is_typed_is_kept_and_the_page_stays_where_it_is(signed_in, mentee, here):
    browser = signed_in(mentee)
    sent = {"own_words": "A quiet", "version": "0"}
    first = browser.post(here, sent, **TYPING)
    assert first.headers["location"] == here
    page = browser.get(here)
    assert 'name="version" value="1"' in words(page)
    assert "A quiet" in words(page)
    second = browser.post(here, {"own_words": "A quiet street", "version": "1"}, **TYPING)
    assert second.headers["location"] == here
    assert Answer.objects.get().own_words == "A quiet street"
    assert browser.post(here, {"own_words": "A quiet street", "version": "2"}).headers["location"] != here


def test_the_page_works_the_same_without_its_script(signed_in, mentee, here):
    page = words(signed_in(mentee).get(here))
    assert "assessments/keep.js" in page
    assert 'role="status"' in page


@pytest.mark.covers("S1.23")
def test_two_tabs_that_meet_show_both_texts(signed_in, mentee, here):
    one, other = signed_in(mentee), signed_in(mentee)
    one.post(here, {"own_words": "From the telephone", "version": "0"}, **TYPING)
    met = other.post(here, {"own_words": "From the library", "version": "0"}, **TYPING)
    assert met.status_code == 422
    for said in ("From the telephone", "From the library", "stands-now", 'name="version" value="1"'):
        assert said in words(met)
    assert Answer.objects.get().own_words == "From the telephone"
    other.post(here, {"own_words": "From the library", "version": "1"})
    assert Answer.objects.get().own_words == "From the library"


def test_the_same_words_once_more_change_nothing(case, baseline, mentee):
    area = queries.form_of(baseline).areas[0].key
    said = [
        answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, own_words="Same", version=version)
        for version in (0, 0, 7)
    ]
    assert {row.version for row in said} == {1}
    assert Entry.objects.filter(deed="assessment.answer").count() == 1


def test_the_case_manager_is_told_once_while_somebody_goes_on_writing(case, baseline, mentee):
    grave = next(area for area in queries.form_of(baseline).areas if area.crisis_at)
    for version, typed in enumerate(("I", "I am", "I am afraid")):
        answer(
            baseline, grave.key, Voice.MENTEE, by=mentee, on=DAY, level=1, own_words=typed, version=version
        )
    assert Notice.objects.count() + len(mail.outbox) == 1


def test_help_stands_on_the_page_while_an_answer_asks_for_it(signed_in, case, baseline, mentee, case_manager):
    grave = next(area for area in queries.form_of(baseline).areas if area.crisis_at)
    here = url("area", case, kind="baseline", area=grave.key)
    browser = signed_in(mentee)
    assert "data-help-first>" not in words(browser.get(here))
    browser.post(here, {"choice": "1", "version": "0"}, **TYPING)
    assert "data-help-first>" in words(browser.get(here))
    assert browser.post(here, {"choice": "1", "own_words": "x", "version": "1"}).headers[
        "location"
    ] == reverse("guide:help")
    assert "data-help-first>" not in words(signed_in(case_manager).get(here))


def test_who_opens_an_assessment_twice_is_told_clearly(case, baseline, case_manager):
    with pytest.raises(AssessmentOpened, match="open already"):
        open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


@pytest.mark.covers("S1.23")
@pytest.mark.parametrize(("language", "word"), [("en", "I want to work on this"), ("lv", "Mājoklis")])
def test_the_empty_form_is_printed_in_either_language_with_both_voices(
    signed_in, case, baseline, mentee, language, word
):
    page = words(signed_in(mentee).get(url("blank", case) + f"?in={language}"))
    assert f'<html lang="{language}"' in page
    assert word in page
    assert page.count("blank-area") == len(queries.form_of(baseline).areas)
    for sentence in queries.form_of(baseline).areas[0].levels:
        assert sentence[language].replace("'", "&#x27;") in page


def test_an_unknown_language_is_that_of_the_reader(signed_in, case, mentee):
    page = words(signed_in(mentee).get(url("blank", case) + "?in=xx"))
    assert '<html lang="en"' in page


def test_the_filled_form_on_paper_shows_what_this_voice_may_see(
    signed_in, case, baseline, mentee, case_manager
):
    area = queries.form_of(baseline).areas[0]
    answer(baseline, area.key, Voice.MENTEE, by=mentee, on=DAY, level=4, own_words="Quiet now")
    answer(baseline, area.key, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=2, evidence="Seen twice")
    other = queries.form_of(baseline).areas[1]
    answer(baseline, other.key, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=2, evidence="Not for now")
    page = words(signed_in(mentee).get(url("paper", case, kind="baseline") + "?in=lv"))
    assert area.levels[3]["lv"] in page
    for said in ("Quiet now", "Seen twice"):
        assert said in page
    assert "Not for now" not in page
    assert url("area", case, kind="baseline", area=area.key) not in page
    assert signed_in(mentee).get(url("paper", case, kind="reassessment")).status_code == 404
