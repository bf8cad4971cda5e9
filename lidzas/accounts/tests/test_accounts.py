"""People, their language, and sessions that end."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from lidzas.accounts.middleware import LIMIT
from lidzas.accounts.models import User, fold
from lidzas.notices.actions import send_waiting
from lidzas.notices.models import Notice
from tests.builders import DAY, a_person

PASSWORD = "four horses climb the hill"
MORNING = datetime(2026, 9, 1, 9, tzinfo=UTC)


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


def test_a_session_ends_fourteen_days_after_signing_in_however_busy(client, mentor):
    client.force_login(mentor)
    session = client.session
    session[LIMIT] = 60 * 24
    session.save()
    for day in range(15):
        with time_machine.travel(MORNING + timedelta(days=day)):
            assert client.get(reverse("people:profile")).status_code == 200
    with time_machine.travel(MORNING + timedelta(days=14, hours=1)):
        assert client.get(reverse("people:profile")).url.startswith(reverse("account_login"))


@pytest.fixture
def anna(db):
    person = a_person()
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.mark.parametrize(("shared", "stays"), [({"shared": "on"}, False), ({}, True)])
def test_who_signs_in_on_a_borrowed_device_is_signed_out_with_the_browser(client, anna, shared, stays):
    page = client.get(reverse("account_login"), headers={"accept-language": "en"}).content.decode()
    assert 'name="shared"' in page
    client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD, **shared})
    assert bool(client.cookies["session"]["max-age"]) is stays
    assert client.session.get_expire_at_browser_close() is not stays


@pytest.mark.parametrize(("shared", "stays"), [({"shared": "on"}, False), ({}, True)])
def test_a_code_on_a_borrowed_device_signs_in_for_as_short_a_time(client, anna, shared, stays):
    client.post(reverse("account_request_login_code"), {"email": anna.email})
    code = re.search(r"^[A-Z0-9-]{5,}$", Notice.objects.latest("made_at").body, re.MULTILINE)[0]
    assert client.post(reverse("account_confirm_login_code"), {"code": code, **shared}).status_code == 302
    assert bool(client.cookies["session"]["max-age"]) is stays
    assert client.get(reverse("people:profile")).status_code == 200
    session = client.session
    session[LIMIT] = 12 * 60
    session.save()
    with time_machine.travel(f"{DAY}T09:20:00Z"):
        assert client.get(reverse("people:profile")).status_code == (200 if stays else 302)


@pytest.mark.parametrize(("proxies", "comes_in"), [(1, True), (0, False)])
def test_behind_a_proxy_wrong_sign_ins_of_others_lock_nobody_out(client, anna, settings, proxies, comes_in):
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    address = reverse("account_login")
    for number in range(12):
        wrong = {"login": f"nobody{number}@example.org", "password": "wrong"}
        client.post(address, wrong, headers={"x-forwarded-for": f"198.51.100.{number}"})
    right = {"login": anna.email, "password": PASSWORD}
    answer = client.post(address, right, headers={"x-forwarded-for": "192.0.2.1"})
    assert (answer.status_code == 302) is comes_in


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
