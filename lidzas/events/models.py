"""Camps and other meetings of a round: what happens, who comes, what was seen, and what each says in private."""

from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from lidzas.cases.models import Case, CaseRecord
from lidzas.events.choices import ConsentKind, Ease, Part, Presence, Reply, Signal
from lidzas.programmes.models import Programme, ProgrammeRecord, Round
from lidzas.records.fields import SealedTextField
from lidzas.records.models import Record


class Event(ProgrammeRecord):
    """A camp, a summer school, a meeting: whatever the programme calls it, it is one thing (O5)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="events")
    round = models.ForeignKey(Round, models.PROTECT, related_name="events")
    called = models.CharField(_("what it is"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    getting_there = models.TextField(_("how to get there"), blank=True)
    bring = models.TextField(_("what to bring"), blank=True)
    practical = models.TextField(_("good to know"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["starts_on", "name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="event_ends_on_or_after_its_first_day",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is not before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> list[date]:
        return [self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1)]


class EventRecord(Record):
    """A record of one event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.event.programme_id


class Session(EventRecord):
    """One thing done together at an event.

    Its kind is a word of the method's, or the programme's own. Arts therapies are health professions: one that
    no certified therapist leads is called what the method calls it then (O16).
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="sessions")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    own_kind = models.CharField(_("another kind"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)
    has_therapist = models.BooleanField(_("a certified therapist leads it"), default=False)
    group_limit = models.PositiveSmallIntegerField(_("at most so many in the group"), null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering: ClassVar = ["day", "starts_at", "ends_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A session ends after it starts."),
            ),
            models.CheckConstraint(
                name="session_is_of_one_kind",
                condition=Q(kind="", own_kind__gt="") | Q(kind__gt="", own_kind=""),
                violation_error_message=_("Please choose a kind, or write your own."),
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.pk}"

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, self.starts_at, get_current_timezone())

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.day, self.ends_at, get_current_timezone())


class Participant(EventRecord):
    """Somebody invited to an event: the reply, what they need, and when they left.

    What a person needs and whom to call is read by who prepares the event, and by nobody else.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="event_places")
    part = models.CharField(_("as"), max_length=10, choices=Part)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="event_places")
    reply = models.CharField(_("reply"), max_length=20, choices=Reply, blank=True)
    days = models.JSONField(_("on which days"), default=list, blank=True)
    food = SealedTextField(_("food"), blank=True)
    sleep = SealedTextField(_("sleep"), blank=True)
    quiet = SealedTextField(_("quiet and rest"), blank=True)
    travel = SealedTextField(_("getting there"), blank=True)
    emergency_contact = SealedTextField(_("whom to call"), blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="a_person_is_invited_once_to_an_event"),
            models.CheckConstraint(name="participant_has_a_known_part", condition=Q(part__in=Part.values)),
            models.CheckConstraint(
                name="participant_replies_a_known_word", condition=Q(reply__in=["", *Reply.values])
            ),
            models.CheckConstraint(
                name="young_people_take_part_with_their_case",
                condition=Q(part=Part.MENTEE, case__isnull=False) | (~Q(part=Part.MENTEE) & Q(case=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"Participant {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.case_id

    @property
    def is_mentee(self) -> bool:
        return self.part == Part.MENTEE

    @property
    def is_coming(self) -> bool:
        return self.reply in (Reply.COMING, Reply.PARTLY)


class Consent(EventRecord):
    """What somebody allowed or took back for an event, and when. Never edited; the newest of a kind counts."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="consents")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="consents")
    kind = models.CharField(_("what for"), max_length=20, choices=ConsentKind)
    is_given = models.BooleanField(_("given"))
    said_on = models.DateField(_("day"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consent_is_of_a_known_kind", condition=Q(kind__in=ConsentKind.values)
            )
        ]

    def __str__(self) -> str:
        return f"Consent {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.participant.case_id


class Attendance(EventRecord):
    """Whether somebody was in a session. Who sat out by own choice marked it themself, and needs no reason."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="attendance")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="attendance")
    presence = models.CharField(_("there"), max_length=10, choices=Presence)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="a_person_is_counted_once_in_a_session"
            ),
            models.CheckConstraint(
                name="attendance_is_a_known_word", condition=Q(presence__in=Presence.values)
            ),
        ]

    def __str__(self) -> str:
        return f"Attendance {self.pk}"


class Observation(CaseRecord):
    """What the case manager saw at an event, with and without words, apart from what it may mean. Never edited.

    The young person can read it; the mentor cannot (S1.08, S2.20).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="observations")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    seen_on = models.DateField(_("day"))
    spoken = SealedTextField(_("in words"), blank=True)
    unspoken = SealedTextField(_("without words"), blank=True)
    meaning = SealedTextField(_("what it may mean"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="observation_says_what_was_seen", condition=~Q(spoken="", unspoken="")
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-seen_on", "-id"], name="observations_of_a_case")]

    def __str__(self) -> str:
        return f"Observation {self.pk}"


class PairSeen(CaseRecord):
    """That a young person and a mentor have met, and how easy contact looked. Never edited; the newest counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pairs_seen")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    has_met = models.BooleanField(_("they have met"))
    ease = models.PositiveSmallIntegerField(_("how contact looked"), choices=Ease, null=True, blank=True)
    seen_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pair seen together")
        verbose_name_plural = _("pairs seen together")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ease_is_a_known_word", condition=Q(ease=None) | Q(ease__in=Ease.values)
            ),
            models.CheckConstraint(
                name="contact_is_described_of_who_has_met", condition=Q(ease=None) | Q(has_met=True)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "mentor", "-id"], name="newest_of_a_pair_seen")]

    def __str__(self) -> str:
        return f"Pair seen {self.pk}"


class FirstContact(ProgrammeRecord):
    """That a case manager has made first contact with somebody of a round (S1.15, S1.16)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="first_contacts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("first contact")
        verbose_name_plural = _("first contacts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="one_first_contact_a_person_and_round")
        ]

    def __str__(self) -> str:
        return f"First contact {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.case_id


class PrivateSignal(EventRecord):
    """How somebody feels about going on with another person (S1.01, S1.41).

    The person it is about never learns that it exists, not even from the trail of the case. It can be
    changed until a pair stands; only what is said last is kept.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="signals")
    case = models.ForeignKey(Case, models.PROTECT, related_name="private_signals")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signal = models.CharField(_("how it feels"), max_length=20, choices=Signal)
    why = SealedTextField(_("why"), blank=True)
    given_on = models.DateField(_("day"))

    class Meta:
        verbose_name = _("private signal")
        verbose_name_plural = _("private signals")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "giver", "about"], name="one_private_signal_a_person_about_another"
            ),
            models.CheckConstraint(name="signal_is_a_known_word", condition=Q(signal__in=Signal.values)),
            models.CheckConstraint(name="nobody_signals_about_themself", condition=~Q(giver=F("about"))),
        ]

    def __str__(self) -> str:
        return f"Private signal {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        """A mentor's signal stands in no trail that the young person could read."""
        return self.case_id if self.giver_id == self.case.mentee_id else None


class Reflection(EventRecord):
    """A few words of a participant after an event, for themself; shared only if they say so (S1.40)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="reflections")
    participant = models.OneToOneField(Participant, models.PROTECT, related_name="reflection")
    liked = SealedTextField(_("what was good"), blank=True)
    noticed = SealedTextField(_("what I noticed"), blank=True)
    next_time = SealedTextField(_("another time I would like"), blank=True)
    is_shared = models.BooleanField(_("shared"), default=False)

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")

    def __str__(self) -> str:
        return f"Reflection {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.participant.case_id
