from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lidzas.access import Permission, Role
from lidzas.cases.actions import CaseClosed, GateShut, NoSuchStep, close_case, join_team, leave_team
from lidzas.cases.models import Case, DoneActivity
from lidzas.closing import actions
from lidzas.closing.choices import GoingOnResult, TalkMode
from lidzas.closing.models import ClosingAnswer, ClosingTalk, Exit, GoingOn
from lidzas.closing.queries import (
    answers_of,
    exit_of,
    exit_path_of,
    going_on_result,
    shared_forms,
    talk_of,
    voices_with_words,
)
from lidzas.closing.tests.builders import (
    a_going_on,
    a_held_talk,
    an_answer,
    an_exit,
    first_question,
    question_with_parts,
)
from lidzas.method import Demand, RecordKind, Unmet
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY, START, a_person


@pytest.fixture
def three(mentee, mentor, case_manager):
    return {"mentee": mentee, "mentor": mentor, "case_manager": case_manager}


def words_for(case, person):
    """Every answer a person may read."""
    return {
        text for question in answers_of(case, person) for box in question.boxes for _role, text in box.said
    }


def done_by(case, kind, role=None):
    keys = {each.key for each in method_of(case.method_id).activities_for_record(kind, role)}
    return (
        set(DoneActivity.objects.filter(case=case, activity__in=keys).values_list("activity", flat=True))
        == keys
    )


# The talk


@pytest.mark.covers("S4.13")
def test_the_young_person_chooses_with_whom_to_look_back_and_may_choose_anew(case, mentee):
    actions.choose_mode(case, TalkMode.WITH_MENTOR, by=mentee, on=DAY)
    actions.choose_mode(case, TalkMode.ALONE, by=mentee, on=DAY)

    assert talk_of(case).mode == TalkMode.ALONE


@pytest.mark.covers("S4.14", "S4.15", "S4.16", "S4.17", "S4.18", "S4.19")
def test_every_box_of_every_question_takes_an_answer(case, mentee):
    boxes = [
        (question.key, part)
        for question in method_of(case.method_id).questions
        for part in range(len(question.parts) or 1)
    ]
    assert len(boxes) > 6

    for question, part in boxes:
        an_answer(case, f"{question} {part}", role=Role.MENTEE, by=mentee, question=question, part=part)

    assert words_for(case, mentee) == {f"{question} {part}" for question, part in boxes}


def test_only_boxes_of_the_method_are_answered(case, mentee):
    for question, part in (("unheard_of", 0), (first_question(case), 1)):
        with pytest.raises(NoSuchStep):
            an_answer(case, "x", role=Role.MENTEE, by=mentee, question=question, part=part)
    assert not ClosingAnswer.objects.exists()


@pytest.mark.covers("S4.21")
def test_before_the_talk_each_reads_only_their_own_words(case, mentee, mentor, case_manager):
    an_answer(case, "of the mentee", role=Role.MENTEE, by=mentee)
    an_answer(case, "of the mentor", role=Role.MENTOR, by=mentor)
    an_answer(case, "of the manager", role=Role.CASE_MANAGER, by=case_manager)

    assert words_for(case, mentee) == {"of the mentee"}
    assert words_for(case, mentor) == {"of the mentor"}
    assert words_for(case, case_manager) == {"of the manager"}
    assert voices_with_words(case) == {Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER}


@pytest.mark.covers("S4.13", "S4.21")
def test_after_a_talk_of_all_three_each_reads_all_answers(case, three, mentee):
    actions.choose_mode(case, TalkMode.WITH_MENTOR, by=mentee, on=DAY)
    a_held_talk(case, **three)

    for person in three.values():
        assert words_for(case, person) == {"CANARY-MENTEE", "CANARY-MENTOR", "CANARY-MANAGER"}
    assert done_by(case, RecordKind.CLOSING_TALK)


def test_words_taken_back_before_the_talk_are_told_to_nobody(case, three, mentee):
    actions.choose_mode(case, TalkMode.WITH_MENTOR, by=mentee, on=DAY)
    an_answer(case, "CANARY-FIRST", role=Role.MENTEE, by=mentee)
    an_answer(case, "", role=Role.MENTEE, by=mentee)
    an_answer(case, "CANARY-MANAGER", role=Role.CASE_MANAGER, by=three["case_manager"])
    actions.hold_talk(case, by=three["case_manager"], on=DAY)
    assert words_for(case, three["case_manager"]) == {"CANARY-MANAGER"}


@pytest.mark.covers("S4.13")
@pytest.mark.parametrize("mode", [TalkMode.ALONE, ""])
def test_a_mentor_whom_the_young_person_did_not_choose_to_look_back_with_reads_only_their_own(
    case, three, mentee, mentor, case_manager, mode
):
    actions.choose_mode(case, mode, by=mentee, on=DAY)
    a_held_talk(case, **three)

    assert words_for(case, mentor) == {"CANARY-MENTOR"}
    for person in (mentee, case_manager):
        assert words_for(case, person) == {"CANARY-MENTEE", "CANARY-MENTOR", "CANARY-MANAGER"}


def another_mentor(case, case_manager, *, on=DAY, left_on=DAY):
    """The first mentor leaves and another comes."""
    leave_team(case, Role.MENTOR, by=case_manager, on=left_on)
    person = a_person("Rasa Ozola")
    join_team(case, person, Role.MENTOR, by=case_manager, on=on)
    return person


def test_who_takes_over_as_mentor_writes_in_boxes_of_their_own(case, mentor, case_manager):
    first = an_answer(case, "of the first mentor", role=Role.MENTOR, by=mentor)
    second = another_mentor(case, case_manager)
    assert words_for(case, second) == set()
    assert voices_with_words(case) == set()

    an_answer(case, "of the second", role=Role.MENTOR, by=second)

    assert words_for(case, second) == {"of the second"}
    first.refresh_from_db()
    assert first.text == "of the first mentor"


@pytest.mark.covers("S4.13", "S4.21")
def test_a_mentor_who_came_after_the_talk_reads_only_their_own(case, three, mentee, case_manager):
    actions.choose_mode(case, TalkMode.WITH_MENTOR, by=mentee, on=DAY)
    a_held_talk(case, **three)
    second = another_mentor(case, case_manager, on=DAY + timedelta(days=1))
    an_answer(case, "of the second", role=Role.MENTOR, by=second, on=DAY + timedelta(days=1))

    assert words_for(case, second) == {"of the second"}
    for person in (mentee, case_manager):
        assert words_for(case, person) == {
            "CANARY-MENTEE", "CANARY-MENTOR", "CANARY-MANAGER", "of the second",
        }  # fmt: skip


@pytest.mark.covers("S4.21")
def test_the_words_of_a_mentor_who_left_before_the_talk_stay_closed(case, mentee, mentor, case_manager):
    an_answer(case, "of the first mentor", role=Role.MENTOR, by=mentor, on=START)
    second = another_mentor(case, case_manager, on=START, left_on=START)
    actions.choose_mode(case, TalkMode.WITH_MENTOR, by=mentee, on=DAY)
    a_held_talk(case, mentee=mentee, mentor=second, case_manager=case_manager)

    for person in (mentee, second, case_manager):
        assert words_for(case, person) == {"CANARY-MENTEE", "CANARY-MENTOR", "CANARY-MANAGER"}


def test_no_talk_is_held_about_nothing(case, mentor, case_manager):
    an_answer(case, "only the mentor", role=Role.MENTOR, by=mentor)

    with pytest.raises(actions.NothingSaidYet):
        actions.hold_talk(case, by=case_manager, on=DAY)
    assert talk_of(case) is None


def test_words_taken_back_are_no_words(case, mentee, case_manager):
    an_answer(case, "well", role=Role.MENTEE, by=mentee)
    an_answer(case, "", role=Role.MENTEE, by=mentee)

    with pytest.raises(actions.NothingSaidYet):
        actions.hold_talk(case, by=case_manager, on=DAY)


def test_the_talk_is_held_once_and_its_way_stands_then(case, three, mentee, case_manager):
    a_held_talk(case, **three)

    with pytest.raises(actions.TalkHeld):
        actions.hold_talk(case, by=case_manager, on=DAY)
    with pytest.raises(actions.TalkHeld):
        actions.choose_mode(case, TalkMode.ALONE, by=mentee, on=DAY)


def test_an_answer_written_in_another_window_is_not_lost(case, mentee):
    answer = an_answer(case, "first", role=Role.MENTEE, by=mentee)
    question = first_question(case)
    actions.answer_question(
        case, question, 0, "second", role=Role.MENTEE, by=mentee, on=DAY, version=answer.version
    )

    with pytest.raises(Stale):
        actions.answer_question(
            case, question, 0, "third", role=Role.MENTEE, by=mentee, on=DAY, version=answer.version
        )
    assert words_for(case, mentee) == {"second"}


def test_all_boxes_of_a_question_are_written_at_once_and_only_what_changed(case, mentee):
    question = question_with_parts(case)

    def write(texts, version):
        actions.answer_parts(case, question, texts, role=Role.MENTEE, by=mentee, on=DAY, version=version)

    write(["good", ""], 0)
    assert ClosingAnswer.objects.get().version == 1
    write(["good", "hard"], 1)
    write(["better", "hard"], 2)

    assert words_for(case, mentee) == {"better", "hard"}
    assert sorted(ClosingAnswer.objects.values_list("version", flat=True)) == [1, 2]
    with pytest.raises(Stale):
        write(["worse", "hard"], 2)


# Going on


@pytest.mark.covers("S5.01", "S5.02", "S5.03", "S5.13", "S5.15", "S5.16", "S5.23", "S5.24")
def test_two_yeses_are_both_told_and_the_forms_both_named(case, mentee, mentor):
    keys = [each.key for each in method_of(case.method_id).continuations]

    a_going_on(case, Role.MENTEE, wants=True, by=mentee, forms=(keys[0], keys[1]))
    assert done_by(case, RecordKind.GOING_ON, Role.MENTEE)
    assert not done_by(case, RecordKind.GOING_ON)
    assert (going_on_result(case), shared_forms(case)) == (GoingOnResult.WAITING, ())
    a_going_on(case, Role.MENTOR, wants=True, by=mentor, forms=(keys[1], keys[2], "unheard_of"))

    assert going_on_result(case) is GoingOnResult.BOTH_YES
    assert [each.key for each in shared_forms(case)] == [keys[1]]
    assert done_by(case, RecordKind.GOING_ON)


@pytest.mark.covers("S5.01")
@pytest.mark.parametrize(("of_mentee", "of_mentor"), [(True, False), (False, True), (False, False)])
def test_a_no_closes_warmly_whoever_said_it(case, mentee, mentor, of_mentee, of_mentor):
    keys = tuple(each.key for each in method_of(case.method_id).continuations)

    a_going_on(case, Role.MENTEE, wants=of_mentee, by=mentee, forms=keys)
    a_going_on(case, Role.MENTOR, wants=of_mentor, by=mentor, forms=keys)

    assert going_on_result(case) is GoingOnResult.CLOSE_WARMLY
    assert shared_forms(case) == ()


def test_a_no_keeps_no_forms(case, mentee):
    keys = tuple(each.key for each in method_of(case.method_id).continuations)

    assert a_going_on(case, Role.MENTEE, wants=False, by=mentee, forms=keys).forms == []


@pytest.mark.covers("S5.23")
def test_the_young_person_is_asked_first(case, mentor):
    with pytest.raises(actions.AskTheYoungPersonFirst):
        a_going_on(case, Role.MENTOR, wants=True, by=mentor)
    assert not GoingOn.objects.exists()


def test_an_answer_may_change_until_both_have_answered(case, mentee, mentor):
    a_going_on(case, Role.MENTEE, wants=False, by=mentee)
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    assert DoneActivity.objects.filter(case=case, by=mentee).count() == 1
    a_going_on(case, Role.MENTOR, wants=True, by=mentor)

    for role, person in ((Role.MENTEE, mentee), (Role.MENTOR, mentor)):
        with pytest.raises(actions.BothHaveAnswered):
            a_going_on(case, role, wants=False, by=person)
    assert going_on_result(case) is GoingOnResult.BOTH_YES


def test_without_a_mentor_there_is_nobody_to_go_on_with(case, mentee, case_manager):
    with pytest.raises(actions.NobodyToGoOnWith):
        a_going_on(case, Role.CASE_MANAGER, wants=True, by=case_manager)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    with pytest.raises(actions.NobodyToGoOnWith):
        a_going_on(case, Role.MENTEE, wants=True, by=mentee)


@pytest.mark.covers("S5.01")
def test_with_another_mentor_both_are_asked_anew(case, mentee, mentor, case_manager):
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    second = another_mentor(case, case_manager)

    with pytest.raises(actions.AskTheYoungPersonFirst):
        a_going_on(case, Role.MENTOR, wants=True, by=second)
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    a_going_on(case, Role.MENTOR, wants=True, by=second)

    assert going_on_result(case) is GoingOnResult.BOTH_YES
    assert GoingOn.objects.filter(case=case).count() == 3


def test_what_two_have_said_stands_when_the_mentor_leaves_and_closes_nothing_to_the_next(
    case, mentee, mentor, case_manager
):
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    a_going_on(case, Role.MENTOR, wants=False, by=mentor)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    assert going_on_result(case) is GoingOnResult.CLOSE_WARMLY

    join_team(case, a_person("Rasa Ozola"), Role.MENTOR, by=case_manager, on=DAY)

    assert going_on_result(case) is GoingOnResult.WAITING
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)


# Leaving


@pytest.mark.covers("S5.08", "S5.09", "S5.10", "S5.11", "S5.17")
def test_leaving_keeps_how_it_goes_on_and_closes_the_case(case, mentor, mentee, case_manager):
    left = an_exit(case, by=case_manager)

    case.refresh_from_db()
    assert case.closed_on == DAY
    assert exit_of(case) == left
    assert (left.where, left.alone_part, left.help_part) == (
        "The bakery",
        "Taking the bus",
        "Papers: my aunt",
    )
    assert exit_path_of(left, case) == method_of(case.method_id).exit_paths[0]
    assert done_by(case, RecordKind.EXIT)
    assert case not in Case.objects.within_reach(mentor, Permission.CASE_VIEW)
    assert case in Case.objects.within_reach(mentee, Permission.EXIT_VIEW)


def test_what_is_missing_asks_for_a_reason_and_both_are_kept(case, case_manager):
    missing = Unmet(Demand.DONE, "reassessment", 0, 1)

    with pytest.raises(GateShut) as shut:
        an_exit(case, by=case_manager, unmet=(missing,), reason=" ")
    assert shut.value.missing == (missing,)
    assert exit_of(case) is None

    left = an_exit(case, by=case_manager, unmet=(missing,), reason="Found work abroad.")
    assert (left.reason, left.missing) == ("Found work abroad.", [["done", "reassessment", 0, 1]])


def test_leaving_does_not_wait_for_the_leaving_itself(case, case_manager):
    [exit_activity] = method_of(case.method_id).activities_for_record(RecordKind.EXIT)

    left = an_exit(case, by=case_manager, unmet=(Unmet(Demand.DONE, exit_activity.key, 0, 1),))

    assert left.missing == []


def test_only_ways_out_of_the_method_are_taken(case, case_manager):
    with pytest.raises(NoSuchStep):
        an_exit(case, by=case_manager, path="into_thin_air")


def test_after_the_end_nothing_more_is_written(case, mentee, mentor, case_manager):
    an_exit(case, by=case_manager)
    deeds = (
        lambda: an_exit(case, by=case_manager),
        lambda: an_answer(case, "x", role=Role.MENTEE, by=mentee),
        lambda: actions.choose_mode(case, TalkMode.ALONE, by=mentee, on=DAY),
        lambda: a_going_on(case, Role.MENTEE, wants=True, by=mentee),
        lambda: actions.hold_talk(case, by=case_manager, on=DAY),
    )

    for deed in deeds:
        with pytest.raises(CaseClosed):
            deed()


# The database


def test_the_database_keeps_a_talk_whole_and_each_voice_once(case, three, mentee):
    a_held_talk(case, **three)
    said = a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosingTalk.objects.update(held_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosingAnswer.objects.create(
            case=case, question=first_question(case), part=0, role=Role.MENTEE, person=mentee
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        GoingOn.objects.create(
            case=case, mentorship=said.mentorship, role=Role.MENTEE, wants=False, answered_on=DAY
        )


def test_records_are_named_by_their_id_alone(case, three, mentee, case_manager):
    talk, answer = a_held_talk(case, **three), ClosingAnswer.objects.first()
    going_on = a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    left = an_exit(case, by=case_manager)

    assert str(talk) == f"Closing talk {talk.pk}"
    assert str(answer) == f"Closing answer {answer.pk}"
    assert str(going_on) == f"Answer on going on {going_on.pk}"
    assert str(left) == f"Exit {left.pk}"
    assert isinstance(left, Exit)


def test_a_case_closed_without_a_talk_has_none(case, case_manager):
    close_case(case, by=case_manager, on=DAY)

    assert talk_of(case) is None
