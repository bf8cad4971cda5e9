"""Which assessment, whose voice, how sure, and what is said and decided about a mentor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    BASELINE = "baseline", _("At the start")
    REASSESSMENT = "reassessment", _("At the end")


class Voice(models.TextChoices):
    """Whose view an answer is. Both stand beside each other; neither corrects the other."""

    MENTEE = "mentee", _("Young person")
    CASE_MANAGER = "case_manager", _("Case manager")

    @property
    def other(self) -> "Voice":
        return Voice.CASE_MANAGER if self is Voice.MENTEE else Voice.MENTEE


class Certainty(models.TextChoices):
    LOW = "low", _("Not very sure")
    MEDIUM = "medium", _("Fairly sure")
    HIGH = "high", _("Sure")


class Stance(models.TextChoices):
    """What the young person says about working with a mentor (S1.46)."""

    WILLING = "willing", _("I am willing to try")
    NOT_YET = "not_yet", _("Not yet")
    TALK_FIRST = "talk_first", _("I want to talk first")


class Outcome(models.TextChoices):
    """The three ways a readiness decision may go; each of them is a way of the programme."""

    READY = "ready", _("Yes, let us look for a mentor")
    NOT_YET = "not_yet", _("Not yet – first we prepare")
    ANOTHER_WAY = "another_way", _("Another way: an internship, volunteering or the like")


class RiskLevel(models.TextChoices):
    """Where a risk lies. The person comes first, and is never the only place to look."""

    PERSON = "person", _("The person")
    FAMILY = "family", _("The family")
    INSTITUTION = "institution", _("Institutions")
    MUNICIPALITY = "municipality", _("The municipality")
    COMMUNITY = "community", _("The community")
