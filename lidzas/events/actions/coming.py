"""Inviting, replying, what people need and allow, and who was where."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.events.choices import ConsentKind, Presence, Reply
from lidzas.events.models import Attendance, Consent, Event, Participant, Session
from lidzas.events.queries.people import MayCome
from lidzas.notices.actions import notify
from lidzas.records.actions import Refusal, take_version


class EventOver(Refusal):
    """The event has passed; what was, stays."""


class DaysMissing(Refusal):
    """Somebody comes for some of the days, and did not say for which."""


class NotAtEvent(Refusal):
    """The person does not take part in this event."""


def refuse_past(event: Event, *, on: date) -> None:
    if event.ends_on < on:
        raise EventOver(_("This event is over. What was said about it stays."))


@transaction.atomic
def invite_people(event: Event, people: Iterable[MayCome], *, by: User, on: date) -> list[Participant]:
    """Invite people to an event; who is invited already is not invited twice (S1.09)."""
    refuse_past(event, on=on)
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    invited = set(event.participants.values_list("person_id", flat=True))
    new = [
        Participant.objects.create(event=event, person=each.person, part=each.part, case=each.case)
        for each in people
        if each.person.pk not in invited
    ]
    for place in new:
        tell(place.person)
        record("event.invite", place, by=by)
    return new


def tell(person: User) -> None:
    """A letter that says no more than that something waits behind the sign-in."""
    with override(person.language):
        notify(
            person.email,
            person=person,
            subject=_("You have a message"),
            body=_("There is an invitation for you. Please sign in when it suits you."),
        )


@transaction.atomic
def reply(
    place: Participant, *, answer: Reply, days: Collection[date], on: date, version: int | None = None
) -> Participant:
    """Say whether one comes. It can be changed until the event is over, and no answer needs a reason."""
    refuse_past(place.event, on=on)
    chosen = [day for day in place.event.days if day in days] if answer == Reply.PARTLY else []
    if answer == Reply.PARTLY and not chosen:
        raise DaysMissing(_("On which days do you come? Please choose at least one."))
    take_version(place, version)
    place.reply, place.days = answer, [day.isoformat() for day in chosen]
    place.save(update_fields=["reply", "days"])
    record("event.reply", place, by=place.person)
    return place


@transaction.atomic
def tell_needs(
    place: Participant,
    *,
    food: str,
    sleep: str,
    quiet: str,
    travel: str,
    consents: Mapping[ConsentKind, bool],
    emergency_contact: str,
    on: date,
    version: int | None = None,
) -> Participant:
    """Keep what somebody needs and allows. A consent that is taken back takes the contact with it."""
    take_version(place, version)
    may_call = consents[ConsentKind.EMERGENCY]
    place.food, place.sleep, place.quiet, place.travel = food, sleep, quiet, travel
    place.emergency_contact = emergency_contact if may_call else ""
    place.save(update_fields=["food", "sleep", "quiet", "travel", "emergency_contact"])
    stands = dict(place.consents.order_by("made_at", "pk").values_list("kind", "is_given"))
    for kind, is_given in consents.items():
        if stands.get(kind, False) != is_given:
            consent = Consent.objects.create(
                event=place.event, participant=place, kind=kind, is_given=is_given, said_on=on
            )
            record("event.consent", consent, by=place.person, reason=kind)
    record("event.needs", place, by=place.person)
    return place


@transaction.atomic
def sit_out(place: Participant, session: Session, *, on: date) -> Attendance:
    """Do not take part in a session. Nobody asks for a reason (S1.45)."""
    refuse_past(session.event, on=on)
    marked, _made = Attendance.objects.update_or_create(
        session=session, participant=place,
        defaults={"event": session.event, "presence": Presence.NOT, "by": place.person},
    )  # fmt: skip
    record("event.sit_out", marked, by=place.person)
    return marked


@transaction.atomic
def join_after_all(place: Participant, session: Session, *, on: date) -> None:
    """Take part after all; only one's own word is taken back."""
    refuse_past(session.event, on=on)
    Attendance.objects.filter(session=session, participant=place, by=place.person).delete()
    record("event.join", place, by=place.person)


@transaction.atomic
def mark_attendance(
    session: Session, marks: Mapping[UUID, Presence], *, rest_is_here: bool, by: User, on: date
) -> int:
    """Mark who was there; `marks` holds only what somebody changed, so that two people can mark at once.

    With `rest_is_here`, whoever is expected and was marked by nobody was there. Returns how many were marked.
    """
    if session.day > on:
        raise EventOver(_("This session is still ahead. It can be marked on its day."))
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    places = {place.pk: place for place in session.event.participants.all()}
    if not marks.keys() <= places.keys():
        raise NotAtEvent(_("Somebody here is not invited to this event."))
    said = dict(marks)
    if rest_is_here:
        marked = set(session.attendance.values_list("participant_id", flat=True))
        said |= {
            pk: Presence.HERE
            for pk, place in places.items()
            if pk not in marked and pk not in said and is_expected(place, session.day)
        }
    for pk, presence in said.items():
        Attendance.objects.update_or_create(
            session=session, participant=places[pk],
            defaults={"event": session.event, "presence": presence, "by": by},
        )  # fmt: skip
    record("event.attendance", session, by=by)
    return len(said)


def is_expected(place: Participant, day: date) -> bool:
    """Whether somebody was to be there on a day, by what they said and by when they left."""
    if place.reply == Reply.NOT_THIS_TIME or (place.left_on is not None and place.left_on < day):
        return False
    return place.reply != Reply.PARTLY or day.isoformat() in place.days


@transaction.atomic
def leave_early(place: Participant, *, left_on: date | None, by: User) -> Participant:
    """Note the day somebody went home; going early is fine. Without a day the note is taken back."""
    if left_on is not None and left_on not in place.event.days:
        raise NotAtEvent(_("Please choose one of the days of the event."))
    place.left_on = left_on
    place.save(update_fields=["left_on"])
    record("event.left", place, by=by)
    return place
