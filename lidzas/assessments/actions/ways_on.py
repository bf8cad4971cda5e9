"""What follows a decision on a mentor: steps that prepare for one, and another way that is looked at again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.assessments.actions import NothingSaid
from lidzas.assessments.choices import Outcome
from lidzas.assessments.facts.readiness import WAY_LOOKED_AT_WITHIN, out_of_reach
from lidzas.assessments.models import PreparationStep, Readiness, WayReview
from lidzas.audit.actions import record
from lidzas.cases.actions import DateOutOfPlace, hold, mark_done, postpone
from lidzas.method import RecordKind
from lidzas.records.actions import Refusal, take_version


class DecidedAnew(Refusal):
    """A newer decision, or one of another kind, has taken the place of this one."""


def hold_decision(decision: Readiness, outcome: Outcome, *, on: date) -> Readiness:
    """Hold the case of a decision that counts now and is of this outcome."""
    case = hold(decision.case, on=on)
    newest = case.readiness_decisions.order_by("-made_at", "-pk").first()
    if newest is None or newest.pk != decision.pk or newest.outcome != outcome:
        raise DecidedAnew(_("This was decided anew meanwhile. Please look at the decision that counts now."))
    newest.case = case
    return newest


@transaction.atomic
def add_step(
    decision: Readiness, *, what: str, with_whom: str = "", by_day: date | None = None, by: User, on: date
) -> PreparationStep:
    """Add a step on the way to a mentor."""
    decision = hold_decision(decision, Outcome.NOT_YET, on=on)
    if not what.strip():
        raise NothingSaid(_("Please write a few words."))
    step = PreparationStep.objects.create(
        case=decision.case, decision=decision, what=what, with_whom=with_whom, by_day=by_day
    )
    record("preparation.add", step, by=by)
    return step


@transaction.atomic
def tick_step(
    step: PreparationStep, *, is_done: bool, by: User, on: date, version: int | None = None
) -> PreparationStep:
    """Say that a step on the way to a mentor is done, or that it is not done after all."""
    decision = hold_decision(step.decision, Outcome.NOT_YET, on=on)
    step = PreparationStep.objects.get(pk=step.pk)
    step.case = decision.case
    if step.is_done == is_done:
        return step
    take_version(step, version)
    step.done_on, step.done_by = (on, by) if is_done else (None, None)
    step.save(update_fields=["done_on", "done_by"])
    record("preparation.tick", step, by=by)
    return step


@transaction.atomic
def look_again(decision: Readiness, *, words: str, next_on: date, by: User, on: date) -> WayReview:
    """Look at another way again: how it goes, and when the next look is (S2.28)."""
    decision = hold_decision(decision, Outcome.ANOTHER_WAY, on=on)
    if not words.strip():
        raise NothingSaid(_("Please write a few words."))
    for _field, sentence in out_of_reach("next_on", next_on, on, WAY_LOOKED_AT_WITHIN):
        raise DateOutOfPlace(sentence)
    review = WayReview.objects.create(
        case=decision.case, decision=decision, words=words, next_on=next_on, reviewed_on=on, by=by
    )
    mark_done(decision.case, RecordKind.WAY_REVIEWED, by=by, on=on)
    postpone(decision.case, RecordKind.WAY_REVIEWED, until=next_on, by=by, on=on)
    record("readiness.review", review, by=by)
    return review
