"""The directory of a programme."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.directory import actions
from lidzas.directory.choices import Chance
from lidzas.directory.forms import ApproachForm, ListingForm, NewListing, NewPerson, PersonForm
from lidzas.directory.models import Listing
from lidzas.directory.queries import (
    approaches_of,
    counts_of,
    found,
    in_numbers,
    known_like,
    listing_of,
    listings_of,
    remarks_on,
)
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import answer_deed, fill_in

PLACE_FIELDS = (
    "name", "chance", "offer", "municipality", "where", "way_there", "access", "contact", "youngest", "oldest",
    "capacity", "notes", "checked_on",
)  # fmt: skip
PERSON_FIELDS = (*PLACE_FIELDS, "consent_words", "consent_on")


def list_of(programme: Programme) -> str:
    return reverse("directory:index", kwargs={"programme_code": programme.code})


def page_of(listing: Listing) -> str:
    return reverse(
        "directory:show", kwargs={"programme_code": listing.programme.code, "listing_id": listing.pk}
    )


@require_safe
@opens_programme(Permission.PLACES_VIEW)
def index(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "").replace("\x00", "") for name in ("words", "chance", "only")}
    context = {
        "programme": programme,
        "listings": found(listings_of(programme), on=today, **asked),
        "counts": counts_of(programme, on=today),
        "chances": Chance.choices,
        "may_write": is_allowed(Permission.PLACES_WRITE, in_programme=request.roles),
        "may_suggest": is_allowed(Permission.PLACES_SUGGEST, in_programme=request.roles),
        **asked,
    }
    return render(request, "directory/index.html", context)


def take_new(
    request: ProgrammeRequest,
    programme: Programme,
    *,
    template: str,
    said: str,
    is_person: bool = False,
    is_suggested: bool = False,
) -> HttpResponse:
    """A form for something new; what is known under a similar name is shown beside it."""
    kind = NewPerson if is_person else NewListing
    form = kind(request.POST or None, today=timezone.localdate())
    return fill_in(
        request,
        form,
        template=template,
        context={
            "programme": programme,
            "known": known_like(programme, form.data.get("name", "").replace("\x00", "")),
        },
        deed=partial(
            actions.add_listing, programme, is_person=is_person, is_suggested=is_suggested, by=request.user
        ),
        said=said,
        then=page_of,
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PLACES_WRITE)
def add(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    return take_new(request, programme, template="directory/add.html", said=_("The place is listed."))


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PLACES_WRITE)
def add_person(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    return take_new(
        request,
        programme,
        template="directory/add_person.html",
        said=_("The person is listed."),
        is_person=True,
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PLACES_SUGGEST)
def suggest(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    return take_new(
        request,
        programme,
        template="directory/suggest.html",
        said=_("Suggested. A case manager or the coordinator can take it up."),
        is_suggested=True,
    )


@require_safe
@opens_programme(Permission.PLACES_VIEW)
def show(request: ProgrammeRequest, programme: Programme, listing_id: UUID) -> HttpResponse:
    listing = listing_of(programme, listing_id, on=timezone.localdate())
    context = {
        "programme": programme,
        "listing": listing,
        "approaches": approaches_of(listing),
        "remarks": remarks_on(listing),
        "times_shown": in_numbers(listing),
        "may_write": is_allowed(Permission.PLACES_WRITE, in_programme=request.roles),
    }
    return render(request, "directory/show.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PLACES_WRITE)
def change(request: ProgrammeRequest, programme: Programme, listing_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    listing = listing_of(programme, listing_id, on=today)
    kind, names = (PersonForm, PERSON_FIELDS) if listing.is_person else (ListingForm, PLACE_FIELDS)
    stands = {name: getattr(listing, name) for name in names}
    form = kind(request.POST or None, today=today, initial=stands, row_version=listing.version)
    return fill_in(
        request,
        form,
        template="directory/change.html",
        context={
            "programme": programme,
            "listing": listing,
            "stands_now": lambda: [(form.fields[name].label, said) for name, said in stands.items() if said],
        },
        deed=partial(actions.change_listing, listing, by=request.user),
        said=_("Saved."),
        then=page_of,
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.PLACES_WRITE)
def approach(request: ProgrammeRequest, programme: Programme, listing_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    listing = listing_of(programme, listing_id, on=today)
    return fill_in(
        request,
        ApproachForm(request.POST or None, today=today),
        template="directory/approach.html",
        context={"programme": programme, "listing": listing},
        deed=partial(actions.note_approach, listing, by=request.user),
        said=_("Noted."),
        then=page_of(listing),
    )


@require_POST
@opens_programme(Permission.PLACES_WRITE)
def still_right(request: ProgrammeRequest, programme: Programme, listing_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    listing = listing_of(programme, listing_id, on=today)
    return answer_deed(
        request,
        deed=partial(actions.still_right, listing, by=request.user, on=today),
        said=_("Good to know. Checked today."),
        then=page_of(listing),
    )


@require_POST
@opens_programme(Permission.PLACES_WRITE)
def take_up(request: ProgrammeRequest, programme: Programme, listing_id: UUID) -> HttpResponse:
    listing = listing_of(programme, listing_id, on=timezone.localdate())
    return answer_deed(
        request,
        deed=partial(actions.take_up, listing, by=request.user),
        said=_("Taken up. The next step is a talk with them."),
        then=page_of(listing),
    )


@require_POST
@opens_programme(Permission.PLACES_WRITE)
def withdraw(request: ProgrammeRequest, programme: Programme, listing_id: UUID) -> HttpResponse:
    listing = listing_of(programme, listing_id, on=timezone.localdate())
    return answer_deed(
        request,
        deed=partial(actions.withdraw_consent, listing, by=request.user),
        said=_("Removed, with everything written about the person."),
        then=list_of(programme),
    )
