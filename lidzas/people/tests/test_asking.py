"""Asking somebody without an account for one sentence."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lidzas.audit.models import Entry
from lidzas.people.actions.asking import (
    KIND_WORD,
    MOST_WAITING,
    LinkUsed,
    NothingToKeep,
    ask,
    drop,
    keep,
    say,
)
from lidzas.people.models import INVITATION_HOLDS_FOR, KindWord
from lidzas.people.queries import about
from tests.builders import a_person

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/question/[\w:=.-]+/)")
ABOUT = reverse("people:about_me")


@pytest.fixture
def client():
    """A visitor who reads English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def link(client, mentee):
    """A link that the young person made for her sister; nobody is signed in any more."""
    client.force_login(mentee)
    page = client.post(reverse("people:ask"), {"asked": "CANARY my sister"}, follow=True)
    client.logout()
    return LINK.search(page.content.decode()).group(1)


def test_who_is_asked_sees_the_first_name_and_one_question(client, mentee, link):
    page = client.get(link).content.decode()
    assert "Elza" in page
    assert "Kalniņa" not in page
    assert "CANARY" not in page
    assert len(re.findall("<textarea", page)) == 1


def test_the_link_works_once(client, mentee, link):
    answer = client.post(link, {"answer": "You listen"}, follow=True)
    assert answer.status_code == 410
    assert "Thank you. Your answer is on its way." in answer.content.decode()
    assert client.post(link, {"answer": "Again"}).status_code == 410
    assert KindWord.objects.get().answer == "You listen"
    assert Entry.objects.get(deed="kind_word.say").by is None


def test_two_answers_at_once_leave_the_first(mentee):
    word = ask(asked="A friend", by=mentee, at=timezone.now(), link_for=str).word
    say(word, answer="First", at=timezone.now())
    with pytest.raises(LinkUsed):
        say(word, answer="Second", at=timezone.now())
    assert KindWord.objects.get().answer == "First"


def test_the_link_is_too_old_after_two_weeks(client, link):
    with time_machine.travel(timezone.now() + INVITATION_HOLDS_FOR + timedelta(minutes=1)):
        page = client.get(link)
    assert page.status_code == 410
    assert "Elza" not in page.content.decode()


@pytest.mark.parametrize("token", ["nothing", "a:b:c"])
def test_a_link_of_nobody_opens_nothing(client, token):
    assert client.get(reverse("people:say", kwargs={"token": token})).status_code == 410


def test_a_link_with_another_secret_opens_nothing(client, link):
    forged = dumps([str(KindWord.objects.get().pk), "other"], salt=KIND_WORD)
    assert client.get(reverse("people:say", kwargs={"token": forged})).status_code == 410


def test_an_empty_answer_is_asked_for_once_more(client, link):
    assert client.post(link, {"answer": ""}).status_code == 422
    assert KindWord.objects.get().answered_at is None


def test_i_keep_an_answer_among_what_others_value_in_me(client, mentee, link):
    client.post(link, {"answer": "You listen"})
    client.force_login(mentee)
    page = client.get(ABOUT)
    assert "You listen" in page.content.decode()
    [word] = page.context["words"]
    client.post(reverse("people:keep", kwargs={"word_id": word.pk}))
    assert about(mentee).valued == "You listen – CANARY my sister"
    assert KindWord.objects.get().answer == ""
    assert "Somebody answered you" not in client.get(ABOUT).content.decode()
    again = client.post(reverse("people:keep", kwargs={"word_id": word.pk}), follow=True)
    assert "There is nothing to decide here any more." in again.content.decode()
    assert str(word) == f"Kind word {word.pk}"


def test_what_i_let_go_leaves_nothing(client, mentee, link):
    client.post(link, {"answer": "You listen"})
    client.force_login(mentee)
    word = KindWord.objects.get()
    client.post(reverse("people:drop", kwargs={"word_id": word.pk}))
    assert KindWord.objects.get().answer == ""
    assert about(mentee).valued == ""
    with pytest.raises(NothingToKeep):
        keep(word, by=mentee)


def test_an_answer_is_its_persons_alone(client, mentee, case_manager, link):
    client.post(link, {"answer": "CANARY said"})
    word = KindWord.objects.get()
    client.force_login(case_manager)
    assert client.post(reverse("people:keep", kwargs={"word_id": word.pk})).status_code == 404
    assert client.post(reverse("people:drop", kwargs={"word_id": word.pk})).status_code == 404
    assert "CANARY" not in client.get(ABOUT).content.decode()


def test_an_open_question_is_neither_kept_nor_dropped(mentee):
    word = ask(asked="A friend", by=mentee, at=timezone.now(), link_for=str).word
    with pytest.raises(NothingToKeep):
        drop(word, by=mentee)


def test_a_kept_answer_stands_below_what_stood_there(mentee):
    for number in range(2):
        word = ask(asked="A friend", by=mentee, at=timezone.now(), link_for=str).word
        keep(say(word, answer=f"Word {number}", at=timezone.now()), by=mentee)
    assert about(mentee).valued == "Word 0 – A friend\nWord 1 – A friend"


def test_ten_open_questions_are_enough(client):
    person = a_person()
    for _number in range(MOST_WAITING):
        ask(asked="A friend", by=person, at=timezone.now(), link_for=str)
    client.force_login(person)
    page = client.post(reverse("people:ask"), {"asked": "One more"})
    assert page.status_code == 422
    assert "Several people have a question from you already." in page.content.decode()
