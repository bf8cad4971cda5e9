"""Who sees what, what changed, and what a decision lacks."""

from datetime import timedelta

import pytest

from lidzas.accounts.models import User
from lidzas.assessments import queries
from lidzas.assessments.actions import answer, close_assessment, open_assessment
from lidzas.assessments.choices import Kind, Outcome, Voice
from lidzas.assessments.facts.readiness import PlannedStep, lacking
from lidzas.assessments.models import Assessment
from lidzas.cases.models import Case
from tests.builders import DAY


@pytest.fixture
def baseline(case: Case, case_manager: User) -> Assessment:
    return open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


def fill(assessment: Assessment, voice: Voice, by: User, levels: list[int | str]) -> None:
    """Answer area after area; a word is a kind of no answer, and None leaves an area out."""
    for area, said in zip(queries.form_of(assessment).areas, levels, strict=False):
        if said is not None:
            given = {"level": said} if isinstance(said, int) else {"skipped": said}
            answer(assessment, area.key, voice, by=by, on=DAY, **given)


def fill_wholly(assessment: Assessment, voice: Voice, by: User, level: int) -> None:
    fill(assessment, voice, by, [level] * len(queries.form_of(assessment).areas))


@pytest.fixture
def ended(case: Case, baseline: Assessment, mentee: User, case_manager: User) -> Assessment:
    """The assessment at the end, open, over a closed one at the start."""
    fill(baseline, Voice.MENTEE, mentee, [2, 4, "dont_know"])
    fill(baseline, Voice.CASE_MANAGER, case_manager, [3, 5])
    close_assessment(baseline, by=case_manager, on=DAY, summary="S")
    return open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)


def test_strengths_come_before_difficulties_and_the_young_person_leads(case, baseline, mentee, case_manager):
    fill(baseline, Voice.MENTEE, mentee, [1, 3, 5, "not_relevant", None])
    fill(baseline, Voice.CASE_MANAGER, case_manager, [5, 3, 1, None, 4, 2])
    close_assessment(baseline, by=case_manager, on=DAY, summary="S")
    keys = [area.key for area in queries.form_of(baseline).areas]
    [seen] = queries.overviews_of(case, Voice.MENTEE)
    assert [each.area.key for each in seen.sorted.fine] == [keys[2], keys[4]]
    assert [each.area.key for each in seen.sorted.with_support] == [keys[1]]
    assert [each.area.key for each in seen.sorted.hard] == [keys[0], keys[5]]
    assert [each.area.key for each in seen.sorted.without_level] == [keys[3]]
    assert seen.has_two_views


def test_the_same_view_twice_is_not_called_two_views(case, baseline, mentee, case_manager):
    fill(baseline, Voice.MENTEE, mentee, [3])
    fill(baseline, Voice.CASE_MANAGER, case_manager, [3])
    [seen] = queries.overviews_of(case, Voice.MENTEE)
    assert not seen.has_two_views


@pytest.mark.parametrize("voice", list(Voice))
def test_while_both_answer_the_other_view_shows_only_where_ones_own_is_written(
    case, baseline, mentee, case_manager, voice
):
    fill(baseline, voice, mentee, [3, None])
    fill(baseline, voice.other, case_manager, [3, 3])
    [seen] = queries.overviews_of(case, voice)
    assert [(each.area, bool(each.of(voice.other))) for each in seen.sorted.with_support] == [
        (queries.form_of(baseline).areas[0], True)
    ]
    assert (seen.answered, seen.answered_by_other) == (1, 2)
    assert seen.next_area == queries.form_of(baseline).areas[1]


def test_a_voice_that_answered_everything_has_no_next_area(case, baseline, mentee):
    fill_wholly(baseline, Voice.MENTEE, mentee, 3)
    [seen] = queries.overviews_of(case, Voice.MENTEE)
    assert seen.next_area is None


def test_an_answer_that_opens_the_help_page_asks_the_case_manager_for_a_talk(
    case, baseline, mentee, case_manager
):
    grave = next(area for area in queries.form_of(baseline).areas if area.crisis_at)
    answer(baseline, grave.key, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=grave.crisis_at)
    assert queries.asking_for_a_talk(case) == ()
    answer(baseline, grave.key, Voice.MENTEE, by=mentee, on=DAY, level=grave.crisis_at)
    assert queries.asking_for_a_talk(case) == (grave,)
    [seen] = queries.overviews_of(case, Voice.CASE_MANAGER)
    assert seen.asking_for_a_talk == (grave,)
    answer(baseline, grave.key, Voice.MENTEE, by=mentee, on=DAY, level=grave.crisis_at + 1)
    assert queries.asking_for_a_talk(case) == ()
    answer(baseline, grave.key, Voice.MENTEE, by=mentee, on=DAY, skipped="dont_know")
    assert queries.asking_for_a_talk(case) == ()


def test_a_closed_assessment_asks_for_no_talk_any_more(case, baseline, mentee, case_manager):
    grave = next(area for area in queries.form_of(baseline).areas if area.crisis_at)
    for voice in Voice:
        answer(baseline, grave.key, voice, by=mentee, on=DAY, level=1)
    close_assessment(baseline, by=case_manager, on=DAY, summary="S")
    assert queries.asking_for_a_talk(case) == ()
    [seen] = queries.overviews_of(case, Voice.CASE_MANAGER)
    assert seen.asking_for_a_talk == ()


@pytest.mark.covers("S5.05")
def test_the_start_stays_covered_until_both_have_gone_through_the_end(case, ended, mentee, case_manager):
    def covered() -> list[bool]:
        return [each.is_covered for each in queries.overviews_of(case, Voice.MENTEE)]

    def starts() -> list[bool]:
        return [bool(move.start) for change in queries.change_table(case) for move in change.moves][:4]

    assert (covered(), starts()) == ([True, False], [False] * 4)
    fill_wholly(ended, Voice.MENTEE, mentee, 4)
    assert (covered(), starts()) == ([True, False], [False] * 4)
    fill_wholly(ended, Voice.CASE_MANAGER, case_manager, 4)
    assert (covered(), starts()) == ([False, False], [True] * 4)


@pytest.mark.covers("S5.05")
def test_closing_the_end_uncovers_the_start_too(case, ended, mentee, case_manager):
    fill(ended, Voice.MENTEE, mentee, [4])
    fill(ended, Voice.CASE_MANAGER, case_manager, [3])
    assert queries.comparison(case).changes == ()
    close_assessment(ended, by=case_manager, on=DAY, summary="E")
    assert queries.comparison(case).changes


@pytest.mark.covers("S5.06")
def test_a_change_compares_each_voice_with_itself(case, ended, mentee, case_manager):
    fill(ended, Voice.MENTEE, mentee, [4, 3, 3])
    fill(ended, Voice.CASE_MANAGER, case_manager, [3, "dont_know"])
    close_assessment(ended, by=case_manager, on=DAY, summary="E")
    first, second, third = queries.change_table(case)[:3]
    assert [move.steps for move in first.moves] == [2, 0]
    assert [move.steps for move in second.moves] == [-1, None]
    assert [move.steps for move in third.moves] == [None, None]
    assert (first.mentee.start_x, first.mentee.end_x, first.mentee.way) == (60, 144, "M60 14H144")
    assert (first.case_manager.way, third.mentee.way) == ("", "")


def test_before_the_start_there_is_no_table_and_before_the_end_nothing_to_compare(case, baseline):
    assert queries.comparison(case).changes == ()
    assert {bool(move.end) for change in queries.change_table(case) for move in change.moves} == {False}


def test_a_case_without_an_assessment_has_no_table(case):
    assert queries.change_table(case) == ()
    assert queries.comparison(case).changes == ()


@pytest.mark.parametrize("voice", list(Voice))
def test_an_overview_asks_the_database_as_often_for_one_answer_as_for_all(
    case, baseline, mentee, django_assert_num_queries, voice
):
    fill(baseline, voice, mentee, [3])
    with django_assert_num_queries(5):
        queries.overviews_of(case, voice)
    fill_wholly(baseline, voice, mentee, 2)
    with django_assert_num_queries(5):
        queries.overviews_of(case, voice)


def test_a_table_of_changes_asks_the_database_twice(case, ended, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.change_table(case)
    with django_assert_num_queries(1):
        queries.areas_with_answers(ended)


@pytest.mark.covers("S2.27", "S2.28")
def test_what_is_lacking_is_said_at_each_field():
    def fields(outcome: Outcome, **given: object) -> list[str]:
        return [name for name, _sentence in lacking(outcome, given, decided_on=DAY)]

    steps = [PlannedStep("x")]
    assert fields(Outcome.NOT_YET) == ["step_1_what", "review_on"]
    assert fields(Outcome.NOT_YET, steps=steps, review_on=DAY + timedelta(days=42)) == []
    assert fields(Outcome.NOT_YET, steps=steps, review_on=DAY + timedelta(days=43)) == ["review_on"]
    assert fields(Outcome.NOT_YET, steps=steps, review_on=DAY - timedelta(days=1)) == ["review_on"]
    assert fields(Outcome.ANOTHER_WAY) == ["place", "supporter", "goals", "review_on"]
    whole = {"place": "Library", "supporter": "Ilze", "goals": "Mornings"}
    assert fields(Outcome.ANOTHER_WAY, **whole, review_on=DAY + timedelta(days=92)) == []
    assert fields(Outcome.ANOTHER_WAY, **whole, review_on=DAY + timedelta(days=93)) == ["review_on"]
    backwards = {"begins_on": DAY, "ends_on": DAY - timedelta(days=1)}
    assert fields(Outcome.ANOTHER_WAY, **whole, **backwards, review_on=DAY) == ["ends_on"]
    assert fields(Outcome.READY) == []
