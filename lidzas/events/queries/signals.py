"""Who did something together, and what each says of it: everyone their own, the case manager both sides.

The only way to somebody else's signal is `signals_on`, for the young person's case manager, and
`joint_results`, which gives what both come to and neither answer.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.events.choices import PRESENT, Joint, Part, Signal
from lidzas.events.facts import joint
from lidzas.events.models import Attendance, Event, PairSeen, Participant, PrivateSignal
from lidzas.events.queries import signals_of
from lidzas.events.queries.people import cases_of_round
from lidzas.people.models import Mentor
from lidzas.people.queries import mentors_of
from lidzas.programmes.models import Round


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody with whom a person did something together."""

    person_id: UUID
    name: str = field(compare=False)
    case_id: UUID
    mentor_id: UUID


def met_by(person: User, event: Event) -> list[Met]:
    """Whom the person may say something about: those of the other side with whom they shared a session or met.

    Once a case has ended, nothing more is asked about it; nor of a mentor or about one who has left.
    """
    mentors = Mentor.objects.filter(programme=event.programme_id, left_on=None)
    under_way = event.participants.filter(Q(case=None) | Q(case__closed_on=None)).exclude(
        ~Q(person__in=mentors.values("person_id")), part=Part.MENTOR
    )
    mine = under_way.filter(person=person).exclude(part=Part.STAFF).first()
    if mine is None:
        return []
    shared = Attendance.objects.filter(event=event, participant=mine, presence__in=PRESENT).values(
        "session_id"
    )
    together = Attendance.objects.filter(session_id__in=shared, presence__in=PRESENT).values("participant_id")
    others = under_way.filter(part=Part.MENTOR if mine.is_mentee else Part.MENTEE)
    others = others.filter(Q(pk__in=together) | met_otherwise(mine)).select_related("person")
    in_order = sorted(others, key=lambda other: (other.person.search_name, other.pk))
    if mine.case_id is not None:
        return [Met(other.person_id, other.person.name, mine.case_id, other.person_id) for other in in_order]
    return [
        Met(other.person_id, name, other.case_id, mine.person_id)
        for other, name in zip(in_order, short_names(in_order), strict=True)
        if other.case_id
    ]


def short_names(places: Sequence[Participant]) -> list[str]:
    """The first names, which is all that a mentor learns here; two of the same get an initial each."""
    words = [place.person.name.split() or ["–"] for place in places]
    often = Counter(name[0] for name in words)
    return [f"{name[0]} {name[-1][0]}." if often[name[0]] > 1 else name[0] for name in words]


def met_otherwise(mine: Participant) -> Q:
    """The others whom the case manager saw this person meet; what was seen last counts."""
    rows = PairSeen.objects.filter(case__round_id=mine.event.round_id).order_by("made_at", "pk")
    rows = rows.filter(case=mine.case) if mine.is_mentee else rows.filter(mentor=mine.person)
    newest = {
        (case, mentor): met for case, mentor, met in rows.values_list("case_id", "mentor_id", "has_met")
    }
    pairs = [pair for pair, met in newest.items() if met]
    if mine.is_mentee:
        return Q(person_id__in=[mentor for _case, mentor in pairs])
    return Q(case_id__in=[case for case, _mentor in pairs])


def own_signals(person: User, event: Event) -> dict[UUID, PrivateSignal]:
    """What the person said themself, by whom it is about."""
    rows = PrivateSignal.objects.filter(giver=person, case__round_id=event.round_id)
    return {row.about_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class BothSides:
    """What a young person and a mentor each said about the other."""

    mentor: User
    by_mentee: PrivateSignal | None
    by_mentor: PrivateSignal | None


def signals_on(case: Case) -> list[BothSides]:
    """Both sides of every pair of a case. Only for the case manager of this case."""
    rows = list(PrivateSignal.objects.filter(case=case).select_related("giver", "about"))
    theirs = {row.about_id: row for row in rows if row.giver_id == case.mentee_id}
    of_mentors = {row.giver_id: row for row in rows if row.giver_id != case.mentee_id}
    mentors = {row.about_id: row.about for row in theirs.values()} | {
        row.giver_id: row.giver for row in of_mentors.values()
    }
    in_order = sorted(mentors.values(), key=lambda mentor: (mentor.search_name, mentor.pk))
    return [BothSides(each, theirs.get(each.pk), of_mentors.get(each.pk)) for each in in_order]


@dataclass(frozen=True, slots=True)
class JointRow:
    """What the signals of a young person and each mentor come to."""

    case: Case
    results: list[Joint]


def joint_results(round: Round, person: User) -> tuple[list[User], list[JointRow]]:
    """The mentors, and for each young person what both signals come to (S1.01); constant queries."""
    mentors = [mentor.person for mentor in mentors_of(round.programme)]
    given = signals_of(round)
    rows = [
        JointRow(case, [result_of(given, case.mentee_id, mentor.pk) for mentor in mentors])
        for case in cases_of_round(round, person)
    ]
    return mentors, rows


def result_of(given: dict[tuple[UUID, UUID], Signal], mentee: UUID, mentor: UUID) -> Joint:
    return joint(given.get((mentee, mentor)), given.get((mentor, mentee)))
