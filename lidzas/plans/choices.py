"""The words of a support plan: how far a goal lies, whose idea it was, how goals and steps stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Horizon(models.TextChoices):
    LONG = "long", _("The big goal")
    MIDDLE = "middle", _("On the way")
    SHORT = "short", _("Soon")


class WhoseIdea(models.TextChoices):
    MINE = "mine", _("The young person's own idea")
    TOGETHER = "together", _("Found together")
    SOMEONE_ELSE = "someone_else", _("Somebody else's idea")


MINE_TO_ME = {
    WhoseIdea.MINE: _("My own idea"),
    WhoseIdea.TOGETHER: _("We found it together"),
    WhoseIdea.SOMEONE_ELSE: _("Somebody else's idea"),
}


class GoalStatus(models.TextChoices):
    OPEN = "open", _("Under way")
    REACHED = "reached", _("Reached")
    PARTLY = "partly", _("Partly reached")
    CHANGED = "changed", _("Changed")
    LET_GO = "let_go", _("Let go")


VERDICTS = [(status.value, status.label) for status in GoalStatus if status is not GoalStatus.OPEN]


class StepKind(models.TextChoices):
    ME = "me", _("Something I do")
    AROUND_ME = "around_me", _("Something that changes around me")


class StepArea(models.TextChoices):
    EVERYDAY = "everyday", _("Everyday life")
    COMMUNITY = "community", _("Among people")
    LEARNING = "learning", _("Learning and school")
    WORK = "work", _("Working life")


class StepStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started yet")
    TRYING = "trying", _("Trying")
    DONE = "done", _("Done")
    CHANGED = "changed", _("Changed")
    LET_GO = "let_go", _("Let go")


AHEAD = (StepStatus.NOT_STARTED, StepStatus.TRYING)


class Lack(models.TextChoices):
    """What a plan can still lack, in words that tell nothing of what stands in it (S2.16)."""

    NO_PLAN = "no_plan", _("The plan is not begun.")
    NO_VISION = "no_vision", _("Nothing yet of how the young person imagines it.")
    NO_GOAL = "no_goal", _("No goal is under way.")
    NO_OWN_GOAL = "no_own_goal", _("No goal is the young person's own idea, or found together.")
    WAITS_FOR_YES = "waits_for_yes", _("A goal waits for the young person's yes.")
    NO_STEP = "no_step", _("A goal has no step.")
    NOT_AGREED = "not_agreed", _("The young person has not said “this is mine”.")
    NO_REVIEW = "no_review", _("No day is set to look at it again.")
    REVIEW_WAITS = "review_waits", _("The day to look at it again has passed.")
