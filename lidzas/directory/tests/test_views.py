"""The pages of places and people, as each role sees them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.directory.actions import note_approach, remark, show_to
from lidzas.directory.models import Approach, Listing, ListingNote, Shown
from lidzas.directory.tests.builders import CONSENT, WORDS, a_helper, a_place
from tests.builders import DAY

FILLED = {name: value for name, value in WORDS.items() if value is not None}


def at(name, programme, listing=None):
    ids = {"listing_id": listing.pk} if listing else {}
    return reverse(f"directory:{name}", kwargs={"programme_code": programme.code, **ids})


def of(name, case, **ids):
    return reverse(f"directory:{name}", kwargs={"case_id": case.pk, **ids})


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def send(client, address, said=None):
    return client.post(address, {"form_key": uuid4().hex, **(said or {})})


@pytest.fixture
def place(programme, case_manager):
    return a_place(programme, by=case_manager)


def test_the_directory_says_what_it_is_for_while_it_is_empty(programme, case_manager, signed_in):
    assert "No places yet" in seen(signed_in(case_manager), at("index", programme))


@pytest.mark.covers("S1.28", "S1.31")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("words=BIBLIOTEKA", ["Jelgavas bibliotēka"]),
        ("words=dobele", ["Kafejnīca"]),
        ("chance=trial_day", ["Kafejnīca"]),
        ("chance=anything", ["Jelgavas bibliotēka", "Kafejnīca", "Koris"]),
        ("only=unchecked", ["Koris"]),
        ("only=suggested", []),
        ("words=nowhere", []),
        ("words=%00", ["Jelgavas bibliotēka", "Kafejnīca", "Koris"]),
    ],
)
def test_places_are_found_by_name_municipality_kind_and_age(
    programme, place, case_manager, signed_in, asked, names
):
    a_place(programme, by=case_manager, name="Kafejnīca", municipality="Dobele", chance="trial_day")
    a_place(
        programme, by=case_manager, name="Koris", chance="hobby", checked_on=DAY - timedelta(days=400),
        municipality="",
    )  # fmt: skip
    content = seen(signed_in(case_manager), f"{at('index', programme)}?{asked}")
    for name in ("Jelgavas bibliotēka", "Kafejnīca", "Koris"):
        assert (f">{name}</a>" in content) == (name in names)


def test_a_list_asks_the_database_as_often_for_one_place_as_for_three(
    programme, place, case, case_manager, mentor, mentee, client
):
    pages = [
        (case_manager, at("index", programme)), (mentor, reverse("directory:for_mentors")),
        (mentee, of("shown", case)), (case_manager, of("choose", case)),
    ]  # fmt: skip
    counts = []
    for name in (None, "Kino", "Koris"):
        if name:
            a_place(programme, by=case_manager, name=name)
        for row in Listing.objects.exclude(shown__case=case):
            show_to(case, row, why="Near", by=case_manager, on=DAY)
        counts.append([asked(client, person, page) for person, page in pages])
    assert counts[0] == counts[1] == counts[2]


def asked(client, person, page):
    client.force_login(person)
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        seen(client, page)
    return len(queries)


@pytest.mark.covers("S1.28")
def test_a_case_manager_lists_a_place(programme, case_manager, signed_in):
    client = signed_in(case_manager)
    seen(client, at("add", programme))
    response = send(client, at("add", programme), FILLED)
    listing = Listing.objects.get()
    assert response.headers["location"] == at("show", programme, listing)
    content = seen(client, response.headers["location"])
    for words in ("Putting books on shelves", "Bus 5 to the market", "A lift, and a quiet corner", "16–25"):
        assert words in content


@pytest.mark.covers("S1.29")
def test_a_person_without_consent_is_asked_for_it_and_nothing_typed_is_lost(
    programme, case_manager, signed_in
):
    client = signed_in(case_manager)
    seen(client, at("add_person", programme))
    response = send(client, at("add_person", programme), FILLED)
    assert response.status_code == 422
    assert "Putting books on shelves" in response.content.decode()
    assert not Listing.objects.exists()
    send(client, at("add_person", programme), {**FILLED, **CONSENT})
    assert Listing.objects.get().is_person


def test_a_similar_name_is_shown_before_a_second_place_is_made(programme, place, case_manager, signed_in):
    client = signed_in(case_manager)
    response = send(client, at("add", programme), FILLED)
    content = response.content.decode()
    assert response.status_code == 422
    assert at("show", programme, place) in content
    assert "This is another one" in content
    send(client, at("add", programme), {**FILLED, "is_another": "on"})
    assert Listing.objects.count() == 2


def test_ages_that_cross_are_told_beside_the_field(programme, case_manager, signed_in):
    response = send(signed_in(case_manager), at("add", programme), {**FILLED, "youngest": 30, "oldest": 20})
    assert "This age is lower than the one above." in response.content.decode()


def test_a_name_with_a_sign_that_cannot_be_kept_is_refused_in_words(programme, case_manager, signed_in):
    response = send(signed_in(case_manager), at("add", programme), {**FILLED, "name": "a\x00b"})
    assert response.status_code == 422


def test_a_developer_suggests_and_a_case_manager_takes_it_up(programme, developer, case_manager, client):
    client.force_login(developer)
    assert at("suggest", programme) in seen(client, at("index", programme))
    seen(client, at("suggest", programme))
    send(client, at("suggest", programme), FILLED)
    listing = Listing.objects.get()
    assert at("take_up", programme, listing) not in seen(client, at("show", programme, listing))
    client.force_login(case_manager)
    assert at("take_up", programme, listing) in seen(client, at("show", programme, listing))
    send(client, at("take_up", programme, listing))
    listing.refresh_from_db()
    assert listing.answer == "not_asked"


def test_what_is_suggested_stays_with_the_team(case, developer, mentor, signed_in):
    listing = a_place(case.programme, by=developer, is_suggested=True)
    client = signed_in(mentor)
    assert WORDS["name"] not in seen(client, reverse("directory:for_mentors"))
    assert client.get(reverse("directory:for_mentor", args=[listing.pk])).status_code == 404


def test_a_place_is_put_right_and_who_comes_second_sees_what_stands(
    programme, place, case_manager, signed_in
):
    client, address = signed_in(case_manager), at("change", programme, place)
    seen(client, address)
    send(client, address, {**FILLED, "version": place.version, "name": "Library"})
    response = send(client, address, {**FILLED, "version": place.version, "name": "Other"})
    assert response.status_code == 422
    assert "Library" in response.content.decode()


def test_a_person_is_put_right_with_the_consent(programme, case_manager, signed_in):
    person = a_helper(programme, by=case_manager)
    client, address = signed_in(case_manager), at("change", programme, person)
    assert CONSENT["consent_words"] in seen(client, address)
    send(client, address, {**FILLED, **CONSENT, "version": person.version, "offer": "Baking"})
    person.refresh_from_db()
    assert person.offer == "Baking"


@pytest.mark.covers("S1.30")
def test_a_talk_is_written_down_and_read_by_the_next_colleague(
    programme, place, case_manager, coordinator, client
):
    client.force_login(case_manager)
    seen(client, at("approach", programme, place))
    send(
        client,
        at("approach", programme, place),
        {"asked_on": DAY, "words": "Two places in May", "answer": "agreed"},
    )
    assert Approach.objects.get().answer == "agreed"
    client.force_login(coordinator)
    content = seen(client, at("show", programme, place))
    assert "Two places in May" in content
    assert case_manager.name in content
    assert "Has agreed" in content


def test_a_place_not_checked_for_a_year_says_so_kindly(programme, case_manager, signed_in):
    old = a_place(programme, by=case_manager, checked_on=DAY - timedelta(days=400))
    client = signed_in(case_manager)
    assert "A call before going there is a good idea." in seen(client, at("show", programme, old))
    send(client, at("still_right", programme, old))
    assert "A call before going there is a good idea." not in seen(client, at("show", programme, old))


@pytest.mark.covers("S1.29")
def test_a_consent_taken_back_removes_the_person(programme, case_manager, signed_in):
    person = a_helper(programme, by=case_manager)
    client = signed_in(case_manager)
    assert at("withdraw", programme, person) in seen(client, at("show", programme, person))
    assert send(client, at("withdraw", programme, person)).headers["location"] == at("index", programme)
    assert not Listing.objects.exists()


def test_the_project_manager_reads_and_changes_nothing(programme, place, project_manager, signed_in):
    client = signed_in(project_manager)
    content = seen(client, at("show", programme, place))
    for name in ("change", "approach", "still_right"):
        assert at(name, programme, place) not in content
    assert at("add", programme) not in seen(client, at("index", programme))


def test_a_mentor_reads_the_places_and_adds_what_they_know(case, place, mentor, signed_in):
    client, address = signed_in(mentor), reverse("directory:for_mentor", args=[place.pk])
    assert address in seen(client, reverse("directory:for_mentors"))
    assert "No notes yet." in seen(client, address)
    send(client, address, {"words": "The back door has no steps"})
    assert ListingNote.objects.get().by == mentor
    assert "The back door has no steps" in seen(client, address)


def test_notes_of_the_team_talks_and_consent_are_not_shown_to_mentors_and_young_people(
    case, case_manager, mentor, mentee, client
):
    person = a_helper(case.programme, by=case_manager)
    note_approach(person, answer="agreed", words="CANARY-talk", asked_on=DAY, by=case_manager)
    remark(person, words="CANARY-remark", by=mentor, on=DAY)
    show_to(case, person, why="Quiet", by=case_manager, on=DAY)
    client.force_login(mentor)
    for address in (reverse("directory:for_mentor", args=[person.pk]), of("shown", case)):
        content = seen(client, address)
        assert [word for word in ("team-note", "consent", "talk") if f"CANARY-{word}" in content] == []
    client.force_login(mentee)
    assert "CANARY" not in seen(client, of("shown", case))


def test_who_is_no_mentor_finds_no_mentors_places(place, stranger, mentor, signed_in):
    for person in (stranger, mentor):
        client = signed_in(person)
        assert client.get(reverse("directory:for_mentors")).status_code == 404
        assert client.get(reverse("directory:for_mentor", args=[place.pk])).status_code == 404


def test_a_mentor_finds_nothing_and_is_led_back(case, mentor, signed_in):
    assert "Nothing like this is listed" in seen(signed_in(mentor), reverse("directory:for_mentors"))


@pytest.mark.covers("S1.28")
def test_a_case_manager_shows_a_place_and_the_young_person_reads_how_to_get_there(
    case, place, case_manager, mentee, client
):
    client.force_login(mentee)
    assert "Nothing here yet" in seen(client, of("shown", case))
    client.force_login(case_manager)
    assert "Nothing was shown yet" in seen(client, of("shown", case))
    assert of("show_to", case, listing_id=place.pk) in seen(client, of("choose", case))
    seen(client, of("show_to", case, listing_id=place.pk))
    send(client, of("show_to", case, listing_id=place.pk), {"why": "It is quiet there"})
    assert "shown already" in seen(client, of("choose", case))
    client.force_login(mentee)
    content = seen(client, of("shown", case))
    for words in (
        "It is quiet there",
        "Bus 5 to the market",
        "A lift, and a quiet corner",
        "Rita at the desk",
    ):
        assert words in content


def test_a_young_person_says_what_interests_them(case, place, case_manager, mentee, client):
    shown = show_to(case, place, why="", by=case_manager, on=DAY)
    address = of("interest", case, shown_id=shown.pk)
    client.force_login(mentee)
    assert address in seen(client, of("shown", case))
    send(client, address, {"interest": "yes"})
    client.force_login(case_manager)
    assert "This interests me" in seen(client, of("shown", case))
    client.force_login(mentee)
    send(client, address, {"interest": "made up"})
    shown.refresh_from_db()
    assert shown.interest == ""


def test_what_is_paused_leaves_the_young_persons_page_and_can_be_taken_back(
    case, place, case_manager, mentee, client
):
    shown = show_to(case, place, why="", by=case_manager, on=DAY)
    note_approach(place, answer="paused", words="Renovating", asked_on=DAY, by=case_manager)
    client.force_login(mentee)
    assert WORDS["name"] not in seen(client, of("shown", case))
    client.force_login(case_manager)
    assert "Paused" in seen(client, of("shown", case))
    send(client, of("take_back", case, shown_id=shown.pk))
    assert not Shown.objects.exists()


def test_an_empty_choice_leads_to_the_directory(case, case_manager, signed_in):
    assert at("index", case.programme) in seen(signed_in(case_manager), of("choose", case))


def test_an_age_limit_may_have_one_end_only(programme, case_manager, signed_in):
    client = signed_in(case_manager)
    ends = [
        ({"oldest": None}, "from 16"),
        ({"youngest": None}, "up to 25"),
        ({"youngest": None, "oldest": None}, ""),
    ]
    for number, (words, said) in enumerate(ends):
        listing = a_place(programme, by=case_manager, name=f"Place {number}", **words)
        content = seen(client, at("show", programme, listing))
        assert said in content
        assert ("Age in years" in content) == bool(said)
