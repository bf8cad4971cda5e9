"""The lock on the pages of one case."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.locks import Locked, SignedInRequest, guarded
from lidzas.accounts.models import User
from lidzas.audit.actions import look
from lidzas.cases.models import Case, TeamMember
from lidzas.programmes.models import StaffRole

P = ParamSpec("P")
SEEING = (Permission.CASE_VIEW, Permission.MATCH_VIEW, Permission.CONCERNS_VIEW)


class Standing:
    """The roles a person holds on a case and in its programme, and what they allow."""

    def __init__(self, person: User, case: Case) -> None:
        team = TeamMember.objects.filter(person=person, case=case, left_on=None).order_by()
        staff = StaffRole.objects.filter(person=person, programme_id=case.programme_id, until=None).order_by()
        held = team.values_list(Value("case"), "role").union(staff.values_list(Value("programme"), "role"))
        rows = list(held)
        self.on_case = frozenset(Role(role) for where, role in rows if where == "case")
        self.in_programme = frozenset(Role(role) for where, role in rows if where == "programme")

    def allows(self, permission: Permission) -> bool:
        return is_allowed(permission, on_case=self.on_case, in_programme=self.in_programme)

    @property
    def is_mentee(self) -> bool:
        return Role.MENTEE in self.on_case

    def role_for(self, permission: Permission) -> Role:
        """The role in which the person acts here; a role on the case comes before one in the programme."""
        on_case = [role for role in self.on_case if is_allowed(permission, on_case=[role])]
        in_programme = [role for role in self.in_programme if is_allowed(permission, in_programme=[role])]
        return (on_case + in_programme)[0]


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
                look(permission.name.lower(), case, by=request.user, role=standing.role_for(permission))
            return guarded(request, lambda: view(request, case, *args, **kwargs))

        locked.lock = permission  # type: ignore[attr-defined]
        return locked

    return lock
