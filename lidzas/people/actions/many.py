"""Bringing many people in at once; each of them is invited later, by one letter of their own."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record_all
from lidzas.people.models import Invitation, Mentor
from lidzas.people.queries import at_home_in
from lidzas.programmes.models import Programme

AT_ONCE = 500
NOT_SENT = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is to come in."""

    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a mentor's place begins with."""

    capacity: int
    municipality: str
    is_paid: bool
    joined_on: date


@transaction.atomic
def expect(
    programme: Programme, role: Role, people: Sequence[Expected], *, by: User, at: datetime
) -> dict[str, User]:
    """Make an account that waits for each, and an invitation whose letter has not been sent: address → person.

    Somebody who has an account already is expected all the same, as `invite` does.
    """
    addresses = [each.email for each in people]
    found = {person.email: person for person in User.objects.filter(email__in=addresses)}
    new = [waiting_account(each) for each in people if each.email not in found]
    User.objects.bulk_create(new, batch_size=AT_ONCE)
    everybody = found | {person.email: person for person in new}
    Invitation.objects.waiting(programme).filter(role=role, person__in=found.values()).update(ended_at=at)
    invitations = [
        Invitation(
            programme=programme, person=everybody[each.email], role=role, name=each.name, sent_by=by,
            is_mailed=False, nonce_digest=NOT_SENT, expires_at=at,
        )
        for each in people
    ]  # fmt: skip
    Invitation.objects.bulk_create(invitations, batch_size=AT_ONCE)
    record_all((("person.invite", invitation) for invitation in invitations), by=by)
    return everybody


def waiting_account(each: Expected) -> User:
    password = UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20)
    person = User(name=each.name, email=each.email, language=each.language, password=password)
    person.search_name = person.folded()
    return person


@transaction.atomic
def expect_mentors(programme: Programme, people: Mapping[Expected, Place], *, by: User, at: datetime) -> None:
    """Expect mentors and keep their places. Whose account stands elsewhere gets the place by the yes alone,
    so that the place tells nobody what they are called there.
    """
    addresses = [each.email for each in people]
    before = User.objects.filter(email__in=addresses)
    elsewhere = set(before.exclude(pk__in=at_home_in(programme).values("pk")).values_list("pk", flat=True))
    everybody = expect(programme, Role.MENTOR, list(people), by=by, at=at)
    places = {everybody[each.email].pk: place for each, place in people.items()}
    keep_places(programme, places, but=elsewhere, by=by)


def keep_places(
    programme: Programme, places: Mapping[UUID, Place], *, but: Collection[UUID], by: User
) -> None:
    back = Mentor.objects.filter(programme=programme, person__in=places.keys())
    mentors = {mentor.person_id: mentor for mentor in back}
    new = [
        Mentor(
            programme=programme, person_id=person_id, capacity=place.capacity, municipality=place.municipality,
            is_paid=place.is_paid, joined_on=place.joined_on,
        )
        for person_id, place in places.items()
        if person_id not in but and person_id not in mentors
    ]  # fmt: skip
    Mentor.objects.bulk_create(new, batch_size=AT_ONCE)
    for person_id, mentor in mentors.items():
        mentor.joined_on, mentor.left_on = places[person_id].joined_on, None
        mentor.save(update_fields=["joined_on", "left_on"])
    record_all((("mentor.join", mentor) for mentor in [*new, *mentors.values()]), by=by)
