"""The pages on which all look back, and on which each says privately whether to go on."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, Role
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.closing import actions
from lidzas.closing.choices import GoingOnResult
from lidzas.closing.forms import NO, YES, AnswerForm, GoingOnForm, ModeForm, TalkForm
from lidzas.closing.queries import (
    answers_of,
    forms_named,
    going_on_answers,
    going_on_result,
    has_mentor,
    own_boxes,
    own_words,
    question_keyed,
    role_names,
    shared_forms,
    talk_of,
    version_of,
    voices_with_words,
)
from lidzas.plans.queries import goals_with_steps
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import fill_in


def framed(request: CaseRequest, case: Case, **more: Any) -> dict[str, Any]:
    """What every page of this app shows around its own content."""
    return {"case": case, "is_mine": request.standing.is_mentee, **more}


@require_safe
@opens_case(Permission.CLOSING_ANSWER)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    standing, talk = request.standing, talk_of(case)
    context = framed(
        request,
        case,
        talk=talk,
        has_mentor=has_mentor(case),
        questions=answers_of(case, request.user),
        names=role_names(case),
        may_hold=standing.allows(Permission.CLOSING_HOLD) and not case.is_closed,
        may_answer_going_on=standing.allows(Permission.GOING_ON_ANSWER) and not case.is_closed,
        result=going_on_result(case),
    )
    return render(request, "closing/show.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CLOSING_MODE)
def mode(request: CaseRequest, case: Case) -> HttpResponse:
    """Only the young person says with whom they look back."""
    talk = talk_of(case)
    initial = {"mode": talk.mode} if talk else {}
    return fill_in(
        request,
        ModeForm(request.POST or None, has_mentor=has_mentor(case), initial=initial),
        template="closing/mode.html",
        context=framed(request, case),
        deed=partial(actions.choose_mode, case, by=request.user, on=timezone.localdate()),
        said=_("Thank you. That is how we do it."),
        then=reverse("closing:show", kwargs={"case_id": case.pk}),
    )


@require_safe
@opens_case(Permission.CLOSING_ANSWER)
def answers(request: CaseRequest, case: Case) -> HttpResponse:
    role = request.standing.role_for(Permission.CLOSING_ANSWER)
    words = own_words(case, role, request.user)
    context = framed(request, case, questions=words, goals=goals_with_steps(case), talk=talk_of(case))
    return render(request, "closing/answers.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CLOSING_ANSWER)
def answer(request: CaseRequest, case: Case, question: str) -> HttpResponse:
    role = request.standing.role_for(Permission.CLOSING_ANSWER)
    asked = question_keyed(case, question)
    boxes = own_boxes(case, question, role, request.user)
    to_list = reverse("closing:answers", kwargs={"case_id": case.pk})
    following = reverse("closing:answer", args=[case.pk, asked.after.key]) if asked.after else to_list
    form = AnswerForm(
        request.POST or None, question=asked.question, standing=boxes, row_version=version_of(boxes)
    )
    return fill_in(
        request,
        form,
        template="closing/answer.html",
        context=framed(
            request,
            case,
            asked=asked,
            following=following,
            talk=talk_of(case),
            stands_now=lambda: [(form[name].label, form[name].initial) for name in form.names],
        ),
        deed=partial(
            actions.answer_parts, case, question, role=role, by=request.user, on=timezone.localdate()
        ),
        said=_("Saved."),
        then=following,
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CLOSING_HOLD)
def talk(request: CaseRequest, case: Case) -> HttpResponse:
    standing_talk, today = talk_of(case), timezone.localdate()
    if standing_talk and standing_talk.is_held:
        return redirect("closing:show", case_id=case.pk)
    written = voices_with_words(case)
    return fill_in(
        request,
        TalkForm(request.POST or None, opened_on=case.opened_on, today=today, initial={"on": today}),
        template="closing/talk.html",
        context=framed(
            request,
            case,
            talk=standing_talk,
            voices=[(name, role in written) for role, name in role_names(case).items()],
            questions=own_words(case, Role.CASE_MANAGER, request.user),
            names=role_names(case),
            goals=goals_with_steps(case),
        ),
        deed=partial(actions.hold_talk, case, by=request.user),
        said=_("The talk is held. Now all who were there can read each other's answers."),
        then=reverse("closing:show", kwargs={"case_id": case.pk}),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.GOING_ON_ANSWER)
def going_on(request: CaseRequest, case: Case) -> HttpResponse:
    role = request.standing.role_for(Permission.GOING_ON_ANSWER)
    given = going_on_answers(case)
    own, to_result = given.get(role), reverse("closing:result", kwargs={"case_id": case.pk})
    if going_on_result(case) is not GoingOnResult.WAITING:
        return redirect(to_result)
    initial = {"wants": YES if own.wants else NO, "forms": own.forms} if own else {}
    continuations = method_of(case.method_id).continuations
    return fill_in(
        request,
        GoingOnForm(request.POST or None, continuations=continuations, initial=initial),
        template="closing/going_on.html",
        context=framed(
            request,
            case,
            has_mentor=has_mentor(case),
            is_early=role is Role.MENTOR and Role.MENTEE not in given,
        ),
        deed=partial(actions.answer_going_on, case, role=role, by=request.user, on=timezone.localdate()),
        said=_("Thank you. Your answer is kept, and only you see it."),
        then=to_result,
    )


@require_safe
@opens_case(Permission.GOING_ON_VIEW)
def result(request: CaseRequest, case: Case) -> HttpResponse:
    standing = request.standing
    asks = standing.allows(Permission.GOING_ON_ANSWER)
    own = going_on_answers(case).get(standing.role_for(Permission.GOING_ON_ANSWER)) if asks else None
    context = framed(
        request,
        case,
        result=going_on_result(case),
        shared=shared_forms(case),
        own=own,
        own_forms=forms_named(case, own.forms) if own else (),
        may_answer=asks and not case.is_closed,
    )
    return render(request, "closing/result.html", context)
