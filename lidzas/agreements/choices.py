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


class Topic(models.TextChoices):
    """What pairs had better speak about before it happens (S1.05)."""

    WRITING = "writing", _("Writing to each other in the evening")
    ANSWERING = "answering", _("Not answering for a day")
    LATE = "late", _("Coming later or putting a meeting off")
    HOME = "home", _("Meeting at somebody's home")
    MONEY = "money", _("Paying for each other")
    GIFTS = "gifts", _("Small gifts")
    TOUCH = "touch", _("A hug or a hand on the shoulder")
    PHOTOS = "photos", _("Photos and social media")
    OTHERS = "others", _("Bringing somebody along")
    FAMILY = "family", _("Questions about the family")
    HEALTH = "health", _("Questions about health")
    HONEST = "honest", _("Saying so when something is not all right")


class View(models.TextChoices):
    FINE = "fine", _("Fine")
    ASK_FIRST = "ask_first", _("Ask first")
    NOT_OK = "not_ok", _("Not OK")
