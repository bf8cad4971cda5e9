"""Help with a plan, and what plans lack, without a word of any plan."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lidzas.access import Role
from lidzas.cases.actions import close_case
from lidzas.cases.models import Case
from lidzas.plans.actions import (
    QuestionSettled,
    accept_goal,
    advise,
    agree_plan,
    ask_for_help,
    draft_plan,
    set_review,
    settle,
)
from lidzas.plans.choices import Lack
from lidzas.plans.facts import GoalSign, PlanSign, lacks_of
from lidzas.plans.models import PlanAdvice, PlanQuestion, SupportPlan
from lidzas.plans.queries import lacks_on
from lidzas.plans.tests.conftest import VISION, WORDS, a_goal, a_step
from lidzas.programmes.queries import method_of
from tests.builders import DAY, a_case, a_person, a_programme

pytestmark = pytest.mark.django_db
WHOLE = PlanSign(
    has_vision=True, is_agreed=True, review_on=DAY, is_evaluated=False, goals=[GoalSign(True, "mine", 1)]
)


def of(name, case, **ids):
    return reverse(f"plans:{name}", kwargs={"case_id": case.pk, **ids})


def at(name, programme, **ids):
    return reverse(f"plans:{name}", kwargs={"programme_code": programme.code, **ids})


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def send(client, address, said=None):
    return client.post(address, {"form_key": uuid4().hex, **(said or {})})


@pytest.fixture
def question(case, case_manager):
    return ask_for_help(case, about="How small is small?", copied="“One stop”", by=case_manager, on=DAY)


# ── what is lacking ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.covers("S2.16")
def test_what_a_plan_lacks_is_named_as_it_grows(case, mentee, case_manager):
    def lacks(on=DAY):
        return set(lacks_on(case, on=on))

    assert lacks() == {Lack.NO_PLAN}
    plan = draft_plan(case, vision="", by=mentee, on=DAY)
    assert lacks() == {Lack.NO_VISION, Lack.NO_GOAL, Lack.NOT_AGREED, Lack.NO_REVIEW}
    plan = draft_plan(case, vision=VISION, by=mentee, on=DAY)
    goal = a_goal(plan, whose_idea="someone_else", by=case_manager)
    assert lacks() == {Lack.NO_OWN_GOAL, Lack.WAITS_FOR_YES, Lack.NOT_AGREED, Lack.NO_REVIEW}
    accept_goal(goal, by=mentee, on=DAY)
    own = a_goal(plan, by=mentee)
    assert lacks() == {Lack.NO_STEP, Lack.NOT_AGREED, Lack.NO_REVIEW}
    a_step(goal, by=mentee)
    a_step(own, by=mentee)
    set_review(plan, review_on=DAY, by=mentee, on=DAY)
    agree_plan(plan, by=mentee, on=DAY)
    assert lacks() == set()
    assert lacks(DAY + timedelta(days=1)) == {Lack.REVIEW_WAITS}


def test_a_step_that_is_only_proposed_is_no_step(case, goal, mentor):
    a_step(goal, by=mentor, as_role=Role.MENTOR)
    assert Lack.NO_STEP in lacks_on(case, on=DAY)


def test_a_plan_that_was_looked_back_at_lacks_nothing():
    assert lacks_of(PlanSign(False, False, None, is_evaluated=True), on=DAY) == ()
    assert lacks_of(WHOLE, on=DAY) == ()


@given(
    st.lists(
        st.builds(
            GoalSign, st.booleans(), st.sampled_from(["mine", "together", "someone_else"]), st.integers(0, 3)
        )
    )
)
def test_adding_a_whole_goal_of_ones_own_never_adds_a_lack(goals):
    def lacks(goals):
        return set(lacks_of(PlanSign(True, True, DAY, is_evaluated=False, goals=goals), on=DAY))

    assert lacks([*goals, GoalSign(True, "mine", 1)]) <= lacks(goals)


@pytest.fixture
def second_stage(programme):
    return method_of(programme.method_id).stages[1].key


@pytest.mark.covers("S2.16")
def test_coordinator_and_developer_see_what_is_lacking_and_not_a_word_of_it(
    goal, step, case, coordinator, developer, case_manager, mentee, client
):
    for person, sees_name in ((coordinator, True), (developer, False)):
        client.force_login(person)
        content = seen(client, at("overview", case.programme))
        assert str(Lack.NOT_AGREED.label) in content
        assert case_manager.name in content
        assert (mentee.name in content) is sees_name
        for words in (VISION, WORDS, "Crowds", "Look up the timetable", "With Māris"):
            assert words not in content
        assert of("show", case) not in content


def test_a_case_manager_sees_their_own_cases_and_goes_to_the_plan(
    goal, case, autumn, case_manager, signed_in
):
    other = a_case(autumn, mentee=a_person("Somebody else's"))
    draft_plan(other, vision="x", by=other.mentee, on=DAY)
    content = seen(signed_in(case_manager), at("overview", case.programme))
    assert of("show", case) in content
    assert "Somebody else's" not in content


def test_a_case_that_is_not_so_far_has_no_plan_to_lack(
    case, case_manager, coordinator, second_stage, signed_in
):
    client = signed_in(coordinator)
    assert "No plans yet" in seen(client, at("overview", case.programme))
    Case.objects.filter(pk=case.pk).update(stage=second_stage)
    assert str(Lack.NO_PLAN.label) in seen(client, at("overview", case.programme))
    Case.objects.filter(pk=case.pk).update(closed_on=DAY)
    assert "No plans yet" in seen(client, at("overview", case.programme))


def test_the_list_is_narrowed_to_one_lack_and_says_what_is_whole(
    plan, goal, step, case, autumn, mentee, coordinator, signed_in
):
    set_review(plan, review_on=DAY, by=mentee, on=DAY)
    agree_plan(plan, by=mentee, on=DAY)
    other = a_case(autumn, mentee=a_person("Other Person"))
    draft_plan(other, vision="", by=other.mentee, on=DAY)
    client = signed_in(coordinator)
    content = seen(client, at("overview", case.programme))
    assert "Everything is there" in content
    assert content.index("Other Person") < content.index(mentee.name)
    narrowed = seen(client, f"{at('overview', case.programme)}?only=no_goal")
    assert "Other Person" in narrowed
    assert mentee.name not in narrowed


def test_a_stage_that_the_method_has_dropped_is_shown_by_its_key(case, plan, coordinator, signed_in):
    Case.objects.update(stage="dropped")
    assert "dropped" in seen(signed_in(coordinator), at("overview", case.programme))


def test_a_plan_whose_case_manager_left_is_still_listed(case, plan, coordinator, signed_in):
    case.team.filter(role=Role.CASE_MANAGER).update(left_on=DAY)
    assert str(Lack.NO_GOAL.label) in seen(signed_in(coordinator), at("overview", case.programme))


def test_the_list_asks_as_often_for_one_plan_as_for_three(case, goal, autumn, coordinator, signed_in):
    client, counts = signed_in(coordinator), []
    for more in (0, 2):
        for _ in range(more):
            other = a_case(autumn, mentee=a_person())
            a_goal(draft_plan(other, vision="x", by=other.mentee, on=DAY), by=other.mentee)
        seen(client, at("overview", case.programme))
        with CaptureQueriesContext(connection) as asked:
            seen(client, at("overview", case.programme))
        counts.append(len(asked))
    assert counts[0] == counts[1]


# ── help ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.covers("S2.15")
@pytest.mark.parametrize("who", ["mentor", "case_manager"])
@pytest.mark.parametrize("helper", ["coordinator", "developer"])
def test_who_asks_for_help_is_answered_by_somebody_who_does_not_see_the_plan(
    case, goal, step, who, helper, mentee, request, client
):
    asker, helping = request.getfixturevalue(who), request.getfixturevalue(helper)
    client.force_login(asker)
    assert of("asked", case) in seen(client, of("show", case))
    assert "Nothing was asked yet" in seen(client, of("asked", case))
    seen(client, of("ask", case))
    send(client, of("ask", case), {"about": "How small is small?", "copied": "“One stop”"})
    question = PlanQuestion.objects.get()
    assert "No answer yet." in seen(client, of("asked", case))

    client.force_login(helping)
    assert at("questions", case.programme) in seen(client, reverse("journey:home"))
    address = at("advise", case.programme, question_id=question.pk)
    assert address in seen(client, at("questions", case.programme))
    content = seen(client, address)
    for words in ("How small is small?", "“One stop”", str(Lack.NOT_AGREED.label)):
        assert words in content
    for words in (VISION, WORDS, "Crowds", "Look up the timetable", mentee.name):
        assert words not in content
    send(client, address, {"words": "Small enough for a bad day"})
    assert "answered" in seen(client, at("questions", case.programme))
    assert "Small enough for a bad day" in seen(client, address)

    client.force_login(asker)
    assert "Small enough for a bad day" in seen(client, of("asked", case))
    send(client, of("settle", case, question_id=question.pk))
    assert "Settled" in seen(client, of("asked", case))
    client.force_login(helping)
    assert "Nobody has asked" in seen(client, at("questions", case.programme))
    assert client.get(address).status_code == 404


def test_a_mentor_does_not_read_what_the_case_manager_asked(question, case, mentor, case_manager, client):
    client.force_login(mentor)
    assert "How small is small?" not in seen(client, of("asked", case))
    assert send(client, of("settle", case, question_id=question.pk)).status_code == 404
    own = ask_for_help(case, about="May I propose a step?", copied="", by=mentor, on=DAY)
    client.force_login(case_manager)
    content = seen(client, of("asked", case))
    assert "May I propose a step?" in content
    assert of("settle", case, question_id=own.pk) not in content


def test_an_answer_calls_on_the_first_page_of_who_asked(question, case, case_manager, developer, signed_in):
    client = signed_in(case_manager)
    assert "answers about plans" not in seen(client, reverse("journey:home"))
    advise(question, words="Halve it", by=developer, on=DAY)
    assert "answers about plans" in seen(client, reverse("journey:home"))
    listed = seen(client, reverse("journey:caseload", args=[case.programme.code]) + "?only=advised")
    assert case.mentee.name in listed


def test_what_is_settled_takes_no_more_advice(question, case_manager, developer):
    settle(question, by=case_manager, on=DAY)
    settle(question, by=case_manager, on=DAY + timedelta(days=1))
    question.refresh_from_db()
    assert question.settled_on == DAY
    with pytest.raises(QuestionSettled):
        advise(question, words="Too late", by=developer, on=DAY)


def test_a_question_of_another_programme_is_not_found(question, developer, signed_in):
    elsewhere = a_programme("Elsewhere", by=developer)
    client = signed_in(developer)
    assert client.get(at("advise", elsewhere, question_id=question.pk)).status_code in (403, 404)


def test_the_questions_ask_as_often_for_one_as_for_three(question, case, case_manager, developer, signed_in):
    client, counts = signed_in(developer), []
    for more in (0, 2):
        for _ in range(more):
            asked = ask_for_help(case, about="More", copied="", by=case_manager, on=DAY)
            advise(asked, words="So", by=developer, on=DAY)
        seen(client, at("questions", case.programme))
        with CaptureQueriesContext(connection) as queries:
            seen(client, at("questions", case.programme))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_case_that_has_ended_is_not_asked_about(question, case, case_manager, signed_in):
    close_case(case, by=case_manager, on=DAY)
    content = seen(signed_in(case_manager), of("asked", case))
    assert of("ask", case) not in content


def test_rows_are_named_by_their_number_alone():
    for row in (PlanQuestion(about="Rita"), PlanAdvice(words="Rita"), SupportPlan(vision="Rita")):
        assert str(row).endswith(str(row.pk))
