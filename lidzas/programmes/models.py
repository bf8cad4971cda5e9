"""A programme: a method put to work by an organisation, in rounds, by a team."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.records.models import Record

STAFF = (Role.PROJECT_MANAGER, Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER, Role.CASE_MANAGER)


class MethodVersion(Record):
    """A method's files as they were when they were taken into use; they are never changed.

    Cases keep the version they began under, so that editing the files does not rewrite the past.
    """

    code = models.CharField(_("method"), max_length=60)
    label = models.CharField(_("version"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    files = models.JSONField()
    taken_on = models.DateField(_("taken into use on"))

    class Meta:
        verbose_name = _("method version")
        verbose_name_plural = _("method versions")

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class Programmes(models.QuerySet["Programme"]):
    def of_staff(self, person: User) -> "Programmes":
        """Where the person holds a role of the project team today."""
        roles = StaffRole.objects.filter(person=person, until=None)
        return self.filter(pk__in=roles.values("programme_id"))


class Programme(Record):
    """One organisation's programme. Programmes of one installation know nothing of each other."""

    code = models.SlugField(_("short name in addresses"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    method = models.ForeignKey(MethodVersion, models.PROTECT, related_name="programmes")
    is_practice = models.BooleanField(_("for practice only"), default=False)
    contact_name = models.CharField(_("whom to ask"), max_length=120, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_hours = models.CharField(_("when somebody answers"), max_length=120, blank=True)

    objects: ClassVar[models.Manager["Programme"]] = Programmes.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.pk


class ProgrammeRecord(Record):
    """A record of a programme as a whole."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return self.programme_id


class Round(ProgrammeRecord):
    """One run of a programme, with its dates and places."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    code = models.SlugField(_("short name"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    places = models.PositiveSmallIntegerField(_("places for young people"), default=20)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering: ClassVar = ["-starts_on", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="round_has_its_own_name_in_a_programme",
                violation_error_message=_("There is a round with this short name already."),
            ),
            models.CheckConstraint(
                name="round_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A round ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StaffRole(ProgrammeRecord):
    """A person's role in the project team, from one day to another."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="staff")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles")
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, role.name) for role in STAFF])
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("team role")
        verbose_name_plural = _("team roles")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "person", "role"],
                condition=Q(until=None),
                name="one_open_role_of_a_kind_in_a_programme",
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="role_is_one_of_the_team", condition=Q(role__in=[role.value for role in STAFF])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class Setting(ProgrammeRecord):
    """A number of the method changed for a programme, from a day on; the newest row of a name counts."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="settings")
    name = models.CharField(_("name"), max_length=80)
    value = models.PositiveIntegerField(_("value"))
    from_on = models.DateField(_("from"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("setting")
        verbose_name_plural = _("settings")
        indexes: ClassVar = [models.Index(fields=["programme", "name", "-made_at"], name="settings_newest")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.from_on}"
