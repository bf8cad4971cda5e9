"""Who has met whom in a round, and with whom contact is not made yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.events.choices import PRESENT, Ease, Part
from lidzas.events.models import Attendance, FirstContact, PairSeen, Reflection
from lidzas.events.queries.people import cases_of_round
from lidzas.people.models import Mentor
from lidzas.people.queries import mentors_of
from lidzas.programmes.models import Round


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a young person and a mentor."""

    sessions: int
    has_met: bool
    ease: Ease | None

    @property
    def is_met(self) -> bool:
        return self.has_met or self.sessions > 0


@dataclass(frozen=True, slots=True)
class Row:
    """A young person, the first contact with them, and every mentor of the round's programme."""

    case: Case
    contact: FirstContact | None
    cells: list[Cell]

    @property
    def met(self) -> int:
        return sum(cell.is_met for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    mentor: Mentor
    contact: FirstContact | None


@dataclass(frozen=True, slots=True)
class Grid:
    columns: list[Column]
    rows: list[Row]


def shared_sessions(cases: Iterable[Case]) -> Counter[tuple[UUID, UUID]]:
    """(case, mentor's person) → in how many sessions both were, in one query."""
    rounds = {case.round_id for case in cases}
    rows = Attendance.objects.filter(event__round_id__in=rounds, presence__in=PRESENT).order_by()
    where: dict[UUID, tuple[list[UUID], list[UUID]]] = {}
    for session, part, case_id, person in rows.values_list(
        "session_id", "participant__part", "participant__case_id", "participant__person_id"
    ):
        mentees, mentors = where.setdefault(session, ([], []))
        if part == Part.MENTEE and case_id:
            mentees.append(case_id)
        elif part == Part.MENTOR:
            mentors.append(person)
    return Counter(
        (mentee, mentor) for mentees, mentors in where.values() for mentee in mentees for mentor in mentors
    )


def newest_seen(cases: Iterable[Case]) -> dict[tuple[UUID, UUID], PairSeen]:
    rows = PairSeen.objects.filter(case__in=[case.pk for case in cases]).order_by("made_at", "pk")
    return {(row.case_id, row.mentor_id): row for row in rows}


def grid_of(round: Round, person: User) -> Grid:
    """Who has met whom: the young people whose names the person may see, by the mentors (S1.34)."""
    cases, mentors = list(cases_of_round(round, person)), mentors_of(round.programme)
    contacts = {row.person_id: row for row in round.first_contacts.select_related("by")}
    sessions, seen = shared_sessions(cases), newest_seen(cases)
    return Grid(
        columns=[Column(mentor, contacts.get(mentor.person_id)) for mentor in mentors],
        rows=[
            Row(
                case,
                contacts.get(case.mentee_id),
                [cell_of(sessions, seen, (case.pk, mentor.person_id)) for mentor in mentors],
            )
            for case in cases
        ],
    )


def cell_of(
    sessions: Counter[tuple[UUID, UUID]], seen: dict[tuple[UUID, UUID], PairSeen], pair: tuple[UUID, UUID]
) -> Cell:
    row = seen.get(pair)
    ease = Ease(row.ease) if row and row.ease is not None else None
    return Cell(sessions[pair], row is not None and row.has_met, ease)


@dataclass(frozen=True, slots=True)
class Contact:
    """A mentor as the case manager saw them with one young person."""

    mentor: Mentor
    cell: Cell


def contacts_in(case: Case) -> list[Contact]:
    sessions, seen = shared_sessions([case]), newest_seen([case])
    return [
        Contact(mentor, cell_of(sessions, seen, (case.pk, mentor.person_id)))
        for mentor in mentors_of(case.programme)
    ]


def contact_with(case: Case, mentor: Mentor) -> Contact:
    """What is known of the young person and one mentor."""
    pair = (case.pk, mentor.person_id)
    return Contact(mentor, cell_of(shared_sessions([case]), newest_seen([case]), pair))


def first_contact_of(case: Case) -> FirstContact | None:
    made = FirstContact.objects.filter(round=case.round_id, person=case.mentee_id)
    return made.select_related("by").first()


def shared_reflections(case: Case) -> list[Reflection]:
    """What the young person chose to share with their case manager after events."""
    rows = Reflection.objects.filter(participant__case=case, is_shared=True)
    return list(rows.select_related("event").order_by("-event__starts_on", "pk"))


def shared_by_mentors(round: Round) -> list[Reflection]:
    """What mentors chose to share with the team after the events of a round."""
    rows = Reflection.objects.filter(event__round=round, participant__part=Part.MENTOR, is_shared=True)
    return list(rows.select_related("event", "participant__person").order_by("-event__starts_on", "pk"))
