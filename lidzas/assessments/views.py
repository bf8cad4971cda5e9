"""The pages of the assessment and of the decision on a mentor."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.assessments import actions, queries
from lidzas.assessments.choices import Voice
from lidzas.assessments.facts import opens_help
from lidzas.assessments.forms import AnswerForm, CloseForm, NoteForm, OwnViewForm, ReadinessForm
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.method import ActsAs, Area
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import answer_deed, fill_in


def voice_of(request: CaseRequest) -> Voice:
    return Voice.MENTEE if request.standing.is_mentee else Voice.CASE_MANAGER


def framed(request: CaseRequest, case: Case, **more: Any) -> dict[str, Any]:
    """What every page of this app shows around its own content."""
    method, standing = method_of(case.method_id), request.standing

    def may(permission: Permission) -> bool:
        return not case.is_closed and standing.allows(permission)

    return {
        "case": case,
        "standing": standing,
        "frame": "ui/mentee.html" if standing.is_mentee else "ui/page.html",
        "names": {voice.value: method.role_acting_as(ActsAs(voice.value)).name for voice in Voice},
        "may_answer": may(Permission.ASSESSMENT_ANSWER),
        "may_close": may(Permission.ASSESSMENT_CLOSE),
        "may_decide": may(Permission.READINESS_DECIDE),
        "may_say": may(Permission.READINESS_SAY),
        **more,
    }


def overview_url(case: Case) -> str:
    return reverse("assessments:show", kwargs={"case_id": case.pk})


def area_url(case: Case, kind: str, area: Area) -> str:
    return reverse("assessments:area", kwargs={"case_id": case.pk, "kind": kind, "area": area.key})


@require_safe
@opens_case(Permission.ASSESSMENT_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    overviews = queries.overviews_of(case, voice_of(request))
    context = framed(
        request, case, overviews=overviews, form_in_use=method_of(case.method_id).form,
        latest=overviews[-1] if overviews else None,
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
    form = AnswerForm(
        request.POST or None, asked=asked, voice=voice, kind=assessment.kind,
        said=queries.answer_of(assessment, area, voice),
    )  # fmt: skip
    return fill_in(
        request,
        form,
        template="assessments/area.html",
        context=framed(
            request, case, assessment=assessment, asked=asked, before=before, after=after,
            stands_now=partial(queries.stands_now, assessment, asked.area, voice),
        ),
        deed=partial(actions.answer, assessment, area, voice, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=lambda said: reverse("guide:help") if opens_help(asked.area, said) else after,
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
@opens_case(Permission.READINESS_VIEW)
def readiness(request: CaseRequest, case: Case) -> HttpResponse:
    decisions = list(queries.readiness_decisions(case))
    context = framed(
        request, case, decision=decisions[0] if decisions else None, earlier=decisions[1:],
        own_view=queries.latest_own_view(case),
    )  # fmt: skip
    return render(request, "assessments/readiness.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.READINESS_DECIDE)
def decide(request: CaseRequest, case: Case) -> HttpResponse:
    today = timezone.localdate()
    return fill_in(
        request,
        ReadinessForm(request.POST or None, today=today),
        template="assessments/decide.html",
        context=framed(
            request, case, readings=method_of(case.method_id).readings, own_view=queries.latest_own_view(case)
        ),
        deed=partial(actions.decide_readiness, case, by=request.user, on=today),
        said=_("The decision is on record."),
        then=reverse("assessments:readiness", kwargs={"case_id": case.pk}),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.READINESS_SAY)
def own_view(request: CaseRequest, case: Case) -> HttpResponse:
    return fill_in(
        request,
        OwnViewForm(request.POST or None),
        template="assessments/own_view.html",
        context=framed(request, case, own_view=queries.latest_own_view(case)),
        deed=partial(actions.say_own_view, case, by=request.user, on=timezone.localdate()),
        said=_("Thank you for saying it. You can change it at any time."),
        then=reverse("assessments:readiness", kwargs={"case_id": case.pk}),
    )
