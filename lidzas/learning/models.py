"""How far a mentor is in the training, and whom somebody has reminded of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lidzas.people.models import Mentor, MentorRecord
from lidzas.records.fields import SealedTextField


class Study(MentorRecord):
    """One mentor's way through one module: read, the exercise done, every question answered right (S1.10).

    Wrong answers are not kept. The notes are the mentor's alone.
    """

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="studies")
    module = models.CharField(_("module"), max_length=60)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    exercise_on = models.DateField(_("exercise done on"), null=True, blank=True)
    notes = SealedTextField(_("my notes"), blank=True)
    right = models.JSONField(_("questions answered right"), default=list)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("study of a module")
        verbose_name_plural = _("studies of modules")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mentor", "module"], name="one_study_of_a_module_for_a_mentor"),
            models.CheckConstraint(
                name="a_module_is_done_when_read_and_exercised",
                condition=Q(done_on=None) | Q(read_on__isnull=False, exercise_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} {self.pk}"


class Nudge(MentorRecord):
    """That a mentor was reminded of the training by a letter that names nothing."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="nudges")
    sent_on = models.DateField(_("sent on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reminder of the training")
        verbose_name_plural = _("reminders of the training")

    def __str__(self) -> str:
        return f"Nudge {self.pk}"
