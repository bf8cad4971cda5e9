"""What is said about a mentor on the way in."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Missing(StrEnum):
    """What still keeps a mentor from being matched."""

    DECISION = "decision"
    REFERENCES = "references"
    CERTIFICATE = "certificate"
    ON_LEAVE = "on_leave"


class Outcome(models.TextChoices):
    YES = "yes", _("Yes, taken in")
    NOT_NOW = "not_now", _("Not now")


class Verdict(models.TextChoices):
    """What somebody says whom we asked about a mentor."""

    SUPPORTS = "supports", _("Speaks for it")
    DOUBTS = "doubts", _("Has doubts")
    NO_ANSWER = "no_answer", _("No answer came")


class Result(models.TextChoices):
    """What the register's answer means, and no more of it."""

    VALID = "valid", _("Nothing stands against it")
    NOT_VALID = "not_valid", _("May not work with young people now")
