"""Meetings of a case, the case manager's contacts, and support hours given on top."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lidzas.cases.models import Case, CaseRecord
from lidzas.meetings.choices import Channel, Lead, MeetingKind, NoteFor, Status, WithWhom
from lidzas.records.fields import SealedTextField

BEGINS_LATE_BY = timedelta(hours=3)


def in_hours(minutes: int) -> str:
    """Minutes as people say them: `5 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours or not rest else "", f"{rest} min" if rest else "")
    return " ".join(part for part in parts if part)


class Meetings(models.QuerySet["Meeting"]):
    def held(self) -> "Meetings":
        return self.filter(status=Status.HELD)

    def planned(self) -> "Meetings":
        return self.filter(status=Status.PLANNED)


class Meeting(CaseRecord):
    """A meeting that is planned, or that was held, moved, or did not happen this time.

    A planned meeting is settled once. Moving it keeps the old row and makes a new one, `next_meeting`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind)
    status = models.CharField(_("how it went"), max_length=20, choices=Status)
    planned_for = models.DateTimeField(_("planned for"), null=True, blank=True)
    place = SealedTextField(_("place"), blank=True)
    held_on = models.DateField(_("day"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    channel = models.CharField(_("how"), max_length=20, choices=Channel, blank=True)
    who_led = models.CharField(_("who led"), max_length=20, choices=Lead, blank=True)
    note = SealedTextField(_("short note"), blank=True)
    note_for = models.CharField(_("who reads the note"), max_length=20, choices=NoteFor, default=NoteFor.ALL)
    is_shared_on = models.BooleanField(_("a later mentor may read the note"), default=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_meeting = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    not_fixed_reason = SealedTextField(_("why the next one is not fixed"), blank=True)

    objects: ClassVar[models.Manager["Meeting"]] = Meetings.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints: ClassVar = [
            models.CheckConstraint(name="meeting_has_a_known_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="note_has_known_readers", condition=Q(note_for__in=NoteFor.values)),
            models.CheckConstraint(
                name="note_shared_on_was_meant_for_all",
                condition=Q(is_shared_on=False) | Q(note_for=NoteFor.ALL, status=Status.HELD),
            ),
            models.CheckConstraint(
                name="held_meeting_says_when_how_long_and_who_logged_it",
                condition=Q(
                    status=Status.HELD,
                    held_on__isnull=False,
                    minutes__isnull=False,
                    minutes__gt=0,
                    logged_by__isnull=False,
                )
                | (~Q(status=Status.HELD) & Q(held_on=None, minutes=None)),
            ),
            models.CheckConstraint(
                name="planned_meeting_says_for_when",
                condition=~Q(status=Status.PLANNED) | Q(planned_for__isnull=False),
            ),
            models.CheckConstraint(
                name="settled_meeting_says_by_whom",
                condition=Q(status=Status.PLANNED, logged_by=None)
                | (~Q(status=Status.PLANNED) & Q(logged_by__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "status", "-held_on", "-id"], name="meetings_of_a_case")
        ]

    def __str__(self) -> str:
        return f"Meeting {self.pk}"

    @property
    def planned_day(self) -> date | None:
        """The day it is planned for, where the programme is."""
        return localdate(self.planned_for) if self.planned_for else None

    def is_ahead(self, moment: datetime) -> bool:
        """Whether it is planned for later than, or for about, this moment."""
        return self.planned_for is not None and self.planned_for > moment - BEGINS_LATE_BY


class Contact(CaseRecord):
    """That the case manager spoke, or tried to speak, with one of the two. Never edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    with_whom = models.CharField(_("with whom"), max_length=20, choices=WithWhom)
    held_on = models.DateField(_("day"))
    channel = models.CharField(_("how"), max_length=20, choices=Channel)
    is_reached = models.BooleanField(_("we spoke"))
    note = SealedTextField(_("short note"), blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes: ClassVar = [models.Index(fields=["case", "-held_on", "-id"], name="contacts_of_a_case")]

    def __str__(self) -> str:
        return f"Contact {self.pk}"


class HoursExtension(CaseRecord):
    """Support time given to a case on top of the limit, with the reason. Never edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hours_extensions")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    reason = SealedTextField(_("reason"))
    given_on = models.DateField(_("given on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("extension of hours")
        verbose_name_plural = _("extensions of hours")
        constraints: ClassVar = [
            models.CheckConstraint(name="extension_gives_some_time", condition=Q(minutes__gt=0))
        ]

    def __str__(self) -> str:
        return f"Extension of hours {self.pk}"

    @property
    def words(self) -> str:
        return in_hours(self.minutes)
