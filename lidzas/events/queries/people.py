"""Who may be invited, who is, what they need, and who was where."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from lidzas.access import Permission
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.events.choices import PRESENT, ConsentKind, Part, Presence, Reply
from lidzas.events.models import Attendance, Consent, Event, Participant, Reflection, Session
from lidzas.people.models import Mentor
from lidzas.people.queries import mentors_of
from lidzas.programmes.models import Programme, Round, StaffRole


@dataclass(frozen=True, slots=True)
class MayCome:
    """Somebody who may be invited to an event, and as what."""

    person: User
    part: Part
    case: Case | None = None


def cases_of_round(round: Round, person: User) -> QuerySet[Case]:
    """The open cases of a round whose names the person may see, by name."""
    seen = Case.objects.within_reach(person, Permission.MATCH_VIEW).filter(round=round, closed_on=None)
    return (
        seen.select_related("mentee", "programme", "round")
        .defer("programme__method__files")
        .order_by("mentee__search_name", "pk")
    )


def may_come(event: Event, by: User) -> list[MayCome]:
    """Everybody whom this person may invite: their young people of the round, the mentors, the team."""
    people = [MayCome(case.mentee, Part.MENTEE, case) for case in cases_of_round(event.round, by)]
    people += [MayCome(mentor.person, Part.MENTOR) for mentor in mentors_of(event.programme)]
    team = StaffRole.objects.filter(programme=event.programme_id, until=None).select_related("person")
    people += [MayCome(held.person, Part.STAFF) for held in team.order_by("person__search_name", "since")]
    first: dict[UUID, MayCome] = {}
    for each in people:
        first.setdefault(each.person.pk, each)
    return list(first.values())


def invited_ids(event: Event) -> set[UUID]:
    return set(event.participants.values_list("person_id", flat=True))


ORDER = [*Part]


def participants_of(event: Event) -> list[Participant]:
    """Everybody invited: young people, mentors, team, each by name."""
    rows = event.participants.select_related("person")
    return sorted(rows, key=lambda place: (ORDER.index(Part(place.part)), place.person.search_name))


def participant_of(event: Event, participant_id: UUID) -> Participant:
    return get_object_or_404(event.participants.select_related("person", "event"), pk=participant_id)


def places_of(person: User) -> QuerySet[Participant]:
    """The events to which the person is invited."""
    rows = Participant.objects.filter(person=person).select_related(
        "event__programme__method", "event__round", "case__mentee", "person"
    )
    return rows.defer("event__programme__method__files").order_by("-event__starts_on", "pk")


def place_of(person: User, event_id: UUID) -> Participant:
    """One's own place at an event; to everybody else there is no such event."""
    return get_object_or_404(places_of(person), event_id=event_id)


def next_place(person: User, on: date) -> Participant | None:
    """The soonest event, still ahead or under way, to which the person is invited."""
    ahead = places_of(person).filter(event__ends_on__gte=on).exclude(reply=Reply.NOT_THIS_TIME)
    return ahead.order_by("event__starts_on", "pk").first()


@dataclass(frozen=True, slots=True)
class Needs:
    """What one participant needs and allows."""

    place: Participant
    allowed: frozenset[ConsentKind]
    said_on: dict[ConsentKind, date]

    @property
    def may_be_photographed(self) -> bool:
        return ConsentKind.PHOTOS in self.allowed

    @property
    def photos_said_on(self) -> date | None:
        return self.said_on.get(ConsentKind.PHOTOS)

    @property
    def emergency_said_on(self) -> date | None:
        return self.said_on.get(ConsentKind.EMERGENCY)


def consents_of(places: Sequence[Participant]) -> dict[UUID, Needs]:
    """What each of them allows now, with as many queries as for one."""
    newest: dict[tuple[UUID, str], Consent] = {
        (row.participant_id, row.kind): row
        for row in Consent.objects.filter(participant__in=[place.pk for place in places]).order_by(
            "made_at", "pk"
        )
    }
    found = {}
    for place in places:
        said = {kind: newest[place.pk, kind] for kind in ConsentKind if (place.pk, kind) in newest}
        allowed = frozenset(kind for kind, row in said.items() if row.is_given)
        found[place.pk] = Needs(place, allowed, {kind: row.said_on for kind, row in said.items()})
    return found


def needs_of(event: Event) -> list[Needs]:
    """What everybody who may come needs and allows; for who prepares the event and for nobody else."""
    coming = [place for place in participants_of(event) if place.reply != Reply.NOT_THIS_TIME]
    found = consents_of(coming)
    return [found[place.pk] for place in coming]


def own_needs(place: Participant) -> Needs:
    return consents_of([place])[place.pk]


def replies_in(places: Sequence[Participant]) -> dict[str, int]:
    """How many said what, and how many have not answered."""
    counted = Counter(place.reply for place in places)
    return {"none": counted[""], **{answer.value: counted[answer.value] for answer in Reply}}


def session_of(event: Event, session_id: UUID) -> Session:
    return get_object_or_404(event.sessions.select_related("event__programme"), pk=session_id)


def marks_in(session: Session) -> dict[UUID, Attendance]:
    """Participant → what stands of them in the session."""
    return {row.participant_id: row for row in session.attendance.select_related("participant")}


def own_marks(place: Participant) -> dict[UUID, Presence]:
    """Session → where one was oneself."""
    return {pk: Presence(word) for pk, word in place.attendance.values_list("session_id", "presence")}


def counted_in(event: Event) -> dict[UUID, int]:
    """Session → how many were there."""
    rows = event.attendance.filter(presence__in=PRESENT).order_by().values_list("session_id", flat=True)
    return dict(Counter(rows))


def event_of(programme: Programme, event_id: UUID) -> Event:
    return get_object_or_404(programme.events.select_related("round", "programme"), pk=event_id)


def round_of(programme: Programme, code: str) -> Round:
    return get_object_or_404(programme.rounds.select_related("programme"), code=code)


def events_of(programme: Programme) -> list[tuple[Round, list[Event]]]:
    """The rounds, newest first, each with its events in order; two queries however many."""
    events = list(programme.events.select_related("round"))
    return [
        (round, [event for event in events if event.round_id == round.pk]) for round in programme.rounds.all()
    ]


def events_of_case(case: Case) -> list[Event]:
    """The events of the case's round."""
    return list(case.round.events.select_related("programme"))


def mentor_of(programme: Programme, mentor_id: UUID) -> Mentor:
    return get_object_or_404(programme.mentors.select_related("person"), pk=mentor_id)


def days_of(place: Participant) -> list[date]:
    """The days on which somebody comes; all of them as long as nothing else was said."""
    days = place.event.days
    return [day for day in days if day.isoformat() in place.days] if place.reply == Reply.PARTLY else days


def reflection_of(place: Participant) -> Reflection | None:
    return Reflection.objects.filter(participant=place).first()
