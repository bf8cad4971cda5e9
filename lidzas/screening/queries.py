"""What is known about mentors on their way in, and what is still missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from lidzas.method import Screening
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.screening.choices import Missing, Outcome, Result, Verdict
from lidzas.screening.models import Certificate, Decision, Leave, Reference


def away(on: date) -> QuerySet[Leave]:
    """The leaves that hold on a day."""
    return Leave.objects.filter(since__lte=on, back_on__gt=on)


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands about every mentor of a programme; of what is decided or checked, the newest."""

    outcomes: dict[UUID, str]
    certificates: dict[UUID, Certificate]
    references: Counter[UUID]
    away: frozenset[UUID]

    def missing(self, mentor_id: UUID, asked: Screening, on: date) -> frozenset[str]:
        certificate = self.certificates.get(mentor_id)
        lacking = {
            Missing.DECISION: self.outcomes.get(mentor_id) != Outcome.YES,
            Missing.REFERENCES: self.references[mentor_id] < asked.references,
            Missing.CERTIFICATE: asked.asks_for_certificate and not is_valid(certificate, on),
            Missing.ON_LEAVE: mentor_id in self.away,
        }
        return frozenset(word.value for word, lacks in lacking.items() if lacks)


def is_valid(certificate: Certificate | None, on: date) -> bool:
    """Whether the newest answer of the register still counts on a day, that of its due date included."""
    return (
        certificate is not None
        and certificate.result == Result.VALID
        and certificate.checked_on <= on <= certificate.due_on
    )


def newest_certificates(programme: Programme) -> dict[UUID, Certificate]:
    rows = Certificate.objects.filter(mentor__programme=programme).order_by("made_at", "pk")
    return {row.mentor_id: row for row in rows}


def _known(programme: Programme, on: date) -> _Known:
    decided = Decision.objects.filter(mentor__programme=programme).order_by("made_at", "pk")
    speak_for = Reference.objects.filter(mentor__programme=programme, verdict=Verdict.SUPPORTS)
    return _Known(
        outcomes=dict(decided.values_list("mentor_id", "outcome")),
        certificates=newest_certificates(programme),
        references=Counter(speak_for.values_list("mentor_id", flat=True)),
        away=frozenset(away(on).filter(mentor__programme=programme).values_list("mentor_id", flat=True)),
    )


def cleared(programme: Programme, on: date) -> dict[UUID, frozenset[str]]:
    """Mentor → what still keeps them from being matched on a day; nothing: they may be.

    Everybody needs a decision; references and a certificate are needed where the method asks for them.
    """
    asked, known = method_of(programme.method_id).screening, _known(programme, on)
    mentors = Mentor.objects.filter(programme=programme, left_on=None).values_list("pk", flat=True)
    return {pk: known.missing(pk, asked, on) for pk in mentors}


def leave_between(mentor: Mentor, since: date, back_on: date) -> QuerySet[Leave]:
    """The mentor's leaves that share a day with these."""
    shared = Leave.objects.filter(mentor=mentor, since__lt=back_on, back_on__gt=since)
    return shared.exclude(back_on=F("since"))
