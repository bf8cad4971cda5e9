"""The pages of a plan, as each of the three sees them."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import close_case
from lidzas.plans.actions import accept_goal, change_goal, choose_top, evaluate_goal, mark_step
from lidzas.plans.models import Goal, Step, SupportPlan
from lidzas.plans.tests.conftest import VISION, WORDS, a_goal, a_step
from tests.builders import DAY, a_case

GOAL = {"words": "Cook for four", "hindrance": "Noise", "horizon": "short", "whose_idea": "mine"}
STEP = {"what": "Buy rice", "when_text": "", "with_whom": "", "kind": "me", "area": "everyday"}
ROWS = {"goal_id": Goal, "step_id": Step}


def page(name, case, **ids):
    return reverse(f"plans:{name}", kwargs={"case_id": case.pk, **ids})


def shown(client, name, case, **ids):
    response = client.get(page(name, case, **ids))
    assert response.status_code == 200
    return response.content.decode()


def send(client, name, case, said=None, **ids):
    """Send a form that was opened just now."""
    row = next((model.objects.get(pk=ids[name]) for name, model in ROWS.items() if name in ids), None)
    read = {"version": row.version} if row else {}
    return client.post(page(name, case, **ids), {"form_key": uuid4().hex, **read, **(said or {})})


def press(client, on, name, case, said=None, **ids):
    """Press a button as it stands on a page that was opened earlier."""
    address = re.escape(page(name, case, **ids))
    form = re.search(rf'<form class="deed"[^>]*action="{address}">(.*?)</form>', on, re.DOTALL).group(1)
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return client.post(page(name, case, **ids), {**hidden, **(said or {})})


@pytest.mark.covers("S2.42")
def test_an_empty_plan_invites_the_young_person_to_begin(case, mentee, signed_in):
    assert page("vision", case) in shown(signed_in(mentee), "show", case)


def test_an_empty_plan_invites_the_case_manager_to_begin(case, case_manager, signed_in):
    assert page("vision", case) in shown(signed_in(case_manager), "show", case)


def test_a_mentor_waits_for_the_plan_to_begin(case, mentor, signed_in):
    content = shown(signed_in(mentor), "show", case)
    assert "The plan is not begun yet" in content
    assert page("vision", case) not in content


@pytest.mark.covers("S2.05", "S3.39")
@pytest.mark.parametrize("who", ["mentee", "mentor", "case_manager"])
def test_all_three_read_the_plan(plan, step, who, signed_in, request):
    content = shown(signed_in(request.getfixturevalue(who)), "show", plan.case)
    for words in (VISION, WORDS, "Crowds", "Look up the timetable", "With Māris"):
        assert words in content


def test_the_young_person_is_told_who_reads_the_plan(plan, mentee, signed_in):
    assert "Who else sees this: " in shown(signed_in(mentee), "show", plan.case)


@pytest.mark.covers("S2.37")
def test_a_mentor_sees_no_way_to_write_goals(plan, step, mentor, signed_in):
    content = shown(signed_in(mentor), "show", plan.case)
    for way in (
        page("goal", plan.case),
        page("change_goal", plan.case, goal_id=step.goal_id),
        "This is mine",
    ):
        assert way not in content
    assert page("step", plan.case, goal_id=step.goal_id) in content


def test_the_page_asks_the_database_as_often_for_three_goals_as_for_one(
    plan, step, mentee, signed_in, django_assert_num_queries
):
    client, address = signed_in(mentee), page("show", plan.case)
    client.get(address)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    for _each in range(2):
        goal = a_goal(plan, by=mentee)
        a_step(goal, by=mentee)
        a_step(goal, by=mentee)
    with django_assert_num_queries(len(for_one)):
        client.get(address)


def test_a_plan_of_five_goals_with_sixty_steps_each_is_shown_whole(plan, mentee, signed_in):
    for number in range(5):
        goal = a_goal(plan, words=f"Goal number {number}", by=mentee)
        for step in range(60):
            a_step(goal, what=f"Step {number}-{step}.", by=mentee)
    content = shown(signed_in(mentee), "show", plan.case)
    assert all(f"Step {number}-{step}." in content for number in range(5) for step in range(60))
    assert page("goal", plan.case) not in content


@pytest.mark.covers("S2.42")
def test_the_young_person_writes_how_they_imagine_it(case, mentee, signed_in):
    client = signed_in(mentee)
    assert "How I imagine it" in shown(client, "vision", case)
    assert send(client, "vision", case, {"vision": VISION}).url == page("show", case)
    assert SupportPlan.objects.get().vision == VISION


def test_a_vision_may_stay_empty(case, case_manager, signed_in):
    send(signed_in(case_manager), "vision", case, {"vision": ""})
    assert "It can stay so." in shown(signed_in(case_manager), "show", case)


def test_a_vision_changed_by_two_keeps_both_texts_before_the_eyes(plan, mentee, signed_in):
    client = signed_in(mentee)
    send(client, "vision", plan.case, {"vision": "Theirs", "version": plan.version})
    response = send(client, "vision", plan.case, {"vision": "Mine", "version": plan.version})
    assert response.status_code == 422
    assert "Theirs" in response.content.decode()
    assert "Mine" in response.content.decode()


@pytest.mark.covers("S2.05")
def test_the_plan_says_when_it_is_looked_at_again(plan, case_manager, signed_in):
    client = signed_in(case_manager)
    assert shown(client, "review", plan.case)
    said = {"version": plan.version}
    assert send(client, "review", plan.case, {**said, "review_on": "2026-08-31"}).status_code == 422
    assert send(client, "review", plan.case, {**said, "review_on": "2026-10-01"}).status_code == 302
    assert "2026-10-01" in shown(client, "show", plan.case)
    late = send(client, "review", plan.case, {**said, "review_on": "2026-11-01"})
    assert late.status_code == 422
    assert "1 October" in late.content.decode()


@pytest.mark.parametrize("name", ["goal", "review"])
def test_without_a_plan_the_way_leads_to_its_beginning(case, mentee, name, signed_in):
    assert signed_in(mentee).get(page(name, case)).url == page("vision", case)


def test_a_plan_that_was_not_begun_cannot_be_agreed(case, mentee, signed_in):
    assert send(signed_in(mentee), "agree", case).url == page("vision", case)


@pytest.mark.covers("S2.01", "S2.23")
def test_the_young_person_is_asked_in_the_first_person(plan, mentee, case_manager, signed_in):
    assert "My own idea" in shown(signed_in(mentee), "goal", plan.case)
    assert "The young person&#x27;s own idea" in shown(signed_in(case_manager), "goal", plan.case)


@pytest.mark.covers("S2.01")
def test_a_goal_is_added_once_however_often_the_form_is_sent(plan, mentee, signed_in):
    client, form = signed_in(mentee), {**GOAL, "form_key": uuid4().hex}
    answers = [client.post(page("goal", plan.case), form) for _each in range(2)]
    assert answers[0].url == answers[1].url == f"{page('show', plan.case)}#goal-{Goal.objects.get().pk}"


def test_a_goal_without_words_says_so_and_keeps_the_rest(plan, mentee, signed_in):
    response = send(signed_in(mentee), "goal", plan.case, {**GOAL, "words": " "})
    assert response.status_code == 422
    assert "Noise" in response.content.decode()
    assert not Goal.objects.exists()


@pytest.mark.parametrize("words", ["a" * 501, "nothing\x00", "a" * 1_000_000])
def test_a_goal_that_cannot_be_kept_is_refused_at_its_field(plan, mentee, words, signed_in):
    assert send(signed_in(mentee), "goal", plan.case, {**GOAL, "words": words}).status_code == 422
    assert not Goal.objects.exists()


@pytest.mark.parametrize("words", ["Mierīgi 🌿", "\u202eright to left", "<b>bold</b>", "Ā\u0301č"])
def test_any_words_are_kept_as_they_are_and_shown_as_text(plan, mentee, words, signed_in):
    send(signed_in(mentee), "goal", plan.case, {**GOAL, "words": words})
    assert Goal.objects.get().words == words
    assert "<b>bold</b>" not in shown(signed_in(mentee), "show", plan.case)


@pytest.mark.covers("S2.01")
def test_a_sixth_goal_is_refused_with_a_sentence(plan, mentee, signed_in):
    for _each in range(5):
        a_goal(plan, by=mentee)
    response = send(signed_in(mentee), "goal", plan.case, GOAL)
    assert response.status_code == 422
    assert "Five goals are under way" in response.content.decode()


@pytest.mark.covers("S2.34")
def test_a_goal_is_put_into_other_words(goal, case_manager, signed_in):
    client = signed_in(case_manager)
    assert WORDS in shown(client, "change_goal", goal.case, goal_id=goal.pk)
    said = {**GOAL, "version": goal.version}
    assert send(client, "change_goal", goal.case, said, goal_id=goal.pk).status_code == 302
    assert Goal.objects.get().words == "Cook for four"


@pytest.mark.covers("S2.34")
def test_two_who_change_a_goal_at_once_see_both_texts_and_nothing_is_lost(
    goal, mentee, case_manager, signed_in
):
    change_goal(
        goal, words="Theirs now", horizon="long", whose_idea="together", hindrance="", by=case_manager, on=DAY,
        version=goal.version,
    )  # fmt: skip
    client = signed_in(mentee)
    response = send(client, "change_goal", goal.case, {**GOAL, "version": goal.version}, goal_id=goal.pk)
    content = response.content.decode()
    assert response.status_code == 422
    for words in ("Theirs now", "The big goal", "Cook for four"):
        assert words in content
    assert Goal.objects.get().words == "Theirs now"
    again = send(client, "change_goal", goal.case, {**GOAL, "version": goal.version + 1}, goal_id=goal.pk)
    assert again.status_code == 302


@pytest.mark.covers("S2.23")
def test_somebody_elses_idea_asks_the_young_person(plan, mentee, case_manager, signed_in):
    goal = a_goal(plan, whose_idea="someone_else", by=case_manager)
    assert "It waits for the young person" in shown(signed_in(case_manager), "show", plan.case)
    assert "Is this something you want too?" in shown(signed_in(mentee), "show", plan.case)
    send(signed_in(mentee), "accept_goal", plan.case, goal_id=goal.pk)
    assert Goal.objects.get().accepted


@pytest.mark.covers("S2.23")
def test_a_yes_from_an_older_page_is_not_a_yes_to_the_new_words(plan, mentee, case_manager, signed_in):
    goal, client = a_goal(plan, whose_idea="someone_else", by=case_manager), signed_in(mentee)
    opened = shown(client, "show", plan.case)
    change_goal(
        goal, words="Other words", horizon="long", whose_idea="someone_else", hindrance="", by=case_manager, on=DAY
    )  # fmt: skip
    press(client, opened, "accept_goal", plan.case, goal_id=goal.pk)
    assert not Goal.objects.get().accepted
    press(client, shown(client, "show", plan.case), "accept_goal", plan.case, goal_id=goal.pk)
    assert Goal.objects.get().accepted


def test_a_page_of_before_that_names_no_version_says_no_yes(plan, mentee, case_manager, signed_in):
    goal = a_goal(plan, whose_idea="someone_else", by=case_manager)
    send(signed_in(mentee), "accept_goal", plan.case, {"version": ""}, goal_id=goal.pk)
    assert not Goal.objects.get().accepted


@pytest.mark.covers("S2.23")
@pytest.mark.parametrize("who", ["mentor", "case_manager"])
def test_only_the_young_person_says_yes_to_a_goal(plan, case_manager, who, signed_in, request):
    goal = a_goal(plan, whose_idea="someone_else", by=case_manager)
    client = signed_in(request.getfixturevalue(who))
    assert send(client, "accept_goal", plan.case, goal_id=goal.pk).status_code == 403
    assert not Goal.objects.get().accepted


@pytest.mark.covers("S3.23")
def test_the_young_person_chooses_what_comes_first(plan, goal, mentee, signed_in):
    other = a_goal(plan, words="The other one", by=mentee)
    client = signed_in(mentee)
    assert send(client, "choose_top", plan.case, goal_id=other.pk).url.endswith(f"#goal-{other.pk}")
    content = shown(client, "show", plan.case)
    assert content.index("The other one") < content.index(WORDS)


@pytest.mark.covers("S2.03")
def test_the_young_person_writes_a_step(goal, mentee, signed_in):
    client = signed_in(mentee)
    assert WORDS in shown(client, "step", goal.case, goal_id=goal.pk)
    send(client, "step", goal.case, STEP, goal_id=goal.pk)
    assert not Step.objects.get().is_proposal


@pytest.mark.covers("S2.37")
def test_a_mentor_proposes_a_step_and_the_young_person_takes_it(goal, mentor, mentee, signed_in):
    client = signed_in(mentor)
    assert "Propose a step" in shown(client, "step", goal.case, goal_id=goal.pk)
    send(client, "step", goal.case, STEP, goal_id=goal.pk)
    assert "Take back" in shown(client, "show", goal.case)
    step = Step.objects.get()
    assert step.is_proposal
    client = signed_in(mentee)
    assert "Yes, I will try it" in shown(client, "show", goal.case)
    send(client, "accept_step", goal.case, step_id=step.pk)
    assert not Step.objects.get().is_proposal


@pytest.mark.covers("S2.37")
def test_a_mentor_cannot_say_yes_to_a_proposal(proposal, mentor, signed_in):
    assert send(signed_in(mentor), "accept_step", proposal.case, step_id=proposal.pk).status_code == 403


@pytest.mark.covers("S2.37")
def test_a_proposal_cannot_be_done_by_the_back_door(proposal, mentor, signed_in):
    response = send(signed_in(mentor), "mark_step", proposal.case, {"status": "done"}, step_id=proposal.pk)
    assert response.status_code == 422
    assert "only proposed" in response.content.decode()


@pytest.mark.covers("S3.05", "S3.39")
@pytest.mark.parametrize("who", ["mentee", "mentor", "case_manager"])
def test_a_step_is_done_in_one_tap_and_taken_back_in_another(step, who, signed_in, request):
    client = signed_in(request.getfixturevalue(who))
    send(client, "mark_step", step.case, {"status": "done"}, step_id=step.pk)
    assert Step.objects.get().done_on == DAY
    assert "Undo" in shown(client, "show", step.case)
    send(client, "mark_step", step.case, {"status": "not_started"}, step_id=step.pk)
    assert Step.objects.get().status == "not_started"


@pytest.mark.covers("S3.05", "S4.27")
def test_a_step_can_be_marked_in_more_words(step, mentee, signed_in):
    client = signed_in(mentee)
    assert "Look up the timetable" in shown(client, "mark_step", step.case, step_id=step.pk)
    send(client, "mark_step", step.case, {"status": "done", "tried_in_real_life": "on"}, step_id=step.pk)
    assert "tried in real life" in shown(client, "show", step.case)
    send(client, "mark_step", step.case, {"status": "trying"}, step_id=step.pk)
    assert "Trying" in shown(client, "show", step.case)


def test_two_who_mark_a_step_at_once_see_how_it_stands(step, mentee, mentor, signed_in):
    opened = shown(signed_in(mentor), "show", step.case)
    mark_step(step, "trying", tried_in_real_life=True, by=mentee, on=DAY)
    late = press(signed_in(mentor), opened, "mark_step", step.case, step_id=step.pk)
    assert late.status_code == 422
    content = late.content.decode()
    assert "What stands now" in content
    assert "Trying" in content
    assert "tried in real life" in content.lower()
    assert Step.objects.get().status == "trying"


def test_a_status_nobody_knows_is_refused(step, mentee, signed_in):
    assert (
        send(signed_in(mentee), "mark_step", step.case, {"status": "failed"}, step_id=step.pk).status_code
        == 422
    )


@pytest.mark.covers("S2.22")
def test_what_is_missing_is_said_before_the_plan_is_agreed(plan, goal, mentee, signed_in):
    content = shown(signed_in(mentee), "show", plan.case)
    assert "Every goal needs one small step." in content
    assert page("agree", plan.case) not in content
    response = send(signed_in(mentee), "agree", plan.case)
    assert response.url == page("show", plan.case)
    assert not SupportPlan.objects.get().is_agreed


@pytest.mark.covers("S2.21", "S2.22")
def test_the_last_word_on_the_plan_is_the_young_persons(plan, step, mentee, signed_in):
    client = signed_in(mentee)
    press(client, shown(client, "show", plan.case), "agree", plan.case)
    assert SupportPlan.objects.get().agreed_by == mentee
    assert "This is mine" in shown(client, "show", plan.case)


@pytest.mark.covers("S2.21")
def test_this_is_mine_is_said_to_what_stood_on_the_page(plan, step, mentee, case_manager, signed_in):
    client = signed_in(mentee)
    opened = shown(client, "show", plan.case)
    a_step(a_goal(plan, words="A goal never read", by=case_manager), by=mentee)
    press(client, opened, "agree", plan.case)
    assert not SupportPlan.objects.get().is_agreed
    content = shown(client, "show", plan.case)
    assert "Please read what stands now" in content
    press(client, content, "agree", plan.case)
    assert SupportPlan.objects.get().is_agreed


@pytest.mark.covers("S2.21")
@pytest.mark.parametrize("who", ["mentor", "case_manager"])
def test_nobody_else_can_say_this_is_mine(plan, step, who, signed_in, request):
    client = signed_in(request.getfixturevalue(who))
    assert "The last word is the young person" in shown(client, "show", plan.case)
    assert send(client, "agree", plan.case).status_code == 403
    assert not SupportPlan.objects.get().is_agreed


@pytest.mark.covers("S5.07", "S4.01")
def test_the_case_manager_looks_back_at_every_goal(plan, step, case_manager, signed_in):
    client, case, goal = signed_in(case_manager), plan.case, step.goal
    assert WORDS in shown(client, "evaluate", case)
    assert send(client, "evaluate_goal", case, {"status": "reached"}, goal_id=goal.pk).status_code == 422
    said = {"status": "reached", "evidence": "Rides alone twice a week"}
    assert send(client, "evaluate_goal", case, said, goal_id=goal.pk).url == page("evaluate", case)
    content = shown(client, "evaluate", case)
    assert "Rides alone twice a week" in content
    assert "1 of 1" in content
    send(client, "evaluate", case)
    assert SupportPlan.objects.get().evaluated_on == DAY
    assert "The look back is complete since" in shown(client, "evaluate", case)


@pytest.mark.covers("S5.07")
def test_the_look_back_is_not_complete_while_a_goal_has_no_verdict(plan, goal, case_manager, signed_in):
    send(signed_in(case_manager), "evaluate", plan.case)
    assert SupportPlan.objects.get().evaluated_on is None


def test_two_who_say_what_became_of_a_goal_see_both_verdicts(goal, case_manager, signed_in):
    client = signed_in(case_manager)
    assert f'name="version" value="{goal.version}"' in shown(client, "evaluate", goal.case)
    evaluate_goal(goal, "partly", evidence="Rides with Māris", by=case_manager, on=DAY)
    said = {"status": "reached", "evidence": "Rides alone", "version": 1}
    late = send(client, "evaluate_goal", goal.case, said, goal_id=goal.pk)
    assert late.status_code == 422
    for words in ("Partly reached", "Rides with Māris", "Rides alone"):
        assert words in late.content.decode()
    assert Goal.objects.get().evidence == "Rides with Māris"


def test_a_goal_can_be_opened_again_without_evidence(goal, case_manager, signed_in):
    evaluate_goal(goal, "let_go", evidence="Not now", by=case_manager, on=DAY)
    client = signed_in(case_manager)
    assert "Not now" in shown(client, "evaluate_goal", goal.case, goal_id=goal.pk)
    send(client, "evaluate_goal", goal.case, {"status": "open", "evidence": ""}, goal_id=goal.pk)
    assert Goal.objects.get().is_open


def test_a_verdict_once_said_needs_its_evidence_when_it_is_changed(goal, case_manager, signed_in):
    evaluate_goal(goal, "let_go", evidence="Not now", by=case_manager, on=DAY)
    said = {"status": "reached", "evidence": ""}
    response = send(signed_in(case_manager), "evaluate_goal", goal.case, said, goal_id=goal.pk)
    assert response.status_code == 422
    assert "Please say in a sentence how one can tell." in response.content.decode()


def test_a_verdict_too_long_to_keep_is_refused_at_its_field(goal, case_manager, signed_in):
    said = {"status": "reached", "evidence": "a" * 5001}
    response = send(signed_in(case_manager), "evaluate_goal", goal.case, said, goal_id=goal.pk)
    assert response.status_code == 422
    assert "There is room for 5000 characters here" in response.content.decode()


def test_there_is_nothing_to_look_back_at_before_a_plan_is_begun(case, case_manager, signed_in):
    assert signed_in(case_manager).get(page("evaluate", case)).url == page("show", case)


def test_a_plan_without_goals_says_so_in_the_look_back(plan, case_manager, signed_in):
    assert "A look back needs at least one goal." in shown(signed_in(case_manager), "evaluate", plan.case)


def test_what_ended_is_still_read(plan, goal, mentee, case_manager, signed_in):
    evaluate_goal(goal, "reached", evidence="Rides alone", by=case_manager, on=DAY)
    content = shown(signed_in(mentee), "show", plan.case)
    assert WORDS in content
    assert "Rides alone" in content


@pytest.mark.parametrize("who", ["mentee", "mentor", "case_manager"])
def test_the_plan_of_a_case_that_ended_can_only_be_read(plan, step, who, case_manager, signed_in, request):
    close_case(plan.case, by=case_manager, on=DAY)
    client = signed_in(request.getfixturevalue(who))
    response = client.get(page("show", plan.case))
    if who == "mentor":
        assert response.status_code == 404
        return
    assert "Add a step" not in response.content.decode()
    assert send(client, "mark_step", plan.case, {"status": "done"}, step_id=step.pk).status_code == 422


def test_a_goal_of_another_case_is_not_found(goal, autumn, mentee, case_manager, signed_in):
    other = a_case(autumn, case_manager=case_manager)
    client = signed_in(case_manager)
    assert client.get(page("change_goal", other, goal_id=goal.pk)).status_code == 404
    step = a_step(goal, by=mentee)
    assert send(client, "mark_step", other, {"status": "done"}, step_id=step.pk).status_code == 404


READING = ["show"]
WRITING_GOALS = ["vision", "review", "goal", "change_goal", "choose_top", "accept_step"]
WRITING_STEPS = ["step", "mark_step"]
YOUNG_PERSON_ALONE = ["accept_goal", "agree"]
LOOKING_BACK = ["evaluate", "evaluate_goal"]
DEEDS = {"choose_top", "accept_step", "accept_goal", "agree"}
EVERY = READING + WRITING_GOALS + WRITING_STEPS + YOUNG_PERSON_ALONE + LOOKING_BACK


def ids_for(name, step):
    if name in {"change_goal", "accept_goal", "choose_top", "step", "evaluate_goal"}:
        return {"goal_id": step.goal_id}
    return {"step_id": step.pk} if name in {"mark_step", "accept_step"} else {}


def knock(client, name, step):
    address = page(name, step.case, **ids_for(name, step))
    return client.post(address, {"form_key": uuid4().hex}) if name in DEEDS else client.get(address)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("who", ["stranger", "coordinator", "developer"])
def test_whoever_is_not_on_the_case_does_not_learn_of_it(step, name, who, signed_in, request):
    status = knock(signed_in(request.getfixturevalue(who)), name, step).status_code
    # The coordinator helps to find mentors and knows that the case exists, no more.
    assert status == (403 if who == "coordinator" else 404)


@pytest.mark.covers("S2.37")
@pytest.mark.parametrize("name", WRITING_GOALS + YOUNG_PERSON_ALONE + LOOKING_BACK)
def test_a_mentor_writes_no_goals(step, name, mentor, signed_in):
    assert knock(signed_in(mentor), name, step).status_code == 403


@pytest.mark.parametrize("name", LOOKING_BACK)
def test_a_young_person_does_not_hold_the_look_back(step, name, mentee, signed_in):
    assert knock(signed_in(mentee), name, step).status_code == 403


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_a_deed_is_not_done_by_opening_its_address(step, name, mentee, signed_in):
    address = page(name, step.case, **ids_for(name, step))
    assert signed_in(mentee).get(address).status_code == 405


def test_a_page_that_only_reads_cannot_be_written_to(plan, mentee, signed_in):
    assert send(signed_in(mentee), "show", plan.case).status_code == 405


def test_a_full_plan_is_read_in_latvian_too(plan, step, proposal, mentee, case_manager, signed_in):
    choose_top(step.goal, by=mentee, on=DAY)
    accept_goal(a_goal(plan, whose_idea="someone_else", by=case_manager), by=mentee, on=DAY)
    mark_step(
        a_step(step.goal, what="A first ride", by=mentee, as_role=Role.MENTEE), "done", by=mentee, on=DAY
    )
    mentee.language = "lv"
    mentee.save()
    content = shown(signed_in(mentee), "show", plan.case)
    assert '<html lang="lv"' in content
    assert "A first ride" in content
