"""A form is carried out once, for its person, and its receipt tells nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.db import IntegrityError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from lidzas.accounts.locks import guarded
from lidzas.people.models import AboutMe
from lidzas.records.actions import RECEIPTS_ARE_KEPT_FOR, forget_old_receipts
from lidzas.records.models import Receipt

ABOUT_ME = reverse("people:about_part", kwargs={"part": "profile"})
WORDS = {"matters": "Quiet", "valued": "Calm", "support": "Time"}


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


def stopped(sqlstate):
    """What Django raises when the database stops a transaction."""
    cause = Exception("stopped")
    cause.sqlstate = sqlstate
    error = OperationalError("stopped")
    error.__cause__ = cause
    return error


class Stops:
    """A database that stops the change of a table so many times."""

    def __init__(self, times, error):
        self.times, self.error = times, error

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith('UPDATE "people_aboutme"') and self.times:
            self.times -= 1
            raise self.error
        return execute(sql, params, many, context)


@pytest.mark.parametrize("sqlstate", ["40P01", "55P03"])
def test_a_form_that_gave_way_to_another_is_carried_out_all_the_same(signed_in, mentor, sqlstate):
    browser = signed_in(mentor)
    with connection.execute_wrapper(Stops(2, stopped(sqlstate))):
        assert tell(browser, "one", version="1").status_code == 302
    assert AboutMe.objects.get(person=mentor).version == 2
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(("times", "sqlstate"), [(3, "40P01"), (1, "57014")])
def test_a_form_is_not_tried_for_ever_and_not_after_another_fault(signed_in, mentor, times, sqlstate):
    browser = signed_in(mentor)
    with connection.execute_wrapper(Stops(times, stopped(sqlstate))), pytest.raises(OperationalError):
        tell(browser, "one", version="1")
    assert not Receipt.objects.exists()


def test_what_a_stopped_attempt_said_is_unsaid(rf, mentor):
    request = rf.post("/")
    request.user, request.session = mentor, {}
    MessageMiddleware(HttpResponse).process_request(request)
    attempts = iter([stopped("40P01"), None])

    def answer():
        messages.success(request, "Saved.")
        if error := next(attempts):
            raise error
        return redirect("/")

    assert guarded(request, answer).status_code == 302
    assert [str(said) for said in messages.get_messages(request)] == ["Saved."]


def test_a_row_that_the_database_refuses_is_not_taken_for_a_form_sent_twice(rf, mentor):
    request = rf.post("/", {"form_key": "a" * 32})
    request.user = mentor

    def answer():
        for _time in range(2):
            AboutMe.objects.create(person=mentor)
        return redirect("/")

    with pytest.raises(IntegrityError):
        guarded(request, answer)
    assert not AboutMe.objects.exists()


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
