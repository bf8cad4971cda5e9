"""Preparing events and their sessions, and copying events and whole rounds."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import begin_round
from lidzas.events.facts import EventPlan, SessionPlan
from lidzas.events.models import Event, Session
from lidzas.programmes.models import Programme, Round
from lidzas.records.actions import Refusal, take_version

LONGEST_EVENT = 60


class DaysOutOfPlace(Refusal):
    """The days do not fit: too long an event, or a session outside its event."""


class SessionWasHeld(Refusal):
    """Somebody was marked in this session; what was, stays."""


class StrangeRound(Refusal):
    """The round belongs to another programme."""


def refuse_days(plan: EventPlan) -> None:
    if not 0 <= (plan.ends_on - plan.starts_on).days < LONGEST_EVENT:
        raise DaysOutOfPlace(_("The last day is not before the first, and an event lasts 60 days at most."))


@transaction.atomic
def prepare_event(round: Round, plan: EventPlan, *, by: User) -> Event:
    """Give a round an event. Nobody is invited yet (S1.09, S1.11)."""
    refuse_days(plan)
    event = Event.objects.create(programme_id=round.programme_id, round=round, **asdict(plan))
    record("event.prepare", event, by=by)
    return event


@transaction.atomic
def change_event(event: Event, plan: EventPlan, *, by: User, version: int | None = None) -> Event:
    """Change what is said of an event. Raises DaysOutOfPlace where a session would fall out of it."""
    refuse_days(plan)
    take_version(event, version)
    outside = event.sessions.exclude(day__range=(plan.starts_on, plan.ends_on))
    if outside.exists():
        raise DaysOutOfPlace(
            _("A session stands on a day that would be left out. Please move the session first.")
        )
    write(event, asdict(plan))
    record("event.change", event, by=by)
    return event


def write(row: Event | Session, said: Mapping[str, object]) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))


def refuse_day_outside(event: Event, day: date) -> None:
    if not event.starts_on <= day <= event.ends_on:
        raise DaysOutOfPlace(_("Please choose one of the days of the event."))


@transaction.atomic
def add_session(event: Event, plan: SessionPlan, *, by: User) -> Session:
    refuse_day_outside(event, plan.day)
    session = Session.objects.create(event=event, **asdict(plan))
    record("event.session", session, by=by)
    return session


@transaction.atomic
def change_session(session: Session, plan: SessionPlan, *, by: User, version: int | None = None) -> Session:
    refuse_day_outside(session.event, plan.day)
    take_version(session, version)
    write(session, asdict(plan))
    record("event.session", session, by=by)
    return session


@transaction.atomic
def remove_session(session: Session, *, by: User) -> None:
    """Take a session out of the programme. Raises SessionWasHeld once somebody was marked in it."""
    held = Session.objects.select_for_update(no_key=True).select_related(None).get(pk=session.pk)
    if held.attendance.exists():
        raise SessionWasHeld(_("Somebody was marked here already, so the session stays. It can be changed."))
    record("event.session_remove", session, by=by)
    held.delete()


@transaction.atomic
def copy_event(event: Event, *, round: Round, name: str, starts_on: date, by: User) -> Event:
    """Prepare an event like an earlier one: the same sessions on other days, and nobody's data."""
    if round.programme_id != event.programme_id:
        raise StrangeRound(_("Please choose a round of this programme."))
    later = starts_on - event.starts_on
    copied = prepare_event(
        round,
        EventPlan(
            called=event.called, name=name, starts_on=starts_on, ends_on=event.ends_on + later, place=event.place,
            getting_there=event.getting_there, bring=event.bring, practical=event.practical,
        ),
        by=by,
    )  # fmt: skip
    Session.objects.bulk_create(
        Session(
            event=copied, day=each.day + later, starts_at=each.starts_at, ends_at=each.ends_at, kind=each.kind,
            own_kind=each.own_kind, title=each.title, place=each.place, led_by=each.led_by,
            has_therapist=each.has_therapist, group_limit=each.group_limit,
        )
        for each in event.sessions.all()
    )  # fmt: skip
    return copied


@transaction.atomic
def copy_round(round: Round, *, name: str, code: str, starts_on: date, by: User) -> Round:
    """Begin a round like an earlier one: as long, with the same events on later days, and nobody's data.

    The project team is the programme's and stays.
    """
    later = starts_on - round.starts_on
    programme: Programme = round.programme
    copied = begin_round(
        programme, name=name, code=code, starts_on=starts_on, ends_on=round.ends_on + later,
        places=round.places, by=by,
    )  # fmt: skip
    for event in round.events.all():
        copy_event(event, round=copied, name=event.name, starts_on=event.starts_on + later, by=by)
    return copied
