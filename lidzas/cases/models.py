"""A young person's case: the way from referral to moving on, the people on it, and what is open."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lidzas.access import ONES_OWN_VOICE, Permission, Reach, Role, roles_reaching
from lidzas.accounts.models import User
from lidzas.cases.choices import ReferredBy
from lidzas.method import Path
from lidzas.people.models import Mentor
from lidzas.programmes.models import MethodVersion, Programme, Round, StaffRole
from lidzas.records.fields import SealedTextField
from lidzas.records.models import Record

TEAM_ROLES = (Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER)


class Cases(models.QuerySet["Case"]):
    def within_reach(self, person: User, permission: Permission) -> "Cases":
        """The cases on which the person holds the permission. The only query that decides visibility."""
        on_case = roles_reaching(permission, Reach.OWN_CASE)
        in_programme = roles_reaching(permission, Reach.PROGRAMME)
        mine = TeamMember.objects.filter(person=person, role__in=on_case, left_on=None)
        ours = StaffRole.objects.filter(person=person, role__in=in_programme, until=None)
        reached = Q(pk__in=mine.values("case_id")) | Q(programme_id__in=ours.values("programme_id"))
        if permission not in ONES_OWN_VOICE:
            others = StandIn.objects.standing(localdate()).filter(
                deputy__person=person, member__role__in=on_case
            )
            reached |= Q(pk__in=others.values("member__case_id"))
        return self.filter(reached)

    def held_by(self, person: User, role: Role) -> "Cases":
        """The cases on whose team the person stands today in this role."""
        return self.filter(team__person=person, team__role=role, team__left_on=None)

    def looked_after_by(self, person: User, role: Role, on: date) -> "Cases":
        """Those held in this role, and those on which the person stands in for its holder on a day."""
        held = TeamMember.objects.active().filter(person=person, role=role)
        others = StandIn.objects.standing(on).filter(deputy__person=person, member__role=role)
        return self.filter(Q(pk__in=held.values("case_id")) | Q(pk__in=others.values("member__case_id")))

    def open(self) -> "Cases":
        return self.filter(closed_on=None)


class Case(Record):
    """One young person's way through the programme. Moved only by the actions of this app."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cases")
    round = models.ForeignKey(Round, models.PROTECT, related_name="cases")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases")
    method = models.ForeignKey(MethodVersion, models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=60)
    stage_entered_on = models.DateField(_("in this stage since"))
    path = models.CharField(
        _("path"), max_length=20, choices=[(p.value, p.value) for p in Path], default=Path.MENTOR.value
    )
    municipality = models.CharField(_("municipality"), max_length=80, blank=True)
    referred_by = models.CharField(_("how the young person came"), max_length=20, choices=ReferredBy)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects: ClassVar[models.Manager["Case"]] = Cases.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "mentee"], condition=Q(closed_on=None), name="one_open_case_a_mentee"
            ),
            models.CheckConstraint(
                name="case_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="case_goes_a_known_way", condition=Q(path__in=[path.value for path in Path])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "closed_on", "stage"], name="cases_of_a_programme")
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def audit_case_id(self) -> UUID | None:
        return self.pk

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.programme_id


class CaseRecord(Record):
    """A record on one case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def audit_case_id(self) -> UUID | None:
        return self.case_id

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.case.programme_id


class TeamMembers(models.QuerySet["TeamMember"]):
    def active(self) -> "TeamMembers":
        return self.filter(left_on=None)


class TeamMember(CaseRecord):
    """Who works on a case, as what, since when. Access follows this row and ends with it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.value, role.name) for role in TEAM_ROLES]
    )
    joined_on = models.DateField(_("since"))
    left_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[models.Manager["TeamMember"]] = TeamMembers.as_manager()

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "role"], condition=Q(left_on=None), name="one_holder_of_a_role_on_a_case"
            ),
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(left_on=None), name="one_role_of_a_person_on_a_case"
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))
            ),
            models.CheckConstraint(
                name="member_has_a_role_of_a_case", condition=Q(role__in=[role.value for role in TEAM_ROLES])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "role"], condition=Q(left_on=None), name="team_of_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class StandIns(models.QuerySet["StandIn"]):
    def standing(self, on: date) -> "StandIns":
        """Those that hold on this day, while the member is on the team and the deputy mentors here."""
        return self.filter(since__lte=on, until__gt=on, member__left_on=None, deputy__left_on=None)


class StandIn(Record):
    """That a mentor has the rights of a team member who is away, from `since` until the day of `until`.

    It begins and ends by its dates, without a write; `until` is the day on which the member is back. What
    people say for themselves alone is not said by a deputy: `lidzas.access.ONES_OWN_VOICE`.
    """

    member = models.ForeignKey(TeamMember, models.PROTECT, related_name="stand_ins")
    deputy = models.ForeignKey(Mentor, models.PROTECT, related_name="stand_ins")
    since = models.DateField(_("from"))
    until = models.DateField(_("back on"))

    objects: ClassVar[models.Manager["StandIn"]] = StandIns.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_deputy_does_not_end_before_beginning", condition=Q(until__gte=F("since"))
            )
        ]
        indexes: ClassVar = [models.Index(fields=["deputy", "until"], name="stand_ins_of_a_deputy")]

    def __str__(self) -> str:
        return f"Stand-in {self.pk}"

    @property
    def audit_case_id(self) -> UUID | None:
        return self.member.case_id

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.member.case.programme_id


class StageEntry(CaseRecord):
    """That a case went into a stage, forward or back. Never edited.

    `missing` keeps what the gate still asked for, and `reason` why the case went on all the same.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="stage_entries")
    stage = models.CharField(_("stage"), max_length=60)
    entered_on = models.DateField(_("entered on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    missing = models.JSONField(_("what was still missing"), default=list)
    reason = SealedTextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("stage entry")
        verbose_name_plural = _("stage entries")

    def __str__(self) -> str:
        return f"{self.stage} from {self.entered_on}"


class RoundOrCase(Record):
    """Belongs to a round, and to one of its cases unless it is the team's work for all."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.CharField(_("activity"), max_length=80)

    class Meta:
        abstract = True

    @property
    def audit_case_id(self) -> UUID | None:
        return self.case_id

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.round.programme_id


class DoneActivity(RoundOrCase):
    """That an activity of the method was done on a day. Appended each time, never edited."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="done_activities")
    done_on = models.DateField(_("done on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = SealedTextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("done activity")
        verbose_name_plural = _("done activities")
        indexes: ClassVar = [
            models.Index(fields=["case", "activity", "-done_on"], name="done_on_a_case"),
            models.Index(
                fields=["round", "activity", "-done_on"], condition=Q(case=None), name="done_for_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} on {self.done_on}"


class Postponement(CaseRecord):
    """That an activity is looked at again on a later day instead of being done now. Never edited."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="postponements")
    activity = models.CharField(_("activity"), max_length=80)
    postponed_on = models.DateField(_("postponed on"))
    until = models.DateField(_("until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")
        constraints: ClassVar = [
            models.CheckConstraint(name="postponed_to_a_later_day", condition=Q(until__gte=F("postponed_on")))
        ]

    def __str__(self) -> str:
        return f"{self.activity} until {self.until}"


class OpenActivities(models.QuerySet["OpenActivity"]):
    def soonest_first(self) -> "OpenActivities":
        return self.order_by("due_on", "pk")


class OpenActivity(RoundOrCase):
    """What has to be done next, by when and why. Renewed by the actions, never by hand.

    Work on a case waits for a person; work of a round waits for whoever holds the role.

    A date that passes needs no write: what is due is read by comparing `due_on` with the day.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="open_activities")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="open_activities"
    )
    role = models.CharField(_("role"), max_length=30)
    due_on = models.DateField(_("by"))
    why = models.CharField(max_length=30)
    since = models.DateField()
    days = models.PositiveSmallIntegerField()

    objects: ClassVar[models.Manager["OpenActivity"]] = OpenActivities.as_manager()

    class Meta:
        verbose_name = _("open activity")
        verbose_name_plural = _("open activities")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "activity", "role"],
                condition=Q(case__isnull=False),
                name="open_once_on_a_case",
            ),
            models.UniqueConstraint(
                fields=["round", "activity", "role"], condition=Q(case=None), name="open_once_for_a_round"
            ),
            models.CheckConstraint(
                name="work_on_a_case_has_a_person_and_work_of_a_round_a_role",
                condition=Q(case=None, person=None) | Q(case__isnull=False, person__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "due_on", "id"], name="open_of_a_person"),
            models.Index(fields=["round", "role", "due_on"], condition=Q(case=None), name="open_for_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} by {self.due_on}"
