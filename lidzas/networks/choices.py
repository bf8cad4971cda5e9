"""What can be said of somebody in one's life. Values are never renamed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PERSON = "person", _("A person")
    GROUP = "group", _("A group or a place")
    WORK = "work", _("School or work")
    SERVICE = "service", _("An office or a service")


class Ring(models.TextChoices):
    """How near somebody is, from the inside out."""

    CLOSE = "close", _("Very close")
    TRUST = "trust", _("I trust them")
    MEET = "meet", _("We meet")
    WORK = "work", _("It is their work to help")


class Wish(models.TextChoices):
    CLOSER = "closer", _("I would like more of it")
    FINE = "fine", _("It is fine as it is")
    LESS = "less", _("I would like less of it")


class Line(models.TextChoices):
    """The bond, as an ecomap draws it."""

    STRONG = "strong", _("Strong")
    WEAK = "weak", _("Thin")
    STRAINED = "strained", _("Difficult")


class Energy(models.TextChoices):
    GIVES = "gives", _("It gives me strength")
    TAKES = "takes", _("It costs me strength")
    BOTH = "both", _("Both")


class Reach(models.TextChoices):
    KNOW_OF = "know_of", _("I know of them")
    HAVE_MET = "have_met", _("We have met")
    CAN_CALL = "can_call", _("I can call them")


class Shown(models.TextChoices):
    """Who but the young person sees it."""

    NOBODY = "nobody", _("Only me")
    CASE_MANAGER = "case_manager", _("My case manager and I")
    BOTH = "both", _("My mentor, my case manager and I")
