"""The pages of the training: a mentor's own, and what the team reads and follows."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.learning import actions, queries
from lidzas.learning.forms import ExerciseForm, QuestionForm
from lidzas.learning.queries import Lesson, Step
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import answer_deed, fill_in


def page_in(lesson: Lesson, page: str, **more: object) -> str:
    return reverse(
        f"learning:{page}", kwargs={"mentor_id": lesson.mentor.pk, "module": lesson.module.key, **more}
    )


def way_on(lesson: Lesson) -> str:
    """The address of the next step, or of the list when the module is done."""
    following = lesson.next_step
    if following is None:
        return reverse("learning:index")
    step, position = following
    if step is Step.QUESTION:
        return page_in(lesson, "question", position=position)
    return page_in(lesson, "exercise" if step is Step.EXERCISE else "module")


# ── a mentor's own pages ───────────────────────────────────────────────────────────────────────────────


@require_safe
@signed_in
def index(request: SignedInRequest) -> HttpResponse:
    """All modules, and one button that goes on where I was."""
    places = []
    for mentor in queries.places_of(request.user):
        lessons = queries.lessons_of(mentor)
        following = queries.going_on(lessons)
        places.append(
            {
                "mentor": mentor,
                "lessons": lessons,
                "following": following,
                "go_on": way_on(following) if following else "",
                "done": sum(lesson.is_done for lesson in lessons),
            }
        )
    return render(request, "learning/index.html", {"places": places})


@require_safe
@signed_in
def module(request: SignedInRequest, mentor_id: UUID, module: str) -> HttpResponse:
    """The text of a module; its steps lead on."""
    lesson = queries.lesson_of(queries.own_place(request.user, mentor_id), module)
    return render(request, "learning/module.html", {"lesson": lesson, "go_on": way_on(lesson)})


@require_POST
@signed_in
def read(request: SignedInRequest, mentor_id: UUID, module: str) -> HttpResponse:
    """I have read this."""
    mentor = queries.own_place(request.user, mentor_id)
    lesson = queries.lesson_of(mentor, module)
    return answer_deed(
        request,
        deed=partial(actions.read_module, mentor, module, by=request.user, on=timezone.localdate()),
        said=_("Read. Next comes the exercise."),
        then=page_in(lesson, "exercise"),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def exercise(request: SignedInRequest, mentor_id: UUID, module: str) -> HttpResponse:
    mentor = queries.own_place(request.user, mentor_id)
    lesson = queries.lesson_of(mentor, module)
    form = ExerciseForm(
        request.POST or None, initial={"notes": lesson.study.notes}, row_version=lesson.study.version
    )
    return fill_in(
        request,
        form,
        template="learning/exercise.html",
        context={
            "lesson": lesson,
            "stands_now": lambda: [(_("My notes"), queries.lesson_of(mentor, module).study.notes)],
        },
        deed=partial(actions.do_exercise, mentor, module, by=request.user, on=timezone.localdate()),
        said=_("The exercise is done."),
        then=lambda _study: way_on(queries.lesson_of(mentor, module)),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def question(request: SignedInRequest, mentor_id: UUID, module: str, position: int) -> HttpResponse:
    """One question; after an answer the same page says whether it was right, and why."""
    mentor = queries.own_place(request.user, mentor_id)
    lesson = queries.lesson_of(mentor, module)
    quiz = queries.quiz_of(lesson, position)
    form = QuestionForm(request.POST or None, quiz=quiz)
    here = page_in(lesson, "question", position=position)
    if request.method == "POST" and form.is_valid():
        choice, today = form.cleaned_data["choice"], timezone.localdate()
        actions.answer_question(mentor, module, position, choice=choice, by=request.user, on=today)
        return redirect(f"{here}?said={choice}")
    said = request.GET.get("said", "")
    context = {
        "lesson": lesson,
        "quiz": quiz,
        "number": position + 1,
        "form": form,
        "said": quiz.choices[int(said)] if said in map(str, range(len(quiz.choices))) else None,
        "is_right": said == str(quiz.right),
        "here": here,
        "go_on": way_on(lesson),
    }
    return render(request, "learning/question.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def sheet(request: SignedInRequest, mentor_id: UUID, module: str) -> HttpResponse:
    """A module on paper."""
    lesson = queries.lesson_of(queries.own_place(request.user, mentor_id), module)
    return render(request, "learning/sheet.html", {"module": lesson.module, "lesson": lesson})


# ── the team's ─────────────────────────────────────────────────────────────────────────────────────────


@require_safe
@opens_programme(Permission.TRAINING_VIEW)
def modules(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """The modules, and how many mentors have done each."""
    context = {
        "programme": programme,
        "rows": queries.module_rows(programme),
        "may_follow": is_allowed(Permission.TRAINING_FOLLOW, in_programme=request.roles),
    }
    return render(request, "learning/modules.html", context)


@require_safe
@opens_programme(Permission.TRAINING_VIEW)
def text(request: ProgrammeRequest, programme: Programme, module: str) -> HttpResponse:
    """A module as the team reads it: with right answers, and whether a clinician ought to look at it."""
    known = queries.module_of(programme, module)
    return render(request, "learning/text.html", {"programme": programme, "module": known})


@require_safe
@opens_programme(Permission.TRAINING_FOLLOW)
def completion(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Who has done what, and whom to remind."""
    context = {
        "programme": programme,
        "modules": method_of(programme.method_id).training.modules,
        "learners": queries.learners_in(programme, timezone.localdate()),
    }
    return render(request, "learning/completion.html", context)


@require_POST
@opens_programme(Permission.TRAINING_FOLLOW)
def remind(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    """A kind letter to a mentor, once a week at most."""
    mentor = queries.mentor_in(programme, mentor_id)
    return answer_deed(
        request,
        deed=partial(actions.nudge, mentor, by=request.user, on=timezone.localdate()),
        said=_("A letter is on its way. It names nothing."),
        then=reverse("learning:completion", kwargs={"programme_code": programme.code}),
    )
