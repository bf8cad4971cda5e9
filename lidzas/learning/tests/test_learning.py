"""A mentor learns in their own time; the coordinator sees who has what (S1.10)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.learning.actions import (
    NoSuchModule,
    NothingLeft,
    RemindedLately,
    answer_question,
    do_exercise,
    nudge,
    read_module,
)
from lidzas.learning.models import Nudge, Study
from lidzas.learning.queries import going_on, learners_in, lessons_of, untrained
from lidzas.notices.models import Notice
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY, ROOT, a_mentor, a_person, a_programme, learn, learn_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def maris(programme, mentor):
    return a_mentor(programme, mentor)


@pytest.fixture
def modules(programme):
    return method_of(programme.method_id).training.modules


@pytest.fixture
def first(modules):
    return modules[0]


def page(name, mentor, module, **more):
    return reverse(f"learning:{name}", kwargs={"mentor_id": mentor.pk, "module": module.key, **more})


def of_programme(name, programme, **more):
    return reverse(f"learning:{name}", kwargs={"programme_code": programme.code, **more})


# Learning


@pytest.mark.covers("S1.10")
def test_a_module_is_done_when_it_is_read_exercised_and_all_three_answers_are_right(maris, first):
    read_module(maris, first.key, by=maris.person, on=DAY)
    do_exercise(maris, first.key, by=maris.person, on=DAY)
    for number, question in enumerate(first.questions):
        assert Study.objects.get().done_on is None
        wrong = (question.right + 1) % len(question.choices)
        assert not answer_question(maris, first.key, number, choice=wrong, by=maris.person, on=DAY)
        assert answer_question(maris, first.key, number, choice=question.right, by=maris.person, on=DAY)
    assert Study.objects.get().done_on == DAY


def test_what_is_done_stays_done_however_it_is_answered_later(maris, first):
    learn(maris, first, on=DAY)
    later = DAY + timedelta(days=9)
    answer_question(maris, first.key, 0, choice=(first.questions[0].right + 1) % 3, by=maris.person, on=later)
    answer_question(maris, first.key, 0, choice=first.questions[0].right, by=maris.person, on=later)
    read_module(maris, first.key, by=maris.person, on=later)
    study = Study.objects.get()
    assert (study.read_on, study.done_on, study.right) == (DAY, DAY, [0, 1, 2])


def test_unknown_parts_of_the_training_are_refused(maris, first):
    with pytest.raises(NoSuchModule):
        read_module(maris, "nowhere", by=maris.person, on=DAY)
    for place in (-1, 3):
        with pytest.raises(NoSuchModule):
            answer_question(maris, first.key, place, choice=0, by=maris.person, on=DAY)


def test_notes_are_not_overwritten_unseen(maris, first):
    kept = do_exercise(maris, first.key, notes="One", by=maris.person, on=DAY, version=0)
    with pytest.raises(Stale):
        do_exercise(maris, first.key, notes="Two", by=maris.person, on=DAY, version=0)
    kept = do_exercise(maris, first.key, notes="Two", by=maris.person, on=DAY, version=kept.version)
    assert kept.notes == "Two"


def test_only_required_modules_keep_a_mentor_from_being_matched(programme, maris, modules):
    required = tuple(module.key for module in modules if module.is_required)
    assert untrained(programme) == {maris.pk: required}
    learn(maris, modules[0], on=DAY)
    assert untrained(programme) == {maris.pk: required[1:]}
    learn_all(maris, on=DAY)
    assert untrained(programme) == {}


def test_a_method_without_training_holds_nothing_against_anybody(client):
    programme = a_programme(method=ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni")
    mentor = a_mentor(programme)
    assert untrained(programme) == {}
    client.force_login(mentor.person)
    assert "no training of its own" in client.get(reverse("learning:index")).content.decode()


def test_one_goes_on_where_one_was_then_with_what_is_required(maris, modules):
    assert going_on(lessons_of(maris)).module == modules[0]
    read_module(maris, modules[2].key, by=maris.person, on=DAY)
    assert going_on(lessons_of(maris)).module == modules[2]
    learn(maris, modules[2], on=DAY)
    assert going_on(lessons_of(maris)).module == modules[0]
    for module in modules:
        learn(maris, module, on=DAY)
    assert going_on(lessons_of(maris)) is None


# The mentor's pages


def test_a_mentor_walks_through_a_module_from_the_list_to_the_end(signed_in, maris, first):
    browser = signed_in(maris.person)
    listed = browser.get(reverse("learning:index"))
    assert listed.context["places"][0]["go_on"] == page("module", maris, first)
    assert first.text[0].in_language("en") in browser.get(page("module", maris, first)).content.decode()
    at = browser.post(page("read", maris, first)).url
    assert at == page("exercise", maris, first)
    assert browser.get(at).status_code == 200
    at = browser.post(at, {"notes": "CANARY-notes", "version": "1"}).url
    for number, question in enumerate(first.questions):
        assert at == page("question", maris, first, position=number)
        assert browser.get(at).status_code == 200
        told = browser.post(at, {"choice": str(question.right)}, follow=True)
        assert question.why.in_language("en") in told.content.decode().replace("&#x27;", "'")
        at = told.context["go_on"]
    assert at == reverse("learning:index")
    assert Study.objects.get().done_on == DAY
    assert "This module is done" in told.content.decode()
    assert "CANARY-notes" in browser.get(page("exercise", maris, first)).content.decode()


def test_the_list_says_how_far_a_begun_module_is(signed_in, maris, first):
    read_module(maris, first.key, by=maris.person, on=DAY)
    assert "steps: 1 of 5" in signed_in(maris.person).get(reverse("learning:index")).content.decode()


def test_another_answer_is_explained_and_may_be_tried_again(signed_in, maris, first):
    browser, here = signed_in(maris.person), page("question", maris, first, position=0)
    told = browser.post(here, {"choice": "0"}, follow=True)
    assert "Another answer fits better" in told.content.decode()
    assert told.context["here"] == here


@pytest.mark.parametrize("choice", ["", "7", "x"])
def test_no_answer_is_told_in_words_and_changes_nothing(signed_in, maris, first, choice):
    answer = signed_in(maris.person).post(page("question", maris, first, position=0), {"choice": choice})
    assert answer.status_code == 422
    assert not Study.objects.exists()


def test_a_made_up_answer_in_the_address_says_nothing(signed_in, maris, first):
    shown = signed_in(maris.person).get(page("question", maris, first, position=0) + "?said=99")
    assert shown.context["said"] is None


@pytest.mark.parametrize("name", ["module", "exercise", "sheet"])
def test_a_mentors_pages_are_theirs_alone(signed_in, maris, first, coordinator, name):
    assert signed_in(maris.person).get(page(name, maris, first)).status_code == 200
    assert signed_in(coordinator).get(page(name, maris, first)).status_code == 404


def test_what_the_method_does_not_have_is_not_found(signed_in, maris, first):
    browser = signed_in(maris.person)
    assert browser.get(page("question", maris, first, position=9)).status_code == 404
    nowhere = reverse("learning:module", kwargs={"mentor_id": maris.pk, "module": "nowhere"})
    assert browser.get(nowhere).status_code == 404


def test_notes_to_oneself_are_shown_to_nobody_else(signed_in, programme, maris, first, coordinator):
    do_exercise(maris, first.key, notes="CANARY-notes", by=maris.person, on=DAY)
    browser = signed_in(coordinator)
    for name in ("completion", "modules"):
        assert "CANARY" not in browser.get(of_programme(name, programme)).content.decode()


def test_who_mentors_nowhere_is_told_so_kindly(signed_in, stranger):
    assert (
        "The training is for mentors" in signed_in(stranger).get(reverse("learning:index")).content.decode()
    )


# The team's pages


@pytest.mark.covers("S1.10")
def test_the_coordinator_sees_who_has_what(signed_in, programme, maris, first, coordinator):
    learn(maris, first, on=DAY)
    other = a_mentor(programme, a_person("Zane Upe"))
    read_module(other, first.key, by=other.person, on=DAY)
    shown = signed_in(coordinator).get(of_programme("completion", programme))
    rows = {row.mentor: row for row in shown.context["learners"]}
    assert (rows[maris].states[0], rows[maris].done) == ("done", 1)
    assert (rows[other].states[:2], rows[other].done) == (["begun", "ahead"], 0)
    assert not rows[maris].is_trained


def test_the_list_asks_as_often_for_three_mentors_as_for_one(programme, maris, first):
    learn(maris, first, on=DAY)
    with CaptureQueriesContext(connection) as one:
        learners_in(programme, DAY)
    for _number in range(2):
        learn(a_mentor(programme, a_person()), first, on=DAY)
    with CaptureQueriesContext(connection) as many:
        assert len(learners_in(programme, DAY)) == 3
    assert len(one) == len(many)


@pytest.mark.covers("S1.10")
def test_a_reminder_names_nothing_and_goes_out_once_a_week_at_most(programme, maris, coordinator, signed_in):
    Notice.objects.all().delete()
    address = of_programme("remind", programme, mentor_id=maris.pk)
    signed_in(coordinator).post(address)
    letter = Notice.objects.get()
    assert letter.person == maris.person
    for word in ("train", "mentor", "module", programme.name):
        assert word not in (letter.subject + letter.body).lower()
    with pytest.raises(RemindedLately):
        nudge(maris, by=coordinator, on=DAY + timedelta(days=6))
    nudge(maris, by=coordinator, on=DAY + timedelta(days=7))
    assert Nudge.objects.count() == 2
    assert "train" not in str(Nudge.objects.first())


def test_nobody_is_reminded_of_what_is_done(maris, coordinator):
    learn_all(maris, on=DAY)
    with pytest.raises(NothingLeft):
        nudge(maris, by=coordinator, on=DAY)


def test_a_text_to_be_reviewed_is_marked_for_the_team_and_not_for_mentors(
    signed_in, programme, maris, modules, developer
):
    [reviewed, *_more] = [module for module in modules if module.review]
    note = "To be reviewed by a clinician"
    for_team = signed_in(developer).get(of_programme("text", programme, module=reviewed.key))
    assert note in for_team.content.decode()
    assert note not in signed_in(maris.person).get(page("module", maris, reviewed)).content.decode()


def test_the_team_reads_the_modules_and_sees_counts_without_names(
    signed_in, programme, maris, first, developer, case_manager
):
    learn(maris, first, on=DAY)
    for person in (developer, case_manager):
        browser = signed_in(person)
        shown = browser.get(of_programme("modules", programme))
        assert shown.context["rows"][0].done == 1
        assert maris.person.name not in shown.content.decode()
        assert browser.get(of_programme("completion", programme)).status_code == 403
