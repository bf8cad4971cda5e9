"""The pages on which somebody becomes a mentor: their own, and the training coordinator's."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.people.models import Mentor
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.screening import actions, queries
from lidzas.screening.forms import (
    AnswerForm,
    ApplicationForm,
    CertificateForm,
    DecisionForm,
    InterviewForm,
    ReferenceForm,
    TermsForm,
)
from lidzas.screening.models import Application
from lidzas.ui.forms import NO_VERSION, PlainForm
from lidzas.ui.pages import answer_deed, fill_in


def file_url(mentor: Mentor) -> str:
    return reverse("screening:show", kwargs={"programme_code": mentor.programme.code, "mentor_id": mentor.pk})


def around(mentor: Mentor) -> dict[str, object]:
    """What every page about one mentor shows around its own content."""
    return {"programme": mentor.programme, "mentor": mentor, "file_url": file_url(mentor)}


# ── the mentor's own pages ─────────────────────────────────────────────────────────────────────────────


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """My place: what I wrote, what was decided, my certificate's dates and my leave."""
    today = timezone.localdate()
    files = [queries.own_file(mentor, today) for mentor in queries.own_places(request.user)]
    return render(request, "screening/mine.html", {"files": files})


@require_http_methods(["GET", "POST"])
@signed_in
def apply(request: SignedInRequest, mentor_id: UUID) -> HttpResponse:
    mentor = queries.own_place(request.user, mentor_id)
    return write_application(request, mentor, "screening/apply.html", then=reverse("screening:mine"))


def write_application(request: SignedInRequest, mentor: Mentor, template: str, *, then: str) -> HttpResponse:
    stands = queries.application_of(mentor)
    form = ApplicationForm(
        request.POST or None,
        instance=stands or Application(mentor=mentor),
        row_version=stands.version if stands else NO_VERSION,
    )

    def stands_now() -> list[tuple[object, object]]:
        now = queries.application_of(mentor)
        return [(field.label, getattr(now, field.name)) for field in ApplicationForm()]

    return fill_in(
        request,
        form,
        template=template,
        context={**around(mentor), "stands_now": stands_now},
        deed=partial(actions.apply, mentor, by=request.user, on=timezone.localdate()),
        said=_("Saved. Thank you."),
        then=then,
    )


# ── the training coordinator's ─────────────────────────────────────────────────────────────────────────


@require_safe
@opens_programme(Permission.CERTIFICATES_VIEW)
def certificates(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Whose certificate is valid, and whose is due within sixty days."""
    rows = queries.certificate_rows(programme, timezone.localdate())
    context = {
        "programme": programme,
        "soon": [row for row in rows if row.is_soon],
        "later": [row for row in rows if not row.is_soon],
    }
    return render(request, "screening/certificates.html", context)


@require_safe
@opens_programme(Permission.MENTOR_CHECK)
def show(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    """Everything that is kept about one mentor, and what is missing before a pair."""
    mentor = queries.mentor_in(programme, mentor_id)
    file = queries.file_of(mentor, timezone.localdate())
    asked = method_of(programme.method_id).screening
    return render(request, "screening/show.html", {**around(mentor), "file": file, "asked": asked})


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def application(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    """Write down for a mentor what they say."""
    mentor = queries.mentor_in(programme, mentor_id)
    return write_application(request, mentor, "screening/application.html", then=file_url(mentor))


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def interview(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    mentor = queries.mentor_in(programme, mentor_id)
    stands = queries.interview_of(mentor)
    noted = queries.answers_in(stands)
    form = InterviewForm(
        request.POST or None,
        questions=method_of(programme.method_id).screening.interview,
        today=timezone.localdate(),
        initial={"held_on": stands.held_on, **noted} if stands else None,
        row_version=stands.version if stands else NO_VERSION,
    )
    return keep(request, mentor, form, "screening/interview.html", actions.hold_interview)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def reference(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    mentor = queries.mentor_in(programme, mentor_id)
    form = ReferenceForm(request.POST or None, today=timezone.localdate())
    return keep(request, mentor, form, "screening/reference.html", actions.ask_reference)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def answer(request: ProgrammeRequest, programme: Programme, reference_id: UUID) -> HttpResponse:
    """What somebody said whom we asked about a mentor."""
    asked = queries.reference_about(programme, reference_id)
    stands = {name: getattr(asked, name) for name in ("verdict", "said", "answered_on") if asked.verdict}
    form = AnswerForm(
        request.POST or None, today=timezone.localdate(), initial=stands, row_version=asked.version
    )
    return fill_in(
        request,
        form,
        template="screening/answer.html",
        context={
            **around(asked.mentor),
            "asked": asked,
            "questions": method_of(programme.method_id).screening.reference_questions,
        },
        deed=partial(actions.keep_reference, asked, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=file_url(asked.mentor),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def certificate(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    mentor = queries.mentor_in(programme, mentor_id)
    asked = method_of(programme.method_id).screening
    form = CertificateForm(request.POST or None, asked=asked, today=timezone.localdate())
    return keep(request, mentor, form, "screening/certificate.html", actions.keep_certificate)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def decide(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    mentor = queries.mentor_in(programme, mentor_id)
    form = DecisionForm(request.POST or None)
    return keep(request, mentor, form, "screening/decide.html", actions.decide)


def keep(
    request: ProgrammeRequest, mentor: Mentor, form: PlainForm, template: str, action: Callable[..., object]
) -> HttpResponse:
    missing = queries.in_words(queries.cleared(mentor.programme, timezone.localdate())[mentor.pk])
    return fill_in(
        request,
        form,
        template=template,
        context={**around(mentor), "missing": missing},
        deed=partial(action, mentor, by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=file_url(mentor),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def terms(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    """How many young people, where, and whether it is paid."""
    mentor = queries.mentor_in(programme, mentor_id)
    name = mentor.person.name
    form = TermsForm(request.POST or None, instance=mentor, row_version=mentor.version)
    return fill_in(
        request,
        form,
        template="screening/terms.html",
        context={**around(mentor), "name": name, "application": queries.application_of(mentor)},
        deed=partial(actions.change_terms, mentor, by=request.user),
        said=_("Saved."),
        then=file_url(mentor),
    )


@require_POST
@opens_programme(Permission.MENTOR_CHECK)
def back(request: ProgrammeRequest, programme: Programme, leave_id: UUID) -> HttpResponse:
    """A mentor is back earlier than noted."""
    leave = queries.leave_in(programme, leave_id)
    return answer_deed(
        request,
        deed=partial(actions.come_back, leave, by=request.user, on=timezone.localdate()),
        said=_("The leave is ended. Whoever stood in does not see the young people any more."),
        then=file_url(leave.mentor),
    )
