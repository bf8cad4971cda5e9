"""Assessments, answers and decisions of a case, and what each voice may see of them."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.assessments.choices import Kind, Outcome, RiskLevel, Voice
from lidzas.assessments.facts import (
    AreaAnswers,
    Change,
    Circumstances,
    Comparison,
    Heard,
    Move,
    Overview,
    Question,
    areas_asking_for_a_talk,
    heard,
    overview,
    start_is_covered,
    without_answers,
)
from lidzas.assessments.facts.measured import Measured
from lidzas.assessments.facts.readiness import WayOn
from lidzas.assessments.models import (
    Answer,
    Assessment,
    Measurement,
    Note,
    OwnView,
    PreparationStep,
    Readiness,
    Risk,
    WayReview,
    WayUsed,
)
from lidzas.cases.models import Case
from lidzas.method import Area, AssessmentForm, Instrument, Method
from lidzas.people.choices import Part
from lidzas.people.facts import shown
from lidzas.people.queries import about
from lidzas.people.queries.cards import Line, lines_of, words_of
from lidzas.programmes.queries import method_of

Answers = dict[tuple[UUID, str, str], Answer]


def assessments_of(case: Case) -> dict[Kind, Assessment]:
    """The assessments opened so far, the one at the start first."""
    found = {Kind(row.kind): row for row in Assessment.objects.filter(case=case).order_by("made_at")}
    for row in found.values():
        row.case = case
    return found


def assessment_of(case: Case, kind: Kind) -> Assessment | None:
    return assessments_of(case).get(kind)


def kind_named(word: str) -> Kind:
    """Raises Http404 for a word that is no kind."""
    if word not in Kind.values:
        raise Http404
    return Kind(word)


def assessment_named(case: Case, word: str) -> Assessment:
    """Raises Http404 where none of this kind was opened."""
    found = assessment_of(case, kind_named(word))
    if found is None:
        raise Http404
    return found


def form_of(assessment: Assessment) -> AssessmentForm:
    return method_of(assessment.method_id).form


def question_about(assessment: Assessment, key: str) -> Question:
    """The area of this name and where it stands; raises Http404 where the form has none."""
    form = form_of(assessment)
    in_turn = zip((None, *form.areas), form.areas, (*form.areas[1:], None), strict=False)
    for number, (before, area, after) in enumerate(in_turn, start=1):
        if area.key == key:
            return Question(form, area, number, len(form.areas), before, after)
    raise Http404


def answers_of(assessments: Iterable[Assessment]) -> Answers:
    rows = Answer.objects.filter(assessment__in=list(assessments))
    return {(row.assessment_id, row.area, row.voice): row for row in rows}


def answer_of(assessment: Assessment, area: str, voice: Voice) -> Answer | None:
    return Answer.objects.filter(assessment=assessment, area=area, voice=voice).first()


def stands_now(assessment: Assessment, area: Area, voice: Voice) -> list[tuple[str, object]]:
    """What somebody else wrote meanwhile, to lay beside what was typed."""
    now = heard(form_of(assessment), area, answer_of(assessment, area.key, voice))
    if now is None:
        return []
    sentence = now.sentence.in_language(get_language() or "") if now.sentence else ""
    rows = [
        (_("The sentence"), sentence),
        (_("In words"), now.answer.own_words),
        (_("What lies outside"), now.answer.conditions),
        (_("What is possible now"), now.answer.possible_now),
        (_("What is possible later"), now.answer.possible_later),
        (_("What this rests on"), now.answer.evidence),
    ]
    return [(label, words) for label, words in rows if words]


def beside_each_other(assessment: Assessment, answers: Answers) -> tuple[AreaAnswers, ...]:
    form = form_of(assessment)

    def said(area: Area, voice: Voice) -> Heard | None:
        return heard(form, area, answers.get((assessment.pk, area.key, voice)))

    return tuple(
        AreaAnswers(area, said(area, Voice.MENTEE), said(area, Voice.CASE_MANAGER)) for area in form.areas
    )


def areas_with_answers(assessment: Assessment) -> tuple[AreaAnswers, ...]:
    """Every area of the form with all that was said; what one voice may see of it: `overviews_of`."""
    return beside_each_other(assessment, answers_of([assessment]))


def asking_for_a_talk(case: Case) -> tuple[Area, ...]:
    """The areas of an open assessment in which the young person's answer should not wait."""
    found = [each for each in assessments_of(case).values() if not each.is_closed]
    answers = answers_of(found)
    return tuple(
        area for each in found for area in areas_asking_for_a_talk(each, beside_each_other(each, answers))
    )


def answers_asking_for_a_talk(method: Method) -> QuerySet[Answer]:
    """Answers of young people, in open assessments, that should not wait for the next meeting."""
    wanted = Q(pk=None)
    for area in method.form.areas:
        if area.crisis_at:
            wanted |= Q(area=area.key, level__lte=area.crisis_at)
    return Answer.objects.filter(wanted, voice=Voice.MENTEE, assessment__closed_on=None)


def counts_of(assessment: Assessment) -> dict[str, int]:
    """How many areas each voice has answered, and how many there are."""
    rows = Answer.objects.filter(assessment=assessment).order_by().values_list("voice")
    said = dict(rows.annotate(many=Count("pk")))
    total = len(form_of(assessment).areas)
    return {"total": total, **{voice: said.get(voice, 0) for voice in Voice.values}}


def notes_on(assessments: Iterable[Assessment]) -> list[Note]:
    rows = Note.objects.filter(assessment__in=list(assessments)).select_related("by")
    return list(rows.order_by("made_at", "pk"))


def overviews_of(case: Case, voice: Voice) -> tuple[Overview, ...]:
    """Every assessment of a case as this voice may see it, the one at the start first."""
    found = assessments_of(case)
    answers, notes = answers_of(found.values()), notes_on(found.values())
    areas = {kind: beside_each_other(assessment, answers) for kind, assessment in found.items()}
    around = circumstances_of(found.values())
    end = found.get(Kind.REASSESSMENT)
    is_covered = end is not None and start_is_covered(end, areas[Kind.REASSESSMENT])
    return tuple(
        overview(
            each, areas[kind], voice, notes=notes, is_covered=is_covered and kind is Kind.BASELINE,
            circumstances=around, words=form_of(each).ways,
        )
        for kind, each in found.items()
    )  # fmt: skip


def circumstances_of(assessments: Iterable[Assessment]) -> Circumstances:
    """How these assessments were made and what may get in the way, in two queries."""
    found = list(assessments)
    ways = WayUsed.objects.filter(assessment__in=found).order_by("used_on", "made_at")
    return Circumstances(tuple(ways), tuple(Risk.objects.filter(assessment__in=found)))


def strengths_of(case: Case) -> tuple[Line, ...]:
    """What the young person says they are good at, for the head of everything (S2.19)."""
    vocabulary = method_of(case.method_id).vocabulary
    told = shown(about(case.mentee), [Part.STRENGTHS])
    return lines_of(told, words_of(vocabulary), [Part.STRENGTHS])


def risk_at(assessment: Assessment, word: str) -> tuple[RiskLevel, Risk | None]:
    """One of the five levels and what stands there; raises Http404 for a word that is none of them."""
    if word not in RiskLevel.values:
        raise Http404
    return RiskLevel(word), Risk.objects.filter(assessment=assessment, level=word).first()


def risk_now(assessment: Assessment, level: RiskLevel) -> list[tuple[str, object]]:
    """What somebody else wrote meanwhile, to lay beside what was typed."""
    now = Risk.objects.filter(assessment=assessment, level=level).first()
    if now is None:
        return []
    return [(_("What may get in the way"), now.what), (_("Who can do what"), now.who_does_what)]


def way_used(case: Case, way_id: UUID) -> WayUsed:
    return get_object_or_404(WayUsed.objects.select_related("assessment__case"), case=case, pk=way_id)


def change_table(case: Case) -> tuple[Change, ...]:
    """Start and end of every area in both voices, without the start while that is covered (S5.05, S5.06)."""
    found = assessments_of(case)
    if Kind.BASELINE not in found:
        return ()
    answers = answers_of(found.values())
    start = beside_each_other(found[Kind.BASELINE], answers)
    end = without_answers(start)
    if Kind.REASSESSMENT in found:
        end = beside_each_other(found[Kind.REASSESSMENT], answers)
        start = without_answers(start) if start_is_covered(found[Kind.REASSESSMENT], end) else start
    return tuple(
        Change(
            area=before.area,
            mentee=Move(Voice.MENTEE, before.mentee, after.mentee),
            case_manager=Move(Voice.CASE_MANAGER, before.case_manager, after.case_manager),
        )
        for before, after in zip(start, end, strict=True)
    )


def comparison(case: Case) -> Comparison:
    found = assessments_of(case)
    end = found.get(Kind.REASSESSMENT)
    changes = change_table(case) if end else ()
    is_covered = not any(move.start for change in changes for move in change.moves)
    return Comparison(found.get(Kind.BASELINE), end, () if is_covered else changes)


def latest_own_view(case: Case) -> OwnView | None:
    return OwnView.objects.filter(case=case).order_by("-made_at", "-pk").first()


def readiness_decisions(case: Case) -> QuerySet[Readiness]:
    """All decisions on a case, the newest first; that one counts."""
    return Readiness.objects.filter(case=case).select_related("by").order_by("-made_at", "-pk")


def latest_readiness(case: Case) -> Readiness | None:
    return readiness_decisions(case).first()


def is_ready(case: Case) -> bool:
    latest = latest_readiness(case)
    return latest is not None and latest.outcome == Outcome.READY


def way_on(case: Case) -> WayOn | None:
    """The decision that counts with its steps, its reviews and the young person's own view."""
    decision = latest_readiness(case)
    if decision is None:
        return None
    steps = PreparationStep.objects.filter(decision=decision).order_by("made_at", "pk")
    reviews = WayReview.objects.filter(decision=decision).select_related("by").order_by("-made_at", "-pk")
    return WayOn(decision, tuple(steps), tuple(reviews), latest_own_view(case))


def step_of(case: Case, step_id: UUID) -> PreparationStep:
    return get_object_or_404(PreparationStep.objects.select_related("decision__case"), case=case, pk=step_id)


def instrument_named(case: Case, key: str) -> Instrument:
    """Raises Http404 where the method has no such instrument."""
    found = next((each for each in method_of(case.method_id).instruments if each.key == key), None)
    if found is None:
        raise Http404
    return found


def measured_on(case: Case, *, voice: Voice | None = None) -> list[Measured]:
    """Every measurement of a case, the newest first; in one voice alone where one is named."""
    rows = Measurement.objects.filter(case=case).order_by("-taken_on", "-made_at")
    if voice is not None:
        rows = rows.filter(voice=voice)
    return [Measured(row, instrument_of(row)) for row in rows]


def instrument_of(row: Measurement) -> Instrument | None:
    instruments = method_of(row.method_id).instruments
    return next((each for each in instruments if each.key == row.instrument), None)


def outcomes_in(cases: QuerySet[Case]) -> Counter[str]:
    """How many of these cases stand on each outcome: what was decided last counts, and nobody is left out.

    The empty word stands for those about whom nothing is decided yet.
    """
    newest = Readiness.objects.filter(case=OuterRef("pk")).order_by("-made_at", "-pk")
    rows = cases.order_by().annotate(outcome=Coalesce(Subquery(newest.values("outcome")[:1]), Value("")))
    return Counter(dict(rows.values_list("outcome").annotate(Count("pk"))))
