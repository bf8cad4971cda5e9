"""Who takes part: mentors, invitations, and what people say about themselves."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.programmes.models import Programme, ProgrammeRecord
from lidzas.records.fields import SealedJSONField, SealedTextField
from lidzas.records.models import Record

INVITATION_HOLDS_FOR = timedelta(days=14)
INVITED_AS = (
    Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER, Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER,
    Role.PROJECT_MANAGER,
)  # fmt: skip


class Mentor(ProgrammeRecord):
    """A person who accompanies young people in a programme, paid or as a volunteer."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="mentors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentorships")
    capacity = models.PositiveSmallIntegerField(_("how many young people at once"))
    municipality = models.CharField(_("municipality"), max_length=80, blank=True)
    is_paid = models.BooleanField(_("paid"), default=False)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "person"], name="a_mentor_stands_once_in_a_programme"
            ),
            models.CheckConstraint(
                name="mentor_leaves_after_joining", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"Mentor {self.pk}"


class MentorRecord(Record):
    """A record about one mentor's place in a programme."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.mentor.programme_id


class AboutMe(Record):
    """What a person says about themself, in their own words and in answers of known shape.

    `portrait` holds the answers (see `facts.Portrait`); `parts` says of each part of the pages whether it is
    shown to the other one of the pair, and with whom it was written. Others read it only through the cards.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="about_me")
    matters = SealedTextField(_("what matters to me"), blank=True)
    valued = SealedTextField(_("what others value in me"), blank=True)
    support = SealedTextField(_("how best to support me"), blank=True)
    likes = SealedTextField(_("what I like"), blank=True)
    dislikes = SealedTextField(_("what I do not like"), blank=True)
    good_at = SealedTextField(_("what I am good at"), blank=True)
    reach = SealedTextField(_("how and when to reach me"), blank=True)
    words = SealedTextField(_("words I prefer about me"), blank=True)
    portrait = SealedJSONField(_("answers"))
    parts = SealedJSONField(_("who sees which part"))

    class Meta:
        verbose_name = _("about me")
        verbose_name_plural = _("about me")

    def __str__(self) -> str:
        return f"About me {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return None


class KindWord(Record):
    """A question somebody without an account was asked: what do you value in me?

    Its link works once and for two weeks. The answer is its person's alone until they keep it; what is
    dropped is emptied.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kind_words")
    asked = SealedTextField(_("whom I ask"))
    nonce_digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField(_("works until"))
    answer = SealedTextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    is_kept = models.BooleanField(_("kept"), null=True, blank=True)

    class Meta:
        verbose_name = _("kind word")
        verbose_name_plural = _("kind words")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_an_answer_is_kept_or_dropped",
                condition=Q(is_kept=None) | Q(answered_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Kind word {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return None


class Invitations(models.QuerySet["Invitation"]):
    def waiting(self, programme: Programme) -> "Invitations":
        """Those that nobody has accepted, taken back or replaced; the link of some is too old by now."""
        return self.filter(programme=programme, accepted_at=None, ended_at=None)


class Invitation(ProgrammeRecord):
    """An invitation by mail. Its link works once and for two weeks; a new one ends the older ones.

    `name` is what the inviting person calls the invited one. `is_mailed` says that the link went to the
    address alone; without a mail server whoever invites sees it and hands it over.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    role = models.CharField(
        _("invited as"), max_length=30, choices=[(role.value, role.name) for role in INVITED_AS]
    )
    name = models.CharField(_("name"), max_length=120)
    is_mailed = models.BooleanField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nonce_digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField(_("works until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("taken back or replaced at"), null=True, blank=True)

    objects: ClassVar = Invitations.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "person", "role"],
                condition=Q(accepted_at=None, ended_at=None),
                name="one_invitation_waits_at_a_time",
            ),
            models.CheckConstraint(
                name="an_accepted_invitation_was_not_taken_back",
                condition=Q(accepted_at=None) | Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def is_accepted(self) -> bool:
        return self.accepted_at is not None
