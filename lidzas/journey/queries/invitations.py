"""Who was invited and has not come in."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.people.models import Invitation
from lidzas.people.queries import permission_to_invite, waiting_invitations
from lidzas.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Awaited:
    """An invitation, and whether the person who looks answers for it: by the case, or by their role."""

    invitation: Invitation
    case_id: UUID | None
    is_theirs: bool


def invitations_of(programme: Programme, person: User, roles: Collection[Role]) -> list[Awaited]:
    """The invitations that wait; of young people only those whose open case the person may see."""
    cases = Case.objects.open().filter(programme=programme)
    seen = cases.within_reach(person, Permission.MATCH_VIEW).values("mentee_id")
    invited = cases.within_reach(person, Permission.CASE_INVITE).values_list("mentee_id", "pk")
    case_ids = dict(invited.filter(mentee__came_in_at=None))
    rows = waiting_invitations(programme, young_people=User.objects.filter(pk__in=seen))
    return [
        Awaited(row, case_ids.get(row.person_id), row.role != Role.MENTEE and may_answer(row, roles))
        for row in rows
    ]


def may_answer(invitation: Invitation, roles: Collection[Role]) -> bool:
    return is_allowed(permission_to_invite(invitation.role), in_programme=roles)
