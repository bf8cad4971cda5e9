"""What people decide about two people beside any proposal: never these two, these two, not now."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import hold
from lidzas.cases.actions.standing import send_deputy_away
from lidzas.cases.models import Case
from lidzas.matching.actions.pairs import (
    MatchUnderWay,
    MentorFull,
    refuse_if_apart,
    refuse_if_gone,
    withdraw_proposal,
)
from lidzas.matching.choices import ExclusionKind, RulingKind
from lidzas.matching.models import Exclusion, Match, MatchProposal, Ruling
from lidzas.matching.queries.pairs import places_taken
from lidzas.people.models import Mentor
from lidzas.records.actions import Refusal


class WhyMissing(Refusal):
    """People decide with a reason."""


class ExcludedAlready(Refusal):
    """These two are kept apart already."""


class LiftedAlready(Refusal):
    """It is lifted once."""


def refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise WhyMissing(_("Please say why. A later reader needs to understand it."))


@transaction.atomic
def exclude(
    case: Case, mentor: Mentor, *, kind: ExclusionKind, reason: str, by: User, as_role: Role, on: date
) -> Exclusion:
    """Keep two people apart; a suggestion of the two that is under way is taken back in the same step, and
    who stands in for the young person's mentor does so no more.

    Raises MatchUnderWay while they go together: that ends by a decision of its own.
    """
    case = hold(case, on=on)
    refuse_if_gone(mentor, case)
    refuse_without_reason(reason)
    if Exclusion.objects.standing().filter(case=case, mentor=mentor).exists():
        raise ExcludedAlready(_("These two are kept apart already."))
    if Match.objects.active().filter(case=case, mentor=mentor).exists():
        raise MatchUnderWay(_("These two go together now. Please end that first."))
    for proposal in MatchProposal.objects.live().filter(case=case, mentor=mentor).select_related("case"):
        withdraw_proposal(proposal, by=by, as_role=as_role, on=on)
    lift_all(Ruling.objects.standing().filter(case=case, mentor=mentor), by=by, as_role=as_role, on=on)
    send_deputy_away(case, mentor, by=by, on=on)
    kept_apart = Exclusion.objects.create(
        case=case, mentor=mentor, kind=kind, reason=reason, set_by=by, set_on=on
    )
    record("pair.exclude", kept_apart, by=by, role=as_role)
    return kept_apart


@transaction.atomic
def lift_exclusion(exclusion: Exclusion, *, by: User, on: date) -> Exclusion:
    """Let two people be suggested again; that they were kept apart, and why, stays on record."""
    case = hold(exclusion.case, on=on)
    held = Exclusion.objects.select_for_update(of=("self",), no_key=True).get(pk=exclusion.pk)
    if held.lifted_on is not None:
        raise LiftedAlready(_("This is lifted already."))
    held.case, held.lifted_on, held.lifted_by = case, max(on, held.set_on), by
    held.save(update_fields=["lifted_on", "lifted_by"])
    record("pair.exclusion_lift", held, by=by, role=Role.CASE_MANAGER)
    return held


@transaction.atomic
def rule(
    case: Case, mentor: Mentor, *, kind: RulingKind, reason: str, by: User, as_role: Role, on: date
) -> Ruling:
    """Keep two together, keep them from being suggested, or let a doubt pass, with a reason (S2.17).

    A new decision on the same two takes the place of the earlier one, and so does a new locked mentor.
    Raises NotPossible against a veto or an exclusion, MentorFull where no place is left to keep.
    """
    case = hold(case, on=on)
    refuse_if_gone(mentor, case)
    refuse_without_reason(reason)
    if kind != RulingKind.FORBID:
        refuse_if_apart(case, mentor)
        refuse_if_paired(case)
    standing = Ruling.objects.standing().filter(case=case)
    lift_all(standing.filter(mentor=mentor), by=by, as_role=as_role, on=on)
    if kind == RulingKind.LOCK:
        lift_all(standing.filter(kind=RulingKind.LOCK), by=by, as_role=as_role, on=on)
        refuse_if_places_are_kept(mentor)
    ruling = Ruling.objects.create(case=case, mentor=mentor, kind=kind, reason=reason, by=by, on=on)
    record("pair.rule", ruling, by=by, role=as_role, reason=str(kind))
    return ruling


def refuse_if_paired(case: Case) -> None:
    if case.team.filter(role=Role.MENTOR, left_on=None).exists():
        raise MatchUnderWay(_("This young person has a mentor now."))


def refuse_if_places_are_kept(mentor: Mentor) -> None:
    """The mentor's places count for everybody for whom one is kept."""
    held = Mentor.objects.select_for_update(of=("self",), no_key=True).get(pk=mentor.pk)
    kept = Ruling.objects.standing().filter(mentor=mentor, kind=RulingKind.LOCK)
    waiting = kept.exclude(case__match_proposals__mentor=mentor, case__match_proposals__settled_on=None)
    if places_taken(held) + waiting.count() >= held.capacity:
        raise MentorFull(_("This mentor has no free place left to keep. Please choose another mentor."))


@transaction.atomic
def lift_ruling(ruling: Ruling, *, by: User, as_role: Role, on: date) -> None:
    """Take a decision on two people back; that it stood, and why, stays on record."""
    hold(ruling.case, on=on)
    if not lift_all(Ruling.objects.filter(pk=ruling.pk, lifted_on=None), by=by, as_role=as_role, on=on):
        raise LiftedAlready(_("This is lifted already."))


def lift_all(rulings: QuerySet[Ruling], *, by: User, as_role: Role, on: date) -> int:
    """Lift every decision given; return how many there were."""
    held = list(rulings.select_for_update(of=("self",), no_key=True).select_related("case"))
    for ruling in held:
        ruling.lifted_on, ruling.lifted_by = max(on, ruling.on), by
        ruling.save(update_fields=["lifted_on", "lifted_by"])
        record("pair.ruling_lift", ruling, by=by, role=as_role, reason=ruling.kind)
    return len(held)
