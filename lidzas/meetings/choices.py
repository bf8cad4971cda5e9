"""Kinds of meetings and contacts, how they go, and who reads a note."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.method import RecordKind, TimeKind


class MeetingKind(models.TextChoices):
    """The kinds of a method's time that are meetings of a case."""

    MEETING = TimeKind.MEETING.value, _("Meeting")
    JOINT_ACTIVITY = TimeKind.JOINT_ACTIVITY.value, _("Doing something together")
    THREE_WAY = TimeKind.THREE_WAY.value, _("All three together")

    @property
    def record(self) -> RecordKind:
        """Which record of the method such a meeting is."""
        return RecordKind.THREE_WAY_MEETING if self is MeetingKind.THREE_WAY else RecordKind.MEETING


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("It took place")
    NOT_THIS_TIME = "not_this_time", _("Did not happen this time")
    MOVED = "moved", _("Moved")


class Channel(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("Video call")
    PHONE = "phone", _("Phone call")
    TEXT = "text", _("Text message")


class Lead(models.TextChoices):
    """Who led a meeting; in time the lead passes to the young person (S3.07)."""

    MENTOR = "mentor", _("The mentor")
    TOGETHER = "together", _("Together")
    MENTEE = "mentee", _("The young person")


class NoteFor(models.TextChoices):
    ALL = "all", _("All three of us")
    ME_AND_CASE_MANAGER = "me_and_case_manager", _("Only the writer and the case manager")


class WithWhom(models.TextChoices):
    MENTEE = "mentee", _("With the young person")
    MENTOR = "mentor", _("With the mentor")
