"""What is known about mentors on their way in, and what is still missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.method import Screening
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.screening.choices import Missing, Outcome, Result, Verdict
from lidzas.screening.models import Application, Certificate, Decision, Interview, Leave, Reference

SOON = timedelta(days=60)


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


def mentor_in(programme: Programme, mentor_id: UUID) -> Mentor:
    """A mentor of the programme today; raises Http404 for everybody else."""
    mentors = Mentor.objects.filter(programme=programme, left_on=None).select_related("person", "programme")
    return get_object_or_404(mentors, pk=mentor_id)


def own_places(person: User) -> list[Mentor]:
    """Where a person mentors today."""
    places = Mentor.objects.filter(person=person, left_on=None).select_related("person", "programme")
    return list(places.order_by("joined_on", "pk"))


def own_place(person: User, mentor_id: UUID) -> Mentor:
    """One's own place as a mentor; raises Http404 for anybody else's."""
    places = Mentor.objects.filter(person=person, left_on=None).select_related("person", "programme")
    return get_object_or_404(places, pk=mentor_id)


def application_of(mentor: Mentor) -> Application | None:
    return Application.objects.filter(mentor=mentor).select_related("by").first()


def interview_of(mentor: Mentor) -> Interview | None:
    return Interview.objects.filter(mentor=mentor).select_related("by").first()


def answers_in(interview: Interview | None) -> dict[str, str]:
    """Question → what was noted."""
    return {row.question: row.words for row in interview.answers.all()} if interview else {}


def reference_about(programme: Programme, reference_id: UUID) -> Reference:
    references = Reference.objects.filter(mentor__programme=programme, mentor__left_on=None)
    return get_object_or_404(
        references.select_related("mentor__person", "mentor__programme"), pk=reference_id
    )


def leave_in(programme: Programme, leave_id: UUID) -> Leave:
    leaves = Leave.objects.filter(mentor__programme=programme, mentor__left_on=None)
    return get_object_or_404(leaves.select_related("mentor__person", "mentor__programme"), pk=leave_id)


def leaves_ahead(mentor: Mentor, on: date) -> list[Leave]:
    """The leaves of a mentor that are not over."""
    rows = Leave.objects.filter(mentor=mentor, back_on__gt=on).exclude(back_on=F("since"))
    return list(rows.select_related("deputy__person").order_by("since"))


def in_words(missing: frozenset[str]) -> list[str]:
    """What is missing as a person of the team says it, in the order in which it usually comes."""
    words = {
        Missing.REFERENCES: _("References"),
        Missing.CERTIFICATE: _("A valid certificate"),
        Missing.DECISION: _("The decision"),
        Missing.ON_LEAVE: _("Away now"),
    }
    return [sentence for word, sentence in words.items() if word in missing]


Rows = list[tuple[str, object]]


def words_in(application: Application | None) -> Rows:
    """What the mentor wrote, each with what was asked; what was left out is not there."""
    if application is None:
        return []
    said = [
        (_("Why I would like to be a mentor"), application.why),
        (_("What I bring with me"), application.background),
        (_("Where I can meet, and how I get there"), application.region),
        (_("How many young people at once would suit me"), application.places_wished),
        (_("What I would rather not do"), application.rather_not),
        (_("Whom to call if something happens to me"), application.emergency),
    ]
    return [(label, words) for label, words in said if words]


@dataclass(frozen=True, slots=True)
class MentorFile:
    """Everything the training coordinator keeps about one mentor."""

    mentor: Mentor
    missing: list[str]
    own_words: Rows
    interview: Interview | None
    answers: Rows
    references: list[Reference]
    certificates: list[Certificate]
    is_valid: bool
    decisions: list[Decision]
    leaves: list[Leave]


def file_of(mentor: Mentor, on: date) -> MentorFile:
    asked, language = method_of(mentor.programme.method_id).screening, get_language() or ""
    interview = interview_of(mentor)
    noted = answers_in(interview)
    certificates = list(
        Certificate.objects.filter(mentor=mentor).select_related("by").order_by("-made_at", "-pk")
    )
    return MentorFile(
        mentor=mentor,
        missing=in_words(cleared(mentor.programme, on)[mentor.pk]),
        own_words=words_in(application_of(mentor)),
        interview=interview,
        answers=[
            (question.text.in_language(language), noted[question.key])
            for question in asked.interview
            if question.key in noted
        ],
        references=list(Reference.objects.filter(mentor=mentor).order_by("asked_on", "made_at")),
        certificates=certificates,
        is_valid=is_valid(certificates[0] if certificates else None, on),
        decisions=list(
            Decision.objects.filter(mentor=mentor).select_related("by").order_by("-made_at", "-pk")
        ),
        leaves=leaves_ahead(mentor, on),
    )


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What a mentor sees of it: nothing that others said, and no reason of the team."""

    mentor: Mentor
    own_words: Rows
    words: str
    is_taken_in: bool
    certificate: Certificate | None
    asks_for_certificate: bool
    leaves: list[Leave]


def own_file(mentor: Mentor, on: date) -> OwnFile:
    decision = Decision.objects.filter(mentor=mentor).order_by("-made_at", "-pk").first()
    return OwnFile(
        mentor=mentor,
        own_words=words_in(application_of(mentor)),
        words=decision.words if decision else "",
        is_taken_in=decision is not None and decision.outcome == Outcome.YES,
        certificate=Certificate.objects.filter(mentor=mentor).order_by("-made_at", "-pk").first(),
        asks_for_certificate=method_of(mentor.programme.method_id).screening.asks_for_certificate,
        leaves=leaves_ahead(mentor, on),
    )


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """How a mentor's certificate stands; `is_soon` when it should be renewed within sixty days."""

    mentor: Mentor
    certificate: Certificate | None
    is_valid: bool
    is_soon: bool


def certificate_rows(programme: Programme, on: date) -> list[CertificateRow]:
    """Every mentor with their newest certificate, those first that need one soonest."""
    newest = newest_certificates(programme)
    mentors = Mentor.objects.filter(programme=programme, left_on=None).select_related("person")
    rows = [certificate_row(mentor, newest.get(mentor.pk), on) for mentor in mentors]
    return sorted(rows, key=lambda row: (due_day(row.certificate), row.mentor.person.search_name))


def due_day(certificate: Certificate | None) -> date:
    return certificate.due_on if certificate else date.min


def certificate_row(mentor: Mentor, certificate: Certificate | None, on: date) -> CertificateRow:
    valid = is_valid(certificate, on)
    return CertificateRow(mentor, certificate, valid, not valid or due_day(certificate) <= on + SOON)


def leaves_now(programme: Programme, on: date) -> dict[UUID, Leave]:
    """Mentor → the leave they are on today."""
    rows = away(on).filter(mentor__programme=programme).select_related("deputy__person")
    return {row.mentor_id: row for row in rows}


def leaves_of_member(programme_id: UUID, on: date) -> QuerySet[Leave]:
    """The leaves of a team member that are not over, the next one first; for use within a query of members."""
    rows = Leave.objects.filter(
        mentor__programme=programme_id, mentor__person=OuterRef("person"), back_on__gt=on
    )
    return rows.exclude(back_on=F("since")).order_by("since")
