"""The invented round's camp: three days, who came and sat out, what was seen, and what each says in private."""

import random
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.events.actions.coming import invite_people, mark_attendance, reply, sit_out, tell_needs
from lidzas.events.actions.preparing import add_session, prepare_event
from lidzas.events.actions.seeing import (
    give_signals,
    make_first_contact,
    make_mentor_contact,
    observe,
    reflect,
    see_pair,
)
from lidzas.events.choices import ConsentKind, Ease, Part, Presence, Reply, Signal
from lidzas.events.facts import EventPlan, Said, SessionPlan
from lidzas.events.models import Event, Participant, Session
from lidzas.events.queries.people import MayCome
from lidzas.events.queries.signals import Met
from lidzas.people.models import Mentor
from lidzas.programmes.models import Round

DAYS = 3
MENTORS_MET = 3


@dataclass(frozen=True)
class Camp:
    """The camp, to which the young people come one by one."""

    event: Event
    sessions: list[Session]
    mentors: list[Mentor]
    words: dict[str, Any]
    prepared_by: User

    @property
    def over(self) -> date:
        return self.event.ends_on


def hold_camp(
    round: Round, mentors: list[Mentor], team: list[User], words: dict[str, Any], *, by: User
) -> Camp:
    """Prepare the camp of the round, and let mentors and team come to all of it."""
    said = words["camp"]
    first = round.starts_on
    plan = EventPlan(
        called=said["called"], name=said["name"], starts_on=first, ends_on=first + timedelta(days=DAYS - 1),
        place=said["place"], getting_there=said["getting_there"], bring=said["bring"], practical=said["practical"],
    )  # fmt: skip
    event = prepare_event(round, plan, by=by)
    sessions = [add_session(event, a_session(each, first), by=by) for each in said["sessions"]]
    people = [MayCome(mentor.person, Part.MENTOR) for mentor in mentors]
    people += [MayCome(person, Part.STAFF) for person in team]
    places = invite_people(event, people, by=by, on=first)
    for place in places:
        reply(place, answer=Reply.COMING, days=(), on=first)
    for session in sessions:
        mark_attendance(session, {}, rest_is_here=True, by=by, on=event.ends_on)
    for mentor in mentors:
        make_mentor_contact(mentor, round, made_on=first, by=team[0], on=event.ends_on)
    return Camp(event, sessions, mentors, said, by)


def a_session(said: dict[str, Any], first: date) -> SessionPlan:
    return SessionPlan(
        day=first + timedelta(days=said["day"]),
        starts_at=time.fromisoformat(said["from"]),
        ends_at=time.fromisoformat(said["to"]),
        kind=said["kind"],
        title=said.get("title", ""),
        place=said.get("place", ""),
        led_by=said.get("led_by", ""),
        has_therapist=said.get("therapist", False),
        group_limit=said.get("limit"),
    )


def come_to_camp(camp: Camp, case: Case, case_manager: User, dice: random.Random, *, likely: Mentor) -> None:
    """A young person comes to camp, in their own measure; who came into the programme later was not there.

    They and the mentor with whom their tale goes on do not say that they would rather not.
    """
    if case.opened_on > camp.event.starts_on:
        return
    [place] = invite_people(
        camp.event, [MayCome(case.mentee, Part.MENTEE, case)], by=camp.prepared_by, on=camp.event.starts_on
    )
    answered(camp, place, dice)
    be_there(camp, place, dice)
    seen(camp, case, case_manager, dice)
    say_in_private(camp, case, dice, likely)
    if dice.random() < 0.6:
        reflect(
            place, liked=dice.choice(camp.words["liked"]), noticed=dice.choice(camp.words["noticed"]),
            next_time="", is_shared=dice.random() < 0.5,
        )  # fmt: skip


def answered(camp: Camp, place: Participant, dice: random.Random) -> None:
    """Say which days, what one needs and what one allows."""
    comes_partly = dice.random() < 0.2
    answer = Reply.PARTLY if comes_partly else Reply.COMING
    reply(place, answer=answer, days=camp.event.days[:2], on=camp.event.starts_on)
    may_call = dice.random() < 0.7
    needs = {name: dice.choice(camp.words[name]) for name in ("food", "sleep", "quiet", "travel")}
    tell_needs(
        place,
        **needs,
        consents={ConsentKind.PHOTOS: dice.random() < 0.5, ConsentKind.EMERGENCY: may_call},
        emergency_contact=camp.words["emergency"] if may_call else "",
        on=camp.event.starts_on,
    )


def be_there(camp: Camp, place: Participant, dice: random.Random) -> None:
    """Take part in most of it, in some of it in part, and sit something out."""
    for session in camp.sessions:
        if session.day.isoformat() not in (place.days or [day.isoformat() for day in camp.event.days]):
            continue
        luck = dice.random()
        if luck < 0.12:
            sit_out(place, session, on=session.day)
        else:
            mark = Presence.PART if luck < 0.25 else Presence.HERE
            mark_attendance(session, {place.pk: mark}, rest_is_here=False, by=camp.prepared_by, on=camp.over)


def near(camp: Camp, dice: random.Random) -> list[Mentor]:
    """The mentors with whom a young person was most."""
    return dice.sample(camp.mentors, min(MENTORS_MET, len(camp.mentors)))


def seen(camp: Camp, case: Case, case_manager: User, dice: random.Random) -> None:
    make_first_contact(case, made_on=camp.event.starts_on, by=case_manager, on=camp.over)
    place = dice.randrange(len(camp.words["unspoken"]))
    observe(
        case, seen_on=camp.over, session=dice.choice(camp.sessions), spoken=camp.words["spoken"][place],
        unspoken=camp.words["unspoken"][place], meaning=camp.words["meaning"][place], by=case_manager, on=camp.over,
    )  # fmt: skip
    for mentor in near(camp, dice):
        ease = dice.choice([Ease.SIDE_BY_SIDE, Ease.WITH_HELP, Ease.BY_THEMSELVES, Ease.LOOKED_FOR])
        see_pair(case, mentor.person, has_met=True, ease=ease, by=case_manager, on=camp.over)


def say_in_private(camp: Camp, case: Case, dice: random.Random, likely: Mentor) -> None:
    """Nearly everybody says how it feels with those they were most with, and so do the mentors."""
    for mentor in near(camp, dice):
        pair, may_refuse = (case.pk, mentor.person_id), mentor != likely
        if dice.random() < 0.9:
            about = Met(mentor.person_id, mentor.person.name, *pair)
            give_signals(
                camp.event, {about: felt(camp, dice, may_refuse=may_refuse)}, by=case.mentee, on=camp.over
            )
        if dice.random() < 0.9:
            about = Met(case.mentee_id, case.mentee.name.split()[0], *pair)
            give_signals(
                camp.event, {about: felt(camp, dice, may_refuse=may_refuse)}, by=mentor.person, on=camp.over
            )


def felt(camp: Camp, dice: random.Random, *, may_refuse: bool) -> Said:
    """Mostly a yes."""
    signal = dice.choice([Signal.YES, Signal.YES, Signal.YES, Signal.NOT_SURE, Signal.RATHER_NOT])
    if signal is Signal.RATHER_NOT and not may_refuse:
        signal = Signal.NOT_SURE
    why = camp.words["why_not" if signal is Signal.RATHER_NOT else "why_yes"]
    return Said(signal, dice.choice(why))
