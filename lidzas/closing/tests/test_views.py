from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import close_case, join_team, leave_team
from lidzas.closing.actions import choose_mode
from lidzas.closing.choices import TalkMode
from lidzas.closing.models import ClosingAnswer, GoingOn
from lidzas.closing.queries import going_on_answers, talk_of
from lidzas.closing.tests.builders import (
    a_going_on,
    a_held_talk,
    an_answer,
    first_question,
    question_with_parts,
)
from lidzas.plans.actions import draft_plan, write_goal
from lidzas.programmes.queries import method_of
from tests.builders import DAY, START, a_person

EVERY_PAGE = ("show", "mode", "answers", "talk", "going_on", "result")


@pytest.fixture
def three(mentee, mentor, case_manager):
    return {"mentee": mentee, "mentor": mentor, "case_manager": case_manager}


def page(name, case, **more):
    return reverse(f"closing:{name}", kwargs={"case_id": case.pk, **more})


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_stranger_does_not_learn_that_the_case_exists(signed_in, case, stranger, name):
    assert signed_in(stranger).get(page(name, case)).status_code == 404


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_visitor_is_asked_to_sign_in(client, case, name):
    assert client.get(page(name, case)).status_code == 302


def test_each_does_what_is_theirs(signed_in, case, mentee, mentor, case_manager, coordinator):
    allowed = {
        mentee: {"show", "mode", "answers", "going_on", "result"},
        mentor: {"show", "answers", "going_on", "result"},
        case_manager: {"show", "answers", "talk", "result"},
        coordinator: set(),
    }
    for person, pages in allowed.items():
        browser = signed_in(person)
        answers = {name: browser.get(page(name, case)).status_code for name in EVERY_PAGE}
        assert answers == {name: 200 if name in pages else 403 for name in EVERY_PAGE}, person


# The talk


@pytest.mark.covers("S4.13")
def test_the_young_person_chooses_on_their_own_page(signed_in, case, mentee, mentor, case_manager):
    browser = signed_in(mentee)
    assert page("mode", case) in text_of(browser.get(page("show", case)))

    response = browser.post(page("mode", case), {"mode": "alone"})

    assert response.url == page("show", case)
    assert talk_of(case).mode == TalkMode.ALONE
    assert "Without the mentor" in text_of(browser.get(page("show", case)))
    assert "checked" in text_of(browser.get(page("mode", case)))
    for person in (mentor, case_manager):
        assert signed_in(person).post(page("mode", case), {"mode": "with_mentor"}).status_code == 403
    assert talk_of(case).mode == TalkMode.ALONE


def test_without_a_mentor_there_is_one_way_to_choose(signed_in, case, mentee, case_manager):
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    browser = signed_in(mentee)

    assert "With the mentor, all three" not in text_of(browser.get(page("mode", case)))
    assert browser.post(page("mode", case), {"mode": "with_mentor"}).status_code == 422


@pytest.mark.covers("S4.13", "S4.21")
def test_before_the_talk_no_page_shows_what_another_wrote(
    signed_in, case, three, mentee, mentor, case_manager
):
    an_answer(case, "CANARY-MENTEE", role=Role.MENTEE, by=mentee)
    an_answer(case, "CANARY-MENTOR", role=Role.MENTOR, by=mentor)
    an_answer(case, "CANARY-MANAGER", role=Role.CASE_MANAGER, by=case_manager)
    own = {mentee: "CANARY-MENTEE", mentor: "CANARY-MENTOR", case_manager: "CANARY-MANAGER"}

    for person, words in own.items():
        browser = signed_in(person)
        pages = [browser.get(page(name, case)) for name in EVERY_PAGE]
        pages.append(browser.get(page("answer", case, question=first_question(case))))
        shown = "".join(text_of(response) for response in pages)
        assert words in shown
        for other in set(own.values()) - {words}:
            assert other not in shown


def test_the_case_manager_sees_who_has_written_and_holds_the_talk(signed_in, case, mentee, case_manager):
    an_answer(case, "CANARY-MENTEE", role=Role.MENTEE, by=mentee)
    draft = draft_plan(case, vision="", by=mentee, on=DAY)
    write_goal(draft, words="Work in a bakery", horizon="long", whose_idea="mine", by=mentee, on=DAY)
    browser = signed_in(case_manager)
    before = text_of(browser.get(page("talk", case)))
    assert before.count("has written something") == 1
    assert "Work in a bakery" in before

    response = browser.post(page("talk", case), {"on": "2026-08-31"})

    assert response.url == page("show", case)
    assert talk_of(case).held_on == DAY - timedelta(days=1)
    assert "CANARY-MENTEE" in text_of(browser.get(page("show", case)))
    assert browser.get(page("talk", case)).url == page("show", case)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY + timedelta(days=1), "This day is later than"),
        (START - timedelta(days=1), "This day is earlier than"),
        (DAY, "Nothing is written yet."),
    ],
)
def test_a_talk_that_cannot_be_is_told_so(signed_in, case, case_manager, day, said):
    response = signed_in(case_manager).post(page("talk", case), {"on": day.isoformat()})

    assert response.status_code == 422
    assert said in text_of(response)
    assert talk_of(case) is None


@pytest.mark.covers("S4.13")
def test_after_a_talk_alone_the_mentors_pages_show_nothing_of_it(signed_in, case, three, mentee, mentor):
    choose_mode(case, TalkMode.ALONE, by=mentee, on=DAY)
    a_held_talk(case, **three)

    shown = text_of(signed_in(mentor).get(page("show", case)))

    assert "CANARY-MENTOR" in shown
    assert "CANARY-MENTEE" not in shown
    assert "CANARY-MANAGER" not in shown
    assert "the young person and the case manager read this too" in text_of(
        signed_in(mentor).get(page("answers", case))
    )
    assert "Your mentor does not" in text_of(signed_in(mentee).get(page("answers", case)))


def test_after_the_talk_all_is_side_by_side(signed_in, case, three, mentee, case_manager):
    a_held_talk(case, **three)

    for person in (mentee, case_manager):
        shown = text_of(signed_in(person).get(page("show", case)))
        assert all(words in shown for words in ("CANARY-MENTEE", "CANARY-MENTOR", "CANARY-MANAGER"))


# The answers


@pytest.mark.covers("S4.16", "S4.17")
def test_a_question_in_parts_has_a_box_for_each(signed_in, case, mentee):
    question = question_with_parts(case)
    keys = [each.key for each in method_of(case.method_id).questions]
    following = keys[keys.index(question) + 1]
    browser = signed_in(mentee)
    assert text_of(browser.get(page("answer", case, question=question))).count("<textarea") == 2

    response = browser.post(
        page("answer", case, question=question), {"part_0": "The bus", "part_1": "The phone", "version": "0"}
    )

    assert response.url == page("answer", case, question=following)
    assert {row.text for row in ClosingAnswer.objects.all()} == {"The bus", "The phone"}
    listed = text_of(browser.get(page("answers", case)))
    assert "The bus" in listed
    assert "The phone" in listed


def test_after_the_last_question_comes_the_list(signed_in, case, mentee):
    last = method_of(case.method_id).questions[-1].key
    browser = signed_in(mentee)
    assert page("answers", case) in text_of(browser.get(page("answer", case, question=last)))

    response = browser.post(page("answer", case, question=last), {"part_0": "", "version": "0"})

    assert response.url == page("answers", case)
    assert not ClosingAnswer.objects.exists(), "what stays empty is no answer"


def test_an_unknown_question_is_not_found(signed_in, case, mentee):
    assert signed_in(mentee).get(page("answer", case, question="unheard-of")).status_code == 404


def test_two_windows_lose_nothing(signed_in, case, mentee):
    question = first_question(case)
    browser, address = signed_in(mentee), page("answer", case, question=question)
    browser.post(address, {"part_0": "from the first window", "version": "0"})

    response = browser.post(address, {"part_0": "from the second window", "version": "0"})

    assert response.status_code == 422
    assert "from the first window" in text_of(response)
    assert "from the second window" in text_of(response)
    assert ClosingAnswer.objects.get().text == "from the first window"


def test_too_long_an_answer_is_told_and_kept_on_the_page(signed_in, case, mentee):
    address = page("answer", case, question=first_question(case))

    response = signed_in(mentee).post(address, {"part_0": "x" * 5001, "version": "0"})

    assert response.status_code == 422
    assert "There is room for 5000 characters here" in text_of(response)
    assert not ClosingAnswer.objects.exists()


def test_the_page_of_answers_asks_the_database_as_often_whatever_is_written(
    signed_in, case, three, mentee, django_assert_max_num_queries
):
    browser = signed_in(mentee)
    browser.get(page("show", case))
    a_held_talk(case, **three)

    with django_assert_max_num_queries(22):
        browser.get(page("show", case))


# Going on


@pytest.mark.covers("S5.01", "S5.23")
def test_each_answers_privately_the_young_person_first(signed_in, case, mentee, mentor, case_manager):
    key = method_of(case.method_id).continuations[0].key
    assert "The young person is asked first" in text_of(signed_in(mentor).get(page("going_on", case)))

    response = signed_in(mentee).post(page("going_on", case), {"wants": "yes", "forms": [key]})

    assert response.url == page("result", case)
    own = text_of(signed_in(mentee).get(page("result", case)))
    assert "Your answer" in own
    assert page("going_on", case) in own
    assert "checked" in text_of(signed_in(mentee).get(page("going_on", case)))
    for person in (mentor, case_manager):
        others = text_of(signed_in(person).get(page("result", case)))
        assert "Not both have answered yet" in others
        assert "Your answer" not in others

    signed_in(mentor).post(page("going_on", case), {"wants": "yes", "forms": [key]})

    name = str(method_of(case.method_id).continuations[0].name.in_language("en"))
    for person in (mentee, mentor, case_manager):
        told = text_of(signed_in(person).get(page("result", case)))
        assert "oth said yes" in told
        assert name in told
        assert "oth said yes" in text_of(signed_in(person).get(page("show", case)))
    assert signed_in(mentee).get(page("going_on", case)).url == page("result", case)


@pytest.mark.covers("S5.01")
@pytest.mark.parametrize("who", [Role.MENTEE, Role.MENTOR])
def test_no_page_tells_who_said_no(signed_in, case, mentee, mentor, case_manager, who):
    a_going_on(case, Role.MENTEE, wants=who is not Role.MENTEE, by=mentee)
    a_going_on(case, Role.MENTOR, wants=who is not Role.MENTOR, by=mentor)

    for person in (mentee, mentor, case_manager):
        told = text_of(signed_in(person).get(page("result", case)))
        assert "We close it warmly here" in told
        assert "Your answer" not in told
        assert "rather" not in told
        assert "We close it warmly here." in text_of(signed_in(person).get(page("show", case)))


@pytest.mark.covers("S5.01", "S5.23")
def test_no_page_shows_a_later_mentor_what_was_said_with_an_earlier_one(
    signed_in, case, mentee, mentor, case_manager
):
    an_answer(case, "CANARY-FIRST", role=Role.MENTOR, by=mentor)
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    second = a_person("Rasa Ozola")
    join_team(case, second, Role.MENTOR, by=case_manager, on=DAY)
    browser = signed_in(second)

    assert "The young person is asked first" in text_of(browser.get(page("going_on", case)))
    assert browser.post(page("going_on", case), {"wants": "yes"}).status_code == 422
    pages = [browser.get(page(name, case)) for name in ("show", "answers", "result")]
    pages.append(browser.get(page("answer", case, question=first_question(case))))
    assert "CANARY-FIRST" not in "".join(text_of(response) for response in pages)
    assert "Your answer" not in text_of(signed_in(mentee).get(page("result", case)))


@pytest.mark.parametrize(
    ("sent", "said"), [({"wants": ""}, "Please choose one."), ({"wants": "yes", "forms": ["x"]}, "x")]
)
def test_an_answer_that_is_none_changes_nothing(signed_in, case, mentee, sent, said):
    response = signed_in(mentee).post(page("going_on", case), sent)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not GoingOn.objects.exists()


def test_a_mentor_who_answers_too_early_is_told_so(signed_in, case, mentor):
    response = signed_in(mentor).post(page("going_on", case), {"wants": "yes"})

    assert response.status_code == 422
    assert going_on_answers(case) == {}


def test_without_a_mentor_the_question_is_not_asked(signed_in, case, mentee, case_manager):
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    browser = signed_in(mentee)

    assert "There is nothing to answer here" in text_of(browser.get(page("going_on", case)))
    assert page("going_on", case) not in text_of(browser.get(page("show", case)))


def test_a_closed_case_can_be_read_and_not_changed(signed_in, case, three, mentee, case_manager):
    a_held_talk(case, **three)
    a_going_on(case, Role.MENTEE, wants=True, by=mentee)
    close_case(case, by=case_manager, on=DAY)
    browser = signed_in(mentee)
    address = page("answer", case, question=first_question(case))

    assert "CANARY-MENTEE" in text_of(browser.get(page("show", case)))
    assert address not in text_of(browser.get(page("answers", case)))
    assert f'href="{page("going_on", case)}"' not in text_of(browser.get(page("result", case)))
    assert browser.post(address, {"part_0": "later", "version": "1"}).status_code == 422
