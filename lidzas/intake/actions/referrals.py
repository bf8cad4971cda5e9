"""Taking in who asks to take part, and answering them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import Referred, refer
from lidzas.cases.choices import ReferredBy
from lidzas.intake.choices import Answer, Way
from lidzas.intake.models import Door, Referral
from lidzas.intake.queries.referrals import door_of
from lidzas.notices.actions import notify
from lidzas.people.actions import LinkFor
from lidzas.programmes.models import Programme, Round, StaffRole
from lidzas.records.actions import Refusal, take_version


class AnsweredAlready(Refusal):
    """A colleague answered this referral in the meantime."""


@transaction.atomic
def receive(programme: Programme, way: Way, *, language: str, receipt: UUID | None, **said: Any) -> Referral:
    """Keep what somebody wrote at the door. The same sent form is kept once.

    The case managers get a letter when nothing else waits; what waits already has been told.
    """
    waits = Referral.objects.filter(programme=programme).open().exists()
    words = {"programme": programme, "way": way, "language": language, **said}
    if receipt is None:
        referral, made = Referral.objects.create(**words), True
    else:
        referral, made = Referral.objects.get_or_create(programme=programme, receipt=receipt, defaults=words)
    if made:
        record("referral.receive", referral, by=None)
        if not waits:
            tell_case_managers(programme)
    return referral


def tell_case_managers(programme: Programme) -> None:
    held = StaffRole.objects.filter(programme=programme, role=Role.CASE_MANAGER, until=None)
    for person in (row.person for row in held.select_related("person")):
        with override(person.language):
            notify(
                person.email,
                person=person,
                subject=_("You have a message"),
                body=_("Something new waits for you and your colleagues. Please sign in."),
            )


def hold_open(referral: Referral) -> Referral:
    held = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if not held.is_open:
        raise AnsweredAlready(_("A colleague has answered this in the meantime."))
    return held


@transaction.atomic
def take(
    referral: Referral,
    *,
    round: Round,
    name: str,
    email: str,
    language: str,
    municipality: str,
    referred_by: str,
    opened_on: date,
    by: User,
    at: datetime,
    on: date,
    link_for: LinkFor,
) -> Referred:
    """Open the case of who was referred; whoever takes it is the case manager. Raises AnsweredAlready."""
    referral = hold_open(referral)
    referred = refer(
        round, name=name, email=email, language=language, municipality=municipality,
        referred_by=ReferredBy(referred_by), opened_on=opened_on, by=by, at=at, link_for=link_for,
    )  # fmt: skip
    referral.case = referred.case
    settle(referral, Answer.TAKEN, by=by, on=on)
    record("referral.take", referral, by=by)
    return referred


@transaction.atomic
def answer_referral(referral: Referral, *, answer: str, reason: str, by: User, on: date) -> Referral:
    """Keep that no case is opened from a referral, and why. Raises AnsweredAlready."""
    referral = hold_open(referral)
    referral.reason = reason
    settle(referral, Answer(answer), by=by, on=on)
    record("referral.answer", referral, by=by, reason=answer)
    return referral


def settle(referral: Referral, answer: Answer, *, by: User, on: date) -> None:
    referral.answer, referral.answered_by, referral.answered_on = answer, by, on
    referral.save(update_fields=["answer", "reason", "answered_by", "answered_on", "case"])


@transaction.atomic
def change_door(
    programme: Programme,
    *,
    is_open: bool,
    age_from: int | None,
    age_to: int | None,
    answers_in_days: int,
    by: User,
    version: int | None = None,
) -> Door:
    """Open or close the public page of a programme, and say whom it is for."""
    door = door_of(programme)
    if door._state.adding:
        door.save()
    take_version(door, version)
    door.is_open, door.answers_in_days = is_open, answers_in_days
    door.age_from, door.age_to = age_from, age_to
    door.save(update_fields=["is_open", "age_from", "age_to", "answers_in_days"])
    record("programme.door", door, by=by)
    return door
