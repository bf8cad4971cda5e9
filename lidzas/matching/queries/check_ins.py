"""What the two sides of a pair have said about going together, and which talks wait for the case manager."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.matching.choices import Amount
from lidzas.matching.models import SENTENCES, CheckIn, Match
from lidzas.method import ActsAs, Text
from lidzas.programmes.queries import method_of


@dataclass(frozen=True, slots=True)
class Said:
    """One check-in as the case manager reads it."""

    check_in: CheckIn
    role: Text
    rows: tuple[tuple[str, str], ...]


def in_words(kept: CheckIn) -> tuple[tuple[str, str], ...]:
    """Each sentence that was answered, with the answer."""
    return tuple(
        (str(CheckIn._meta.get_field(name).verbose_name), str(Amount(getattr(kept, name)).label))  # type: ignore[union-attr]
        for name in SENTENCES
        if getattr(kept, name)
    )


def check_ins_on(case: Case) -> list[Said]:
    """All that was said on a case, newest first."""
    method = method_of(case.method_id)
    rows = case.check_ins.select_related("by").order_by("-answered_on", "-made_at", "-pk")
    return [Said(row, method.role_acting_as(ActsAs(row.role)).name, in_words(row)) for row in rows]


def own_check_in(match: Match, role: Role) -> CheckIn | None:
    """What this side said last about this pair."""
    rows = match.check_ins.filter(role=role)
    return rows.order_by("-answered_on", "-made_at", "-pk").first()


def check_in_on(case: Case, check_in_id: UUID) -> CheckIn:
    return get_object_or_404(CheckIn.objects.filter(case=case).select_related("case"), pk=check_in_id)


WAITS_FOR_A_TALK = Q(talk_by__isnull=False, talked_on=None, case__closed_on=None)


def talks_waiting(person: User) -> QuerySet[CheckIn]:
    """Talks that check-ins asked for, on the cases this person manages today, the soonest first."""
    mine = Case.objects.held_by(person, Role.CASE_MANAGER)
    waiting = CheckIn.objects.filter(WAITS_FOR_A_TALK, case__in=mine)
    return waiting.select_related("case__mentee").order_by("talk_by", "pk")
