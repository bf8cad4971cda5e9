"""What was agreed, what is open, and which step comes on which day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.method import Method, OpenThing, Text
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.models import (
    Acknowledgement,
    AgreedStep,
    Concern,
    Crisis,
    CrisisAgreement,
    CrisisStep,
)


@dataclass(frozen=True, slots=True)
class StepOnDay:
    """An agreed step of a hard moment, the day it falls on, and that it was taken."""

    position: int
    text: str
    who: Text
    on: date
    taken: CrisisStep | None


@dataclass(frozen=True, slots=True)
class StepsOfKind:
    """What is agreed for one kind of hard moment: each step with the role that takes it."""

    name: Text
    steps: tuple[tuple[AgreedStep, Text], ...]


def newest_agreement(case: Case) -> CrisisAgreement | None:
    return CrisisAgreement.objects.filter(case=case).select_related("by").order_by("-number").first()


def proposed_steps(method: Method) -> tuple[AgreedStep, ...]:
    """What the method suggests, in the language of the page."""
    return tuple(
        AgreedStep(crisis.key, step.after_days, step.who, in_words(step.text))
        for crisis in method.crises
        for step in crisis.steps
    )


def steps_agreed(crisis: Crisis) -> tuple[AgreedStep, ...]:
    """The steps of this hard moment: as agreed when it began, or as the method suggests."""
    every = (
        crisis.agreement.agreed_steps
        if crisis.agreement
        else proposed_steps(method_of(crisis.case.method_id))
    )
    return tuple(step for step in every if step.crisis == crisis.kind)


def steps_with_dates(crisis: Crisis) -> tuple[StepOnDay, ...]:
    method = method_of(crisis.case.method_id)
    taken = {step.position: step for step in crisis.steps_taken.select_related("by")}
    return tuple(
        StepOnDay(
            position=position,
            text=step.text,
            who=method.role(step.who).name,
            on=crisis.started_on + timedelta(days=step.after_days),
            taken=taken.get(position),
        )
        for position, step in enumerate(steps_agreed(crisis))
    )


def step_at(crisis: Crisis, position: int) -> StepOnDay:
    """Raises Http404 where so many steps were not agreed."""
    steps = steps_with_dates(crisis)
    if position >= len(steps):
        raise Http404
    return steps[position]


def steps_by_kind(
    case: Case, steps: tuple[AgreedStep, ...], *, to_mentee: bool = False
) -> tuple[StepsOfKind, ...]:
    """Agreed or proposed steps, grouped by the method's kinds of hard moment."""
    method = method_of(case.method_id)
    return tuple(
        StepsOfKind(
            crisis.named(to_mentee=to_mentee),
            tuple((step, method.role(step.who).name) for step in steps if step.crisis == crisis.key),
        )
        for crisis in method.crises
    )


def stands_now(case: Case) -> list[tuple[str, object]]:
    """What somebody else agreed meanwhile, to lay beside what was typed."""
    agreement = newest_agreement(case)
    if agreement is None:
        return []
    rows: list[tuple[str, object]] = [
        (
            in_words(kind.name),
            "\n".join(f"{step.after_days}: {step.text}" for step, _who in kind.steps),
        )
        for kind in steps_by_kind(case, agreement.agreed_steps)
    ]
    return [
        *rows,
        (_("Who steps in"), agreement.replacement),
        (_("Whom we may ask"), agreement.contact_person),
    ]


def in_words(text: Text) -> str:
    return text.in_language(get_language() or "")


def name_of(crisis: Crisis, *, to_mentee: bool = False) -> Text:
    kinds = method_of(crisis.case.method_id).crises
    return next(each.named(to_mentee=to_mentee) for each in kinds if each.key == crisis.kind)


def agreement_of(case: Case, agreement_id: UUID) -> CrisisAgreement:
    return get_object_or_404(
        CrisisAgreement.objects.filter(case=case).select_related("case"), pk=agreement_id
    )


def acknowledgements_of(agreement: CrisisAgreement | None) -> list[Acknowledgement]:
    """Who has said that they read it, the first to say so first."""
    rows = Acknowledgement.objects.filter(agreement=agreement).select_related("person")
    return list(rows.order_by("made_at")) if agreement else []


def note_seen(taken: CrisisStep | None, person: User, *, sees_all: bool) -> str:
    """The note on a step, for its writer and for those who may see all; otherwise nothing."""
    return taken.note if taken and (sees_all or taken.by_id == person.pk) else ""


def crisis_of(case: Case, crisis_id: UUID) -> Crisis:
    return get_object_or_404(crises_of(case), pk=crisis_id)


def crises_of(case: Case) -> QuerySet[Crisis]:
    """All hard moments of a case, the latest first."""
    rows = Crisis.objects.filter(case=case).select_related("case", "agreement", "started_by", "ended_by")
    return rows.order_by("-started_on", "-made_at")


def open_crises(case: Case) -> QuerySet[Crisis]:
    return crises_of(case).filter(ended_on=None)


def concerns_of(case: Case) -> QuerySet[Concern]:
    """The concerns that stand on the pages of a case, open ones first and the latest of each first.

    One about the case manager stands with the project managers alone.
    """
    rows = Concern.objects.for_case_managers().filter(case=case).select_related("raised_by", "closed_by")
    return rows.order_by("closed_on", "-made_at")


def concern_of(case: Case, concern_id: UUID) -> Concern:
    return get_object_or_404(concerns_of(case), pk=concern_id)


def open_concerns(case: Case) -> QuerySet[Concern]:
    return concerns_of(case).filter(closed_on=None)


def open_things(case: Case) -> frozenset[OpenThing]:
    """What a gate may ask to be over first."""
    found = {
        OpenThing.CRISIS: Crisis.objects.filter(case=case, ended_on=None).exists(),
        OpenThing.SAFEGUARDING_CONCERN: open_concerns(case).exists(),
    }
    return frozenset(thing for thing, is_open in found.items() if is_open)
