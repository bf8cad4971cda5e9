"""The pages of the assessment: both voices, the whole of it, and what of it goes on paper."""

from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.assessments import actions, queries
from lidzas.assessments.choices import Kind
from lidzas.assessments.facts import opens_help
from lidzas.assessments.forms import AnswerForm, CloseForm, NoteForm
from lidzas.assessments.models import Answer
from lidzas.assessments.views.frame import framed, overview_url, voice_of
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.events.models import Observation
from lidzas.events.queries import observations_on
from lidzas.method import Area
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import answer_deed, fill_in


def area_url(case: Case, kind: str, area: Area) -> str:
    return reverse("assessments:area", kwargs={"case_id": case.pk, "kind": kind, "area": area.key})


MOST_OBSERVATIONS = 20


def seen_by_staff(request: CaseRequest, case: Case) -> list[Observation]:
    """What was seen at events, for laying beside a question; a young person is asked without it."""
    return [] if request.standing.is_mentee else list(observations_on(case)[:MOST_OBSERVATIONS])


@require_safe
@opens_case(Permission.ASSESSMENT_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    overviews = queries.overviews_of(case, voice_of(request))
    context = framed(
        request, case, overviews=overviews, form_in_use=method_of(case.method_id).form,
        latest=overviews[-1] if overviews else None, strengths=queries.strengths_of(case),
        observations=list(observations_on(case)[:MOST_OBSERVATIONS]),
    )  # fmt: skip
    return render(request, "assessments/show.html", context)


@require_POST
@opens_case(Permission.ASSESSMENT_CLOSE)
def open(request: CaseRequest, case: Case, kind: str) -> HttpResponse:
    wanted = queries.kind_named(kind)
    return answer_deed(
        request,
        deed=partial(actions.open_assessment, case, wanted, by=request.user, on=timezone.localdate()),
        said=_("The assessment is open. Both voices can answer now."),
        then=overview_url(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_ANSWER)
def area(request: CaseRequest, case: Case, kind: str, area: str) -> HttpResponse:
    assessment, voice = queries.assessment_named(case, kind), voice_of(request)
    asked = queries.question_about(assessment, area)
    if assessment.is_closed and request.method == "GET":
        return redirect(overview_url(case))
    before = area_url(case, kind, asked.before) if asked.before else ""
    after = area_url(case, kind, asked.after) if asked.after else overview_url(case)
    said = queries.answer_of(assessment, area, voice)
    form = AnswerForm(request.POST or None, asked=asked, voice=voice, kind=assessment.kind, said=said)
    is_kept_while_typing = request.headers.get("X-While-Typing") == "1"
    here = area_url(case, kind, asked.area)

    def next_page(kept: Answer) -> str:
        """A page that saves while somebody types stays where it is; help comes before the next question."""
        if is_kept_while_typing:
            return here
        return reverse("guide:help") if opens_help(asked.area, kept) else after

    return fill_in(
        request,
        form,
        template="assessments/area.html",
        context=framed(
            request, case, assessment=assessment, asked=asked, before=before, after=after,
            stands_now=partial(queries.stands_now, assessment, asked.area, voice),
            observations=seen_by_staff(request, case), help_first=said is not None and opens_help(asked.area, said),
        ),
        deed=partial(actions.answer, assessment, area, voice, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=next_page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_CLOSE)
def close(request: CaseRequest, case: Case, kind: str) -> HttpResponse:
    assessment = queries.assessment_named(case, kind)
    return fill_in(
        request,
        CloseForm(request.POST or None),
        template="assessments/close.html",
        context=framed(request, case, assessment=assessment, counts=queries.counts_of(assessment)),
        deed=partial(actions.close_assessment, assessment, by=request.user, on=timezone.localdate()),
        said=_("The assessment is closed. It stays as it is; notes can be added."),
        then=overview_url(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_ANSWER)
def note(request: CaseRequest, case: Case, kind: str) -> HttpResponse:
    assessment = queries.assessment_named(case, kind)
    return fill_in(
        request,
        NoteForm(request.POST or None),
        template="assessments/note.html",
        context=framed(request, case, assessment=assessment),
        deed=partial(actions.add_note, assessment, by=request.user, on=timezone.localdate()),
        said=_("The note is added."),
        then=overview_url(case),
    )


@require_safe
@opens_case(Permission.ASSESSMENT_VIEW)
def compare(request: CaseRequest, case: Case) -> HttpResponse:
    return render(
        request, "assessments/compare.html", framed(request, case, compared=queries.comparison(case))
    )


@require_safe
@opens_case(Permission.ASSESSMENT_VIEW)
def paper(request: CaseRequest, case: Case, kind: str) -> HttpResponse:
    """The filled form on paper, as this voice may see it; in the language that is asked for."""
    assessment = queries.assessment_named(case, kind)
    overviews = queries.overviews_of(case, voice_of(request))
    shown = next(each for each in overviews if each.assessment == assessment)
    language = language_asked(request, case)
    with override(language):
        context = framed(request, case, overview=shown, assessment=assessment, languages=languages_of(case))
        return render(request, "assessments/paper.html", context)


@require_safe
@opens_case(Permission.ASSESSMENT_VIEW)
def blank(request: CaseRequest, case: Case) -> HttpResponse:
    """The empty form on paper, with lines for writing, for both voices."""
    with override(language_asked(request, case)):
        form = method_of(case.method_id).form
        context = framed(request, case, form_in_use=form, kinds=Kind, languages=languages_of(case))
        return render(request, "assessments/blank.html", context)


def languages_of(case: Case) -> list[tuple[str, str]]:
    """The languages in which both the product and the method of the case speak."""
    spoken = method_of(case.method_id).languages
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in spoken]


def language_asked(request: CaseRequest, case: Case) -> str:
    """The language of a page for printing; one that nobody speaks here is that of the reader."""
    wanted = request.GET.get("in", "")
    return wanted if wanted in dict(languages_of(case)) else get_language() or settings.LANGUAGE_CODE
