"""A form is carried out once, for its person, and its receipt tells nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lidzas.people.models import AboutMe
from lidzas.records.actions import RECEIPTS_ARE_KEPT_FOR, forget_old_receipts
from lidzas.records.models import Receipt

ABOUT_ME = reverse("people:about_me")
WORDS = {"matters": "Quiet", "likes": "Dogs", "support": "Time"}


def tell(browser, key, **changed):
    return browser.post(ABOUT_ME, {**WORDS, **changed, "form_key": key})


def test_a_form_sent_twice_is_carried_out_once(signed_in, mentor):
    browser = signed_in(mentor)
    first, second = (tell(browser, "one", version="1") for _ in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    assert AboutMe.objects.get(person=mentor).version == 2


@pytest.mark.parametrize("key", ["a\x00b", "not a key", "ķ" * 8, "k" * 41])
def test_a_key_that_no_page_of_ours_gives_is_no_key(signed_in, mentor, key):
    assert tell(signed_in(mentor), key, version="1").status_code == 302
    assert not Receipt.objects.exists()


def test_a_key_of_somebody_else_is_no_obstacle(signed_in, mentor, stranger):
    for person in (mentor, stranger):
        assert tell(signed_in(person), "the-same", version="1").status_code == 302
    assert AboutMe.objects.count() == 2


def test_a_receipt_does_not_confirm_a_guess_at_what_was_written(signed_in, mentor):
    tell(signed_in(mentor), "one", version="1")
    content = [(name, [value]) for name, value in sorted({**WORDS, "version": "1"}.items())]
    guess = hashlib.sha256(repr((ABOUT_ME, content)).encode()).hexdigest()
    assert Receipt.objects.get().digest != guess


def test_a_receipt_is_forgotten_when_no_form_can_be_sent_again(signed_in, mentor):
    tell(signed_in(mentor), "one", version="1")
    assert forget_old_receipts(now=timezone.now()) == 0
    assert forget_old_receipts(now=timezone.now() + RECEIPTS_ARE_KEPT_FOR + timedelta(seconds=1)) == 1
    assert not Receipt.objects.exists()
