"""Who was away too long signs in anew, and loses no words without being told."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lidzas.meetings.models import Meeting
from tests.builders import MOMENT


@pytest.fixture
def late(case, mentor):
    """`late(page, **typed)` sends a form of the case half an hour after the last page was opened."""

    def send(page="meetings:log", *, referer="", **typed):
        browser = Client(headers={"referer": referer} if referer else None)
        browser.cookies["language"] = "en"
        browser.force_login(mentor)
        with time_machine.travel(MOMENT, tick=False) as clock:
            browser.get(reverse("journey:home"))
            clock.shift(timedelta(minutes=31))
            return browser.post(reverse(page, args=[case.pk]), typed)

    return send


def test_a_form_sent_after_a_long_while_is_not_taken_and_its_words_come_back(late, case):
    response = late(note="We walked <b>far</b>.", minutes="45")

    page = response.content.decode()
    assert response.status_code == 403
    assert response["Cache-Control"] == "no-store"
    assert "This was not saved" in page
    assert "We walked &lt;b&gt;far&lt;/b&gt;." in page
    assert f"/account/login/?{urlencode({'next': reverse('meetings:log', args=[case.pk])})}" in page
    assert not Meeting.objects.exists()


def test_a_password_never_comes_back(late):
    assert "four horses" not in late(oldpassword="four horses climb the hill").content.decode()


def test_a_form_without_words_is_only_told_of(late):
    page = late(answer="yes").content.decode()
    assert "This was not saved" in page
    assert "Copy it first" not in page


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/home/", "http://testserver/home/"),
        ("https://evil.example/x/", "/c/"),
        ("http://[", "/c/"),
    ],
)
def test_signing_in_leads_back_to_the_page_of_the_form(late, referer, back):
    assert f"?{urlencode({'next': back})}" in late(referer=referer).content.decode()


def test_words_come_back_only_to_a_page_of_ours(case):
    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post(reverse("meetings:log", args=[case.pk]), {"note": "Words of somebody"})
    assert "Words of somebody" not in response.content.decode()
