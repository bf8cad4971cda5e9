"""The roles a person can act in, one at a time, and the pages each has at hand (S0.04)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import DateField, UUIDField, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.models import User
from lidzas.cases.models import TeamMember
from lidzas.method import ActsAs, Method
from lidzas.people.models import Mentor
from lidzas.programmes.models import StaffRole
from lidzas.programmes.queries import method_of

ORDER = (
    Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER, Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER,
    Role.PROJECT_MANAGER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hat:
    """A role in a programme; for a young person also their case."""

    role: Role
    programme_code: str
    programme_name: str
    method_id: UUID
    case_id: UUID | None = None

    @property
    def key(self) -> str:
        return f"{self.role}@{self.programme_code}"

    @property
    def label(self) -> str:
        return name_of(method_of(self.method_id), self.role)


@dataclass(frozen=True, slots=True)
class NavItem:
    label: str
    url: str
    is_here: bool = False
    count: int = 0


def name_of(method: Method, role: str) -> str:
    """What the method calls a role; a role it does without keeps the product's word."""
    try:
        return method.role_acting_as(ActsAs(role)).name.in_language(get_language() or "")
    except KeyError:
        return role.replace("_", " ")


def hats_of(person: User) -> list[Hat]:
    """Every role the person holds today. A young person whose case has ended keeps reading it."""
    found: dict[str, Hat] = {}
    for role, code, name, method_id, case_id in places_of(person):
        hat = Hat(Role(role), code, name, method_id, case_id)
        found.setdefault(hat.key, hat)
    return sorted(found.values(), key=lambda hat: ORDER.index(hat.role))


def programme_through(path: str) -> tuple[str, str, str]:
    return f"{path}__code", f"{path}__name", f"{path}__method_id"


def places_of(person: User) -> list[tuple[Any, ...]]:
    """The person's places as mentee, mentor and staff, in one query; an open case before an ended one."""
    members = TeamMember.objects.active().filter(person=person, role=Role.MENTEE).order_by()
    mentors = Mentor.objects.filter(person=person, left_on=None).order_by()
    staff = StaffRole.objects.filter(person=person, until=None).order_by()
    rows = members.values_list(
        "role", *programme_through("case__programme"), "case_id", "case__opened_on", "case__closed_on"
    ).union(
        mentors.values_list(
            Value(Role.MENTOR.value),
            *programme_through("programme"),
            Value(None, UUIDField()),
            "joined_on",
            Value(None, DateField()),
        ),
        staff.values_list(
            "role",
            *programme_through("programme"),
            Value(None, UUIDField()),
            "since",
            Value(None, DateField()),
        ),
    )
    in_order = sorted(rows, key=lambda row: (row[6] is not None, -row[5].toordinal()))
    return [row[:5] for row in in_order]


def worn(hats: Sequence[Hat], wanted: str) -> Hat | None:
    """The hat asked for, or the first one; nobody wears one they do not hold."""
    return next((hat for hat in hats if hat.key == wanted), hats[0] if hats else None)


def navigation_of(hat: Hat | None, path: str) -> list[NavItem]:
    """The few pages at hand in a role; never more than six."""
    if hat is None:
        return []
    items = [(_("Home"), reverse("journey:home")), *pages_of(hat)]
    return marked([NavItem(label, url) for label, url in items], path)


def marked(items: list[NavItem], path: str) -> list[NavItem]:
    """The items with the one marked under which a page stands: the longest beginning of its address."""
    here = max((item.url for item in items if path.startswith(item.url)), key=len, default="")
    return [replace(item, is_here=item.url == here) for item in items]


def pages_of(hat: Hat) -> list[tuple[str, str]]:
    if hat.case_id:
        return [
            (label, reverse(page, kwargs={"case_id": hat.case_id}))
            for label, page in [
                (_("My plan"), "plans:show"),
                (_("Meetings"), "meetings:index"),
                (_("My way"), "journey:case"),
                (_("Who looked"), "journey:looks"),
            ]
        ] + [(_("About me"), reverse("people:about_me"))]
    if hat.role is Role.MENTOR:
        return [
            (_("Questions to me"), reverse("matching:mine")),
            (_("Camp"), reverse("events:mine")),
            (_("Places"), reverse("directory:for_mentors")),
            (_("My place"), reverse("screening:mine")),
            (_("My training"), reverse("learning:index")),
            (_("About me"), reverse("people:about_me")),
        ]
    pages = [
        (Permission.CASELOAD_VIEW, _("Young people"), "journey:caseload"),
        (Permission.PEOPLE_VIEW, _("People"), "journey:people"),
        (Permission.ROUND_WORK, _("Work of the round"), "journey:work"),
        (Permission.FIGURES_VIEW, _("Figures"), "journey:figures"),
        (Permission.SETTINGS_VIEW, _("Settings"), "journey:settings"),
    ]
    return [
        (label, reverse(page, kwargs={"programme_code": hat.programme_code}))
        for permission, label, page in pages
        if is_allowed(permission, in_programme=[hat.role])
    ]
