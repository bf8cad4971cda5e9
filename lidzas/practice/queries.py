"""Whether this installation is only for practice, and whom one can be in it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import TeamMember
from lidzas.journey.queries.hats import ORDER, name_of
from lidzas.people.actions import INVENTED
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme, StaffRole
from lidzas.programmes.queries import method_of


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the invented round, and what they are."""

    person: User
    role: str
    note: str


def practice_programme() -> Programme | None:
    """The invented programme, where there is one and no real one stands beside it."""
    first = Programme.objects.order_by("is_practice", "pk").first()
    return first if first and first.is_practice else None


def parts_of(programme: Programme) -> list[tuple[str, list[Part]]]:
    """Everybody one can step into, role by role."""
    method = method_of(programme.method_id)
    found: dict[Role, dict[User, str]] = {role: {} for role in ORDER}
    for row in StaffRole.objects.filter(programme=programme, until=None).select_related("person"):
        found[Role(row.role)][row.person] = ""
    for mentor in Mentor.objects.filter(programme=programme).select_related("person"):
        found[Role.MENTOR][mentor.person] = mentor.municipality
    members = TeamMember.objects.filter(case__programme=programme, role=Role.MENTEE, left_on=None)
    for member in members.select_related("person", "case").order_by("person__search_name")[:200]:
        stage = method_of(member.case.method_id).stage(member.case.stage)
        found[Role.MENTEE][member.person] = stage.name.in_language(get_language() or "")
    return [
        (name_of(method, role), [Part(person, role, note) for person, note in people.items()])
        for role, people in found.items()
        if people
    ]


def person_of_the_sample(programme: Programme) -> QuerySet[User]:
    """The people of the invented programme and nobody else."""
    staff = StaffRole.objects.filter(programme=programme).values("person_id")
    mentors = Mentor.objects.filter(programme=programme).values("person_id")
    members = TeamMember.objects.filter(case__programme=programme).values("person_id")
    theirs = Q(pk__in=staff) | Q(pk__in=mentors) | Q(pk__in=members)
    return User.objects.filter(theirs, is_active=True, email__endswith=INVENTED)


def leader_of(programme: Programme) -> User:
    """Who started the programme."""
    first = StaffRole.objects.filter(programme=programme, role=Role.PROJECT_MANAGER).select_related("person")
    return first.order_by("made_at", "pk")[0].person
