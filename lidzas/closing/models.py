"""The closing talk, the answers on going on, and how a young person leaves the programme."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.cases.models import TEAM_ROLES, Case, CaseRecord, TeamMember
from lidzas.closing.choices import TalkMode
from lidzas.records.fields import SealedTextField

ASKED = (Role.MENTEE, Role.MENTOR)


class ClosingTalk(CaseRecord):
    """The talk in which all look back (S4.13). The young person chooses with whom; it is held once."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="closing_talk")
    mode = models.CharField(_("with whom"), max_length=20, choices=TalkMode, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("closing talk")
        verbose_name_plural = _("closing talks")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="held_closing_talk_says_when_and_by_whom",
                condition=Q(held_on=None, held_by=None) | Q(held_on__isnull=False, held_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Closing talk {self.pk}"

    @property
    def is_held(self) -> bool:
        return self.held_on is not None


class ClosingAnswer(CaseRecord):
    """What one of the three writes in one box of a closing question, in their own words.

    Who takes over a role on the case writes in boxes of their own.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="closing_answers")
    question = models.CharField(_("question"), max_length=60)
    part = models.PositiveSmallIntegerField(_("part of the question"), default=0)
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.value, role.name) for role in TEAM_ROLES]
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = SealedTextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("closing answer")
        verbose_name_plural = _("closing answers")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "question", "part", "role", "person"],
                name="one_closing_answer_a_voice_and_box",
            ),
            models.CheckConstraint(
                name="closing_answer_is_given_in_a_role_of_a_case",
                condition=Q(role__in=[role.value for role in TEAM_ROLES]),
            ),
        ]

    def __str__(self) -> str:
        return f"Closing answer {self.pk}"


class GoingOn(CaseRecord):
    """Whether one of the two would like to stay in touch after the programme, and how (S5.01-S5.03).

    It is about the two and nobody else: with another mentor both are asked anew. It may be changed until
    both have answered. Only its giver ever sees it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="going_on_answers")
    mentorship = models.ForeignKey(TeamMember, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=[(role.value, role.name) for role in ASKED])
    wants = models.BooleanField(_("would like to stay in touch"))
    forms = models.JSONField(_("in which form"), default=list, blank=True)
    answered_on = models.DateField(_("answered on"))

    class Meta:
        verbose_name = _("answer on going on")
        verbose_name_plural = _("answers on going on")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mentorship", "role"], name="one_answer_on_going_on_a_voice"),
            models.CheckConstraint(
                name="going_on_is_answered_by_the_two", condition=Q(role__in=[role.value for role in ASKED])
            ),
        ]

    def __str__(self) -> str:
        return f"Answer on going on {self.pk}"


class Exit(CaseRecord):
    """How a young person goes on after the programme (S5.11). Made once, as the case closes.

    `missing` keeps what the last gate still asked for, and `reason` why the case closed all the same.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="exit")
    path = models.CharField(_("how it goes on"), max_length=60)
    where = SealedTextField(_("where"), blank=True)
    alone_part = SealedTextField(_("what goes independently"), blank=True)
    help_part = SealedTextField(_("where support is needed, and from whom"), blank=True)
    left_on = models.DateField(_("left on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    missing = models.JSONField(_("what was still missing"), default=list)
    reason = SealedTextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("exit")
        verbose_name_plural = _("exits")

    def __str__(self) -> str:
        return f"Exit {self.pk}"
