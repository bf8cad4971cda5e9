"""The pages of short questionnaires: filling one in, and noting the total of one that is not ours to show."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission
from lidzas.assessments import queries
from lidzas.assessments.actions import measuring
from lidzas.assessments.choices import Voice
from lidzas.assessments.forms import MeasureForm, TotalForm
from lidzas.assessments.views.frame import framed, voice_of
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.programmes.queries import method_of
from lidzas.ui.pages import fill_in


def measures_url(case: Case) -> str:
    return reverse("assessments:measures", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.ASSESSMENT_VIEW)
def measures(request: CaseRequest, case: Case) -> HttpResponse:
    """What was filled in so far. The young person reads their answers in words, and no number."""
    only = Voice.MENTEE if request.standing.is_mentee else None
    context = framed(
        request, case, instruments=method_of(case.method_id).instruments,
        measured=queries.measured_on(case, voice=only),
    )  # fmt: skip
    return render(request, "assessments/measures.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_ANSWER)
def measure(request: CaseRequest, case: Case, instrument: str) -> HttpResponse:
    known = queries.instrument_named(case, instrument)
    return fill_in(
        request,
        MeasureForm(request.POST or None, instrument=known),
        template="assessments/measure.html",
        context=framed(request, case, instrument=known),
        deed=partial(
            measuring.take_measurement, case, known.key, voice_of(request), by=request.user,
            on=timezone.localdate(),
        ),
        said=_("Saved. Thank you."),
        then=measures_url(case),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_case(Permission.ASSESSMENT_CLOSE)
def total(request: CaseRequest, case: Case) -> HttpResponse:
    """The bare total of an instrument used under the programme's own licence."""
    today = timezone.localdate()
    return fill_in(
        request,
        TotalForm(request.POST or None, since=case.opened_on, today=today),
        template="assessments/total.html",
        context=framed(request, case),
        deed=partial(measuring.note_total, case, by=request.user, on=today),
        said=_("The total is on record."),
        then=measures_url(case),
    )
