"""Which referrals wait, how a case began, and what the door of a programme is like."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from lidzas.access import Permission
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.intake.models import Door, Referral
from lidzas.programmes.models import Programme

ANSWERED_SHOWN = 20


def door_of(programme: Programme) -> Door:
    """How the programme is asked from outside; the usual way when it has not said otherwise."""
    return Door.objects.filter(programme=programme).first() or Door(programme=programme)


def open_door(code: str) -> tuple[Programme, Door]:
    """The programme behind a public page. A closed door is not told from one that never was."""
    programme = get_object_or_404(Programme, code=code)
    door = door_of(programme)
    if not door.is_open:
        raise Http404
    return programme, door


@dataclass(frozen=True, slots=True)
class Referrals:
    """What waits, longest first, and what was answered lately."""

    waiting: list[Referral]
    answered: list[Referral]


def readable(programme: Programme, person: User) -> QuerySet[Referral]:
    """What a case manager may read: all that waits or led to no case, and of the rest what led to cases of their own."""
    own = Case.objects.within_reach(person, Permission.BEGINNING_VIEW).filter(programme=programme)
    return Referral.objects.filter(Q(case=None) | Q(case__in=own.values("pk")), programme=programme)


def referrals_of(programme: Programme, person: User) -> Referrals:
    rows = Referral.objects.filter(programme=programme)
    answered = (
        readable(programme, person)
        .exclude(answer="")
        .select_related("answered_by")
        .order_by("-answered_on", "-pk")
    )
    return Referrals(list(rows.open()), list(answered[:ANSWERED_SHOWN]))


def count_waiting(programme: Programme) -> int:
    return Referral.objects.filter(programme=programme).open().count()


def referral_of(programme: Programme, referral_id: UUID) -> Referral:
    rows = Referral.objects.select_related("programme", "answered_by")
    return get_object_or_404(rows, programme=programme, pk=referral_id)


def referral_to_read(programme: Programme, referral_id: UUID, person: User) -> Referral:
    rows = readable(programme, person).select_related("programme", "answered_by")
    return get_object_or_404(rows, pk=referral_id)


def referral_behind(case: Case) -> Referral | None:
    """The referral from which a case was opened, if it came through the door."""
    return Referral.objects.filter(case=case).first()
