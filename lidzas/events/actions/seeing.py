"""What the case manager saw, with whom contact is made, and what each says in private afterwards."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import hold, mark_done
from lidzas.cases.models import Case, TeamMember
from lidzas.events.choices import Ease
from lidzas.events.facts import Said
from lidzas.events.models import (
    Event,
    FirstContact,
    Observation,
    PairSeen,
    Participant,
    PrivateSignal,
    Reflection,
    Session,
)
from lidzas.events.queries.signals import Met, met_by
from lidzas.method import RecordKind
from lidzas.people.models import Mentor
from lidzas.programmes.models import Round
from lidzas.records.actions import Refusal, take_version


class NothingSeen(Refusal):
    """An observation says what was seen, in words or without."""


class NotYet(Refusal):
    """The day is still ahead."""


class NotMet(Refusal):
    """A signal is about somebody with whom one did something together."""


class PairStands(Refusal):
    """The pair stands; a doubt now belongs with the case manager."""


def refuse_ahead(day: date, *, on: date) -> None:
    if day > on:
        raise NotYet(_("This day is still ahead. It can be written down once it has been."))


@transaction.atomic
def observe(
    case: Case,
    *,
    seen_on: date,
    session: Session | None = None,
    spoken: str,
    unspoken: str,
    meaning: str,
    by: User,
    on: date,
) -> Observation:
    """Keep what was seen of a young person at an event, apart from what it may mean (S1.08, S2.20)."""
    case = hold(case, on=on)
    refuse_ahead(seen_on, on=on)
    if not spoken.strip() and not unspoken.strip():
        raise NothingSeen(_("Please write what you saw or heard: in words, or without."))
    observation = Observation.objects.create(
        case=case, event=session.event if session else None, session=session, seen_on=seen_on, spoken=spoken,
        unspoken=unspoken, meaning=meaning, by=by,
    )  # fmt: skip
    record("event.observe", observation, by=by)
    return observation


@transaction.atomic
def see_pair(case: Case, mentor: User, *, has_met: bool, ease: Ease | None, by: User, on: date) -> PairSeen:
    """Keep that a young person and a mentor have met, and how easy contact looked (S1.34)."""
    case = hold(case, on=on)
    seen = PairSeen.objects.create(
        case=case, mentor=mentor, has_met=has_met, ease=ease if has_met else None, seen_on=on, by=by
    )
    record("event.pair_seen", seen, by=by)
    return seen


@transaction.atomic
def make_first_contact(case: Case, *, made_on: date, by: User, on: date) -> FirstContact:
    """Keep that the young person was met for the first time (S1.07, S1.15); saying it twice changes nothing."""
    case = hold(case, on=on)
    refuse_ahead(made_on, on=on)
    contact, made = FirstContact.objects.get_or_create(
        round=case.round, person=case.mentee,
        defaults={"programme_id": case.programme_id, "case": case, "made_on": made_on, "by": by},
    )  # fmt: skip
    if made:
        mark_done(case, RecordKind.MENTEE_CONTACT, by=by, on=made_on)
        record("event.first_contact", contact, by=by)
    return contact


@transaction.atomic
def make_mentor_contact(mentor: Mentor, round: Round, *, made_on: date, by: User, on: date) -> FirstContact:
    """Keep that a mentor was met for the first time (S1.16). What a case asks of it is done where they stand together."""
    refuse_ahead(made_on, on=on)
    contact, made = FirstContact.objects.get_or_create(
        round=round, person=mentor.person,
        defaults={"programme_id": round.programme_id, "made_on": made_on, "by": by},
    )  # fmt: skip
    if made:
        shared = Case.objects.open().filter(round=round).held_by(mentor.person, Role.MENTOR)
        for case in shared.filter(opened_on__lte=made_on).held_by(by, Role.CASE_MANAGER):
            mark_done(hold(case, on=on), RecordKind.MENTOR_CONTACT, by=by, on=made_on)
        record("event.first_contact", contact, by=by)
    return contact


@transaction.atomic
def give_signals(event: Event, said: Mapping[Met, Said], *, by: User, on: date) -> list[PrivateSignal]:
    """Say in private how it feels with others (S1.01, S1.41). Only what is said last is kept.

    Raises NotMet about somebody with whom nothing was shared, PairStands once the two are a pair.
    """
    met = set(met_by(by, event))
    given = []
    for other, word in said.items():
        if other not in met:
            raise NotMet(_("You have not done anything together yet, so there is nothing to say."))
        refuse_pair(other)
        signal, _made = PrivateSignal.objects.update_or_create(
            case_id=other.case_id, giver=by, about_id=other.person_id,
            defaults={"event": event, "signal": word.signal, "given_on": on, "why": word.why},
        )  # fmt: skip
        record("event.signal", signal, by=by)
        given.append(signal)
    return given


def refuse_pair(other: Met) -> None:
    pair = TeamMember.objects.active().filter(case_id=other.case_id, role=Role.MENTOR)
    if pair.filter(person_id=other.mentor_id).exists():
        raise PairStands(_("You two go together already. If something does not fit, tell the case manager."))


@transaction.atomic
def reflect(
    place: Participant,
    *,
    liked: str,
    noticed: str,
    next_time: str,
    is_shared: bool,
    version: int | None = None,
) -> Reflection:
    """Keep a few words after an event (S1.40). Sharing can be taken back."""
    kept, _made = Reflection.objects.get_or_create(participant=place, defaults={"event": place.event})
    take_version(kept, version)
    kept.liked, kept.noticed, kept.next_time, kept.is_shared = liked, noticed, next_time, is_shared
    kept.save(update_fields=["liked", "noticed", "next_time", "is_shared"])
    record("event.reflect", kept, by=place.person)
    return kept
