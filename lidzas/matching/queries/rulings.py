"""Which decisions of people stand about a young person and a mentor."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from lidzas.cases.models import Case
from lidzas.matching.models import IS_VETOED, Exclusion, MatchProposal, Ruling
from lidzas.people.models import Mentor


def exclusions_on(case: Case) -> list[Exclusion]:
    """Those that stand, and after them those that were lifted, each the newest first."""
    rows = case.exclusions.select_related("mentor__person", "set_by", "lifted_by").order_by("-set_on", "-pk")
    return sorted(rows, key=lambda row: row.lifted_on is not None)


def exclusion_on(case: Case, exclusion_id: UUID) -> Exclusion:
    return get_object_or_404(Exclusion.objects.filter(case=case).select_related("case"), pk=exclusion_id)


def ruling_on(case: Case, ruling_id: UUID) -> Ruling:
    return get_object_or_404(Ruling.objects.filter(case=case).select_related("case"), pk=ruling_id)


def are_kept_apart(case: Case, mentor: Mentor) -> bool:
    """Whether an exclusion stands between the two, or one of them said no when asked."""
    apart = Exclusion.objects.standing().filter(case=case, mentor=mentor).exists()
    return apart or MatchProposal.objects.filter(IS_VETOED, case=case, mentor=mentor).exists()


def standing_ruling(case: Case, mentor: Mentor) -> Ruling | None:
    return Ruling.objects.standing().filter(case=case, mentor=mentor).first()
