"""Inviting people, letting them in, and closing their accounts."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.notices.actions import notify
from lidzas.people.models import INVITATION_HOLDS_FOR, Invitation, Mentor
from lidzas.people.queries import invited_elsewhere
from lidzas.programmes.actions import give_role
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import capacity_of
from lidzas.records.actions import Refusal

LinkFor = Callable[[str], str]
TOKEN_PURPOSE = "lidzas.people.invitation"  # noqa: S105 - names a purpose


INVENTED = ".invalid"


class InvitationOver(Refusal):
    """The link was used, is too old, or was taken back or replaced."""


class ComesInElsewhere(Refusal):
    """This link may not take the account over: another one may, or none."""


class NobodyReal(Refusal):
    """An invented round invites only invented people."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and the link that opens it; the link is not kept."""

    invitation: Invitation
    link: str


def digest(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()


@transaction.atomic
def invite(
    programme: Programme,
    role: Role,
    *,
    email: str,
    name: str,
    language: str,
    by: User,
    at: datetime,
    link_for: LinkFor,
) -> Invited:
    """Make an account that waits for its person, and send an invitation to it.

    Somebody who has an account already is invited all the same, so that inviting tells nobody who has one.
    The role begins with the yes. `link_for` turns the secret word of the invitation into the address that
    opens it.
    """
    if programme.is_practice and not email.lower().endswith(INVENTED):
        raise NobodyReal(
            _(
                "This round is invented, and so is everybody in it. Please take an address that is nobody's, such as anna@example.invalid."
            )
        )
    person, _made = User.objects.get_or_create(
        email=email.lower(), defaults={"name": name, "language": language, "password": make_password(None)}
    )
    Invitation.objects.waiting(programme).filter(person=person, role=role).update(ended_at=at)
    nonce = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        programme=programme, person=person, role=role, name=name, sent_by=by, is_mailed=settings.HAS_MAIL,
        nonce_digest=digest(nonce), expires_at=at + INVITATION_HOLDS_FOR,
    )  # fmt: skip
    record("person.invite", invitation, by=by)
    link = link_for(dumps([str(invitation.pk), nonce], salt=TOKEN_PURPOSE))
    send_invitation(person, link=link)
    return Invited(invitation, link)


def invite_again(invitation: Invitation, *, by: User, at: datetime, link_for: LinkFor) -> Invited:
    """Send a fresh link to somebody who has not come in yet; the earlier one ends."""
    person = invitation.person
    return invite(
        invitation.programme, Role(invitation.role), email=person.email, name=invitation.name,
        language=person.language, by=by, at=at, link_for=link_for,
    )  # fmt: skip


@transaction.atomic
def take_back(invitation: Invitation, *, by: User, at: datetime) -> None:
    """End an invitation before it is accepted. Raises InvitationOver when it was accepted meanwhile."""
    waiting = Invitation.objects.waiting(invitation.programme)
    if not waiting.filter(pk=invitation.pk).update(ended_at=at):
        raise InvitationOver(_("This invitation was accepted in the meantime."))
    record("person.invite_end", invitation, by=by)


def give_place(programme: Programme, person: User, role: Role, *, by: User, on: date) -> None:
    """Staff get their role, mentors their place; a young person's place is their case."""
    if role is Role.MENTOR:
        join_as_mentor(programme, person, by=by, on=on)
    elif role is not Role.MENTEE:
        give_role(programme, person, role, by=by, on=on)


@transaction.atomic
def join_as_mentor(
    programme: Programme, person: User, *, by: User, on: date, municipality: str = "", is_paid: bool = False
) -> Mentor:
    mentor, made = Mentor.objects.get_or_create(
        programme=programme, person=person,
        defaults={
            "capacity": capacity_of(programme), "municipality": municipality, "is_paid": is_paid, "joined_on": on,
        },
    )  # fmt: skip
    if mentor.left_on is not None:
        mentor.joined_on, mentor.left_on = on, None
        mentor.save(update_fields=["joined_on", "left_on"])
        made = True
    if made:
        record("mentor.join", mentor, by=by)
    return mentor


class NotYetIn(Refusal):
    """The account waits for its person."""


class LastAdministrator(Refusal):
    """Somebody has to keep the installation."""


@transaction.atomic
def leave_as_mentor(mentor: Mentor, *, by: User, on: date) -> None:
    """End a mentor's place in a programme. Pairs are ended by whoever calls this."""
    mentor.left_on = max(on, mentor.joined_on)
    mentor.save(update_fields=["left_on"])
    record("mentor.leave", mentor, by=by)


@transaction.atomic
def close_account(person: User, *, by: User | None) -> None:
    """Let a person sign in no more, anywhere, from the next page they ask for. Nothing else changes.

    Raises NotYetIn for an account that waits for its person: there an invitation is taken back.
    """
    if not person.has_come_in:
        raise NotYetIn(_("Nobody has come in by this account yet. Please take the invitation back instead."))
    keepers = User.objects.select_for_update(no_key=True).filter(is_administrator=True, is_active=True)
    if not {keeper.pk for keeper in keepers} - {person.pk}:
        raise LastAdministrator(_("This is the only account that keeps the installation."))
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("account.close", person, by=by)


@transaction.atomic
def reopen_account(person: User, *, by: User | None) -> None:
    """Let a person whose account was closed sign in again. Raises NotYetIn for one that never came in."""
    if not person.has_come_in:
        raise NotYetIn(_("Nobody has come in by this account yet. Please send a new link instead."))
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("account.reopen", person, by=by)


def send_invitation(person: User, *, link: str) -> None:
    """Write the letter. It names neither what the programme is about nor the role."""
    with override(person.language):
        notify(
            person.email,
            person=person,
            subject=_("You have an invitation"),
            body=_(
                "Hello!\n\nYou are invited to a private page. This link opens it, once, within 14 days:\n%(link)s\n\n"
                "If you do not know what this is about, you can leave this letter unanswered."
            )
            % {"link": link},
        )


def invitation_of(token: str, *, at: datetime) -> Invitation:
    """The invitation behind a link that still works; raises InvitationOver for every other."""
    over = InvitationOver(
        _(
            "This invitation no longer works. It was used, replaced or is too old. Ask for a new one: that is quickly done."
        )
    )
    try:
        pk, nonce = loads(token, salt=TOKEN_PURPOSE)
    except (BadSignature, ValueError) as bad:
        raise over from bad
    invitation = (
        Invitation.objects.select_related("person", "programme", "sent_by")
        .filter(pk=pk, accepted_at=None, ended_at=None)
        .first()
    )
    if invitation is None or invitation.expires_at <= at:
        raise over
    if not constant_time_compare(invitation.nonce_digest, digest(nonce)):
        raise over
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, at: datetime) -> User:
    """Use an invitation up: from now on the person has the place it was for.

    Raises InvitationOver when it was used or taken back in the meantime.
    """
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, ended_at=None)
    if not waiting.update(accepted_at=at):
        raise InvitationOver(_("This invitation was used already. You can sign in."))
    record("person.accept", invitation, by=invitation.person)
    give_place(
        invitation.programme,
        invitation.person,
        Role(invitation.role),
        by=invitation.sent_by,
        on=localdate(at),
    )
    return invitation.person


def refuse_others_account(invitation: Invitation) -> None:
    """Raise ComesInElsewhere unless the link proves that whoever holds it may take the account over.

    A link that was mailed proves the address. One that was handed over proves only that somebody of one
    programme invited somebody, so it opens nothing that waits for the same address from elsewhere. And no
    link opens an account that was closed.
    """
    if invitation.person.has_come_in:
        raise ComesInElsewhere(_("This account is closed. Please ask the programme that invites you."))
    if not invitation.is_mailed and invited_elsewhere(invitation):
        raise ComesInElsewhere(
            _(
                "Somebody else has invited you too, and without mail we cannot tell that it is you who comes. Please ask who invited you first."
            )
        )


@transaction.atomic
def come_in(
    invitation: Invitation, *, name: str, language: str, address_form: str, password: str, at: datetime
) -> User:
    """Let a new person in; a password is the person's choice.

    Raises ComesInElsewhere where the link may not take the account over.
    """
    refuse_others_account(invitation)
    person = accept(invitation, at=at)
    person.is_active, person.came_in_at = True, at
    person.name, person.language, person.address_form = name, language, address_form
    if password:
        person.set_password(password)
    person.save()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person


@transaction.atomic
def change_profile(person: User, *, name: str, language: str, address_form: str) -> User:
    """Change how a person is named and spoken to; only they do it."""
    person.name, person.language, person.address_form = name, language, address_form
    person.save(update_fields=["name", "search_name", "language", "address_form"])
    record("person.profile", person, by=person)
    return person
