"""Referrals that wait for an answer, the door they come through, and tables that wait to be taken over."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.accounts.choices import Language
from lidzas.cases.models import Case
from lidzas.intake.choices import Answer, Kind, Way
from lidzas.programmes.models import Programme, ProgrammeRecord, Round
from lidzas.records.fields import SealedTextField

A_WEEK = 7


class Door(ProgrammeRecord):
    """How a programme is asked from outside. A programme without a row has an open door and no age limits."""

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="door")
    is_open = models.BooleanField(_("the public page is open"), default=True)
    age_from = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    answers_in_days = models.PositiveSmallIntegerField(
        _("somebody answers within so many days"), default=A_WEEK
    )

    class Meta:
        verbose_name = _("door")
        verbose_name_plural = _("doors")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="oldest_age_is_not_below_the_youngest",
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                violation_error_message=_("The oldest age is below the youngest."),
            )
        ]

    def __str__(self) -> str:
        return f"Door {self.pk}"

    @property
    def has_age_limits(self) -> bool:
        return self.age_from is not None or self.age_to is not None

    def lets_in(self, age: int) -> bool:
        youngest, oldest = self.age_from, self.age_to
        return (youngest is None or age >= youngest) and (oldest is None or age <= oldest)


class Referrals(models.QuerySet["Referral"]):
    def open(self) -> "Referrals":
        """Those that nobody has answered, the one that has waited longest first."""
        return self.filter(answer="").order_by("made_at", "pk")


class Referral(ProgrammeRecord):
    """Somebody asks to take part, or is recommended. Answered once; what was answered stays.

    `receipt` stands for one sent form, so that sending it again changes nothing.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="referrals")
    way = models.CharField(_("how it came"), max_length=10, choices=Way)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    name = SealedTextField(_("name"))
    email = SealedTextField(_("e-mail"), blank=True)
    phone = SealedTextField(_("telephone"), blank=True)
    municipality = models.CharField(_("municipality"), max_length=80, blank=True)
    words = SealedTextField(_("in their own words"), blank=True)
    referrer = SealedTextField(_("who refers"), blank=True)
    organisation = SealedTextField(_("organisation"), blank=True)
    referrer_contact = SealedTextField(_("how to reach who refers"), blank=True)
    has_agreed = models.BooleanField(_("the young person knows and agrees"), default=False)
    receipt = models.UUIDField(null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    reason = SealedTextField(_("why"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="referrals")

    objects: ClassVar = Referrals.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "receipt"], name="a_sent_form_is_one_referral"),
            models.CheckConstraint(name="referral_comes_a_known_way", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="referral_has_a_known_answer", condition=Q(answer__in=["", *Answer.values])
            ),
            models.CheckConstraint(
                name="answered_referral_says_when_and_by_whom",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="taken_referral_has_a_case",
                condition=Q(answer=Answer.TAKEN.value, case__isnull=False)
                | (~Q(answer=Answer.TAKEN.value) & Q(case=None)),
            ),
            models.CheckConstraint(
                name="nobody_is_referred_without_agreeing",
                condition=Q(way=Way.THEMSELF.value) | Q(has_agreed=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "answer", "made_at"], name="referrals_of_a_programme")
        ]

    def __str__(self) -> str:
        return f"Referral {self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def audit_case_id(self) -> UUID | None:
        return self.case_id


class Upload(ProgrammeRecord):
    """A table that somebody has shown and not yet taken over. Nothing in it counts before that."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("who is in it"), max_length=20, choices=Kind)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = SealedTextField(_("file"))
    content = SealedTextField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("table of people")
        verbose_name_plural = _("tables of people")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "by"], name="one_table_of_a_person_waits"),
            models.CheckConstraint(name="a_table_holds_known_people", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="young_people_come_into_a_round",
                condition=Q(kind=Kind.YOUNG_PEOPLE.value, round__isnull=False)
                | Q(kind=Kind.MENTORS.value, round=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Table {self.pk}"
