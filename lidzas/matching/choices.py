"""Answers to a proposal, how it stands, and why a match ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    YES = "yes", _("Yes, let us try")
    NO = "no", _("I would rather not – no reason needed")


class ProposalState(models.TextChoices):
    """How a proposal stands. Who said no is told to nobody: for all it is "not this time".

    Both askings have one name, because whoever knows which of the two is asked knows whose no it was.
    """

    PROPOSED = "proposed", _("Waiting for a signature")
    ASKING_MENTEE = "asking_mentee", _("The two are being asked")
    ASKING_MENTOR = "asking_mentor", _("The two are being asked")
    AGREED = "agreed", _("Both said yes")
    NOT_THIS_TIME = "not_this_time", _("It will not be this time")


class EndReason(models.TextChoices):
    """Why a match ended before the programme did; none of them blames anyone (S3.31)."""

    GOALS_MET = "goals_met", _("The goals were reached earlier")
    MOVED_AWAY = "moved_away", _("One of the two moves away")
    DID_NOT_FIT = "did_not_fit", _("The two did not fit together")
    TIME_OR_HEALTH = "time_or_health", _("Time or health does not allow it now")
    OTHER = "other", _("Another reason")


class ExclusionKind(models.TextChoices):
    """Why two people are never paired; the words of the reason are for two roles alone."""

    RELATION = "relation", _("They know each other from elsewhere")
    SAFETY = "safety", _("Safety")


class RulingKind(models.TextChoices):
    """What people have decided about a mentor before the round is looked at as a whole."""

    LOCK = "lock", _("Keep these two together")
    FORBID = "forbid", _("Do not suggest these two")
    OVERRIDE = "override", _("Let this doubt pass")


class Amount(models.TextChoices):
    """How far a sentence about going together is true."""

    NOT_AT_ALL = "not_at_all", _("Not at all")
    A_LITTLE = "a_little", _("A little")
    PARTLY = "partly", _("Partly")
    MOSTLY = "mostly", _("Mostly")
    FULLY = "fully", _("Fully")


ASKS_FOR_A_TALK = (Amount.NOT_AT_ALL, Amount.A_LITTLE)
