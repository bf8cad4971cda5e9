"""Listing places and people, speaking with them, showing them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from lidzas.cases.actions import CaseClosed, close_case
from lidzas.directory.actions import (
    ConsentMissing,
    KnownAlready,
    NotAPerson,
    NotOnOffer,
    NotSuggested,
    ShownAlready,
    add_listing,
    change_listing,
    note_approach,
    remark,
    say_interest,
    show_to,
    still_right,
    take_back,
    take_up,
    withdraw_consent,
)
from lidzas.directory.models import Approach, Listing, ListingNote, Shown
from lidzas.directory.queries import choices_of, places_for, shown_choices
from lidzas.directory.tests.builders import CONSENT, WORDS, a_helper, a_place
from lidzas.records.actions import Stale
from tests.builders import DAY, a_programme

pytestmark = pytest.mark.django_db


@pytest.mark.covers("S1.28")
def test_a_place_says_where_it_is_how_to_get_there_and_when_this_was_checked(programme, case_manager):
    place = add_listing(programme, is_person=False, by=case_manager, **WORDS)
    stands = Listing.objects.get(pk=place.pk)
    assert {name: getattr(stands, name) for name in WORDS} == WORDS
    assert (stands.answer, stands.is_person) == ("not_asked", False)


@pytest.mark.covers("S1.29")
def test_a_person_is_listed_by_consent_with_who_gave_it_and_when(programme, case_manager):
    person = a_helper(programme, by=case_manager)
    assert (person.consent_on, person.consent_words) == (DAY, CONSENT["consent_words"])


@pytest.mark.covers("S1.29")
@pytest.mark.parametrize("left_out", [*CONSENT])
def test_without_consent_a_person_is_not_listed(programme, case_manager, left_out):
    with pytest.raises(ConsentMissing):
        a_helper(programme, by=case_manager, **{left_out: None})
    assert not Listing.objects.exists()


@pytest.mark.covers("S1.29")
def test_the_database_itself_keeps_no_person_without_consent(programme, case_manager):
    place = a_place(programme, by=case_manager)
    with pytest.raises(IntegrityError):
        Listing.objects.filter(pk=place.pk).update(is_person=True)


@pytest.mark.covers("S1.29")
def test_who_takes_the_consent_back_is_removed_with_everything_written(case, case_manager, mentor):
    person = a_helper(case.programme, by=case_manager)
    note_approach(person, answer="agreed", words="Yes", asked_on=DAY, by=case_manager)
    remark(person, words="Kind", by=mentor, on=DAY)
    show_to(case, person, why="", by=case_manager, on=DAY)
    withdraw_consent(person, by=case_manager)
    assert not any(model.objects.exists() for model in (Listing, Approach, ListingNote, Shown))


def test_a_place_has_no_consent_to_take_back(programme, case_manager):
    with pytest.raises(NotAPerson):
        withdraw_consent(a_place(programme, by=case_manager), by=case_manager)


def test_a_name_that_is_known_is_asked_about_once(programme, case_manager):
    a_place(programme, by=case_manager)
    alike = {**WORDS, "name": "Jelgavas pilsētas bibliotēka"}
    with pytest.raises(KnownAlready):
        add_listing(programme, is_person=False, by=case_manager, **alike)
    add_listing(programme, is_person=False, is_another=True, by=case_manager, **alike)
    assert Listing.objects.count() == 2


def test_a_name_known_in_another_programme_is_not_told_of(programme, case_manager):
    a_place(a_programme("Elsewhere"), by=case_manager)
    assert add_listing(programme, is_person=False, by=case_manager, **WORDS)


def test_a_name_of_signs_alone_is_like_no_other(programme, case_manager):
    a_place(programme, by=case_manager)
    assert add_listing(programme, is_person=False, by=case_manager, **{**WORDS, "name": "…"})


@pytest.mark.covers("S1.30")
def test_a_talk_is_kept_with_who_when_and_what_came_of_it(programme, case_manager):
    place = a_place(programme, by=case_manager)
    note_approach(place, answer="asked", words="They think about it", asked_on=DAY, by=case_manager)
    note_approach(
        place, answer="agreed", words="Two places from May", asked_on=DAY + timedelta(days=7), by=case_manager
    )
    place.refresh_from_db()
    assert (place.answer, place.checked_on) == ("agreed", DAY + timedelta(days=7))
    assert [(row.words, row.by) for row in Approach.objects.order_by("asked_on")] == [
        ("They think about it", case_manager), ("Two places from May", case_manager),
    ]  # fmt: skip


def test_an_older_talk_written_down_late_does_not_change_how_it_stands(programme, case_manager):
    place = a_place(programme, by=case_manager)
    note_approach(place, answer="agreed", words="Yes", asked_on=DAY, by=case_manager)
    note_approach(
        place, answer="declined", words="Not yet", asked_on=DAY - timedelta(days=3), by=case_manager
    )
    place.refresh_from_db()
    assert place.answer == "agreed"


def test_a_suggestion_is_taken_up_once(programme, developer, case_manager):
    place = a_place(programme, by=developer, is_suggested=True)
    assert not place.is_on_offer
    assert take_up(place, by=case_manager).is_on_offer
    with pytest.raises(NotSuggested):
        take_up(place, by=case_manager)


def test_what_was_checked_today_says_so(programme, case_manager):
    place = a_place(programme, by=case_manager, checked_on=DAY - timedelta(days=500))
    assert still_right(place, by=case_manager, on=DAY).checked_on == DAY


def test_of_two_changes_the_second_is_told(programme, case_manager):
    place = a_place(programme, by=case_manager)
    seen = place.version
    change_listing(place, by=case_manager, version=seen, **{**WORDS, "name": "Library"})
    with pytest.raises(Stale):
        change_listing(place, by=case_manager, version=seen, **WORDS)
    place.refresh_from_db()
    assert (place.name, place.search_name) == ("Library", "library jelgava")


@pytest.mark.covers("S1.31")
def test_what_is_on_offer_can_be_chosen_with_its_kind(programme, case_manager):
    place = a_place(programme, by=case_manager)
    a_place(programme, by=case_manager, name="Kino", is_suggested=True)
    assert choices_of(programme) == [(str(place.pk), "Jelgavas bibliotēka · Volunteering · Jelgava")]


def test_a_place_is_shown_once_and_taken_back(case, case_manager):
    place = a_place(case.programme, by=case_manager)
    shown = show_to(case, place, why="Quiet", by=case_manager, on=DAY)
    with pytest.raises(ShownAlready):
        show_to(case, place, why="", by=case_manager, on=DAY)
    assert (places_for(case), shown_choices(case)) == ([place], {place.pk})
    take_back(shown, by=case_manager, on=DAY)
    assert places_for(case) == []


def test_what_is_not_on_offer_is_not_shown(case, case_manager):
    place = a_place(case.programme, by=case_manager)
    shown = show_to(case, place, why="", by=case_manager, on=DAY)
    note_approach(place, answer="paused", words="Renovating", asked_on=DAY, by=case_manager)
    place.refresh_from_db()
    assert places_for(case) == []
    take_back(shown, by=case_manager, on=DAY)
    with pytest.raises(NotOnOffer):
        show_to(case, place, why="", by=case_manager, on=DAY)


def test_a_young_person_says_what_interests_them_and_changes_it(case, case_manager, mentee):
    shown = show_to(case, a_place(case.programme, by=case_manager), why="", by=case_manager, on=DAY)
    assert say_interest(shown, interest="yes", by=mentee, on=DAY).interest == "yes"
    assert say_interest(shown, interest="not_now", by=mentee, on=DAY).interest == "not_now"


def test_nothing_is_shown_in_a_case_that_has_ended(case, case_manager):
    close_case(case, by=case_manager, on=DAY)
    with pytest.raises(CaseClosed):
        show_to(case, a_place(case.programme, by=case_manager), why="", by=case_manager, on=DAY)
