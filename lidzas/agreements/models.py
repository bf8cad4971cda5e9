"""What was explained to whom, and what the three agreed among themselves."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.agreements.choices import TOLD_TO, SpokenLanguage, WayOfMeeting, WayOfTelling
from lidzas.cases.models import TEAM_ROLES, Case, CaseRecord
from lidzas.records.fields import SealedTextField


class Explanation(CaseRecord):
    """That points of the method were explained to the young person or the mentor (S1.17). Never edited.

    What the person asked is seen by that person and the case manager alone.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="explanations")
    told_to = models.CharField(
        _("told to"), max_length=20, choices=[(role.value, role.name) for role in TOLD_TO]
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    points = models.JSONField(_("what was explained"))
    language = models.CharField(_("language"), max_length=10, choices=SpokenLanguage)
    form = models.CharField(_("how it was told"), max_length=20, choices=WayOfTelling)
    questions = SealedTextField(_("what was asked"), blank=True)
    told_on = models.DateField(_("told on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        indexes: ClassVar = [models.Index(fields=["case", "told_on"], name="explanations_of_a_case")]

    def __str__(self) -> str:
        return f"Explanation {self.pk}"


class Agreement(CaseRecord):
    """One version of what the young person, the mentor and the case manager agree (S2.35).

    Its text is never edited: what changes is written as the next number, and everyone is asked again.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField(_("number"))
    purpose = SealedTextField(_("what we meet for"), blank=True)
    form = models.CharField(_("how we meet"), max_length=20, choices=WayOfMeeting)
    rhythm = SealedTextField(_("how often we meet"), blank=True)
    between = SealedTextField(_("between meetings"), blank=True)
    hard_days = SealedTextField(_("on hard days"), blank=True)
    rules = SealedTextField(_("our rules"), blank=True)
    fine = SealedTextField(_("fine"), blank=True)
    ask_first = SealedTextField(_("ask first"), blank=True)
    not_ok = SealedTextField(_("not OK"), blank=True)
    by_mentee = SealedTextField(_("what the young person does"), blank=True)
    by_mentor = SealedTextField(_("what the mentor does"), blank=True)
    by_case_manager = SealedTextField(_("what the case manager does"), blank=True)
    privacy = SealedTextField(_("what stays between us, and when it cannot"), blank=True)
    ends_on = models.DateField(_("holds until"), null=True, blank=True)
    written_on = models.DateField(_("written on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="agreement_has_its_own_number_in_a_case"),
            models.CheckConstraint(
                name="agreement_ends_after_it_is_written",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("written_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Agreement {self.pk}"


class Confirmations(models.QuerySet["Confirmation"]):
    def standing(self) -> "Confirmations":
        return self.filter(withdrawn_on=None)


class Confirmation(CaseRecord):
    """That somebody said yes to a version, as young person, mentor or case manager.

    It can be withdrawn on any day. Who then says yes again gets a row of its own.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="confirmations")
    role = models.CharField(_("as"), max_length=20, choices=[(role.value, role.name) for role in TEAM_ROLES])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects: ClassVar[models.Manager["Confirmation"]] = Confirmations.as_manager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "role"],
                condition=Q(withdrawn_on=None),
                name="one_standing_confirmation_of_a_role",
            ),
            models.CheckConstraint(
                name="confirmation_is_withdrawn_after_it_was_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("confirmed_on")),
            ),
            models.CheckConstraint(
                name="confirmation_is_given_in_a_role_of_a_case",
                condition=Q(role__in=[role.value for role in TEAM_ROLES]),
            ),
        ]

    def __str__(self) -> str:
        return f"Confirmation {self.pk}"

    @property
    def stands(self) -> bool:
        return self.withdrawn_on is None


class Expectation(CaseRecord):
    """What one of the three expects, filled in alone (S1.05).

    The others read it only when both of the pair have said that theirs is done. `views` holds a view
    for each topic, as a sealed line of `topic:view` words.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="expectations")
    role = models.CharField(_("as"), max_length=20, choices=[(role.value, role.name) for role in TEAM_ROLES])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    wish = SealedTextField(_("what I wish for"), blank=True)
    mine = SealedTextField(_("what I can give"), blank=True)
    manner = SealedTextField(_("how we treat each other"), blank=True)
    views = SealedTextField(_("what is fine and what is not"), blank=True)
    written_on = models.DateField(_("written on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "role", "person"], name="a_person_expects_once_in_a_role_of_a_case"
            ),
            models.CheckConstraint(
                name="expectation_is_of_a_known_role",
                condition=Q(role__in=[role.value for role in TEAM_ROLES]),
            ),
            models.CheckConstraint(
                name="expectation_is_done_after_it_is_written",
                condition=Q(done_on=None) | Q(done_on__gte=F("written_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Expectation {self.pk}"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None


class GroundRule(CaseRecord):
    """A rule on the card that the pair makes together (S1.04): it stands when both have said yes to it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="ground_rules")
    words = SealedTextField(_("rule"))
    written_on = models.DateField(_("written on"))
    mentee_yes_on = models.DateField(_("the young person's yes"), null=True, blank=True)
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mentor_yes_on = models.DateField(_("the mentor's yes"), null=True, blank=True)
    let_go_on = models.DateField(_("let go on"), null=True, blank=True)

    class Meta:
        verbose_name = _("ground rule")
        verbose_name_plural = _("ground rules")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_ground_rule_has_the_yes_of_who_wrote_it",
                condition=Q(mentee_yes_on__isnull=False) | Q(mentor_yes_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_ground_rule_is_let_go_after_it_was_written",
                condition=Q(let_go_on=None) | Q(let_go_on__gte=F("written_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Ground rule {self.pk}"

    @property
    def stands(self) -> bool:
        return self.mentee_yes_on is not None and self.mentor_yes_on is not None
