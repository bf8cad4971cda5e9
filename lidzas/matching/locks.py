"""The lock on the page on which a mentor answers whether to accompany a young person."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from lidzas.access import Permission, Role
from lidzas.accounts.locks import Locked, SignedInRequest, guarded
from lidzas.audit.actions import look
from lidzas.matching.models import MatchProposal
from lidzas.matching.queries.pairs import own_proposal

ProposalView = Callable[[SignedInRequest, MatchProposal], HttpResponse]


def opens_own_proposal(view: ProposalView) -> Locked:
    """Hand a mentor the proposal they were asked about; what is shown while they are asked is a look.

    The mentor is not in the case's team yet, so that the lock on its pages does not know them.
    """

    @wraps(view)
    def locked(request: Any, proposal_id: UUID) -> HttpResponse:
        proposal = own_proposal(request.user, proposal_id)
        if proposal.asks_mentor:
            look(Permission.MATCH_VIEW.name.lower(), proposal.case, by=request.user, role=Role.MENTOR)
        return guarded(request, lambda: view(request, proposal))

    locked.lock = "signed in"  # type: ignore[attr-defined]
    return locked
