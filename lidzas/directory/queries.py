"""What pages and other apps ask about places and people that help."""

from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.directory.choices import Answer, Chance, Only
from lidzas.directory.facts import is_alike, words_in
from lidzas.directory.models import CHECKED_HOLDS_FOR, Approach, Listing, ListingNote, Listings, Shown
from lidzas.programmes.models import Programme

AT_MOST = 100


def found(rows: Listings, *, on: date, words: str = "", chance: str = "", only: str = "") -> list[Listing]:
    """A list narrowed by name or municipality, kind and state; by name, no longer than anybody reads."""
    rows = rows.named_like(words)
    if chance in Chance.values:
        rows = rows.filter(chance=chance)
    if only == Only.UNCHECKED:
        rows = rows.unchecked(on=on)
    if only == Only.SUGGESTED:
        rows = rows.filter(answer=Answer.SUGGESTED)
    shown = list(rows.order_by("search_name", "pk")[:AT_MOST])
    for row in shown:
        row.is_old = row.checked_on < on - CHECKED_HOLDS_FOR
    return shown


def described(row: Listing, *, on: date) -> Listing:
    """Say of a row what a reader needs to know, and whether it was last checked more than a year ago."""
    row.is_old = row.checked_on < on - CHECKED_HOLDS_FOR
    row.about = about(row)
    return row


def listings_of(programme: Programme) -> Listings:
    rows: Listings = Listing.objects.filter(programme=programme)
    return rows


def listings_for_mentor(person: User) -> Listings:
    rows: Listings = Listing.objects.for_mentor(person)
    return rows


def counts_of(programme: Programme, *, on: date) -> dict[str, int]:
    """How many stand here, wait to be taken up, and were not checked for a year."""
    return listings_of(programme).aggregate(
        all=Count("pk"),
        suggested=Count("pk", filter=Q(answer=Answer.SUGGESTED)),
        unchecked=Count("pk", filter=Q(checked_on__lt=on - CHECKED_HOLDS_FOR)),
    )


def listing_of(programme: Programme, listing_id: UUID, *, on: date) -> Listing:
    rows = listings_of(programme).select_related("programme", "by")
    return described(get_object_or_404(rows, pk=listing_id), on=on)


def listing_for_mentor(person: User, listing_id: UUID, *, on: date) -> Listing:
    rows = listings_for_mentor(person).select_related("programme", "by")
    return described(get_object_or_404(rows, pk=listing_id), on=on)


def listing_to_show(case: Case, listing_id: UUID, *, on: date) -> Listing:
    """One that is on offer in the programme of a case."""
    rows = listings_of(case.programme).on_offer().select_related("programme", "by")
    return described(get_object_or_404(rows, pk=listing_id), on=on)


def approaches_of(listing: Listing) -> list[Approach]:
    """Every talk, the newest first."""
    rows = Approach.objects.filter(listing=listing).select_related("by")
    return list(rows.order_by("-asked_on", "-made_at"))


def remarks_on(listing: Listing) -> list[ListingNote]:
    rows = ListingNote.objects.filter(listing=listing).select_related("by")
    return list(rows.order_by("-written_on", "-made_at"))


def known_like(programme: Programme, name: str) -> list[Listing]:
    """What stands in the directory under a name that may mean the same."""
    words = words_in(name)
    if not words:
        return []
    near = reduce(or_, (Q(search_name__contains=word) for word in words))
    rows = listings_of(programme).filter(near).order_by("search_name", "pk")
    return [row for row in rows if is_alike(name, row.name)]


def shown_to(case: Case) -> QuerySet[Shown]:
    """What was shown to a young person, the newest first."""
    rows = Shown.objects.filter(case=case).select_related("listing", "by", "case")
    return rows.order_by("-shown_on", "-made_at")


def shown_on_page(case: Case, *, as_mentee: bool, on: date) -> list[Shown]:
    """What was shown, described; the young person is spared what is not on offer any more."""
    rows = [row for row in shown_to(case) if row.listing.is_on_offer or not as_mentee]
    for row in rows:
        described(row.listing, on=on)
    return rows


def shown_of(case: Case, shown_id: UUID) -> Shown:
    return get_object_or_404(shown_to(case), pk=shown_id)


def places_for(case: Case) -> list[Listing]:
    """The places and people shown to a young person that are on offer now."""
    return [row.listing for row in shown_to(case) if row.listing.is_on_offer]


def on_offer_for(case: Case) -> Listings:
    """The same, as rows to choose from."""
    rows: Listings = Listing.objects.filter(shown__case=case).on_offer()
    return rows


def choices_of(programme: Programme) -> list[tuple[str, str]]:
    """Every place and person on offer in a programme, as answers of a choice field."""
    rows = listings_of(programme).on_offer().order_by("search_name", "pk")
    return [(str(row.pk), in_a_line(row)) for row in rows]


def in_a_line(row: Listing) -> str:
    """`Library · Volunteering · Jelgava`."""
    return " · ".join(word for word in (row.name, row.get_chance_display(), row.municipality) if word)


def shown_choices(case: Case) -> set[UUID]:
    """The listings that a young person has been shown."""
    return set(Shown.objects.filter(case=case).values_list("listing_id", flat=True))


def in_numbers(listing: Listing) -> int:
    """To how many young people it was shown; whose they are stays with their case managers."""
    return Shown.objects.filter(listing=listing).count()


def about(listing: Listing) -> list[tuple[str, object]]:
    """What a young person needs to know of a place, as far as it is written."""
    rows = (
        (_("What kind"), listing.get_chance_display()),
        (_("What is there"), listing.offer),
        (_("Where"), ", ".join(word for word in (listing.where, listing.municipality) if word)),
        (_("How to get there"), listing.way_there),
        (_("Getting in and feeling at ease"), listing.access),
        (_("Whom to ask, and how"), listing.contact),
        (_("Age in years"), ages_of(listing)),
        (_("For how many at once"), listing.capacity),
    )
    return [(label, said) for label, said in rows if said]


def ages_of(listing: Listing) -> str:
    if listing.youngest is not None and listing.oldest is not None:
        return f"{listing.youngest}–{listing.oldest}"
    if listing.youngest is not None:
        return _("from %(age)s") % {"age": listing.youngest}
    return _("up to %(age)s") % {"age": listing.oldest} if listing.oldest is not None else ""
