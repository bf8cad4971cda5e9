"""The mentors of a programme: who may be matched, what is missing, who is away and who may stand in."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.actions.standing import memberships_of
from lidzas.cases.models import TeamMember
from lidzas.events.choices import Signal
from lidzas.events.models import PrivateSignal
from lidzas.learning.queries import going_on, lessons_of, untrained
from lidzas.matching.models import IS_VETOED, Exclusion, MatchProposal
from lidzas.method import Module
from lidzas.people.models import Mentor
from lidzas.people.queries import mentors_of
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.screening.choices import Missing
from lidzas.screening.models import Application, Leave
from lidzas.screening.queries import certificate_rows, cleared, in_words, leaves_now


@dataclass(frozen=True, slots=True)
class MentorRow:
    """One mentor on the list. Case managers are shown yes or no where the coordinator reads what is missing."""

    mentor: Mentor
    missing: list[str]
    is_checked: bool
    is_trained: bool
    leave: Leave | None
    young_people: int


def mentor_rows(programme: Programme, on: date) -> list[MentorRow]:
    """Every mentor by name, in as many queries for thirty as for one."""
    lacking, learning, leaves = cleared(programme, on), untrained(programme), leaves_now(programme, on)
    held = TeamMember.objects.active().filter(case__programme=programme, role=Role.MENTOR)
    young_people = Counter(held.values_list("person_id", flat=True))
    return [
        MentorRow(
            mentor=mentor,
            missing=in_words(lacking[mentor.pk] - {Missing.ON_LEAVE}),
            is_checked=not lacking[mentor.pk] - {Missing.ON_LEAVE},
            is_trained=mentor.pk not in learning,
            leave=leaves.get(mentor.pk),
            young_people=young_people[mentor.person_id],
        )
        for mentor in mentors_of(programme)
    ]


def mentor_counts(programme: Programme, on: date) -> dict[str, int]:
    """How many mentors wait for something of the coordinator, and how many certificates are due soon."""
    lacking = cleared(programme, on)
    counts = {"to_check": sum(bool(missing - {Missing.ON_LEAVE}) for missing in lacking.values())}
    if method_of(programme.method_id).screening.asks_for_certificate:
        rows = certificate_rows(programme, on)
        counts["certificates"] = sum(row.is_soon and row.certificate is not None for row in rows)
    return counts


def possible_deputies(mentor: Mentor, on: date) -> list[Mentor]:
    """Who may stand in for a mentor: checked, trained, here, and kept apart from none of their young people."""
    lacking, learning = cleared(mentor.programme, on), untrained(mentor.programme)
    apart = kept_apart(mentor)
    return [
        other
        for other in mentors_of(mentor.programme)
        if other.pk != mentor.pk
        and not lacking[other.pk]
        and other.pk not in learning
        and other.pk not in apart
    ]


def kept_apart(mentor: Mentor) -> set[UUID]:
    """The mentors whom an exclusion, or a no of either of the two, keeps from a young person of this mentor's."""
    cases = [member.case_id for member in memberships_of(mentor)]
    excluded = Exclusion.objects.standing().filter(case__in=cases)
    said_no = MatchProposal.objects.filter(IS_VETOED, case__in=cases)
    would_rather_not = PrivateSignal.objects.filter(case__in=cases, signal=Signal.RATHER_NOT)
    of_two = would_rather_not.values_list("giver_id", "about_id")
    unwilling = Mentor.objects.filter(
        programme=mentor.programme_id, person__in={each for two in of_two for each in two}
    )
    return {
        *excluded.values_list("mentor_id", flat=True),
        *said_no.values_list("mentor_id", flat=True),
        *unwilling.values_list("pk", flat=True),
    }


@dataclass(frozen=True, slots=True)
class NextForMentor:
    """What a mentor may do next on the way in: write about themself, or go on learning."""

    mentor: Mentor
    is_asked_to_write: bool
    module: Module | None

    @property
    def is_something(self) -> bool:
        return self.is_asked_to_write or self.module is not None


def next_for_mentor(person: User) -> list[NextForMentor]:
    """One for each place at which something is left; what is not required is not brought up."""
    places = Mentor.objects.filter(person=person, left_on=None).select_related("programme", "person")
    written = set(Application.objects.filter(mentor__person=person).values_list("mentor_id", flat=True))
    found = []
    for mentor in places:
        lesson = going_on([each for each in lessons_of(mentor) if each.module.is_required])
        found.append(NextForMentor(mentor, mentor.pk not in written, lesson.module if lesson else None))
    return [each for each in found if each.is_something]
