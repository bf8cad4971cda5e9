"""The lock on a programme's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.locks import Locked, SignedInRequest, guarded
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import staff_roles

P = ParamSpec("P")


class ProgrammeRequest(SignedInRequest):
    """A request behind the lock of a programme's page."""

    roles: frozenset[Role]


ProgrammeView = Callable[Concatenate[ProgrammeRequest, Programme, P], HttpResponse]


def opens_programme(permission: Permission) -> Callable[[ProgrammeView[P]], Locked]:
    """Hand the view its programme instead of `programme_code`, or refuse.

    A programme in which the person holds no role is 404; one where the role does not carry the
    permission is 403.
    """

    def lock(view: ProgrammeView[P]) -> Locked:
        @wraps(view)
        def locked(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            code = kwargs.pop("programme_code")
            programme = get_object_or_404(Programme, code=code)
            roles = staff_roles(request.user, programme.pk)
            if not roles:
                raise Http404
            if not is_allowed(permission, in_programme=roles):
                raise PermissionDenied
            request.roles = roles
            return guarded(request, lambda: view(request, programme, *args, **kwargs))

        locked.lock = permission  # type: ignore[attr-defined]
        return locked

    return lock
