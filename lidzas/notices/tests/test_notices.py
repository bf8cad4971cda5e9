"""Letters: queued with the deed, sent once, tried again."""

import json
import os
import signal
import smtplib
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from lidzas.notices.actions import MOST_TRIES, claim, notify, send_waiting
from lidzas.notices.models import Notice


class NoServer(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("away")


NO_SERVER = f"{__name__}.NoServer"


@pytest.fixture
def letter(db):
    return notify("anna@example.org", subject="You have a message", body="CANARY link")


def test_a_letter_is_sent_once_and_its_text_is_wiped(letter):
    assert send_waiting(now=timezone.now()) == 1
    assert send_waiting(now=timezone.now()) == 0
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["anna@example.org"], "You have a message", "CANARY link")
    assert sent.extra_headers["Message-ID"] == f"<{letter.pk}@lidzas>"
    letter.refresh_from_db()
    assert (letter.state, letter.body) == ("sent", "")
    assert str(letter) == f"Notice {letter.pk}"


def test_a_letter_leaves_only_with_its_deed(db):
    with transaction.atomic():
        notify("anna@example.org", subject="s", body="b")
        transaction.set_rollback(True)
    assert send_waiting(now=timezone.now()) == 0


def test_a_letter_waits_longer_after_each_failure_and_is_given_up_in_the_end(letter, settings):
    settings.EMAIL_BACKEND = NO_SERVER
    now, waits = timezone.now(), []
    for _ in range(MOST_TRIES):
        assert send_waiting(now=now) == 0
        letter.refresh_from_db()
        waits.append(letter.try_at - now)
        now = letter.try_at
    assert waits == sorted(waits)
    assert len({*waits}) == MOST_TRIES
    assert letter.state == Notice.State.GIVEN_UP


def test_two_senders_do_not_send_one_letter(letter):
    assert claim(letter, now=timezone.now())
    assert not claim(letter, now=timezone.now())
    assert send_waiting(now=timezone.now()) == 0


def test_a_letter_whose_sender_died_is_found_again(letter):
    claim(letter, now=timezone.now())
    assert send_waiting(now=timezone.now() + timedelta(minutes=6)) == 1


def test_the_command_sends_and_counts(letter):
    out = StringIO()
    call_command("notices", "send", stdout=out)
    assert out.getvalue().strip() == "1 sent."
    out = StringIO()
    call_command("notices", "state", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"queued": 0, "sending": 0, "sent": 1, "given_up": 0}
    out = StringIO()
    call_command("notices", "state", stdout=out)
    assert "sent: 1" in out.getvalue()


def test_the_sender_goes_on_until_it_is_stopped(letter):
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM))
    timer.start()
    try:
        call_command("notices", "send", "--keep-going")
    finally:
        timer.join()
        for number, handler in before.items():
            signal.signal(number, handler)
    assert len(mail.outbox) == 1
