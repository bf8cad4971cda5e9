"""How life goes in the young person's and the case manager's eyes, and whether it is the time for a mentor."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.assessments.choices import Certainty, Kind, Outcome, RiskLevel, Stance, Voice
from lidzas.cases.models import Case, CaseRecord
from lidzas.method import Independence, NoAnswer
from lidzas.programmes.models import MethodVersion
from lidzas.records.fields import SealedJSONField, SealedTextField
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
    conditions = SealedTextField(_("what lies outside the person"), blank=True)
    possible_now = SealedTextField(_("what is possible now"), blank=True)
    possible_later = SealedTextField(_("what is possible later"), blank=True)
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


class WayUsed(CaseRecord):
    """A way of the method by which an assessment learned something, and the day of it (S2.19)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="ways")
    way = models.CharField(_("way"), max_length=60)
    used_on = models.DateField(_("day"))
    note = SealedTextField(_("short note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("way of assessing")
        verbose_name_plural = _("ways of assessing")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "way", "used_on"], name="a_way_is_named_once_for_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"


class Risk(CaseRecord):
    """What may get in the way, seen at one of five levels, and who can do what about it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="risks")
    level = models.CharField(_("where it lies"), max_length=20, choices=RiskLevel)
    what = SealedTextField(_("what may get in the way"), blank=True)
    who_does_what = SealedTextField(_("who can do what"), blank=True)
    written_on = models.DateField(_("written on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "level"], name="one_note_on_risks_a_level"),
            models.CheckConstraint(
                name="a_risk_lies_at_a_known_level", condition=Q(level__in=RiskLevel.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.pk}"

    @property
    def is_told(self) -> bool:
        return bool(self.what.strip() or self.who_does_what.strip())


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
    review_on = models.DateField(_("we look at it again on"), null=True, blank=True)
    place = SealedTextField(_("place"), blank=True)
    supporter = SealedTextField(_("who supports there"), blank=True)
    goals = SealedTextField(_("what it is for"), blank=True)
    begins_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("readiness decision")
        verbose_name_plural = _("readiness decisions")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="readiness_goes_a_known_way", condition=Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="not_yet_has_a_day_to_look_again",
                condition=~Q(outcome="not_yet") | Q(review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="another_way_has_a_place", condition=~Q(outcome="another_way") | ~Q(place="")
            ),
            models.CheckConstraint(
                name="readiness_is_looked_at_again_after_it_was_decided",
                condition=Q(review_on=None) | Q(review_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="another_way_ends_after_it_begins",
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Readiness {self.pk}"


class PreparationStep(CaseRecord):
    """A step on the way to a mentor: what, with whom and by when. The young person ticks it (S2.27)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Readiness, models.PROTECT, related_name="preparation")
    what = SealedTextField(_("step"))
    with_whom = SealedTextField(_("with whom"), blank=True)
    by_day = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("preparation step")
        verbose_name_plural = _("preparation steps")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_done_preparation_step_says_when_and_by_whom",
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Preparation step {self.pk}"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None


class WayReview(CaseRecord):
    """That another way was looked at again: how it goes, and when the next look is. Never edited (S2.28)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Readiness, models.PROTECT, related_name="reviews")
    words = SealedTextField(_("how it goes"))
    next_on = models.DateField(_("next look"))
    reviewed_on = models.DateField(_("looked at on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("look at another way")
        verbose_name_plural = _("looks at another way")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="the_next_look_comes_after_this_one",
                condition=Q(next_on__gte=F("reviewed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Look at another way {self.pk}"


class Measurement(CaseRecord):
    """An instrument filled in on a day, or the bare total of one that the programme uses under its own licence.

    The answers to an instrument of the method are kept and its total is worked out by the method's file.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="measurements")
    method = models.ForeignKey(MethodVersion, models.PROTECT, related_name="+")
    instrument = models.CharField(_("instrument"), max_length=60, blank=True)
    voice = models.CharField(_("whose view"), max_length=20, choices=Voice)
    answers = SealedJSONField(_("answers"))
    name = SealedTextField(_("name of the instrument"), blank=True)
    licence = SealedTextField(_("licence of the programme"), blank=True)
    total = SealedTextField(_("total"), blank=True)
    taken_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_measurement_is_in_a_known_voice", condition=Q(voice__in=Voice.values)
            ),
            models.CheckConstraint(
                name="a_measurement_is_of_the_method_or_a_bare_total",
                condition=(~Q(instrument="") & Q(name="", total=""))
                | (Q(instrument="", answers="") & ~Q(name="") & ~Q(total="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Measurement {self.pk}"
