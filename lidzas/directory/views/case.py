"""Places and people as a young person and a mentor see them."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.directory import actions
from lidzas.directory.choices import Chance, Interest
from lidzas.directory.forms import RemarkForm, ShowForm
from lidzas.directory.queries import (
    found,
    listing_for_mentor,
    listing_to_show,
    listings_for_mentor,
    listings_of,
    remarks_on,
    shown_choices,
    shown_of,
    shown_on_page,
)
from lidzas.people.queries import is_mentor
from lidzas.ui.pages import answer_deed, fill_in


def page_of(case: Case) -> str:
    return reverse("directory:shown", kwargs={"case_id": case.pk})


def asked_in(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\x00", "") for name in ("words", "chance")}


@require_safe
@signed_in
def for_mentors(request: SignedInRequest) -> HttpResponse:
    """What is on offer where the person is a mentor."""
    if not is_mentor(request.user):
        raise Http404
    asked = asked_in(request)
    listings = found(listings_for_mentor(request.user), on=timezone.localdate(), **asked)
    context = {"listings": listings, "chances": Chance.choices, **asked}
    return render(request, "directory/for_mentors.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def for_mentor(request: SignedInRequest, listing_id: UUID) -> HttpResponse:
    """One place, with what mentors know about it, and room to add to that."""
    today = timezone.localdate()
    listing = listing_for_mentor(request.user, listing_id, on=today)
    return fill_in(
        request,
        RemarkForm(request.POST or None),
        template="directory/for_mentor.html",
        context={"listing": listing, "remarks": remarks_on(listing)},
        deed=partial(actions.remark, listing, by=request.user, on=today),
        said=_("Noted. Thank you."),
        then=reverse("directory:for_mentor", kwargs={"listing_id": listing.pk}),
    )


@require_safe
@opens_case(Permission.PLACES_SHOWN_VIEW)
def shown(request: CaseRequest, case: Case) -> HttpResponse:
    standing, is_open = request.standing, not case.is_closed
    context = {
        "case": case,
        "is_mine": standing.is_mentee,
        "rows": shown_on_page(case, as_mentee=standing.is_mentee, on=timezone.localdate()),
        "may_show": is_open and standing.allows(Permission.PLACES_SHOW),
        "may_answer": is_open and standing.allows(Permission.PLACES_SHOWN_ANSWER),
        "tap_yes": {"interest": Interest.YES},
        "tap_not_now": {"interest": Interest.NOT_NOW},
    }
    return render(request, "directory/shown.html", context)


@require_safe
@opens_case(Permission.PLACES_SHOW)
def choose(request: CaseRequest, case: Case) -> HttpResponse:
    """The directory, to choose from for one young person."""
    asked = asked_in(request)
    on_offer = listings_of(case.programme).on_offer()
    context = {
        "case": case,
        "listings": found(on_offer, on=timezone.localdate(), **asked),
        "shown": shown_choices(case),
        "chances": Chance.choices,
        **asked,
    }
    return render(request, "directory/choose.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.PLACES_SHOW)
def show_to(request: CaseRequest, case: Case, listing_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    listing = listing_to_show(case, listing_id, on=today)
    return fill_in(
        request,
        ShowForm(request.POST or None),
        template="directory/show_to.html",
        context={"case": case, "listing": listing},
        deed=partial(actions.show_to, case, listing, by=request.user, on=today),
        said=_("The young person sees it now."),
        then=page_of(case),
    )


@require_POST
@opens_case(Permission.PLACES_SHOW)
def take_back(request: CaseRequest, case: Case, shown_id: UUID) -> HttpResponse:
    row = shown_of(case, shown_id)
    return answer_deed(
        request,
        deed=partial(actions.take_back, row, by=request.user, on=timezone.localdate()),
        said=_("It is not shown any more."),
        then=page_of(case),
    )


@require_POST
@opens_case(Permission.PLACES_SHOWN_ANSWER)
def interest(request: CaseRequest, case: Case, shown_id: UUID) -> HttpResponse:
    row = shown_of(case, shown_id)
    said = request.POST.get("interest", "")
    return answer_deed(
        request,
        deed=partial(
            actions.say_interest,
            row,
            interest=said if said in Interest.values else Interest.NOTHING,
            by=request.user,
            on=timezone.localdate(),
        ),
        said=_("Noted. You can change it any time."),
        then=page_of(case),
    )
