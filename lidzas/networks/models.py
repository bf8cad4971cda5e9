"""The people, places and services in a young person's life, as they see them themself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lidzas.cases.models import Case, CaseRecord
from lidzas.networks.choices import Energy, Kind, Line, Reach, Ring, Shown, Wish
from lidzas.records.fields import SealedJSONField, SealedTextField


class Tie(CaseRecord):
    """Somebody or something in the young person's life. They write it, and say for each who else sees it.

    The relationship map and the ecomap are two drawings of the same ties (A. Hartman, 1978, for the second).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="ties")
    name = SealedTextField(_("name or nickname"))
    kind = models.CharField(_("what it is"), max_length=20, choices=Kind)
    ring = models.CharField(_("how near"), max_length=20, choices=Ring)
    line = models.CharField(_("the bond"), max_length=20, choices=Line, blank=True)
    energy = models.CharField(_("strength"), max_length=20, choices=Energy, blank=True)
    reach = models.CharField(_("how well we know each other"), max_length=20, choices=Reach, blank=True)
    wish = models.CharField(_("what I would like"), max_length=20, choices=Wish, blank=True)
    note = SealedTextField(_("in my words"), blank=True)
    shown = models.CharField(_("who sees this"), max_length=20, choices=Shown, default=Shown.NOBODY)
    let_go_on = models.DateField(_("taken off the map on"), null=True, blank=True)

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="tie_is_told_in_known_words",
                condition=Q(
                    kind__in=Kind.values,
                    ring__in=Ring.values,
                    line__in=["", *Line.values],
                    energy__in=["", *Energy.values],
                    reach__in=["", *Reach.values],
                    wish__in=["", *Wish.values],
                    shown__in=Shown.values,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"Tie {self.pk}"


class Picture(CaseRecord):
    """The network as it was on a day, kept for looking back (S4.29). Never edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="network_pictures")
    taken_on = models.DateField(_("kept on"))
    ties = SealedJSONField(_("who stood there"))

    class Meta:
        verbose_name = _("picture of the network")
        verbose_name_plural = _("pictures of the network")

    def __str__(self) -> str:
        return f"Picture {self.pk}"
