"""Which method a programme follows, which numbers it has changed, and who holds which role."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.method import Method, read_files
from lidzas.programmes.models import MethodVersion, Programme, Setting, StaffRole

RHYTHM = "every_days:"
LIMIT = "limit_hours:"
CAPACITY = "capacity"
USUAL_CAPACITY = 2


@lru_cache(maxsize=64)
def method_of(version_id: UUID) -> Method:
    """The method of a version; versions never change, so each is read once in a process."""
    return method_in(MethodVersion.objects.get(pk=version_id).files)


def method_in(files: Mapping[str, str]) -> Method:
    """The method that files hold; the same texts are read once in a process. Raises MethodFaulty."""
    return _method_in(tuple(sorted(files.items())))


@lru_cache(maxsize=16)
def _method_in(files: tuple[tuple[str, str], ...]) -> Method:
    return read_files(dict(files))


def numbers_of(programme_id: UUID) -> Mapping[str, int]:
    """The numbers a programme has set for itself, name → value now in force."""
    rows = Setting.objects.filter(programme_id=programme_id).order_by("made_at", "pk")
    return dict(rows.values_list("name", "value"))


def numbers_version(programme_id: UUID) -> int:
    """Grows with every number that is set, and tells a stale form from a fresh one."""
    return 1 + Setting.objects.filter(programme_id=programme_id).count()


def rhythms(numbers: Mapping[str, int]) -> dict[str, int]:
    """Activity key → days, where the programme keeps another rhythm than the method."""
    return {name.removeprefix(RHYTHM): days for name, days in numbers.items() if name.startswith(RHYTHM)}


def capacity_of(programme: Programme) -> int:
    """How many young people one mentor accompanies unless said otherwise."""
    return numbers_of(programme.pk).get(CAPACITY, USUAL_CAPACITY)


def staff_roles(person: User, programme_id: UUID) -> frozenset[Role]:
    """The roles of the project team that the person holds in the programme today."""
    rows = StaffRole.objects.filter(person=person, programme_id=programme_id, until=None)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))
