"""How life goes in the young person's and the case manager's eyes, and whether it is the time for a mentor."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.assessments.choices import Certainty, Kind, Outcome, Stance, Voice
from lidzas.cases.models import Case, CaseRecord
from lidzas.method import Independence, NoAnswer
from lidzas.programmes.models import MethodVersion
from lidzas.records.fields import SealedTextField
from lidzas.records.models import Record


class Assessment(CaseRecord):
    """The form of the life areas, gone through once at the start and once at the end (S1.23, S5.05).

    It is open while both voices answer; once closed it changes no more and is corrected by notes.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    kind = models.CharField(_("which"), max_length=20, choices=Kind)
    method = models.ForeignKey(MethodVersion, models.PROTECT, related_name="+")
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    summary = SealedTextField(_("summary"), blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_assessment_of_a_kind_on_a_case"),
            models.CheckConstraint(
                name="closed_assessment_says_when_and_by_whom",
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class Answer(Record):
    """What one voice says about one life area: a level, one of three kinds of no answer, or words alone."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    area = models.CharField(_("life area"), max_length=60)
    voice = models.CharField(_("whose view"), max_length=20, choices=Voice)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    skipped = models.CharField(
        _("no answer"), max_length=20, blank=True, choices=[(each.value, each.value) for each in NoAnswer]
    )
    own_words = SealedTextField(_("in one's own words"), blank=True)
    evidence = SealedTextField(_("what this rests on"), blank=True)
    certainty = models.CharField(_("how sure"), max_length=10, blank=True, choices=Certainty)
    wants_to_work = models.BooleanField(_("wants to work on this"), null=True, blank=True)
    independence = models.CharField(
        _("how it goes at the end"), max_length=20, blank=True,
        choices=[(each.value, each.value) for each in Independence],
    )  # fmt: skip
    help_what = SealedTextField(_("what help"), blank=True)
    help_from = SealedTextField(_("help from whom"), blank=True)
    answered_on = models.DateField(_("answered on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "area", "voice"], name="one_answer_of_a_voice_to_an_area"
            ),
            models.CheckConstraint(
                name="level_is_one_of_five", condition=Q(level=None) | Q(level__gte=1, level__lte=5)
            ),
            models.CheckConstraint(
                name="an_answer_is_a_level_or_no_answer_but_not_both", condition=Q(level=None) | Q(skipped="")
            ),
            models.CheckConstraint(
                name="evidence_and_certainty_are_the_case_managers",
                condition=Q(voice="case_manager") | Q(evidence="", certainty=""),
            ),
            models.CheckConstraint(
                name="the_wish_to_work_on_it_is_the_young_persons",
                condition=Q(voice="mentee") | Q(wants_to_work=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.assessment.case_id

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.assessment.case.programme_id


class Note(CaseRecord):
    """A dated correction of a closed assessment; the answers themselves stay as they were."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="notes")
    text = SealedTextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("written on"))

    class Meta:
        verbose_name = _("note on an assessment")
        verbose_name_plural = _("notes on assessments")

    def __str__(self) -> str:
        return f"Note {self.pk}"


class OwnView(CaseRecord):
    """What the young person says about a mentor, in their own words. Never edited; the newest counts (S1.46)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="own_views")
    stance = models.CharField(_("what I think of it"), max_length=20, choices=Stance)
    words = SealedTextField(_("in my words"), blank=True)
    said_on = models.DateField(_("said on"))

    class Meta:
        verbose_name = _("own view on a mentor")
        verbose_name_plural = _("own views on a mentor")

    def __str__(self) -> str:
        return f"Own view {self.pk}"


class Readiness(CaseRecord):
    """The decision whether a mentor would help now. Never edited; the newest counts (S2.26-S2.28)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="readiness_decisions")
    outcome = models.CharField(_("decision"), max_length=20, choices=Outcome)
    reasons = SealedTextField(_("reasons"))
    evidence = SealedTextField(_("what the contacts showed"), blank=True)
    steps = SealedTextField(_("steps on the way"), blank=True)
    review_on = models.DateField(_("we look at it again on"), null=True, blank=True)
    place = SealedTextField(_("place"), blank=True)
    supporter = SealedTextField(_("who supports there"), blank=True)
    goals = SealedTextField(_("what it is for"), blank=True)
    decided_on = models.DateField(_("decided on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("readiness decision")
        verbose_name_plural = _("readiness decisions")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="not_yet_has_steps_and_a_day_to_look_again",
                condition=~Q(outcome="not_yet") | (Q(review_on__isnull=False) & ~Q(steps="")),
            ),
            models.CheckConstraint(
                name="another_way_has_a_place", condition=~Q(outcome="another_way") | ~Q(place="")
            ),
            models.CheckConstraint(
                name="readiness_is_looked_at_again_after_it_was_decided",
                condition=Q(review_on=None) | Q(review_on__gte=F("decided_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Readiness {self.pk}"

    @property
    def step_lines(self) -> list[str]:
        return [line.strip() for line in self.steps.splitlines() if line.strip()]
