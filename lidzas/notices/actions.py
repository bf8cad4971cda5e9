"""Queueing letters within a deed's transaction, and handing them to the mail server afterwards."""

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from lidzas.accounts.models import User
from lidzas.notices.models import Notice

logger = logging.getLogger(__name__)
MOST_TRIES = 8
SENDER_DIED_AFTER = timedelta(minutes=5)


def notify(address: str, *, subject: str, body: str, person: User | None = None) -> Notice:
    """Queue a letter; it leaves only if the transaction around it holds."""
    return Notice.objects.create(
        person=person, address=address, subject=subject[:200], body=body, try_at=timezone.now()
    )


def send_waiting(*, now: datetime) -> int:
    """Hand over every letter whose time has come; return how many the mail server took."""
    Notice.objects.filter(state=Notice.State.SENDING, try_at__lt=now - SENDER_DIED_AFTER).update(
        state=Notice.State.QUEUED
    )
    waiting = Notice.objects.filter(state=Notice.State.QUEUED, try_at__lte=now).order_by("try_at")
    return sum(hand_over(notice, now=now) for notice in waiting[:500] if claim(notice, now=timezone.now()))


def claim(notice: Notice, *, now: datetime) -> bool:
    """Take a letter so that no second sender does. From `now` on its sender may need some minutes."""
    mine = Notice.objects.filter(pk=notice.pk, state=Notice.State.QUEUED)
    return bool(mine.update(state=Notice.State.SENDING, try_at=now))


def hand_over(notice: Notice, *, now: datetime) -> bool:
    """Send one claimed letter. Whatever is wrong with it, the letters after it must still leave."""
    try:
        message_of(notice).send()
    except Exception as fault:  # noqa: BLE001 - a seal, an address, a server: each fails in its own way
        logger.warning("notice %s was not taken by the mail server: %s", notice.pk, type(fault).__name__)
        put_back(notice, now=now)
        return False
    with transaction.atomic():
        notice.state, notice.sent_at, notice.body = Notice.State.SENT, now, ""
        notice.save(update_fields=["state", "sent_at", "body"])
    return True


def message_of(notice: Notice) -> EmailMessage:
    """A fixed Message-ID lets a receiver drop a second copy."""
    headers = {"Message-ID": f"<{notice.pk}@lidzas>"}
    return EmailMessage(notice.subject, notice.body, to=[notice.address], headers=headers)


def put_back(notice: Notice, *, now: datetime) -> None:
    """Wait twice as long after each failure, and give up after a day and a half."""
    changed = ["tries", "state", "try_at"]
    notice.tries += 1
    notice.state = Notice.State.QUEUED
    notice.try_at = now + timedelta(minutes=2**notice.tries * 4)
    if notice.tries >= MOST_TRIES:
        notice.state, notice.body = Notice.State.GIVEN_UP, ""
        changed.append("body")
    notice.save(update_fields=changed)
