"""Whose eyes see which ties."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from lidzas.access import Role
from lidzas.cases.locks import Standing
from lidzas.cases.models import Case
from lidzas.networks.choices import Ring, Shown
from lidzas.networks.facts import Told
from lidzas.networks.models import Picture, Tie

IN_ORDER = {ring: place for place, ring in enumerate(Ring.values)}


def shown_to(standing: Standing) -> tuple[str, ...]:
    """Which ties a person may see on a case: the young person all, others what was shown to them."""
    if standing.is_mentee:
        return tuple(Shown.values)
    if Role.CASE_MANAGER in standing.on_case:
        return (Shown.CASE_MANAGER, Shown.BOTH)
    return (Shown.BOTH,)


def ties_of(case: Case, standing: Standing) -> list[Tie]:
    """The ties on the map today that this person may see, from the inside out."""
    rows = Tie.objects.filter(case=case, let_go_on=None, shown__in=shown_to(standing)).order_by(
        "made_at", "pk"
    )
    return sorted(rows, key=lambda tie: IN_ORDER[tie.ring])


def own_tie(case: Case, tie_id: UUID) -> Tie:
    return get_object_or_404(Tie.objects.filter(case=case, let_go_on=None).select_related("case"), pk=tie_id)


def told(tie: Tie) -> Told:
    return Told(
        id=str(tie.pk), name=tie.name, kind=tie.kind, ring=tie.ring, line=tie.line, energy=tie.energy,
        reach=tie.reach, wish=tie.wish,
    )  # fmt: skip


def as_kept(ties: Iterable[Tie]) -> dict[str, Any]:
    return {"ties": [asdict(told(tie)) for tie in ties]}


def pictures_of(case: Case) -> list[Picture]:
    """The days on which the network was kept, oldest first."""
    return list(Picture.objects.filter(case=case).order_by("taken_on", "made_at"))


def picture_on(case: Case, picture_id: UUID) -> Picture:
    return get_object_or_404(Picture.objects.filter(case=case), pk=picture_id)


def told_in(picture: Picture, standing: Standing) -> list[Told]:
    """The ties of a kept picture that this person may see now; what was taken off the map is the young person's."""
    kept = [Told(**each) for each in picture.ties["ties"]]
    if standing.is_mentee:
        return kept
    seen = {str(tie.pk) for tie in ties_of(picture.case, standing)}
    return [tie for tie in kept if tie.id in seen]
