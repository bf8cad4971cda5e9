"""Asking somebody without an account for one sentence, and keeping it or not."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.people.actions import LinkFor, digest
from lidzas.people.models import INVITATION_HOLDS_FOR, AboutMe, KindWord
from lidzas.records.actions import Refusal

KIND_WORD = "lidzas.people.kind_word"
MOST_WAITING = 10


class EnoughAsked(Refusal):
    """So many questions wait for their answers that another one would only be lost among them."""


class LinkUsed(Refusal):
    """The link has been answered, is too old, or was never one of ours."""


class NothingToKeep(Refusal):
    """There is no answer here, or it was kept or dropped already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the link that opens it, once; the link is not kept."""

    word: KindWord
    link: str


@transaction.atomic
def ask(*, asked: str, by: User, at: datetime, link_for: LinkFor) -> Asked:
    """Make a link under which one person may say what they value in `by`."""
    waiting = KindWord.objects.filter(person=by, answered_at=None, expires_at__gt=at)
    if waiting.count() >= MOST_WAITING:
        raise EnoughAsked(_("Several people have a question from you already. Wait for their answers first."))
    nonce = secrets.token_urlsafe(24)
    word = KindWord.objects.create(
        person=by, asked=asked, nonce_digest=digest(nonce), expires_at=at + INVITATION_HOLDS_FOR
    )
    record("kind_word.ask", word, by=by)
    return Asked(word, link_for(dumps([str(word.pk), nonce], salt=KIND_WORD)))


def kind_word_of(token: str, *, at: datetime) -> KindWord:
    """The question behind a link that still works; raises LinkUsed for every other."""
    used = LinkUsed(_("This link was used already, or it is too old."))
    try:
        pk, nonce = loads(token, salt=KIND_WORD)
    except (BadSignature, ValueError) as bad:
        raise used from bad
    waiting = KindWord.objects.select_related("person").filter(answered_at=None, expires_at__gt=at)
    word = waiting.filter(pk=pk).first()
    if word is None or not constant_time_compare(word.nonce_digest, digest(nonce)):
        raise used
    return word


@transaction.atomic
def say(word: KindWord, *, answer: str, at: datetime) -> KindWord:
    """Answer the question; who was asked has no account and leaves no name but the one they were given."""
    if not KindWord.objects.filter(pk=word.pk, answered_at=None).update(answered_at=at):
        raise LinkUsed(_("This link was used already, or it is too old."))
    word.answered_at, word.answer = at, answer
    word.save(update_fields=["answer"])
    record("kind_word.say", word, by=None)
    return word


@transaction.atomic
def keep(word: KindWord, *, by: User) -> AboutMe:
    """Put an answer among what others value in me, where its person may go on writing."""
    word = settle(word, is_kept=True)
    AboutMe.objects.get_or_create(person=by)
    words = AboutMe.objects.select_for_update(no_key=True).get(person=by)
    words.valued = "\n".join(line for line in (words.valued, f"{word.answer} – {word.asked}") if line)
    words.version += 1
    words.save(update_fields=["valued", "version"])
    empty(word)
    record("kind_word.keep", word, by=by)
    return words


@transaction.atomic
def drop(word: KindWord, *, by: User) -> None:
    """Let an answer go; nothing of it stays."""
    empty(settle(word, is_kept=False))
    record("kind_word.drop", word, by=by)


def settle(word: KindWord, *, is_kept: bool) -> KindWord:
    """Say once what becomes of an answer. Raises NothingToKeep when there is none, or it has been said."""
    waiting = KindWord.objects.filter(pk=word.pk, answered_at__isnull=False, is_kept=None)
    if not waiting.update(is_kept=is_kept):
        raise NothingToKeep(_("There is nothing to decide here any more."))
    word.refresh_from_db()
    return word


def empty(word: KindWord) -> None:
    word.answer = ""
    word.save(update_fields=["answer"])
