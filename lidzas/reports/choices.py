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


class Counted(models.TextChoices):
    """What a summary counts over a whole round, in the order in which it is read."""

    YOUNG_PEOPLE = "young_people", _("Young people in the round")
    CAME_IN = "came_in", _("Came into this stage")
    WENT_ON = "went_on", _("Went on from this stage")
    ANOTHER_WAY = "another_way", _("Go another way than with a mentor")
    MOVED_ON = "moved_on", _("Have moved on from the programme")
    REACHED = "reached", _("Young people spoken with")
    PAIRS = "pairs", _("Pairs now")
    PAIRS_ENDED = "pairs_ended", _("Pairs that ended")
    MEETINGS = "meetings", _("Meetings held")
    HOURS = "hours", _("Hours together")
    EVENTS = "events", _("Camps and meetings of the round")
    TOOK_PART = "took_part", _("Young people who were there")
    NEEDS_OPEN = "needs_open", _("Needs of the programme still open")
    NEEDS_MET = "needs_met", _("Needs of the programme met")
