"""What the records hold and what they keep to themselves."""

import pytest

from lidzas.assessments.actions import (
    add_note,
    answer,
    close_assessment,
    decide_readiness,
    open_assessment,
    say_own_view,
)
from lidzas.assessments.actions.circumstances import name_way, write_risk
from lidzas.assessments.actions.measuring import note_total
from lidzas.assessments.actions.ways_on import look_again
from lidzas.assessments.choices import Kind, Outcome, RiskLevel, Stance, Voice
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.assessments.models import (
    Answer,
    Assessment,
    Measurement,
    Note,
    OwnView,
    PreparationStep,
    Readiness,
    Risk,
    WayReview,
    WayUsed,
)
from lidzas.assessments.queries import form_of
from tests.builders import DAY

CANARY = "CANARY"


RECORDS = [
    Assessment, Answer, Measurement, Note, OwnView, PreparationStep, Readiness, Risk, WayReview, WayUsed,
]  # fmt: skip


@pytest.fixture
def written(case, mentee, case_manager):
    """One of every record, with the canary in every free text."""
    baseline = open_assessment(case, Kind.BASELINE, by=case_manager, on=DAY)
    area = form_of(baseline).areas[0].key
    answer(baseline, area, Voice.MENTEE, by=mentee, on=DAY, own_words=CANARY)
    answer(
        baseline,
        area,
        Voice.CASE_MANAGER,
        by=case_manager,
        on=DAY,
        own_words=CANARY,
        evidence=CANARY,
        conditions=CANARY,
    )
    close_assessment(baseline, by=case_manager, on=DAY, summary=CANARY)
    add_note(baseline, CANARY, by=mentee, on=DAY)
    end = open_assessment(case, Kind.REASSESSMENT, by=case_manager, on=DAY)
    answer(end, area, Voice.MENTEE, by=mentee, on=DAY, level=1, help_what=CANARY, help_from=CANARY)
    say_own_view(case, stance=Stance.WILLING, words=CANARY, by=mentee, on=DAY)
    decide_readiness(
        case, outcome=Outcome.NOT_YET, reasons=CANARY, evidence=CANARY, steps=[PlannedStep(CANARY, CANARY)],
        review_on=DAY, by=case_manager, on=DAY,
    )  # fmt: skip
    decision = decide_readiness(
        case, outcome=Outcome.ANOTHER_WAY, reasons=CANARY, evidence=CANARY, place=CANARY,
        supporter=CANARY, goals=CANARY, review_on=DAY, by=case_manager, on=DAY,
    )  # fmt: skip
    look_again(decision, words=CANARY, next_on=DAY, by=case_manager, on=DAY)
    name_way(end, way=form_of(end).ways[0].key, used_on=DAY, note=CANARY, by=case_manager, on=DAY)
    write_risk(end, RiskLevel.FAMILY, what=CANARY, who_does_what=CANARY, by=case_manager, on=DAY)
    note_total(case, name=CANARY, licence=CANARY, total=CANARY, taken_on=DAY, by=case_manager, on=DAY)


@pytest.mark.parametrize("model", RECORDS)
def test_no_text_about_a_person_lies_open_in_the_database(written, model):
    rows = str(list(model.objects.values()))
    assert rows != "[]"
    assert CANARY not in rows


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_is_called_by_its_id_alone(written, model):
    row = model.objects.last()
    assert str(row.pk) in str(row)
    assert CANARY not in str(row)


@pytest.mark.parametrize("model", RECORDS)
def test_every_record_knows_its_case_and_programme(written, case, model):
    row = model.objects.first()
    assert (row.audit_case_id, row.audit_programme_id) == (case.pk, case.programme_id)
