"""The pages for signing in are in our look and our words, and nobody is asked to sign up."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from lidzas.notices.models import Notice
from tests.builders import a_person

pytestmark = [pytest.mark.urls("lidzas.ui.tests.urls"), pytest.mark.django_db]
PASSWORD = "four horses climb the hill"


@pytest.fixture
def visitor(client: Client, settings) -> Client:
    settings.ACCOUNT_RATE_LIMITS = False
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def anna():
    person = a_person("Anna Bērziņa", language="en")
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def last_letter() -> Notice:
    return Notice.objects.latest("made_at")


def test_signing_in_by_password(visitor, anna):
    page = visitor.get("/account/login/")
    assert "An account is made for you by the programme." in words(page)
    assert "sign up" not in words(page).lower()

    response = visitor.post("/account/login/", {"login": anna.email, "password": PASSWORD})

    assert response.url == "/home/"
    assert 'role="status"' not in visitor.get("/").content.decode()


def test_a_wrong_password_is_told_calmly(visitor, anna):
    response = visitor.post("/account/login/", {"login": anna.email, "password": "wrong"})

    assert "Please look at this once more" in words(response)
    assert f'value="{anna.email}"' in response.content.decode()


def test_signing_in_by_a_code_from_a_letter(visitor, anna):
    assert "We send you a letter with a code." in words(visitor.get("/account/login/code/"))
    response = visitor.post("/account/login/code/", {"email": anna.email}, follow=True)
    assert f"If {anna.email} is the address of an account" in words(response)
    assert "No letter came" in words(response)
    code = re.search(r"^[A-Z0-9-]{5,}$", last_letter().body, re.MULTILINE)[0]

    assert visitor.post("/account/login/code/confirm/", {"code": code}).url == "/home/"


def test_the_letter_with_a_code_does_not_say_what_the_programme_is_about(visitor, anna):
    visitor.post("/account/login/code/", {"email": anna.email})

    letter = last_letter()
    assert letter.subject == "Your code"
    assert letter.body.startswith("Hello,")
    assert letter.body.strip().endswith("Līdzās")
    assert "mentor" not in letter.body.lower()


def test_a_stranger_cannot_learn_who_has_an_account(visitor, anna):
    known = words(visitor.post("/account/login/code/", {"email": anna.email}, follow=True))
    visitor.cookies.pop("session", None)
    unknown = words(visitor.post("/account/login/code/", {"email": "nobody@example.org"}, follow=True))

    assert known.replace(anna.email, "…") == unknown.replace("nobody@example.org", "…")


def test_choosing_a_new_password(visitor, anna):
    visitor.get("/account/password/reset/")
    response = visitor.post("/account/password/reset/", {"email": anna.email}, follow=True)
    assert "Look into your mail" in words(response)
    letter = last_letter()
    assert letter.subject == "A new password"
    link = re.search(r"https?://testserver(\S+)", letter.body)[1]
    page = visitor.get(link, follow=True)
    assert "Choose a new password" in words(page)

    new = "a boat sings in the attic"
    response = visitor.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)

    assert "The new password is saved" in words(response)
    assert last_letter().subject == "Your password was changed"
    assert "This link does not work any more" in words(visitor.get(link, follow=True))
    anna.refresh_from_db()
    assert anna.check_password(new)


def test_changing_the_password_while_signed_in(visitor, anna):
    visitor.force_login(anna)
    assert "Change the password" in words(visitor.get("/account/password/change/"))

    new = "a boat sings in the attic"
    visitor.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    anna.refresh_from_db()
    assert anna.check_password(new)


def test_a_person_without_a_password_can_choose_one(visitor):
    person = a_person()
    visitor.force_login(person)

    assert "Choose a password" in words(visitor.get("/account/password/set/"))


def test_signing_out_is_asked_about_and_told(visitor, anna):
    visitor.force_login(anna)
    assert "On a device that others use too" in words(visitor.get("/account/logout/"))

    visitor.post("/account/logout/")

    assert "You are signed out." in words(visitor.get("/"))


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/account/inactive/", "This account is not open"),
        ("/account/password/reset/key/1-no-such-key/", "This link does not work any more"),
    ],
)
def test_other_pages_of_the_door_speak_our_words(visitor, address, title):
    assert title in words(visitor.get(address))


@pytest.mark.parametrize(
    "page", ["signup/", "email/", "confirm-email/", "confirm-email/key/", "reauthenticate/"]
)
def test_pages_of_the_library_that_are_not_ours_are_not_there(visitor, anna, page):
    visitor.force_login(anna)

    assert visitor.get(f"/account/{page}").status_code == 404
    assert (
        visitor.post(f"/account/{page}", {"email": "other@example.org", "action_add": ""}).status_code == 404
    )


def test_whose_address_was_never_noted_comes_in_by_password_all_the_same(visitor, anna):
    EmailAddress.objects.all().delete()

    assert visitor.post("/account/login/", {"login": anna.email, "password": PASSWORD}).url == "/home/"


@pytest.mark.urls("config.urls")
def test_who_tries_again_and_again_is_asked_to_wait(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    tries = [visitor.post("/account/login/", {"login": "nobody@example.org"}) for _ in range(2)]
    assert [page.status_code for page in tries] == [200, 429]
    assert "wait a few minutes" in words(tries[1])
