"""Agreeing on hard moments, going through them, and handling concerns."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils.translation import get_language

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.cases.actions import CaseClosed, DateOutOfPlace, close_case
from lidzas.cases.models import DoneActivity
from lidzas.method import OpenThing, RecordKind
from lidzas.notices.models import Notice
from lidzas.programmes.actions import give_role
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from lidzas.safeguarding.actions import (
    AcknowledgedAlready,
    AgreementReplaced,
    ConcernAboutOneself,
    ConcernClosed,
    CrisisOver,
    CrisisUnderWay,
    NoSuchCrisis,
    NothingSaid,
    StepMissing,
    StepTaken,
    acknowledge,
    agree_crisis_steps,
    close_concern,
    end_crisis,
    mark_crisis_step,
    raise_concern,
    start_crisis,
)
from lidzas.safeguarding.models import (
    Acknowledgement,
    AgreedStep,
    Concern,
    Crisis,
    CrisisAgreement,
    CrisisStep,
)
from lidzas.safeguarding.queries import (
    concerns_of,
    newest_agreement,
    open_concerns,
    open_crises,
    open_things,
    proposed_steps,
    stands_now,
    steps_with_dates,
)
from tests.builders import DAY

CANARY = "CANARY"


def agree(case, by, *, steps=None, **more):
    steps = proposed_steps(method_of(case.method_id)) if steps is None else steps
    return agree_crisis_steps(
        case, steps=steps, replacement="Kristīne", contact_person="Aunt Rita", by=by, on=DAY, **more
    )


def kinds(case) -> list[str]:
    return [crisis.key for crisis in method_of(case.method_id).crises]


@pytest.mark.covers("S1.25", "S1.26", "S1.27")
def test_an_agreement_keeps_steps_with_days_and_roles_for_every_hard_moment(case, case_manager):
    agreement = agree(case, case_manager)
    agreement.refresh_from_db()
    assert agreement.agreed_steps == proposed_steps(method_of(case.method_id))
    assert (agreement.number, agreement.replacement, agreement.contact_person) == (1, "Kristīne", "Aunt Rita")
    keys = {each.key for each in method_of(case.method_id).activities_for_record(RecordKind.CRISIS_AGREEMENT)}
    assert keys == set(DoneActivity.objects.filter(case=case).values_list("activity", flat=True))


def test_steps_are_kept_in_the_order_of_their_days(case, case_manager):
    method = method_of(case.method_id)
    who = method.roles[0].key
    late = [
        AgreedStep(kind, days, who, f"{kind} {days}") for kind in reversed(kinds(case)) for days in (9, 2)
    ]
    agreement = agree(case, case_manager, steps=[*late, AgreedStep(kinds(case)[0], 1, who, "  ")])
    assert [(step.crisis, step.after_days) for step in agreement.agreed_steps] == [
        (kind, days) for kind in kinds(case) for days in (2, 9)
    ]


def test_a_hard_moment_without_a_step_is_refused(case, case_manager):
    steps = [step for step in proposed_steps(method_of(case.method_id)) if step.crisis != kinds(case)[0]]
    with pytest.raises(StepMissing):
        agree(case, case_manager, steps=steps)
    assert newest_agreement(case) is None


@pytest.mark.parametrize("strange", [{"crisis": "flood"}, {"who": "neighbour"}])
def test_an_agreement_knows_only_hard_moments_and_roles_of_the_method(case, case_manager, strange):
    steps = proposed_steps(method_of(case.method_id))
    step = {"crisis": kinds(case)[0], "after_days": 1, "who": steps[0].who, "text": "T"} | strange
    with pytest.raises(NoSuchCrisis):
        agree(case, case_manager, steps=[*steps, AgreedStep(**step)])


def test_a_new_agreement_leaves_the_old_one_and_asks_to_be_read_anew(case, case_manager, mentee):
    first = agree(case, case_manager)
    acknowledge(first, role=Role.MENTEE, by=mentee, on=DAY)
    second = agree(case, case_manager, version=1)
    assert (newest_agreement(case), second.number) == (second, 2)
    assert CrisisAgreement.objects.filter(case=case).count() == 2
    assert not second.acknowledgements.exists()
    with pytest.raises(AgreementReplaced):
        acknowledge(first, role=Role.MENTOR, by=mentee, on=DAY)


@pytest.mark.parametrize(("standing", "seen"), [(0, 1), (1, 0), (2, 1)])
def test_two_people_writing_at_once_are_told(case, case_manager, standing, seen):
    for _number in range(standing):
        agree(case, case_manager)
    with pytest.raises(Stale):
        agree(case, case_manager, version=seen)
    assert CrisisAgreement.objects.count() == standing


def test_what_stands_now_names_every_hard_moment(case, case_manager):
    assert stands_now(case) == []
    agree(case, case_manager)
    values = [value for _label, value in stands_now(case)]
    assert len(values) == len(kinds(case)) + 2
    assert values[-2:] == ["Kristīne", "Aunt Rita"]


@pytest.mark.covers("S1.25")
def test_each_acknowledges_once(case, case_manager, mentee, mentor):
    agreement = agree(case, case_manager)
    acknowledge(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    acknowledge(agreement, role=Role.MENTOR, by=mentor, on=DAY)
    with pytest.raises(AcknowledgedAlready):
        acknowledge(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    assert set(agreement.acknowledgements.values_list("role", "person")) == {
        ("mentee", mentee.pk), ("mentor", mentor.pk),
    }  # fmt: skip


@pytest.mark.covers("S1.26", "S1.27")
def test_a_hard_moment_gives_the_agreed_steps_their_days(case, case_manager):
    agree(case, case_manager)
    for kind in kinds(case):
        crisis = start_crisis(case, kind, by=case_manager, on=DAY)
        proposed = next(each for each in method_of(case.method_id).crises if each.key == kind)
        assert [(step.on, step.text) for step in steps_with_dates(crisis)] == [
            (DAY + timedelta(days=step.after_days), step.text[get_language()]) for step in proposed.steps
        ]


def test_without_an_agreement_the_steps_are_those_of_the_method(case, case_manager):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    assert crisis.agreement is None
    assert [step.text for step in steps_with_dates(crisis)] == [
        step.text for step in proposed_steps(method_of(case.method_id)) if step.crisis == crisis.kind
    ]


def test_a_hard_moment_keeps_the_steps_it_began_with(case, case_manager):
    agree(case, case_manager)
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    who = method_of(case.method_id).roles[0].key
    agree(case, case_manager, steps=[AgreedStep(kind, 0, who, "Other") for kind in kinds(case)])
    assert "Other" not in {step.text for step in steps_with_dates(crisis)}


def test_a_hard_moment_of_a_kind_is_open_once(case, case_manager):
    first, second = kinds(case)[:2]
    crisis = start_crisis(case, first, by=case_manager, on=DAY)
    with pytest.raises(CrisisUnderWay):
        start_crisis(case, first, by=case_manager, on=DAY)
    start_crisis(case, second, by=case_manager, on=DAY)
    end_crisis(crisis, outcome="O", by=case_manager, on=DAY)
    start_crisis(case, first, by=case_manager, on=DAY)
    assert open_crises(case).count() == 2


def test_the_method_knows_which_hard_moments_there_are(case, case_manager):
    with pytest.raises(NoSuchCrisis):
        start_crisis(case, "flood", by=case_manager, on=DAY)


@pytest.mark.covers("S1.27")
def test_every_step_taken_is_noted_once_with_its_day(case, case_manager):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    step = mark_crisis_step(crisis, 1, note="Called twice", by=case_manager, on=DAY + timedelta(days=2))
    step.refresh_from_db()
    assert (step.note, step.by, step.done_on) == ("Called twice", case_manager, DAY + timedelta(days=2))
    assert [bool(each.taken) for each in steps_with_dates(crisis)][:3] == [False, True, False]
    with pytest.raises(StepTaken):
        mark_crisis_step(crisis, 1, note="", by=case_manager, on=DAY)


@pytest.mark.parametrize("position", [-1, 99])
def test_only_agreed_steps_are_taken(case, case_manager, position):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    with pytest.raises(NoSuchCrisis):
        mark_crisis_step(crisis, position, note="", by=case_manager, on=DAY)


def test_nothing_is_dated_before_it_began(case, case_manager):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    with pytest.raises(DateOutOfPlace):
        mark_crisis_step(crisis, 0, note="", by=case_manager, on=DAY - timedelta(days=1))
    with pytest.raises(DateOutOfPlace):
        end_crisis(crisis, outcome="O", by=case_manager, on=DAY - timedelta(days=1))


@pytest.mark.covers("S1.26")
def test_what_is_over_is_no_longer_changed(case, case_manager):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    ended = end_crisis(crisis, outcome="A pause until spring", by=case_manager, on=DAY)
    ended.refresh_from_db()
    assert (ended.outcome, ended.ended_on, ended.ended_by) == ("A pause until spring", DAY, case_manager)
    for deed in (
        lambda: end_crisis(crisis, outcome="O", by=case_manager, on=DAY),
        lambda: mark_crisis_step(crisis, 0, note="", by=case_manager, on=DAY),
    ):
        with pytest.raises(CrisisOver):
            deed()


@pytest.mark.covers("S3.29")
def test_a_concern_goes_to_case_and_project_managers_by_a_letter_that_says_nothing(
    case, case_manager, mentor, project_manager
):
    concern = raise_concern(case, text=CANARY, by=mentor, on=DAY)
    assert (concern.raised_by, list(open_concerns(case))) == (mentor, [concern])
    assert {letter.person for letter in Notice.objects.all()} == {case_manager, project_manager}
    for letter in Notice.objects.all():
        for telling in (CANARY, "Elza", "concern", "mentor"):
            assert telling not in letter.subject + letter.body


def test_who_raises_a_concern_gets_no_letter_about_it(case, case_manager, project_manager):
    raise_concern(case, text="T", by=case_manager, on=DAY)
    assert Notice.objects.get().person == project_manager


def test_who_is_case_and_project_manager_gets_one_letter(case, programme, case_manager, mentor):
    give_role(programme, case_manager, Role.PROJECT_MANAGER, by=case_manager, on=DAY)
    raise_concern(case, text="T", by=mentor, on=DAY)
    assert Notice.objects.filter(person=case_manager).count() == 1


def test_a_concern_about_the_case_manager_reaches_the_project_managers_alone(
    case, mentor, case_manager, project_manager
):
    raise_concern(case, text="T", about_case_manager=True, by=mentor, on=DAY)
    assert Notice.objects.get().person == project_manager
    assert not concerns_of(case).exists()
    assert OpenThing.SAFEGUARDING_CONCERN not in open_things(case)


def test_a_concern_about_the_case_manager_is_closed_by_somebody_else(
    case, programme, case_manager, mentor, project_manager
):
    concern = raise_concern(case, text="T", about_case_manager=True, by=mentor, on=DAY)
    give_role(programme, case_manager, Role.PROJECT_MANAGER, by=project_manager, on=DAY)
    with pytest.raises(ConcernAboutOneself):
        close_concern(concern, what_was_done="Nothing", by=case_manager, on=DAY)
    assert close_concern(concern, what_was_done="Talked", by=project_manager, on=DAY).is_closed


def test_an_empty_concern_is_refused(case, mentor):
    with pytest.raises(NothingSaid):
        raise_concern(case, text=" ", by=mentor, on=DAY)


@pytest.mark.covers("S3.29")
def test_a_concern_is_closed_with_what_was_done(case, mentor, case_manager):
    concern = raise_concern(case, text="T", by=mentor, on=DAY)
    with pytest.raises(NothingSaid):
        close_concern(concern, what_was_done="", by=case_manager, on=DAY)
    with pytest.raises(DateOutOfPlace):
        close_concern(concern, what_was_done="Talked", by=case_manager, on=DAY - timedelta(days=1))
    closed = close_concern(concern, what_was_done="Talked", by=case_manager, on=DAY)
    closed.refresh_from_db()
    assert (closed.what_was_done, closed.closed_by, closed.closed_on) == ("Talked", case_manager, DAY)
    assert not open_concerns(case).exists()
    with pytest.raises(ConcernClosed):
        close_concern(concern, what_was_done="Again", by=case_manager, on=DAY)


def test_an_open_concern_can_be_closed_after_the_case_has_ended(case, mentor, case_manager):
    concern = raise_concern(case, text="T", by=mentor, on=DAY)
    close_case(case, by=case_manager, on=DAY)
    assert close_concern(concern, what_was_done="Talked", by=case_manager, on=DAY).is_closed
    with pytest.raises(CaseClosed):
        raise_concern(case, text="T", by=case_manager, on=DAY)


def test_a_gate_is_told_what_is_open_by_two_questions(case, case_manager, django_assert_num_queries):
    assert open_things(case) == frozenset()
    crises = [start_crisis(case, kind, by=case_manager, on=DAY) for kind in kinds(case)]
    concern = raise_concern(case, text="T", by=case_manager, on=DAY)
    raise_concern(case, text="T", by=case_manager, on=DAY)
    with django_assert_num_queries(2):
        assert open_things(case) == {OpenThing.CRISIS, OpenThing.SAFEGUARDING_CONCERN}
    for crisis in crises:
        end_crisis(crisis, outcome="O", by=case_manager, on=DAY)
    assert open_things(case) == {OpenThing.SAFEGUARDING_CONCERN}
    close_concern(concern, what_was_done="D", by=case_manager, on=DAY)
    assert open_things(case) == {OpenThing.SAFEGUARDING_CONCERN}


def test_steps_are_read_by_one_question(case, case_manager, django_assert_num_queries):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    for position in range(3):
        mark_crisis_step(crisis, position, note="N", by=case_manager, on=DAY)
    with django_assert_num_queries(1):
        [step.taken.by.name for step in steps_with_dates(crisis) if step.taken]


@pytest.fixture
def written(case, mentee, mentor, case_manager):
    """One of every record, with the canary in every free text."""
    steps = [AgreedStep(kind, 0, method_of(case.method_id).roles[0].key, CANARY) for kind in kinds(case)]
    agreement = agree_crisis_steps(
        case, steps=steps, replacement=CANARY, contact_person=CANARY, by=case_manager, on=DAY
    )
    acknowledge(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    mark_crisis_step(crisis, 0, note=CANARY, by=case_manager, on=DAY)
    end_crisis(crisis, outcome=CANARY, by=case_manager, on=DAY)
    close_concern(
        raise_concern(case, text=CANARY, by=mentor, on=DAY), what_was_done=CANARY, by=case_manager, on=DAY
    )


MODELS = [CrisisAgreement, Acknowledgement, Crisis, CrisisStep, Concern]


@pytest.mark.parametrize("model", MODELS)
def test_no_text_lies_open_in_the_database(written, model):
    rows = str(list(model.objects.values()))
    assert rows != "[]"
    assert CANARY not in rows


@pytest.mark.parametrize("model", MODELS)
def test_every_record_knows_its_case_and_programme_and_says_nothing_else(written, case, model):
    row = model.objects.get()
    assert (row.audit_case_id, row.audit_programme_id) == (case.pk, case.programme_id)
    assert CANARY not in str(row)


def test_the_trail_never_repeats_what_was_written(written, case):
    deeds = set(Entry.objects.about_case(case.pk).values_list("deed", flat=True))
    assert deeds >= {
        "crisis.agree", "crisis.acknowledge", "crisis.start", "crisis.step", "crisis.end", "concern.raise",
        "concern.close",
    }  # fmt: skip
    assert not Entry.objects.filter(reason__contains=CANARY).exists()


def test_the_database_holds_no_half_ended_crisis_and_no_bare_closing(case, case_manager):
    crisis = start_crisis(case, kinds(case)[0], by=case_manager, on=DAY)
    with pytest.raises(IntegrityError):
        Crisis.objects.filter(pk=crisis.pk).update(ended_on=DAY)


def test_the_database_holds_no_concern_closed_without_what_was_done(case, case_manager):
    raise_concern(case, text="T", by=case_manager, on=DAY)
    with pytest.raises(IntegrityError):
        Concern.objects.update(closed_on=DAY, closed_by=case_manager)
