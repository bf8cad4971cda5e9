"""What was seen of a young person at events, and what both sides say in private."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.events.actions import seeing
from lidzas.events.forms import ObserveForm, PairForm
from lidzas.events.queries import observations_on
from lidzas.events.queries.people import events_of_case, mentor_of
from lidzas.events.queries.programme import named_sessions
from lidzas.events.queries.signals import signals_on
from lidzas.events.queries.together import contact_with, contacts_in, first_contact_of, shared_reflections
from lidzas.ui.pages import answer_deed, fill_in


def observations_page(case: Case) -> str:
    return reverse("events:observations", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.OBSERVATION_VIEW)
def observations(request: CaseRequest, case: Case) -> HttpResponse:
    """What was seen, for the young person and their case manager; the mentor does not read it."""
    is_mine = request.standing.is_mentee
    contacts = [each for each in contacts_in(case) if not is_mine or each.cell.is_met]
    context = {
        "case": case,
        "is_mine": is_mine,
        "observations": observations_on(case),
        "contacts": contacts,
        "first_contact": first_contact_of(case),
        "reflections": [] if is_mine else shared_reflections(case),
        "may_write": not case.is_closed and request.standing.allows(Permission.OBSERVATION_WRITE),
        "may_read_signals": request.standing.allows(Permission.SIGNALS_VIEW),
    }
    return render(request, "events/observations.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.OBSERVATION_WRITE)
def observe(request: CaseRequest, case: Case) -> HttpResponse:
    today = timezone.localdate()
    form = ObserveForm(
        request.POST or None,
        sessions=named_sessions(events_of_case(case), get_language() or ""),
        since=case.opened_on,
        today=today,
    )
    return fill_in(
        request,
        form,
        template="events/observe.html",
        context={"case": case},
        deed=partial(seeing.observe, case, by=request.user, on=today),
        said=_("Written down."),
        then=observations_page(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.OBSERVATION_WRITE)
def pair(request: CaseRequest, case: Case, mentor_id: UUID) -> HttpResponse:
    """Whether the two have met, and how contact looked."""
    mentor, today = mentor_of(case.programme, mentor_id), timezone.localdate()
    stands = contact_with(case, mentor)
    ease = "" if stands.cell.ease is None else str(stands.cell.ease.value)
    form = PairForm(
        request.POST or None, initial={"has_met": "yes" if stands.cell.is_met else "no", "ease": ease}
    )
    return fill_in(
        request,
        form,
        template="events/pair.html",
        context={"case": case, "mentor": mentor, "stands": stands},
        deed=partial(seeing.see_pair, case, mentor.person, by=request.user, on=today),
        said=_("Written down."),
        then=observations_page(case),
    )


@require_http_methods(["POST"])
@opens_case(Permission.OBSERVATION_WRITE)
def first_contact(request: CaseRequest, case: Case) -> HttpResponse:
    today = timezone.localdate()
    return answer_deed(
        request,
        deed=partial(seeing.make_first_contact, case, made_on=today, by=request.user, on=today),
        said=_("First contact is made."),
        then=observations_page(case),
    )


@require_safe
@opens_case(Permission.SIGNALS_VIEW)
def signals(request: CaseRequest, case: Case) -> HttpResponse:
    """Both sides of every pair, for the case manager of this case alone."""
    return render(request, "events/signals.html", {"case": case, "pairs": signals_on(case)})
