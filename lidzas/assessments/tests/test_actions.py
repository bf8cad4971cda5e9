"""Going through the life areas, and deciding on a mentor."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lidzas.accounts.models import User
from lidzas.assessments import queries
from lidzas.assessments.actions import (
    AssessmentClosed,
    AssessmentOpen,
    AssessmentOpened,
    BaselineNotClosed,
    DecisionIncomplete,
    NoSuchAnswer,
    NothingSaid,
    VoiceMissing,
    add_note,
    answer,
    close_assessment,
    decide_readiness,
    open_assessment,
    say_own_view,
)
from lidzas.assessments.choices import Certainty, Kind, Outcome, Stance, Voice
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.assessments.models import Answer, Assessment, OwnView, Readiness
from lidzas.audit.models import Entry
from lidzas.cases.actions import CaseClosed, DateOutOfPlace, close_case
from lidzas.cases.models import Case, DoneActivity
from lidzas.method import Path, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY

SOON = DAY + timedelta(days=21)
REST = [PlannedStep("Rest")]
LIBRARY = {"place": "Library", "supporter": "Ilze", "goals": "Try mornings", "review_on": SOON}


def first_area(assessment: Assessment, place: int = 0) -> str:
    return queries.form_of(assessment).areas[place].key


@pytest.fixture
def baseline(case: Case, case_manager: User) -> Assessment:
    return open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


def close_with_one_answer_each(assessment: Assessment, mentee: User, case_manager: User) -> Assessment:
    area = first_area(assessment)
    answer(assessment, area, Voice.MENTEE, by=mentee, on=DAY, level=2)
    answer(assessment, area, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=3, evidence="Seen")
    return close_assessment(assessment, by=case_manager, on=DAY, summary="Strong in music")


def done(case: Case, kind: RecordKind) -> bool:
    keys = {each.key for each in method_of(case.method_id).activities_for_record(kind)}
    return keys == set(
        DoneActivity.objects.filter(case=case, activity__in=keys).values_list("activity", flat=True)
    )


def test_an_assessment_is_opened_once(case, case_manager, baseline):
    assert (baseline.method_id, baseline.opened_on, baseline.opened_by) == (case.method_id, DAY, case_manager)
    with pytest.raises(AssessmentOpened):
        open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)
    assert Entry.objects.filter(deed="assessment.open", case_id=case.pk).count() == 1


def test_nothing_is_opened_on_a_case_that_has_ended(case, case_manager):
    close_case(case, by=case_manager, on=DAY)
    with pytest.raises(CaseClosed):
        open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)


def test_the_end_cannot_be_looked_at_without_a_start(case, case_manager):
    with pytest.raises(BaselineNotClosed):
        open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)


def test_the_end_cannot_be_looked_at_while_the_start_is_open(case, case_manager, baseline):
    with pytest.raises(BaselineNotClosed):
        open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)


@pytest.mark.covers("S5.05")
def test_the_form_at_the_end_has_the_version_of_the_form_at_the_start(case, mentee, case_manager, baseline):
    close_with_one_answer_each(baseline, mentee, case_manager)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    assert end.method_id == baseline.method_id
    assert queries.form_of(end) is queries.form_of(baseline)


@pytest.mark.covers("S1.23")
def test_both_voices_answer_the_same_area_without_touching_each_other(mentee, case_manager, baseline):
    area = first_area(baseline)
    answer(
        baseline, area, Voice.MENTEE, by=mentee, on=DAY, level=2, own_words="It is loud", wants_to_work=True
    )
    answer(
        baseline, area, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=4, evidence="One visit",
        certainty=Certainty.LOW,
    )  # fmt: skip
    [each] = [each for each in queries.areas_with_answers(baseline) if each.mentee]
    assert (each.mentee.answer.level, each.mentee.answer.own_words, each.mentee.answer.wants_to_work) == (
        2, "It is loud", True,
    )  # fmt: skip
    assert (each.case_manager.answer.level, each.case_manager.answer.evidence) == (4, "One visit")
    assert each.case_manager.answer.certainty == Certainty.LOW


@pytest.mark.covers("S2.20")
def test_what_a_view_rests_on_is_kept_apart_from_the_view(case_manager, baseline):
    said = answer(
        baseline, first_area(baseline), Voice.CASE_MANAGER, by=case_manager, on=DAY,
        own_words="Probably tired", evidence="At the camp: slept through the morning",
    )  # fmt: skip
    said.refresh_from_db()
    assert (said.own_words, said.evidence) == ("Probably tired", "At the camp: slept through the morning")


def test_an_answer_takes_the_place_of_the_one_before(mentee, baseline):
    area = first_area(baseline)
    first = answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, level=1)
    second = answer(
        baseline, area, Voice.MENTEE, by=mentee, on=DAY, skipped="dont_want_to_say", version=first.version
    )
    second.refresh_from_db()
    assert (second.pk, second.level, second.skipped, second.version) == (
        first.pk,
        None,
        "dont_want_to_say",
        2,
    )


@pytest.mark.parametrize("seen", [0, 7])
def test_an_answer_written_meanwhile_is_not_overwritten(mentee, baseline, seen):
    area = first_area(baseline)
    answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, level=3)
    with pytest.raises(Stale):
        answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, level=5, version=seen)
    assert Answer.objects.get().level == 3


@pytest.mark.parametrize("skipped", ["dont_know", "dont_want_to_say", "not_relevant"])
@pytest.mark.covers("S1.23")
def test_each_kind_of_no_answer_is_kept_as_itself(mentee, baseline, skipped):
    answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY, skipped=skipped)
    assert Answer.objects.get().skipped == skipped


def test_words_alone_are_an_answer(mentee, baseline):
    answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY, own_words="It depends 🙂")
    assert Answer.objects.get().own_words == "It depends 🙂"


def test_an_empty_answer_is_not_kept(mentee, baseline):
    with pytest.raises(NothingSaid):
        answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY, own_words="  ")
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "strange",
    [{"area": "moon", "level": 1}, {"skipped": "bored"}, {"level": 1, "independence": "sometimes"}],
)
def test_the_form_knows_no_other_answers(mentee, baseline, strange):
    area = strange.pop("area", first_area(baseline))
    with pytest.raises(NoSuchAnswer):
        answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, **strange)


def test_what_belongs_to_the_other_voice_is_not_kept(mentee, case_manager, baseline):
    area = first_area(baseline)
    answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, level=1, evidence="x", certainty="high")
    answer(baseline, area, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=1, wants_to_work=True)
    kept = {row.voice: (row.evidence, row.certainty, row.wants_to_work) for row in Answer.objects.all()}
    assert kept == {"mentee": ("", "", None), "case_manager": ("", "", None)}


@pytest.mark.covers("S5.08", "S5.09", "S5.10")
def test_independence_is_asked_at_the_end_alone(case, mentee, case_manager, baseline):
    more = {"level": 4, "independence": "with_help", "help_what": "Letters", "help_from": "Aunt Rita"}
    area = first_area(baseline)
    answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, **more)
    assert Answer.objects.get().independence == ""
    close_with_one_answer_each(baseline, mentee, case_manager)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    said = answer(end, area, Voice.MENTEE, by=mentee, on=DAY, **more)
    said.refresh_from_db()
    assert (said.independence, said.help_what, said.help_from) == ("with_help", "Letters", "Aunt Rita")


def test_an_answer_is_not_dated_before_the_assessment(mentee, baseline):
    with pytest.raises(DateOutOfPlace):
        answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY - timedelta(days=1), level=1)


def test_a_level_and_no_answer_cannot_both_stand(mentee, baseline):
    with pytest.raises(IntegrityError):
        answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY, level=1, skipped="dont_know")


@pytest.mark.covers("S1.23", "S2.18")
def test_closing_locks_the_answers_and_marks_the_baseline_done(case, mentee, case_manager, baseline):
    assert not done(case, RecordKind.BASELINE)
    closed = close_with_one_answer_each(baseline, mentee, case_manager)
    closed.refresh_from_db()
    assert (closed.closed_on, closed.closed_by, closed.summary) == (DAY, case_manager, "Strong in music")
    assert done(case, RecordKind.BASELINE)
    with pytest.raises(AssessmentClosed):
        answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY, level=5)
    with pytest.raises(AssessmentClosed):
        close_assessment(baseline, by=case_manager, on=DAY, summary="again")


@pytest.mark.parametrize("voice", list(Voice))
def test_an_assessment_in_which_one_voice_is_missing_stays_open(case, mentee, case_manager, baseline, voice):
    answer(baseline, first_area(baseline), voice, by=mentee, on=DAY, level=2)
    with pytest.raises(VoiceMissing):
        close_assessment(baseline, by=case_manager, on=DAY, summary="")
    assert not queries.assessment_of(case, Kind.BASELINE).is_closed


def test_passing_one_area_is_enough_of_a_voice(mentee, case_manager, baseline):
    area = first_area(baseline)
    answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, skipped="dont_want_to_say")
    answer(baseline, area, Voice.CASE_MANAGER, by=case_manager, on=DAY, level=3)
    assert close_assessment(baseline, by=case_manager, on=DAY, summary="").is_closed


@pytest.mark.covers("S5.05", "S5.06")
def test_closing_the_end_marks_the_reassessment_done(case, mentee, case_manager, baseline):
    close_with_one_answer_each(baseline, mentee, case_manager)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    close_with_one_answer_each(end, mentee, case_manager)
    assert done(case, RecordKind.REASSESSMENT)


@pytest.mark.covers("S1.23")
def test_a_closed_assessment_is_corrected_by_a_dated_note(mentee, case_manager, baseline):
    with pytest.raises(AssessmentOpen):
        add_note(baseline, "Too early", by=mentee, on=DAY)
    close_with_one_answer_each(baseline, mentee, case_manager)
    with pytest.raises(NothingSaid):
        add_note(baseline, " ", by=mentee, on=DAY)
    note = add_note(baseline, "I meant the old flat", by=mentee, on=DAY)
    note.refresh_from_db()
    assert (note.text, note.by, note.on, note.assessment) == ("I meant the old flat", mentee, DAY, baseline)


@pytest.mark.covers("S1.46")
def test_an_own_view_may_change_and_the_newest_counts(case, mentee):
    say_own_view(case, stance=Stance.TALK_FIRST, words="Who is it?", by=mentee, on=DAY)
    say_own_view(case, stance=Stance.WILLING, words="", by=mentee, on=DAY)
    assert queries.latest_own_view(case).stance == Stance.WILLING
    assert OwnView.objects.filter(case=case).count() == 2


def decide(case: Case, by: User, outcome: Outcome, *, on: date = DAY, **more: object) -> Readiness:
    return decide_readiness(
        case, outcome=outcome, reasons="Because", evidence="Six calls", by=by, on=on, **more
    )


@pytest.mark.covers("S2.26")
def test_the_newest_decision_counts(case, case_manager):
    assert not queries.is_ready(case)
    decide(case, case_manager, Outcome.READY)
    assert queries.is_ready(case)
    assert done(case, RecordKind.READINESS)
    decide(case, case_manager, Outcome.NOT_YET, steps=REST, review_on=SOON)
    assert not queries.is_ready(case)
    latest = queries.latest_readiness(case)
    assert (latest.reasons, latest.evidence, latest.by, latest.decided_on) == (
        "Because",
        "Six calls",
        case_manager,
        DAY,
    )


@pytest.mark.covers("S2.27")
def test_not_yet_keeps_the_place_on_the_way_to_a_mentor(case, case_manager):
    steps = [PlannedStep("One", "Ilze", SOON), PlannedStep(" "), PlannedStep("Two")]
    decide(case, case_manager, Outcome.NOT_YET, steps=steps, review_on=DAY + timedelta(days=42))
    case.refresh_from_db()
    assert (case.path, case.is_closed) == (Path.MENTOR, False)
    planned = [(step.what, step.with_whom, step.by_day) for step in queries.way_on(case).steps]
    assert planned == [("One", "Ilze", SOON), ("Two", "", None)]


@pytest.mark.covers("S2.27")
@pytest.mark.parametrize(
    "more",
    [
        {"review_on": SOON},
        {"steps": [PlannedStep("  ")], "review_on": SOON},
        {"steps": REST},
        {"steps": REST, "review_on": DAY + timedelta(days=43)},
        {"steps": REST, "review_on": DAY - timedelta(days=1)},
    ],
)
def test_not_yet_needs_steps_and_a_day_within_six_weeks(case, case_manager, more):
    with pytest.raises(DecisionIncomplete):
        decide(case, case_manager, Outcome.NOT_YET, **more)
    assert queries.latest_readiness(case) is None
    assert not done(case, RecordKind.READINESS)


@pytest.mark.covers("S2.28")
def test_another_way_is_a_path_with_a_place(case, case_manager):
    with pytest.raises(DecisionIncomplete):
        decide(case, case_manager, Outcome.ANOTHER_WAY)
    decide(case, case_manager, Outcome.ANOTHER_WAY, **LIBRARY)
    case.refresh_from_db()
    assert case.path == Path.ANOTHER_WAY
    assert not queries.is_ready(case)
    decide(case, case_manager, Outcome.READY)
    case.refresh_from_db()
    assert case.path == Path.MENTOR


def test_a_decision_without_reasons_is_refused(case, case_manager):
    with pytest.raises(DecisionIncomplete):
        decide_readiness(case, outcome=Outcome.READY, reasons=" ", evidence="", by=case_manager, on=DAY)


@pytest.mark.parametrize(
    "row",
    [
        {"outcome": "not_yet", "review_on": None},
        {"outcome": "never", "review_on": None},
        {"outcome": "another_way", "place": "x", "begins_on": DAY, "ends_on": DAY - timedelta(days=1)},
        {"outcome": "another_way", "place": ""},
        {"outcome": "ready", "review_on": DAY - timedelta(days=1)},
    ],
)
def test_the_database_holds_no_incomplete_decision(case, case_manager, row):
    with pytest.raises(IntegrityError):
        Readiness.objects.create(case=case, reasons="x", decided_on=DAY, by=case_manager, **row)


def test_the_trail_never_repeats_what_was_written(case, mentee, case_manager, baseline):
    answer(baseline, first_area(baseline), Voice.MENTEE, by=mentee, on=DAY, level=1, own_words="CANARY")
    say_own_view(case, stance=Stance.WILLING, words="CANARY", by=mentee, on=DAY)
    decide(case, case_manager, Outcome.ANOTHER_WAY, **{**LIBRARY, "place": "CANARY"})
    assert not Entry.objects.filter(reason__contains="CANARY").exists()
    assert set(Entry.objects.filter(case_id=case.pk).values_list("deed", flat=True)) >= {
        "assessment.answer", "readiness.say", "readiness.decide",
    }  # fmt: skip
