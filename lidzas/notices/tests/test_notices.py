"""Letters: queued with the deed, sent once, tried again."""

import json
import os
import signal
import smtplib
import threading
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from lidzas.notices.actions import MOST_TRIES, claim, notify, send_waiting
from lidzas.notices.management.commands import notices
from lidzas.notices.models import Notice
from lidzas.records.actions import RECEIPTS_ARE_KEPT_FOR
from lidzas.records.models import Receipt
from tests.builders import MOMENT, a_person


class NoServer(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("away")


class SlowServer(EmailBackend):
    """A mail server that needs four minutes for a letter; another sender begins during the second one."""

    clock: time_machine.Traveller
    taken: list[str]

    def send_messages(self, messages):
        self.taken.append(messages[0].subject)
        self.clock.shift(timedelta(minutes=4))
        if len(self.taken) == 2:
            send_waiting(now=timezone.now())
        return 1


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
    assert (letter.state, letter.body) == (Notice.State.GIVEN_UP, "")


@pytest.mark.parametrize("state", [Notice.State.SENT, Notice.State.GIVEN_UP])
def test_the_database_keeps_no_text_of_a_letter_that_is_over(letter, state):
    letter.state, letter.sent_at = state, timezone.now() if state == Notice.State.SENT else None
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save()


def a_letter_nobody_can_address():
    return notify("a@" + "ā" * 58 + ".lv", subject="s", body="b")


def a_letter_nobody_can_open():
    sealed_elsewhere = notify("anna@example.org", subject="s", body="b")
    with connection.cursor() as cursor:
        cursor.execute(
            "update notices_notice set body = (select body from notices_notice where subject = 'x')"
        )
    return sealed_elsewhere


@pytest.mark.parametrize("a_bad_letter", [a_letter_nobody_can_address, a_letter_nobody_can_open])
def test_a_letter_that_cannot_be_sent_holds_up_no_other(db, caplog, a_bad_letter):
    notify("elza@example.org", subject="x", body="CANARY")
    bad = a_bad_letter()
    notify("maris@example.org", subject="y", body="b")
    assert send_waiting(now=timezone.now()) == 2
    assert Notice.objects.values_list("state", "tries").get(pk=bad.pk) == (Notice.State.QUEUED, 1)
    assert str(bad.pk) in caplog.text
    assert bad.address not in caplog.text


def test_two_senders_do_not_send_one_letter(letter):
    assert claim(letter, now=timezone.now())
    assert not claim(letter, now=timezone.now())
    assert send_waiting(now=timezone.now()) == 0


def test_another_sender_takes_no_letter_from_a_slow_one(db, settings):
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    for subject in ("first", "second"):
        notify("anna@example.org", subject=subject, body="b")
    with time_machine.travel(MOMENT + timedelta(seconds=1), tick=False) as clock:
        SlowServer.clock, SlowServer.taken = clock, []
        send_waiting(now=timezone.now())
    assert SlowServer.taken == ["first", "second"]


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


@pytest.fixture
def keep_going():
    """Runs the sender for a moment, and gives the signals back that it took."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM))

    def keep() -> None:
        timer.start()
        call_command("notices", "send", "--keep-going")

    yield keep
    timer.join()
    for number, handler in before.items():
        signal.signal(number, handler)


def test_the_sender_goes_on_until_it_is_stopped(letter, keep_going):
    keep_going()
    assert len(mail.outbox) == 1


def test_the_sender_outlives_a_database_that_is_away(letter, keep_going, monkeypatch, caplog):
    monkeypatch.setattr(notices, "PAUSE_SECONDS", 0.01)
    # The transaction around this test is no reason to close its connection.
    monkeypatch.setitem(connection.settings_dict, "AUTOCOMMIT", connection.get_autocommit())
    faults = iter([OperationalError("CANARY in a message"), OperationalError("away")])

    def away_for_a_while(execute, sql, *rest):
        if sql.startswith("SELECT"):
            for fault in faults:
                raise fault
        return execute(sql, *rest)

    with connection.execute_wrapper(away_for_a_while):
        keep_going()
    assert len(mail.outbox) == 1
    assert "OperationalError" in caplog.text
    assert "CANARY" not in caplog.text


def test_the_sender_clears_away_what_is_over(db, keep_going):
    Receipt.objects.create(key="k", digest="d", person=a_person(), location="/")
    Receipt.objects.update(made_at=timezone.now() - RECEIPTS_ARE_KEPT_FOR - timedelta(days=1))
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    keep_going()
    assert (Receipt.objects.count(), Session.objects.count()) == (0, 0)
