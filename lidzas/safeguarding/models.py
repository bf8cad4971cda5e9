"""What is agreed for hard moments before they come, hard moments themselves, and concerns."""

import json
from dataclasses import asdict, dataclass
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.cases.models import Case, CaseRecord
from lidzas.records.fields import SealedTextField
from lidzas.records.models import Record

ACKNOWLEDGED_BY = (Role.MENTEE, Role.MENTOR)


@dataclass(frozen=True, slots=True)
class AgreedStep:
    """What a role of the method does so many days after a hard moment of a kind began."""

    crisis: str
    after_days: int
    who: str
    text: str


class CrisisAgreement(CaseRecord):
    """Who does what when it gets hard (S1.25). Never edited: a changed agreement is a new number."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="crisis_agreements")
    number = models.PositiveSmallIntegerField(_("number"))
    steps = SealedTextField(_("steps"))
    replacement = SealedTextField(_("who steps in"), blank=True)
    contact_person = SealedTextField(_("whom we may ask"), blank=True)
    agreed_on = models.DateField(_("agreed on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("crisis agreement")
        verbose_name_plural = _("crisis agreements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "number"], name="crisis_agreements_of_a_case_are_numbered"
            ),
            models.CheckConstraint(name="crisis_agreement_has_steps", condition=~Q(steps="")),
        ]

    def __str__(self) -> str:
        return f"Crisis agreement {self.number}"

    @staticmethod
    def written(steps: "tuple[AgreedStep, ...]") -> str:
        return json.dumps([asdict(each) for each in steps], ensure_ascii=False)

    @property
    def agreed_steps(self) -> tuple[AgreedStep, ...]:
        """All steps, those of each kind of hard moment in the order of their days."""
        return tuple(AgreedStep(**each) for each in json.loads(self.steps))


class Acknowledgement(CaseRecord):
    """That a person has read an agreement and says so."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(CrisisAgreement, models.PROTECT, related_name="acknowledgements")
    role = models.CharField(
        _("as"), max_length=20, choices=[(role.value, role.name) for role in ACKNOWLEDGED_BY]
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "role"], name="an_agreement_is_acknowledged_once_in_a_role"
            ),
            models.CheckConstraint(
                name="agreement_is_acknowledged_by_the_two",
                condition=Q(role__in=[role.value for role in ACKNOWLEDGED_BY]),
            ),
        ]

    def __str__(self) -> str:
        return f"Acknowledgement {self.pk}"


class Crisis(CaseRecord):
    """A hard moment under way: its steps are those agreed when it began, or else the method's."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="crises")
    kind = models.CharField(_("what is hard"), max_length=60)
    agreement = models.ForeignKey(CrisisAgreement, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(_("began on"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(_("over on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = SealedTextField(_("how it went on"), blank=True)

    class Meta:
        verbose_name = _("hard moment")
        verbose_name_plural = _("hard moments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(ended_on=None),
                name="one_open_crisis_of_a_kind_on_a_case",
            ),
            models.CheckConstraint(
                name="ended_crisis_says_when_and_by_whom",
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="crisis_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Crisis {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None


class CrisisStep(Record):
    """That an agreed step was taken. Which one, its position among the agreed steps of its kind says."""

    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="steps_taken")
    position = models.PositiveSmallIntegerField(_("which step"))
    done_on = models.DateField(_("done on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = SealedTextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step taken")
        verbose_name_plural = _("steps taken")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["crisis", "position"], name="a_step_of_a_crisis_is_taken_once")
        ]

    def __str__(self) -> str:
        return f"Step {self.position} {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.crisis.case_id

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.crisis.case.programme_id


class Concerns(models.QuerySet["Concern"]):
    def for_case_managers(self) -> "Concerns":
        """Those that are not about the case manager."""
        return self.filter(about_case_manager=False)


class Concern(CaseRecord):
    """A worry that somebody might be harmed. The young person hears of it from a person, not from a screen."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="concerns")
    raised_on = models.DateField(_("raised on"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = SealedTextField(_("what gives concern"))
    about_case_manager = models.BooleanField(_("about the case manager"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    what_was_done = SealedTextField(_("what was done"), blank=True)

    objects: ClassVar = Concerns.as_manager()

    class Meta:
        verbose_name = _("safeguarding concern")
        verbose_name_plural = _("safeguarding concerns")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="closed_concern_says_when_by_whom_and_what_was_done",
                condition=Q(closed_on=None, closed_by=None, what_was_done="")
                | (Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(what_was_done="")),
            ),
            models.CheckConstraint(
                name="concern_is_closed_after_it_was_raised",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("raised_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None
