"""Where a need of the programme came to light, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    YOUNG_PEOPLE = "young_people", _("Young people")
    MENTORS = "mentors", _("Mentors")
    CASE_MANAGERS = "case_managers", _("Case managers")
    TEAM = "team", _("Project team")
    EVENT = "event", _("An event")
    FIGURES = "figures", _("Figures")
    PARTNERS = "partners", _("Partners and families")


class State(models.TextChoices):
    OPEN = "open", _("Open")
    DECIDED = "decided", _("Decided")
    DONE = "done", _("Done")
