"""What a place or a person can offer, and how far the talk with them has come."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Chance(models.TextChoices):
    """What somebody offers (S1.31)."""

    JOB = "job", _("Work")
    TRIAL_DAY = "trial_day", _("Trial day")
    INTERNSHIP = "internship", _("Internship")
    VOLUNTEERING = "volunteering", _("Volunteering")
    COURSE = "course", _("Course")
    HOBBY = "hobby", _("Hobby")
    SERVICE = "service", _("Service")


class Answer(models.TextChoices):
    """How far the talk has come (S1.30)."""

    SUGGESTED = "suggested", _("Suggested")
    NOT_ASKED = "not_asked", _("Not asked yet")
    ASKED = "asked", _("Asked")
    AGREED = "agreed", _("Has agreed")
    DECLINED = "declined", _("Declined")
    PAUSED = "paused", _("Paused")


# What can come of a talk.
OUTCOMES = (Answer.ASKED, Answer.AGREED, Answer.DECLINED, Answer.PAUSED)
# What is on offer, so that it can be shown to others.
ON_OFFER = (Answer.NOT_ASKED, Answer.ASKED, Answer.AGREED)


class Interest(models.TextChoices):
    """What a young person says to a place that was shown."""

    NOTHING = "", _("Nothing said yet")
    YES = "yes", _("This interests me")
    NOT_NOW = "not_now", _("Not now")


class Only(StrEnum):
    """Lists that a search can be narrowed to."""

    UNCHECKED = "unchecked"
    SUGGESTED = "suggested"
