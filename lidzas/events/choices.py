"""Words of events: who comes, who was there, how contact looked, and what each says in private."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """As what somebody is at an event."""

    MENTEE = "mentee", _("Young person")
    MENTOR = "mentor", _("Mentor")
    STAFF = "staff", _("Team")


class Reply(models.TextChoices):
    """What an invited person answers. No answer is asked for a reason."""

    COMING = "coming", _("I am coming")
    PARTLY = "partly", _("I am coming for some of the days")
    NOT_THIS_TIME = "not_this_time", _("Not this time")


class Presence(models.TextChoices):
    HERE = "here", _("here")
    PART = "part", _("part of it")
    NOT = "not", _("not")


PRESENT = (Presence.HERE, Presence.PART)


class ConsentKind(models.TextChoices):
    """What is asked for an event, each by itself."""

    PHOTOS = "photos", _("Photos with me may be taken")
    EMERGENCY = "emergency", _("In an emergency you may call the person I name")


class Signal(models.TextChoices):
    """What somebody feels about going on together. The other person never learns of it."""

    YES = "yes", _("Yes")
    NOT_SURE = "not_sure", _("Not sure")
    RATHER_NOT = "rather_not", _("Rather not")


class Joint(models.TextChoices):
    """What two private signals come to. Neither answer can be told from it."""

    POSSIBLE = "possible", _("possible")
    NOT_POSSIBLE = "not_possible", _("not possible")
    NOT_KNOWN = "not_known", _("not known")


class Ease(models.IntegerChoices):
    """How easy contact between two people looked, in words of what was to be seen."""

    APART = 0, _("They kept away from each other")
    SIDE_BY_SIDE = 1, _("They were in one place, with little contact")
    WITH_HELP = 2, _("They got into contact when somebody helped")
    BY_THEMSELVES = 3, _("They got into contact by themselves")
    LOOKED_FOR = 4, _("They looked for each other's company")
