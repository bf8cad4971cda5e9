"""How the closing talk is held, and what came of asking both whether to go on."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class TalkMode(models.TextChoices):
    """With whom the young person wants to look back (S4.13)."""

    ALONE = "alone", _("Without the mentor")
    WITH_MENTOR = "with_mentor", _("With the mentor, all three together")


class GoingOnResult(StrEnum):
    """What may be known of two private answers: never who said no (S5.01)."""

    WAITING = "waiting"
    BOTH_YES = "both_yes"
    CLOSE_WARMLY = "close_warmly"
