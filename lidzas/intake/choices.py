"""How a referral comes, what becomes of it, and what a table of people holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    THEMSELF = "themself", _("From the young person")
    SERVICE = "service", _("From somebody who works with them")


class Answer(models.TextChoices):
    TAKEN = "taken", _("A case was opened")
    NOT_NOW = "not_now", _("Not now")
    ELSEWHERE = "elsewhere", _("Help is elsewhere")
    ALREADY_HERE = "already_here", _("Takes part already")


class Kind(models.TextChoices):
    MENTORS = "mentors", _("Mentors")
    YOUNG_PEOPLE = "young_people", _("Young people")
