"""Drafting, writing, agreeing, living and evaluating a plan."""

from datetime import timedelta

import pytest

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.cases.actions import CaseClosed, close_case
from lidzas.cases.models import DoneActivity
from lidzas.method import RecordKind
from lidzas.plans.actions import (
    EvidenceMissing,
    GoalClosed,
    GoalNotAccepted,
    GoalsNotEvaluated,
    PlanNotReady,
    ReviewInThePast,
    StepOnlyProposed,
    TooManyGoals,
    accept_goal,
    accept_step,
    agree_plan,
    change_goal,
    choose_top,
    draft_plan,
    evaluate_goal,
    evaluate_plan,
    mark_step,
    set_review,
)
from lidzas.plans.models import Goal, SupportPlan
from lidzas.plans.queries import as_read, goals_with_steps
from lidzas.plans.tests.conftest import a_goal, a_step
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY

LATER = DAY + timedelta(days=7)


def is_done(case, kind):
    keys = [each.key for each in method_of(case.method_id).activities_for_record(kind)]
    assert keys
    return DoneActivity.objects.filter(case=case, activity__in=keys).count() == len(keys)


@pytest.mark.covers("S2.05")
def test_a_plan_is_begun_once_and_then_written_anew(case, plan, mentee):
    again = draft_plan(case, vision="I live by the sea", by=mentee, on=LATER, version=plan.version)
    assert again.pk == plan.pk
    assert SupportPlan.objects.get().vision == "I live by the sea"


def test_a_vision_written_from_an_older_one_is_refused(case, plan, mentee):
    draft_plan(case, vision="First", by=mentee, on=DAY, version=plan.version)
    with pytest.raises(Stale):
        draft_plan(case, vision="Second", by=mentee, on=DAY, version=plan.version)
    assert SupportPlan.objects.get().vision == "First"


@pytest.mark.covers("S2.05")
def test_a_plan_knows_when_it_is_looked_at_again(plan, case_manager):
    set_review(plan, review_on=LATER, by=case_manager, on=DAY)
    assert SupportPlan.objects.get().review_on == LATER


def test_a_day_to_look_again_chosen_meanwhile_is_not_replaced(plan, mentee, case_manager):
    set_review(plan, review_on=LATER, by=case_manager, on=DAY, version=1)
    with pytest.raises(Stale):
        set_review(plan, review_on=DAY, by=mentee, on=DAY, version=1)
    assert SupportPlan.objects.get().review_on == LATER


def test_a_plan_is_not_looked_at_again_in_the_past(plan, case_manager):
    with pytest.raises(ReviewInThePast):
        set_review(plan, review_on=DAY - timedelta(days=1), by=case_manager, on=DAY)


@pytest.mark.covers("S2.01", "S2.02", "S2.04", "S2.42")
def test_a_goal_keeps_the_young_persons_words(goal, mentee):
    kept = Goal.objects.get()
    assert (kept.words, kept.hindrance, kept.horizon) == ("Take the bus alone again", "Crowds", "middle")
    assert (kept.accepted, kept.written_by) == (True, mentee)


@pytest.mark.covers("S2.01")
def test_a_sixth_goal_is_too_many(plan, mentee):
    for _each in range(5):
        a_goal(plan, by=mentee)
    with pytest.raises(TooManyGoals):
        a_goal(plan, by=mentee)
    assert Goal.objects.count() == 5


@pytest.mark.covers("S2.01")
def test_a_goal_that_ended_makes_room_for_another(plan, mentee, case_manager):
    goals = [a_goal(plan, by=mentee) for _each in range(5)]
    evaluate_goal(goals[0], "let_go", evidence="It no longer matters", by=case_manager, on=DAY)
    a_goal(plan, by=mentee)
    with pytest.raises(TooManyGoals):
        evaluate_goal(goals[0], "open", evidence="", by=case_manager, on=DAY)


@pytest.mark.covers("S2.23")
def test_somebody_elses_idea_waits_for_the_young_persons_yes(plan, case_manager, mentee):
    goal = a_goal(plan, whose_idea="someone_else", by=case_manager)
    assert not goal.accepted
    assert accept_goal(goal, by=mentee, on=DAY).accepted


@pytest.mark.covers("S2.23")
def test_a_yes_to_a_goal_counts_for_the_words_that_were_read(plan, case_manager, mentee):
    goal = a_goal(plan, whose_idea="someone_else", by=case_manager)
    reword(goal, words="Something else", whose_idea="someone_else", by=case_manager)
    with pytest.raises(Stale, match="Please read what stands now"):
        accept_goal(goal, by=mentee, on=DAY, version=1)
    assert not Goal.objects.get().accepted
    assert accept_goal(goal, by=mentee, on=DAY, version=2).accepted


@pytest.mark.covers("S2.23")
def test_somebody_elses_idea_written_by_the_young_person_is_a_yes(plan, mentee):
    assert a_goal(plan, whose_idea="someone_else", by=mentee).accepted


@pytest.mark.covers("S2.23")
def test_somebody_elses_idea_put_into_other_words_waits_for_a_yes_again(plan, case_manager, mentee):
    goal = accept_goal(a_goal(plan, whose_idea="someone_else", by=case_manager), by=mentee, on=DAY)
    choose_top(goal, by=mentee, on=DAY)
    changed = reword(goal, whose_idea="someone_else", by=case_manager)
    assert (changed.accepted, changed.is_top, changed.top_since) == (False, False, None)


def reword(goal, *, words="Other words", whose_idea="mine", by, version=None):
    return change_goal(
        goal,
        words=words,
        horizon="short",
        whose_idea=whose_idea,
        hindrance="",
        by=by,
        on=DAY,
        version=version,
    )


@pytest.mark.covers("S2.34")
def test_a_goal_can_be_put_into_other_words(goal, case_manager):
    reword(goal, by=case_manager, version=goal.version)
    kept = Goal.objects.get()
    assert (kept.words, kept.horizon, kept.hindrance, kept.written_by) == (
        "Other words",
        "short",
        "",
        case_manager,
    )


def test_a_goal_changed_from_an_older_text_is_refused(goal, mentee, case_manager):
    reword(goal, words="Theirs", by=case_manager, version=goal.version)
    with pytest.raises(Stale):
        reword(goal, words="Mine", by=mentee, version=1)
    assert Goal.objects.get().words == "Theirs"


@pytest.mark.covers("S3.23")
def test_the_most_important_goal_is_dated_and_there_is_one(plan, goal, mentee):
    other = a_goal(plan, by=mentee)
    choose_top(goal, by=mentee, on=DAY)
    choose_top(other, by=mentee, on=LATER)
    assert list(Goal.objects.filter(is_top=True).values_list("pk", "top_since")) == [(other.pk, LATER)]


@pytest.mark.covers("S3.23")
def test_choosing_the_same_goal_again_changes_nothing(goal, mentee):
    choose_top(goal, by=mentee, on=DAY)
    choose_top(goal, by=mentee, on=LATER)
    assert Goal.objects.get().top_since == DAY
    assert Entry.objects.filter(deed="goal.top").count() == 1


def test_a_goal_without_a_yes_cannot_be_most_important(plan, case_manager):
    with pytest.raises(GoalNotAccepted):
        choose_top(a_goal(plan, whose_idea="someone_else", by=case_manager), by=case_manager, on=DAY)


def test_a_goal_that_ended_takes_nothing_new(goal, mentee, case_manager):
    evaluate_goal(goal, "reached", evidence="She rides", by=case_manager, on=DAY)
    for deed in (accept_goal, choose_top):
        with pytest.raises(GoalClosed):
            deed(goal, by=mentee, on=DAY)
    with pytest.raises(GoalClosed):
        reword(goal, by=mentee)
    with pytest.raises(GoalClosed):
        a_step(goal, by=mentee)


@pytest.mark.covers("S2.03")
def test_a_step_says_what_when_and_with_whom(step):
    assert (step.what, step.when_text, step.with_whom) == ("Look up the timetable", "On Monday", "With Māris")
    assert not step.is_proposal


@pytest.mark.covers("S2.37")
def test_what_a_mentor_writes_is_a_proposal_until_somebody_says_yes(proposal, mentor, mentee):
    assert (proposal.is_proposal, proposal.proposed_by) == (True, mentor)
    accepted = accept_step(proposal, by=mentee, on=DAY)
    assert (accepted.is_proposal, accepted.proposed_by) == (False, mentor)


@pytest.mark.covers("S2.37")
def test_a_proposal_cannot_be_done_but_it_can_be_let_go(proposal, mentee):
    with pytest.raises(StepOnlyProposed):
        mark_step(proposal, "done", by=mentee, on=DAY)
    assert mark_step(proposal, "let_go", by=mentee, on=DAY).status == "let_go"


def test_a_proposal_that_was_let_go_can_be_taken_up_again(proposal, mentee):
    mark_step(proposal, "let_go", by=mentee, on=DAY)
    step = accept_step(proposal, by=mentee, on=DAY)
    assert (step.is_proposal, step.status) == (False, "not_started")


def test_saying_yes_twice_changes_nothing(step, mentee):
    mark_step(step, "done", by=mentee, on=DAY)
    assert accept_step(step, by=mentee, on=DAY).status == "done"


@pytest.mark.covers("S3.05", "S3.39")
def test_a_step_is_done_on_a_day_and_can_be_taken_back(step, mentee):
    assert mark_step(step, "done", by=mentee, on=LATER).done_on == LATER
    assert mark_step(step, "not_started", by=mentee, on=LATER).done_on is None


def test_a_step_marked_meanwhile_by_somebody_else_is_not_marked_over(step, mentee, mentor):
    mark_step(step, "done", tried_in_real_life=True, by=mentee, on=DAY, version=1)
    with pytest.raises(Stale):
        mark_step(step, "let_go", by=mentor, on=DAY, version=1)
    step.refresh_from_db()
    assert (step.status, step.tried_in_real_life) == ("done", True)


@pytest.mark.covers("S4.27")
def test_a_step_says_where_in_life_it_belongs_and_that_it_was_tried(step, mentee):
    assert step.area == "community"
    assert mark_step(step, "done", tried_in_real_life=True, by=mentee, on=DAY).tried_in_real_life


@pytest.mark.covers("S2.21", "S2.22")
def test_a_plan_is_agreed_when_every_goal_has_a_step(plan, step, mentee):
    agree_plan(plan, by=mentee, on=DAY)
    kept = SupportPlan.objects.get()
    assert (kept.is_agreed, kept.agreed_on, kept.agreed_by) == (True, DAY, mentee)
    assert is_done(plan.case, RecordKind.PLAN_AGREED)


def test_a_plan_is_agreed_as_it_was_read(plan, step, mentee, case_manager):
    read = as_read(plan, goals_with_steps(plan.case))
    a_step(step.goal, what="A step never read", by=case_manager, as_role=Role.CASE_MANAGER)
    with pytest.raises(Stale, match="Please read what stands now"):
        agree_plan(plan, by=mentee, on=DAY, read=read)
    assert not SupportPlan.objects.get().is_agreed
    agree_plan(plan, by=mentee, on=DAY, read=as_read(plan, goals_with_steps(plan.case)))
    assert SupportPlan.objects.get().is_agreed


@pytest.mark.parametrize(
    "change", ["vision", "review", "words", "step marked", "step accepted", "goal added"]
)
def test_a_plan_reads_otherwise_after_every_change_to_it(plan, step, proposal, mentee, case_manager, change):
    before = as_read(plan, goals_with_steps(plan.case))
    {
        "vision": lambda: draft_plan(plan.case, vision="By the sea", by=mentee, on=DAY),
        "review": lambda: set_review(plan, review_on=LATER, by=case_manager, on=DAY),
        "words": lambda: reword(step.goal, by=case_manager),
        "step marked": lambda: mark_step(step, "trying", by=mentee, on=DAY),
        "step accepted": lambda: accept_step(proposal, by=case_manager, on=DAY),
        "goal added": lambda: a_goal(plan, by=case_manager),
    }[change]()
    plan.refresh_from_db()
    assert as_read(plan, goals_with_steps(plan.case)) != before


def test_a_proposal_is_not_yet_part_of_what_is_agreed(plan, step, mentor):
    before = as_read(plan, goals_with_steps(plan.case))
    a_step(step.goal, by=mentor, as_role=Role.MENTOR)
    assert as_read(plan, goals_with_steps(plan.case)) == before


@pytest.mark.covers("S2.22")
def test_a_plan_without_goals_cannot_be_agreed(plan, mentee):
    with pytest.raises(PlanNotReady, match="one goal"):
        agree_plan(plan, by=mentee, on=DAY)
    assert not is_done(plan.case, RecordKind.PLAN_AGREED)


@pytest.mark.covers("S2.03")
def test_a_plan_with_a_goal_without_a_step_cannot_be_agreed(plan, proposal, mentee):
    with pytest.raises(PlanNotReady, match="one small step"):
        agree_plan(plan, by=mentee, on=DAY)


@pytest.mark.covers("S2.23")
def test_a_plan_with_a_goal_that_waits_for_a_yes_cannot_be_agreed(plan, step, mentee, case_manager):
    a_step(a_goal(plan, whose_idea="someone_else", by=case_manager), by=mentee)
    with pytest.raises(PlanNotReady, match="somebody else's idea"):
        agree_plan(plan, by=mentee, on=DAY)


def test_a_plan_is_agreed_once(plan, step, mentee):
    agree_plan(plan, by=mentee, on=DAY)
    with pytest.raises(PlanNotReady, match="agreed already"):
        agree_plan(plan, by=mentee, on=LATER)
    assert SupportPlan.objects.get().agreed_on == DAY


@pytest.mark.covers("S3.37")
def test_an_agreed_plan_still_takes_goals_and_steps(plan, step, mentee, case_manager, mentor):
    agree_plan(plan, by=mentee, on=DAY)
    goal = a_goal(plan, by=mentee)
    a_step(goal, by=case_manager, as_role=Role.CASE_MANAGER)
    a_step(goal, by=mentor, as_role=Role.MENTOR)
    assert SupportPlan.objects.get().is_agreed


@pytest.mark.covers("S5.07")
def test_a_verdict_on_a_goal_says_how_one_can_tell(goal, case_manager):
    with pytest.raises(EvidenceMissing):
        evaluate_goal(goal, "partly", evidence="  ", by=case_manager, on=DAY)
    evaluate_goal(goal, "partly", evidence="Two rides alone", by=case_manager, on=DAY)
    kept = Goal.objects.get()
    assert (kept.status, kept.evidence, kept.closed_on) == ("partly", "Two rides alone", DAY)


@pytest.mark.covers("S5.07")
def test_a_goal_that_ended_is_no_longer_most_important(goal, mentee, case_manager):
    choose_top(goal, by=mentee, on=DAY)
    evaluate_goal(goal, "reached", evidence="She rides", by=case_manager, on=DAY)
    assert not Goal.objects.get().is_top


def test_a_verdict_given_meanwhile_is_not_written_over(goal, case_manager):
    evaluate_goal(goal, "reached", evidence="She rides", by=case_manager, on=DAY, version=1)
    with pytest.raises(Stale):
        evaluate_goal(goal, "partly", evidence="Twice", by=case_manager, on=DAY, version=1)
    assert Goal.objects.get().evidence == "She rides"


def test_a_verdict_can_be_taken_back(goal, case_manager):
    evaluate_goal(goal, "reached", evidence="She rides", by=case_manager, on=DAY)
    evaluate_goal(goal, "open", evidence="", by=case_manager, on=DAY)
    assert (Goal.objects.get().is_open, Goal.objects.get().closed_on) == (True, None)


@pytest.mark.covers("S5.07")
def test_the_look_back_is_complete_when_every_goal_has_a_verdict(plan, goal, case_manager):
    with pytest.raises(GoalsNotEvaluated):
        evaluate_plan(plan, by=case_manager, on=DAY)
    evaluate_goal(goal, "reached", evidence="She rides", by=case_manager, on=DAY)
    evaluate_plan(plan, by=case_manager, on=LATER)
    assert SupportPlan.objects.get().evaluated_on == LATER
    assert is_done(plan.case, RecordKind.GOALS_EVALUATED)


def test_there_is_nothing_to_look_back_at_without_goals(plan, case_manager):
    with pytest.raises(GoalsNotEvaluated):
        evaluate_plan(plan, by=case_manager, on=DAY)


def test_a_case_that_ended_takes_no_more_goals(plan, mentee, case_manager):
    close_case(plan.case, by=case_manager, on=DAY)
    with pytest.raises(CaseClosed):
        a_goal(plan, by=mentee)


def test_the_trail_tells_of_every_deed_and_repeats_no_words(plan, step, goal, mentee, case_manager):
    reword(goal, by=mentee)
    agree_plan(plan, by=mentee, on=DAY)
    mark_step(step, "done", by=mentee, on=DAY)
    evaluate_goal(goal, "reached", evidence="She rides", by=case_manager, on=DAY)
    deeds = list(Entry.objects.filter(case_id=plan.case_id).values_list("deed", "reason"))
    told = {
        "plan.draft",
        "goal.write",
        "step.write",
        "goal.change",
        "plan.agree",
        "step.mark",
        "goal.evaluate",
    }
    assert told <= {deed for deed, _ in deeds}
    for written in ("words", "timetable", "done", "reached"):
        assert written not in str(deeds)
