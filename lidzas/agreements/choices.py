"""How the programme was explained, and how a pair meets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role

TOLD_TO = (Role.MENTEE, Role.MENTOR)


class SpokenLanguage(models.TextChoices):
    LATVIAN = "lv", _("Latvian")
    ENGLISH = "en", _("English")
    RUSSIAN = "ru", _("Russian")
    UKRAINIAN = "uk", _("Ukrainian")
    SIGN = "sign", _("Sign language")
    OTHER = "other", _("Another language")


class WayOfTelling(models.TextChoices):
    SPOKEN = "spoken", _("In a talk")
    EASY_READ = "easy_read", _("In easy-to-read words")
    WITH_PICTURES = "with_pictures", _("With pictures")
    IN_WRITING = "in_writing", _("In writing")


class WayOfMeeting(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("Now in person, now online")
