"""What the team brings together of a stage, and what it wants to do better."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.programmes.models import MethodVersion, Programme, ProgrammeRecord, Round
from lidzas.records.fields import SealedTextField
from lidzas.reports.choices import Origin, State


class StageSummary(ProgrammeRecord):
    """One version of what a round achieved in a stage (S1.12): figures of the day, and the team's words.

    Never edited: what changes is written as the next number, with the figures of its own day.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="summaries")
    method = models.ForeignKey(MethodVersion, models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=60)
    number = models.PositiveSmallIntegerField(_("number"))
    figures = models.JSONField(_("figures"))
    words = SealedTextField(_("in the team's words"), blank=True)
    written_on = models.DateField(_("written on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("stage summary")
        verbose_name_plural = _("stage summaries")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "stage", "number"], name="summary_has_its_own_number_in_a_stage"
            )
        ]

    def __str__(self) -> str:
        return f"Summary {self.pk}"


class Improvement(ProgrammeRecord):
    """Something that the programme needs (S1.13): where it came to light, what was decided, whose it is."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="improvements")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="improvements")
    need = SealedTextField(_("what is needed"))
    origin = models.CharField(_("where it came to light"), max_length=20, choices=Origin)
    decision = SealedTextField(_("what was decided"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(_("how it stands"), max_length=10, choices=State, default=State.OPEN)
    noted_on = models.DateField(_("noted on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("improvement")
        verbose_name_plural = _("improvements")
        constraints: ClassVar = [
            models.CheckConstraint(name="improvement_has_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="improvement_has_a_known_origin", condition=Q(origin__in=Origin.values)
            ),
            models.CheckConstraint(
                name="a_decided_improvement_says_what_was_decided",
                condition=Q(state="open") | ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="a_done_improvement_says_when",
                condition=Q(state="done", done_on__gte=F("noted_on")) | (~Q(state="done") & Q(done_on=None)),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "state"], name="improvements_by_state")]

    def __str__(self) -> str:
        return f"Improvement {self.pk}"
