"""The lock on the pages of one case."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.db.models.fields import UUIDField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from lidzas.access import ONES_OWN_VOICE, Permission, Role, is_allowed
from lidzas.accounts.locks import Locked, SignedInRequest, guarded
from lidzas.accounts.models import User
from lidzas.audit.actions import look
from lidzas.cases.models import Case, StandIn, TeamMember
from lidzas.programmes.models import StaffRole

P = ParamSpec("P")
SEEING = (Permission.CASE_VIEW, Permission.MATCH_VIEW, Permission.CONCERNS_VIEW)


class Standing:
    """The roles a person holds on a case and in its programme, and what they allow.

    `stands_in_for` is whoever the person stands in for today in a role on the case. All of that role's rights
    go with it but those in which people speak for themselves.
    """

    def __init__(self, person: User, case: Case) -> None:
        nobody = Value(None, UUIDField())
        team = TeamMember.objects.filter(person=person, case=case, left_on=None).order_by()
        staff = StaffRole.objects.filter(person=person, programme_id=case.programme_id, until=None).order_by()
        others = (
            StandIn.objects.standing(localdate()).filter(deputy__person=person, member__case=case).order_by()
        )
        # First the part whose last column is a real id: PostgreSQL takes the types of a union from its beginning.
        held = others.values_list(Value("stand-in"), "member__role", "member__person_id").union(
            team.values_list(Value("case"), "role", nobody),
            staff.values_list(Value("programme"), "role", nobody),
        )
        rows = list(held)
        self.own = frozenset(Role(role) for where, role, _who in rows if where == "case")
        self.in_programme = frozenset(Role(role) for where, role, _who in rows if where == "programme")
        others_roles = {Role(role): who for where, role, who in rows if where == "stand-in"}
        self.lent = frozenset(others_roles)
        self.on_case = self.own | self.lent
        self.stands_in_for: UUID | None = next(iter(others_roles.values()), None)

    def allows(self, permission: Permission) -> bool:
        return is_allowed(
            permission, on_case=self.roles_speaking_in(permission), in_programme=self.in_programme
        )

    def roles_speaking_in(self, permission: Permission) -> frozenset[Role]:
        """The roles on the case that count for a permission: a lent one never speaks in its holder's voice."""
        return self.own if permission in ONES_OWN_VOICE else self.on_case

    @property
    def is_mentee(self) -> bool:
        return Role.MENTEE in self.on_case

    def role_for(self, permission: Permission) -> Role:
        """The role in which the person acts here; a role on the case comes before one in the programme."""
        on_case = [
            role for role in self.roles_speaking_in(permission) if is_allowed(permission, on_case=[role])
        ]
        in_programme = [role for role in self.in_programme if is_allowed(permission, in_programme=[role])]
        return (on_case + in_programme)[0]

    def lends(self, role: Role) -> UUID | None:
        """In whose place the person acts in a role, where it is not their own."""
        return self.stands_in_for if role in self.lent - self.own - self.in_programme else None


class CaseRequest(SignedInRequest):
    """A request behind the lock of a case's page."""

    case: Case
    standing: Standing


CaseView = Callable[Concatenate[CaseRequest, Case, P], HttpResponse]


def opens_case(permission: Permission) -> Callable[[CaseView[P]], Locked]:
    """Hand the view its case instead of `case_id`, or refuse.

    A case the person may not even see is 404, so that nobody learns which exist; one they may see but
    not touch is 403. Whoever but the young person is let in leaves a line in the trail, before anything
    else happens: a form that is shown again or fails takes its deed back, but not the look.
    """

    def lock(view: CaseView[P]) -> Locked:
        @wraps(view)
        def locked(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            case_id: UUID = kwargs.pop("case_id")  # type: ignore[assignment]
            case = get_object_or_404(
                Case.objects.select_related("programme__method", "round", "mentee").defer(
                    "programme__method__files"
                ),
                pk=case_id,
            )
            standing = Standing(request.user, case)
            if not any(standing.allows(seeing) for seeing in SEEING):
                raise Http404
            if not standing.allows(permission):
                raise PermissionDenied
            request.case, request.standing = case, standing
            if not standing.is_mentee:
                role = standing.role_for(permission)
                look(
                    permission.name.lower(),
                    case,
                    by=request.user,
                    role=role,
                    in_place_of=standing.lends(role),
                )
            return guarded(request, lambda: view(request, case, *args, **kwargs))

        locked.lock = permission  # type: ignore[attr-defined]
        return locked

    return lock
