"""Taking a method into use, starting programmes and rounds, giving roles, changing numbers."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.programmes.models import MethodVersion, Programme, Round, Setting, StaffRole
from lidzas.programmes.queries import method_in
from lidzas.records.actions import Refusal, take_version

LARGEST_NUMBER = 3650


class NumberOutOfRange(Refusal):
    """A setting that no programme can mean."""


def take_method(files: Mapping[str, str], *, on: date) -> MethodVersion:
    """Keep a method's files as a version; the same files are kept once.

    Raises MethodFaulty when they hold mistakes.
    """
    method = method_in(files)
    version, _made = MethodVersion.objects.get_or_create(
        digest=method.digest,
        defaults={"code": method.code, "label": method.version, "files": dict(files), "taken_on": on},
    )
    return version


def free_code(name: str) -> str:
    """A short name for addresses that no programme has yet."""
    wanted = slugify(name)[:30] or "programme"
    taken = set(Programme.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    candidates = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in candidates if code not in taken)


@transaction.atomic
def start_programme(
    name: str, method: MethodVersion, *, by: User, on: date, is_practice: bool = False
) -> Programme:
    """Start a programme; whoever starts it becomes its project manager."""
    programme = Programme.objects.create(
        name=name, code=free_code(name), method=method, is_practice=is_practice
    )
    record("programme.start", programme, by=by)
    give_role(programme, by, Role.PROJECT_MANAGER, by=by, on=on)
    return programme


@transaction.atomic
def give_role(programme: Programme, person: User, role: Role, *, by: User, on: date) -> StaffRole:
    """Give a role in the project team; giving it twice changes nothing."""
    held, made = StaffRole.objects.get_or_create(
        programme=programme, person=person, role=role, until=None, defaults={"since": on}
    )
    if made:
        record("role.give", held, by=by)
    return held


class LastProjectManager(Refusal):
    """A programme is never left without a project manager."""


def hold_programme(programme: Programme) -> None:
    """Let deeds on the programme as a whole wait for one another."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


@transaction.atomic
def end_role(held: StaffRole, *, by: User, on: date) -> None:
    """End a role in the project team; what it opened is shut at once. What the person did stays on record."""
    hold_programme(held.programme)
    managers = StaffRole.objects.filter(programme=held.programme_id, role=Role.PROJECT_MANAGER, until=None)
    if held.role == Role.PROJECT_MANAGER and not managers.exclude(pk=held.pk).exists():
        raise LastProjectManager(
            _("A programme needs a project manager. Please invite another before this role ends.")
        )
    held.until = max(on, held.since)
    held.save(update_fields=["until"])
    record("role.end", held, by=by)


class CodeTaken(Refusal):
    """Another round of the programme has this short name."""


@transaction.atomic
def open_round(
    programme: Programme, *, name: str, code: str, starts_on: date, ends_on: date, places: int, by: User
) -> Round:
    """Open a round. Two of one programme never have the same short name, not even when begun at once."""
    hold_programme(programme)
    if programme.rounds.filter(code=code).exists():
        raise CodeTaken(_("There is a round with this short name already."))
    opened = Round(
        programme=programme, name=name, code=code, starts_on=starts_on, ends_on=ends_on, places=places
    )
    opened.save()
    record("round.open", opened, by=by)
    return opened


@transaction.atomic
def set_number(programme: Programme, name: str, value: int, *, by: User, on: date, least: int = 1) -> Setting:
    """Change a number from a day on. Earlier values stay on record.

    The line in the trail is left to `record_number`, so that long work can be done before anybody waits for it.
    """
    if not least <= value <= LARGEST_NUMBER:
        raise NumberOutOfRange(
            _("Please give a number from %(least)s to %(largest)s.")
            % {"least": least, "largest": LARGEST_NUMBER}
        )
    return Setting.objects.create(programme=programme, name=name, value=value, from_on=on, set_by=by)


def record_number(row: Setting, *, by: User) -> None:
    record("setting.change", row, by=by, reason=f"{row.name} = {row.value}")


@transaction.atomic
def name_contact(
    programme: Programme,
    *,
    contact_name: str,
    contact_phone: str,
    contact_hours: str,
    by: User,
    version: int | None = None,
) -> None:
    """Say whom a person in need can ask in this programme, and when somebody answers."""
    take_version(programme, version)
    programme.contact_name, programme.contact_phone, programme.contact_hours = (
        contact_name, contact_phone, contact_hours,
    )  # fmt: skip
    programme.save(update_fields=["contact_name", "contact_phone", "contact_hours"])
    record("programme.contact", programme, by=by)
