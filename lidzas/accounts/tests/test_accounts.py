"""People, their language, and sessions that end."""

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from lidzas.accounts.models import User, fold
from lidzas.notices.actions import send_waiting
from lidzas.notices.models import Notice
from tests.builders import DAY, a_person


def test_a_name_is_found_whatever_the_case_and_diacritics(db):
    wanted = a_person("Jānis Ķēniņš")
    a_person("Anna Bērziņa")
    for words in ("janis", "KENIN", "Jānis ķēniņš", "ķēn jān"):
        assert list(User.objects.named_like(words)) == [wanted]
    assert fold("ĀĒŠ") == "aes"


def test_addresses_are_kept_in_lower_case(db):
    person = a_person()
    person.email = "ANNA@Example.org"
    person.save()
    assert User.objects.get_by_natural_key("Anna@example.ORG") == person
    assert str(person) == person.name


def test_an_idle_session_ends(client, mentor):
    client.force_login(mentor)
    assert client.get(reverse("people:profile")).status_code == 200
    with time_machine.travel(f"{DAY}T09:45:00Z"):
        response = client.get(reverse("people:profile"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_session_in_use_goes_on(client, mentor):
    client.force_login(mentor)
    for minute in (0, 20, 40, 59):
        with time_machine.travel(f"{DAY}T09:{minute:02}:00Z"):
            assert client.get(reverse("people:profile")).status_code == 200


def test_what_was_said_to_a_person_is_not_said_to_the_next_one_on_the_device(client, db):
    person = a_person(language="en")
    client.force_login(person)
    told = client.post(reverse("people:profile"), {"name": "A", "language": "en", "address_form": "neutral"})
    assert told.status_code == 302
    assert "messages" not in client.cookies
    client.post(reverse("account_logout"))
    client.cookies["language"] = "en"
    page = client.get(reverse("guide:start")).content.decode()
    assert "You are signed out." in page
    assert "Saved." not in page


def test_a_signed_in_person_reads_their_own_language(client, db):
    for language, word in (("lv", "Saglabāt"), ("en", "Save")):
        client.force_login(a_person(language=language))
        assert word in client.get(reverse("people:profile")).content.decode()


def test_a_code_by_mail_signs_in(client, db):
    person = a_person()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    response = client.post(reverse("account_request_login_code"), {"email": person.email})
    assert response.status_code == 302
    send_waiting(now=timezone.now())
    [letter] = mail.outbox
    code = next(
        word
        for word in letter.body.split()
        if (word.isupper() and len(word) >= 6)
        or ("-" in word and word.replace("-", "").isalnum() and word.isupper())
    )
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response.url == reverse("journey:home")


def test_asking_for_a_code_does_not_tell_who_has_an_account(client, db):
    person = a_person()
    known = client.post(reverse("account_request_login_code"), {"email": person.email})
    unknown = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert not Notice.objects.filter(address="nobody@example.org").exists()


@pytest.mark.parametrize("page", ["people:profile", "journey:home", "people:about_me"])
def test_a_visitor_is_led_to_the_sign_in_page(client, db, page):
    assert client.get(reverse(page)).url.startswith(reverse("account_login"))
