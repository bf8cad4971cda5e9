"""Places and people that can help a young person on their way: with work, a course, company."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lidzas.accounts.models import User, fold
from lidzas.cases.models import Case, CaseRecord
from lidzas.directory.choices import ON_OFFER, Answer, Chance, Interest
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme, ProgrammeRecord
from lidzas.records.fields import SealedTextField

CHECKED_HOLDS_FOR = timedelta(days=365)


class Listings(models.QuerySet["Listing"]):
    def for_mentor(self, person: User) -> "Listings":
        """What is on offer in every programme in which the person is a mentor today."""
        places = Mentor.objects.filter(person=person, left_on=None)
        return self.filter(programme_id__in=places.values("programme_id")).on_offer()

    def on_offer(self) -> "Listings":
        return self.filter(answer__in=ON_OFFER)

    def named_like(self, words: str) -> "Listings":
        """Whose name or municipality contains every word, whatever the case and diacritics."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_name__contains=word)
        return found

    def unchecked(self, *, on: date) -> "Listings":
        return self.filter(checked_on__lt=on - CHECKED_HOLDS_FOR)


class Listing(ProgrammeRecord):
    """A place or a person that can help (S1.28, S1.29). A person stands here by their own consent only.

    Taking the consent back removes the row with everything written about the person.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="listings")
    is_person = models.BooleanField(_("a person"))
    name = models.CharField(_("name"), max_length=120)
    municipality = models.CharField(_("municipality"), max_length=80, blank=True)
    search_name = models.CharField(max_length=800, editable=False)
    chance = models.CharField(_("kind"), max_length=20, choices=Chance)
    offer = SealedTextField(_("what is there"))
    where = SealedTextField(_("where"), blank=True)
    way_there = SealedTextField(_("how to get there"), blank=True)
    access = SealedTextField(_("getting in and feeling at ease"), blank=True)
    contact = SealedTextField(_("whom to ask, and how"), blank=True)
    youngest = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("for how many at once"), null=True, blank=True)
    notes = SealedTextField(_("notes"), blank=True)
    answer = models.CharField(_("how it stands"), max_length=20, choices=Answer, default=Answer.NOT_ASKED)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_words = SealedTextField(_("who gave it, and how"), blank=True)
    checked_on = models.DateField(_("checked on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Said of a row by the queries, as of a day.
    is_old: bool
    about: list[tuple[str, object]]

    objects: ClassVar = Listings.as_manager()

    class Meta:
        verbose_name = _("place or person")
        verbose_name_plural = _("places and people")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_person_is_listed_by_consent",
                condition=Q(is_person=False, consent_on=None, consent_words="")
                | (Q(is_person=True, consent_on__isnull=False) & ~Q(consent_words="")),
            ),
            models.CheckConstraint(
                name="listing_takes_the_youngest_before_the_oldest",
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")),
            ),
            models.CheckConstraint(name="listing_has_a_known_answer", condition=Q(answer__in=Answer.values)),
            models.CheckConstraint(name="listing_is_of_a_known_kind", condition=Q(chance__in=Chance.values)),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "search_name"], name="listings_by_name")]

    def __str__(self) -> str:
        return f"Listing {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_name = fold(f"{self.name} {self.municipality}")
        super().save(*args, **kwargs)

    @property
    def is_on_offer(self) -> bool:
        return self.answer in ON_OFFER

    @property
    def is_suggested(self) -> bool:
        return self.answer == Answer.SUGGESTED


class Approach(ProgrammeRecord):
    """That somebody of the programme spoke with a listed place or person, and what came of it. Never edited."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="approaches")
    asked_on = models.DateField(_("when"))
    answer = models.CharField(_("how it stands"), max_length=20, choices=Answer)
    words = SealedTextField(_("what came of it"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("talk with a place or person")
        verbose_name_plural = _("talks with places and people")
        indexes: ClassVar = [models.Index(fields=["listing", "-asked_on"], name="approaches_of_a_listing")]
        constraints: ClassVar = [
            models.CheckConstraint(name="approach_has_a_known_answer", condition=Q(answer__in=Answer.values))
        ]

    def __str__(self) -> str:
        return f"Approach {self.pk}"


class ListingNote(ProgrammeRecord):
    """What somebody who knows a place adds: a mentor who was there, for one. Never edited."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="remarks")
    written_on = models.DateField(_("written on"))
    words = SealedTextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("note on a place or person")
        verbose_name_plural = _("notes on places and people")

    def __str__(self) -> str:
        return f"Note {self.pk}"


class Shown(CaseRecord):
    """That a place or person was shown to a young person, with a word on why, and what they say to it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="shown_listings")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="shown")
    why = SealedTextField(_("why it could suit"), blank=True)
    shown_on = models.DateField(_("shown on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    interest = models.CharField(
        _("what the young person says"), max_length=10, choices=Interest, default="", blank=True
    )

    class Meta:
        verbose_name = _("shown place or person")
        verbose_name_plural = _("shown places and people")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "listing"], name="a_listing_is_shown_once_to_a_young_person"
            ),
            models.CheckConstraint(
                name="shown_listing_has_a_known_word", condition=Q(interest__in=Interest.values)
            ),
        ]

    def __str__(self) -> str:
        return f"Shown {self.pk}"
