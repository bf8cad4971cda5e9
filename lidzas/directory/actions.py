"""Keeping the directory of places and people, speaking with them, and showing them to a young person."""

from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import hold
from lidzas.cases.models import Case
from lidzas.directory.choices import Answer, Chance, Interest
from lidzas.directory.models import Approach, Listing, ListingNote, Shown
from lidzas.directory.queries import known_like
from lidzas.programmes.actions import hold_programme
from lidzas.programmes.models import Programme
from lidzas.records.actions import Refusal, take_version


class KnownAlready(Refusal):
    """Something under a very similar name stands in the directory."""


class ConsentMissing(Refusal):
    """A person stands in the directory by their own consent only (S1.29)."""


class NotSuggested(Refusal):
    """Only a suggestion is taken up."""


class NotAPerson(Refusal):
    """A place gives no consent that it could take back."""


class NotOnOffer(Refusal):
    """The place or person declined, paused, or was only suggested."""


class ShownAlready(Refusal):
    """The young person has been shown this one."""


class ListingWords(TypedDict):
    """All that is written about a place or a person."""

    name: str
    chance: str
    offer: str
    municipality: str
    where: str
    way_there: str
    access: str
    contact: str
    youngest: int | None
    oldest: int | None
    capacity: int | None
    notes: str
    checked_on: date
    consent_on: NotRequired[date]
    consent_words: NotRequired[str]


@transaction.atomic
def add_listing(
    programme: Programme,
    *,
    is_person: bool,
    by: User,
    is_another: bool = False,
    is_suggested: bool = False,
    **words: Unpack[ListingWords],
) -> Listing:
    """Put a place or a person into the directory (S1.28, S1.29).

    Raises KnownAlready for a name that stands there in similar words, unless it `is_another`;
    ConsentMissing for a person without consent.
    """
    hold_programme(programme)
    if is_person and not (words.get("consent_on") and words.get("consent_words")):
        raise ConsentMissing(_("A person is listed only by their own consent. Please ask first."))
    if not is_another and known_like(programme, words["name"]):
        raise KnownAlready(
            _(
                "Something with a similar name is in the directory already. Please look whether it is the same."
            )
        )
    Chance(words["chance"])
    listing = Listing.objects.create(
        programme=programme,
        is_person=is_person,
        answer=Answer.SUGGESTED if is_suggested else Answer.NOT_ASKED,
        by=by,
        **words,
    )
    record("place.suggest" if is_suggested else "place.add", listing, by=by)
    return listing


@transaction.atomic
def change_listing(
    listing: Listing, *, by: User, version: int | None = None, **words: Unpack[ListingWords]
) -> Listing:
    """Put right what stands about a place or a person."""
    take_version(listing, version)
    Chance(words["chance"])
    for name, value in words.items():
        setattr(listing, name, value)
    listing.save()
    record("place.change", listing, by=by)
    return listing


@transaction.atomic
def still_right(listing: Listing, *, by: User, on: date) -> Listing:
    """Say that what stands here was checked today and is right."""
    take_version(listing, None)
    listing.checked_on = on
    listing.save(update_fields=["checked_on"])
    record("place.check", listing, by=by)
    return listing


@transaction.atomic
def take_up(listing: Listing, *, by: User) -> Listing:
    """Make a suggestion one's own: from now on it is on offer."""
    listing = Listing.objects.select_for_update(no_key=True).get(pk=listing.pk)
    if not listing.is_suggested:
        raise NotSuggested(_("This one was taken up already."))
    take_version(listing, None)
    listing.answer = Answer.NOT_ASKED
    listing.save(update_fields=["answer"])
    record("place.take_up", listing, by=by)
    return listing


@transaction.atomic
def note_approach(listing: Listing, *, answer: str, words: str, asked_on: date, by: User) -> Approach:
    """Note a talk with a place or person, and how it stands since (S1.30).

    A talk that is written down later than a newer one does not change how it stands.
    """
    listing = Listing.objects.select_for_update(no_key=True).get(pk=listing.pk)
    is_newest = not Approach.objects.filter(listing=listing, asked_on__gt=asked_on).exists()
    approach = Approach.objects.create(
        programme_id=listing.programme_id, listing=listing, answer=Answer(answer), words=words,
        asked_on=asked_on, by=by,
    )  # fmt: skip
    if is_newest:
        take_version(listing, None)
        listing.answer = Answer(answer)
        listing.checked_on = max(listing.checked_on, asked_on)
        listing.save(update_fields=["answer", "checked_on"])
    record("place.approach", approach, by=by)
    return approach


@transaction.atomic
def remark(listing: Listing, *, words: str, by: User, on: date) -> ListingNote:
    """Add what one knows of a place from having been there."""
    note = ListingNote.objects.create(
        programme_id=listing.programme_id, listing=listing, words=words, written_on=on, by=by
    )
    record("place.remark", note, by=by)
    return note


@transaction.atomic
def withdraw_consent(listing: Listing, *, by: User) -> None:
    """A person takes the consent back: everything about them is removed, also where it was shown (S1.29)."""
    if not listing.is_person:
        raise NotAPerson(_("This is a place. It can be paused instead."))
    record("place.withdraw", listing, by=by)
    listing.delete()


@transaction.atomic
def show_to(case: Case, listing: Listing, *, why: str, by: User, on: date) -> Shown:
    """Show a place or person to the young person of a case, with a word on why."""
    case = hold(case, on=on)
    if not listing.is_on_offer:
        raise NotOnOffer(_("This is not on offer now. Please choose another."))
    if Shown.objects.filter(case=case, listing=listing).exists():
        raise ShownAlready(_("This was shown already."))
    shown = Shown.objects.create(case=case, listing=listing, why=why, shown_on=on, by=by)
    record("place.show", shown, by=by)
    return shown


@transaction.atomic
def take_back(shown: Shown, *, by: User, on: date) -> None:
    """Take a shown place or person off the young person's page."""
    hold(shown.case, on=on)
    record("place.take_back", shown, by=by)
    shown.delete()


@transaction.atomic
def say_interest(shown: Shown, *, interest: str, by: User, on: date) -> Shown:
    """The young person says whether this is something for them; it can be said anew at any time."""
    hold(shown.case, on=on)
    shown.interest = Interest(interest)
    shown.save(update_fields=["interest"])
    record("place.interest", shown, by=by)
    return shown
