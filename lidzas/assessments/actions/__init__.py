"""Going through the life areas, and deciding whether it is the time for a mentor."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.assessments.choices import Kind, Outcome, Stance, Voice
from lidzas.assessments.facts import (
    Said,
    asked_of,
    kept_of,
    opens_help,
    says_something,
)
from lidzas.assessments.facts.readiness import PlannedStep, lacking
from lidzas.assessments.models import Answer, Assessment, Note, OwnView, PreparationStep, Readiness
from lidzas.audit.actions import record
from lidzas.cases.actions import DateOutOfPlace, hold, mark_done, postpone, take_path, tell_case_managers
from lidzas.cases.models import Case
from lidzas.method import AssessmentForm, Path, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, take_version

FULFILS = {Kind.BASELINE: RecordKind.BASELINE, Kind.REASSESSMENT: RecordKind.REASSESSMENT}


class AssessmentOpened(Refusal):
    """This assessment was opened before; there is one of a kind on a case."""


class BaselineNotClosed(Refusal):
    """The end can be looked at only when the start is on record."""


class AssessmentClosed(Refusal):
    """A closed assessment changes no more."""


class AssessmentOpen(Refusal):
    """An open assessment needs no note: its answers can be changed."""


class NoSuchAnswer(Refusal):
    """The form of this assessment has no such area, or no such answer in it."""


class NothingSaid(Refusal):
    """There is nothing to keep."""


class VoiceMissing(Refusal):
    """One of the two has not said anything yet, not even that they do not want to."""


class DecisionIncomplete(Refusal):
    """The outcome needs more: "not yet" a way to it, "another way" a place, a person and goals."""


class Given(TypedDict, total=False):
    """What the outcomes of a decision need beyond its reasons, each its own."""

    review_on: date | None
    place: str
    supporter: str
    goals: str
    begins_on: date | None
    ends_on: date | None


def take(assessment: Assessment, *, on: date) -> Assessment:
    """Hold the case and read the assessment afresh, for a deed of a day."""
    case = hold(assessment.case, on=on)
    held = Assessment.objects.get(pk=assessment.pk)
    held.case = case
    if on < held.opened_on:
        raise DateOutOfPlace(_("This day lies before the assessment was opened. Please choose a later day."))
    return held


def take_open(assessment: Assessment, *, on: date) -> Assessment:
    held = take(assessment, on=on)
    if held.is_closed:
        raise AssessmentClosed(_("This assessment is closed and stays as it is. A note can be added to it."))
    return held


@transaction.atomic
def open_assessment(case: Case, kind: Kind, *, by: User, on: date) -> Assessment:
    """Open the form for both voices. The one at the end has the version of the one at the start (S5.05)."""
    case = hold(case, on=on)
    standing = {each.kind: each for each in case.assessments.all()}
    if kind in standing:
        raise AssessmentOpened(_("This assessment is open already."))
    start = standing.get(Kind.BASELINE)
    if kind == Kind.REASSESSMENT and (start is None or not start.is_closed):
        raise BaselineNotClosed(_("First close the assessment at the start. Then the two can be compared."))
    assessment = Assessment.objects.create(
        case=case, kind=kind, method_id=case.method_id, opened_on=on, opened_by=by
    )
    record("assessment.open", assessment, by=by, reason=kind)
    return assessment


def refuse_unknown(form: AssessmentForm, area: str, skipped: str, independence: str) -> None:
    known = (
        area in {each.key for each in form.areas}
        and skipped in {"", *(key for key, _name in form.skips)}
        and independence in {"", *(key for key, _name in form.independence)}
    )
    if not known:
        raise NoSuchAnswer(_("The form has no such question or answer."))


@transaction.atomic
def answer(
    assessment: Assessment, area: str, voice: Voice, *, by: User, on: date, version: int | None = None,
    **said: Unpack[Said],
) -> Answer:  # fmt: skip
    """Keep what one voice says about an area, in place of what it said before.

    `version` 0 means that nothing was written when the form was opened. What this voice is not asked
    is not kept, and the same words once more change nothing.
    """
    assessment = take_open(assessment, on=on)
    form = method_of(assessment.method_id).form
    refuse_unknown(form, area, said.get("skipped", ""), said.get("independence", ""))
    asked = next(each for each in form.areas if each.key == area)
    kept = kept_of(said, asked_of(voice, assessment.kind, asked))
    if not says_something(kept):
        raise NothingSaid(
            _("Please choose an answer or write a few words. You can also go on without an answer.")
        )
    row, is_new = Answer.objects.get_or_create(
        assessment=assessment, area=area, voice=voice, defaults={**kept, "answered_on": on, "by": by}
    )
    row.assessment = assessment
    if not is_new and all(getattr(row, name) == value for name, value in kept.items()):
        return row
    asked_before = not is_new and opens_help(asked, row)
    if not is_new:
        replace_answer(row, {**kept, "answered_on": on, "by": by}, version=version)
    if opens_help(asked, row) and not asked_before:
        tell_case_managers(assessment.case, but=by)
    record("assessment.answer", row, by=by)
    return row


def replace_answer(said: Answer, words: Mapping[str, object], *, version: int | None) -> None:
    take_version(said, version)
    for name, value in words.items():
        setattr(said, name, value)
    said.save(update_fields=list(words))


@transaction.atomic
def close_assessment(assessment: Assessment, *, by: User, on: date, summary: str) -> Assessment:
    """Lock an assessment in which both voices have said something, were it only that they pass."""
    assessment = take_open(assessment, on=on)
    heard = set(assessment.answers.values_list("voice", flat=True))
    if heard != set(Voice.values):
        raise VoiceMissing(
            _("Both of you need an answer in at least one area. “I do not want to say” is an answer, too.")
        )
    assessment.closed_on, assessment.closed_by, assessment.summary = on, by, summary
    assessment.save(update_fields=["closed_on", "closed_by", "summary"])
    mark_done(assessment.case, FULFILS[Kind(assessment.kind)], by=by, on=on)
    record("assessment.close", assessment, by=by, reason=assessment.kind)
    return assessment


@transaction.atomic
def add_note(assessment: Assessment, text: str, *, by: User, on: date) -> Note:
    """Correct or complete a closed assessment without changing it."""
    assessment = take(assessment, on=on)
    if not assessment.is_closed:
        raise AssessmentOpen(_("This assessment is still open: the answers themselves can be changed."))
    if not text.strip():
        raise NothingSaid(_("Please write a few words."))
    note = Note.objects.create(case=assessment.case, assessment=assessment, text=text, by=by, on=on)
    record("assessment.note", note, by=by)
    return note


@transaction.atomic
def say_own_view(case: Case, *, stance: Stance, words: str, by: User, on: date) -> OwnView:
    """Keep what the young person says about a mentor now; what they said earlier stays on record."""
    case = hold(case, on=on)
    view = OwnView.objects.create(case=case, stance=stance, words=words, said_on=on)
    record("readiness.say", view, by=by)
    return view


BELONGS_TO: Mapping[str, tuple[str, ...]] = {
    Outcome.READY: (),
    Outcome.NOT_YET: ("review_on",),
    Outcome.ANOTHER_WAY: ("review_on", "place", "supporter", "goals", "begins_on", "ends_on"),
}


@transaction.atomic
def decide_readiness(
    case: Case, *, outcome: Outcome, reasons: str, evidence: str, steps: Sequence[PlannedStep] = (),
    by: User, on: date, **given: Unpack[Given],
) -> Readiness:  # fmt: skip
    """Decide whether a mentor would help now: three outcomes of equal standing.

    "Not yet" keeps the place in the programme (S2.27) and the decision open until the day of looking
    again. "Another way" is a path of its own that is looked at again, too (S2.28). What belongs to
    another outcome than the chosen one is not kept.
    """
    case = hold(case, on=on)
    if not reasons.strip():
        raise DecisionIncomplete(_("Please write the reasons: the young person will read them."))
    planned = [step for step in steps if step.what.strip()]
    for _field, sentence in lacking(outcome, {**given, "steps": planned}, decided_on=on):
        raise DecisionIncomplete(sentence)
    kept = {name: given[name] for name in BELONGS_TO[outcome] if name in given}  # type: ignore[literal-required]
    decision = Readiness.objects.create(
        case=case, outcome=outcome, reasons=reasons, evidence=evidence, decided_on=on, by=by, **kept
    )
    if outcome == Outcome.NOT_YET:
        PreparationStep.objects.bulk_create(
            PreparationStep(
                case=case, decision=decision, what=each.what, with_whom=each.with_whom, by_day=each.by_day
            )
            for each in planned
        )
    lead_on(decision, by=by, on=on)
    record("readiness.decide", decision, by=by)
    return decision


def lead_on(decision: Readiness, *, by: User, on: date) -> None:
    """Put the case on the way that was decided, and look at it again on the day that was named."""
    case, review_on = decision.case, decision.review_on
    is_another_way = decision.outcome == Outcome.ANOTHER_WAY
    take_path(case, Path.ANOTHER_WAY if is_another_way else Path.MENTOR, by=by)
    if decision.outcome == Outcome.NOT_YET and review_on:
        postpone(case, RecordKind.READINESS, until=review_on, by=by, on=on)
        return
    mark_done(case, RecordKind.READINESS, by=by, on=on)
    if is_another_way and review_on:
        postpone(case, RecordKind.WAY_REVIEWED, until=review_on, by=by, on=on)
