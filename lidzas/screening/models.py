"""How a person becomes a mentor: their own words, the talk, references, the register, a decision; and leave."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.people.models import Mentor, MentorRecord
from lidzas.records.fields import SealedTextField
from lidzas.records.models import Record
from lidzas.screening.choices import Outcome, Result, Verdict


class Application(MentorRecord):
    """Why somebody would like to be a mentor, in their own words. No full CV is asked for."""

    mentor = models.OneToOneField(Mentor, models.PROTECT, related_name="application")
    why = SealedTextField(_("why I would like to be a mentor"))
    background = SealedTextField(_("what I bring with me"), blank=True)
    rather_not = SealedTextField(_("what I would rather not do"), blank=True)
    region = SealedTextField(_("where I can meet and how I get there"), blank=True)
    emergency = SealedTextField(_("whom to call if something happens to me"), blank=True)
    places_wished = models.PositiveSmallIntegerField(_("how many young people would suit me"), null=True)
    written_on = models.DateField(_("written on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    def __str__(self) -> str:
        return f"Application {self.pk}"


class Interview(MentorRecord):
    """The talk with somebody who would like to be a mentor. Who was asked does not read what was noted."""

    mentor = models.OneToOneField(Mentor, models.PROTECT, related_name="interview")
    held_on = models.DateField(_("held on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")

    def __str__(self) -> str:
        return f"Interview {self.pk}"


class InterviewAnswer(Record):
    """What was said to one question of the method's interview guide."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="answers")
    question = models.CharField(_("question"), max_length=60)
    words = SealedTextField(_("answer"))

    class Meta:
        verbose_name = _("answer in an interview")
        verbose_name_plural = _("answers in interviews")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "question"], name="a_question_is_answered_once")
        ]

    def __str__(self) -> str:
        return f"Interview answer {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.interview.mentor.programme_id


class Reference(MentorRecord):
    """Somebody who knows the mentor and was asked about them. The mentor never sees what was said."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="references")
    who = SealedTextField(_("who"))
    contact = SealedTextField(_("how to reach them"), blank=True)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    verdict = models.CharField(_("what they say on the whole"), max_length=20, choices=Verdict, blank=True)
    said = SealedTextField(_("what they said"), blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reference_has_a_known_verdict", condition=Q(verdict__in=["", *Verdict.values])
            ),
            models.CheckConstraint(
                name="an_answered_reference_says_when_and_what",
                condition=Q(answered_on=None, verdict="") | (Q(answered_on__isnull=False) & ~Q(verdict="")),
            ),
            models.CheckConstraint(
                name="reference_is_answered_after_it_was_asked",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Reference {self.pk}"


class Certificate(MentorRecord):
    """That the register was asked on a day, and what the answer means. Never edited; the newest counts.

    The paper and its content are not kept.
    """

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="certificates")
    checked_on = models.DateField(_("date of the certificate"))
    result = models.CharField(_("result"), max_length=20, choices=Result)
    due_on = models.DateField(_("next due on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("register certificate")
        verbose_name_plural = _("register certificates")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="certificate_has_a_known_result", condition=Q(result__in=Result.values)
            ),
            models.CheckConstraint(
                name="certificate_is_due_after_it_was_made", condition=Q(due_on__gt=F("checked_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate {self.pk}"


class Decision(MentorRecord):
    """Whether a mentor is taken in. Never edited; the newest counts. The mentor reads `words`, not `reason`."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("decision"), max_length=20, choices=Outcome)
    reason = SealedTextField(_("reason"))
    words = SealedTextField(_("in words to the mentor"))
    decided_on = models.DateField(_("decided on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision on a mentor")
        verbose_name_plural = _("decisions on mentors")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decision_has_a_known_outcome", condition=Q(outcome__in=Outcome.values)
            )
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"


class Leave(MentorRecord):
    """That a mentor is away from a day until they are back, and who stands in. No reason is asked for."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="leaves")
    since = models.DateField(_("away from"))
    back_on = models.DateField(_("back on"))
    deputy = models.ForeignKey(
        Mentor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_leave_does_not_end_before_beginning", condition=Q(back_on__gte=F("since"))
            ),
            models.CheckConstraint(
                name="nobody_stands_in_for_themself", condition=Q(deputy=None) | ~Q(deputy=F("mentor"))
            ),
        ]

    def __str__(self) -> str:
        return f"Leave {self.pk}"
