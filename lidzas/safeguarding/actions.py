"""Agreeing on hard moments before they come, going through them, and handling concerns."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import (
    DateOutOfPlace,
    hold,
    mark_done,
    tell_case_managers,
    tell_project_managers,
)
from lidzas.cases.models import Case
from lidzas.method import Method, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, Stale
from lidzas.safeguarding.models import (
    Acknowledgement,
    AgreedStep,
    Concern,
    Crisis,
    CrisisAgreement,
    CrisisStep,
)
from lidzas.safeguarding.queries import newest_agreement, steps_agreed


class NoSuchCrisis(Refusal):
    """The method knows no such hard moment, step or role."""


class StepMissing(Refusal):
    """A hard moment for which nobody would know what to do."""


class AgreementReplaced(Refusal):
    """There is a newer agreement; only that one can be acknowledged."""


class AcknowledgedAlready(Refusal):
    """It was acknowledged before in this role."""


class CrisisUnderWay(Refusal):
    """A hard moment of this kind is open on the case."""


class CrisisOver(Refusal):
    """The hard moment has ended."""


class StepTaken(Refusal):
    """The step was marked before."""


class ConcernClosed(Refusal):
    """The concern was closed before."""


class ConcernAboutOneself(Refusal):
    """A concern about the case manager is closed by somebody else."""


class NothingSaid(Refusal):
    """There is nothing to keep."""


def in_order(steps: Iterable[AgreedStep], method: Method) -> tuple[AgreedStep, ...]:
    """The steps kind by kind as the method lists them, each kind by its days; refuses gaps and strangers."""
    crises = {crisis.key: place for place, crisis in enumerate(method.crises)}
    roles = {role.key for role in method.roles}
    given = [each for each in steps if each.text.strip()]
    if any(each.crisis not in crises or each.who not in roles for each in given):
        raise NoSuchCrisis(_("The method has no such hard moment or role."))
    if crises.keys() - {each.crisis for each in given}:
        raise StepMissing(
            _("Every hard moment needs at least one step, so that nobody stands alone with it.")
        )
    return tuple(sorted(given, key=lambda each: (crises[each.crisis], each.after_days)))


@transaction.atomic
def agree_crisis_steps(
    case: Case,
    *,
    steps: Iterable[AgreedStep],
    replacement: str,
    contact_person: str,
    by: User,
    on: date,
    version: int | None = None,
) -> CrisisAgreement:
    """Keep a new agreement; the earlier ones stay on record and the new one asks to be read again.

    `version` is the number of the agreement that was seen when the form was opened, 0 for none.
    """
    case = hold(case, on=on)
    before = newest_agreement(case)
    number = before.number if before else 0
    if version is not None and version != number:
        raise Stale(
            _("Somebody wrote a new agreement meanwhile. Your text is still here: compare, then save again.")
        )
    agreement = CrisisAgreement.objects.create(
        case=case, number=number + 1, replacement=replacement, contact_person=contact_person,
        steps=CrisisAgreement.written(in_order(steps, method_of(case.method_id))), agreed_on=on, by=by,
    )  # fmt: skip
    mark_done(case, RecordKind.CRISIS_AGREEMENT, by=by, on=on)
    record("crisis.agree", agreement, by=by)
    return agreement


@transaction.atomic
def acknowledge(agreement: CrisisAgreement, *, role: Role, by: User, on: date) -> Acknowledgement:
    """Say that one has read the agreement that holds now."""
    case = hold(agreement.case, on=on)
    newest = newest_agreement(case)
    if newest is None or newest.pk != agreement.pk:
        raise AgreementReplaced(_("There is a newer agreement. Please read that one."))
    if agreement.acknowledgements.filter(role=role).exists():
        raise AcknowledgedAlready(_("You have said already that you read this."))
    said = Acknowledgement.objects.create(case=case, agreement=agreement, role=role, person=by, on=on)
    record("crisis.acknowledge", said, by=by, reason=role)
    return said


@transaction.atomic
def start_crisis(case: Case, kind: str, *, by: User, on: date) -> Crisis:
    """Say that a hard moment has begun; from now on its steps have days (S1.26, S1.27)."""
    case = hold(case, on=on)
    if kind not in {each.key for each in method_of(case.method_id).crises}:
        raise NoSuchCrisis(_("The method has no such hard moment or role."))
    if case.crises.filter(kind=kind, ended_on=None).exists():
        raise CrisisUnderWay(_("This is under way already. Its steps are on its page."))
    crisis = Crisis.objects.create(
        case=case, kind=kind, agreement=newest_agreement(case), started_on=on, started_by=by
    )
    record("crisis.start", crisis, by=by)
    return crisis


def take_open(crisis: Crisis, *, on: date) -> Crisis:
    case = hold(crisis.case, on=on)
    held = Crisis.objects.select_related("agreement").get(pk=crisis.pk)
    held.case = case
    if held.is_over:
        raise CrisisOver(_("This is over. It can be read, but no longer changed."))
    if on < held.started_on:
        raise DateOutOfPlace(_("This day lies before it began. Please choose a later day."))
    return held


@transaction.atomic
def mark_crisis_step(crisis: Crisis, position: int, *, note: str, by: User, on: date) -> CrisisStep:
    """Say that an agreed step was taken; positions are counted from 0."""
    crisis = take_open(crisis, on=on)
    if position not in range(len(steps_agreed(crisis))):
        raise NoSuchCrisis(_("The method has no such hard moment or role."))
    if crisis.steps_taken.filter(position=position).exists():
        raise StepTaken(_("This step is marked already."))
    step = CrisisStep.objects.create(crisis=crisis, position=position, done_on=on, by=by, note=note)
    record("crisis.step", step, by=by)
    return step


@transaction.atomic
def end_crisis(crisis: Crisis, *, outcome: str, by: User, on: date) -> Crisis:
    """Say that a hard moment is over and how it went on."""
    crisis = take_open(crisis, on=on)
    crisis.ended_on, crisis.ended_by, crisis.outcome = on, by, outcome
    crisis.save(update_fields=["ended_on", "ended_by", "outcome"])
    record("crisis.end", crisis, by=by)
    return crisis


@transaction.atomic
def raise_concern(case: Case, *, text: str, about_case_manager: bool = False, by: User, on: date) -> Concern:
    """Hand a worry over to the case manager and the project managers; one about the case manager to these alone.

    Who raised it afterwards sees only that it was received.
    """
    case = hold(case, on=on)
    if not text.strip():
        raise NothingSaid(_("Please write a few words."))
    concern = Concern.objects.create(
        case=case, text=text, about_case_manager=about_case_manager, raised_on=on, raised_by=by
    )
    if not about_case_manager:
        tell_case_managers(case, but=by)
    tell_project_managers(case, but=by)
    record("concern.raise", concern, by=by)
    return concern


@transaction.atomic
def close_concern(concern: Concern, *, what_was_done: str, by: User, on: date) -> Concern:
    """Close a concern with what was done, even when the case has ended meanwhile: none is left behind.

    Nobody who is or was the case manager closes one about the case manager.
    """
    held = (
        Concern.objects.select_for_update(of=("self",), no_key=True).select_related("case").get(pk=concern.pk)
    )
    if held.is_closed:
        raise ConcernClosed(_("This concern is closed already."))
    if held.about_case_manager and held.case.team.filter(role=Role.CASE_MANAGER, person=by).exists():
        raise ConcernAboutOneself(
            _("This is about the case manager of this case: a project manager decides on it.")
        )
    if on < held.raised_on:
        raise DateOutOfPlace(_("This day lies before the concern was raised. Please choose a later day."))
    if not what_was_done.strip():
        raise NothingSaid(_("Please write what was done."))
    held.closed_on, held.closed_by, held.what_was_done = on, by, what_was_done
    held.save(update_fields=["closed_on", "closed_by", "what_was_done"])
    record("concern.close", held, by=by)
    return held
