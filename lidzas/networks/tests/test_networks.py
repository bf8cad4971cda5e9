"""The map of one's own people and places: who writes it, who sees what, and looking back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lidzas.cases.actions import close_case
from lidzas.cases.models import Case
from lidzas.networks import actions
from lidzas.networks.choices import Energy, Kind, Line, Reach, Ring, Shown, Wish
from lidzas.networks.facts import MIDDLE, RINGS, Told, changes_between, ecomap_drawing, rings_drawing
from lidzas.networks.models import Picture, Tie
from lidzas.networks.queries import told
from lidzas.records.actions import Stale
from tests.builders import DAY

WORDS = {
    "name": "Omīte", "kind": Kind.PERSON, "ring": Ring.CLOSE, "line": Line.STRONG, "energy": Energy.GIVES,
    "reach": Reach.CAN_CALL, "wish": Wish.FINE, "note": "CANARY-note", "shown": Shown.NOBODY,
}  # fmt: skip


def a_tie(case: Case, mentee, **words) -> Tie:
    return actions.add_tie(case, by=mentee, on=DAY, **{**WORDS, **words})


def url(page: str, case: Case, **more) -> str:
    return reverse(f"networks:{page}", kwargs={"case_id": case.pk, **more})


def read(client, page: str, case: Case, **more) -> str:
    return client.get(url(page, case, **more)).content.decode()


@pytest.mark.covers("S2.19")
def test_the_young_person_puts_somebody_on_the_map_and_sees_it_drawn_and_listed(case, mentee, signed_in):
    client = signed_in(mentee)

    answer = client.post(url("add", case), {**WORDS, "form_key": "a"})

    assert answer.headers["location"] == url("show", case)
    [tie] = Tie.objects.all()
    assert (tie.name, tie.line, tie.shown) == ("Omīte", Line.STRONG, Shown.NOBODY)
    page = read(client, "show", case)
    assert page.count(">Omīte<") == 3  # on the rings, on the ecomap, in the list
    assert "network-way is-strong" in page
    assert 'marker-start="url(#arrow)"' in page
    assert 'marker-end="url(#arrow)"' not in page
    assert "CANARY-note" in page


def test_only_the_name_the_kind_and_the_ring_are_asked_for(case, mentee, signed_in):
    client = signed_in(mentee)
    assert client.post(url("add", case), {"form_key": "a", "shown": "nobody"}).status_code == 422
    sent = {"name": "M", "kind": "group", "ring": "meet", "shown": "nobody", "form_key": "b"}
    assert client.post(url("add", case), sent).status_code == 302
    page = read(client, "show", case)
    assert "network-way is-open" in page
    assert "tie-facts" not in page


def test_others_see_only_what_is_shown_to_them(case, mentee, mentor, case_manager, signed_in):
    a_tie(case, mentee, name="CANARY-mine")
    a_tie(case, mentee, name="CANARY-ours", shown=Shown.CASE_MANAGER)
    a_tie(case, mentee, name="CANARY-all", shown=Shown.BOTH)
    picture = actions.keep_picture(case, by=mentee, on=DAY)

    for person, seen in (
        (mentee, {"mine", "ours", "all"}), (case_manager, {"ours", "all"}), (mentor, {"all"}),
    ):  # fmt: skip
        client = signed_in(person)
        for page in (read(client, "show", case), read(client, "earlier", case, picture_id=picture.pk)):
            assert {word for word in ("mine", "ours", "all") if f"CANARY-{word}" in page} == seen


def test_nothing_shown_is_said_without_saying_that_there_is_something(case, mentee, mentor, signed_in):
    client = signed_in(mentor)
    empty = read(client, "show", case)
    a_tie(case, mentee)
    assert read(client, "show", case).count("<svg") == empty.count("<svg")
    assert "Nothing is shown to you" in empty


def test_the_others_may_not_write(case, mentee, mentor, case_manager, signed_in):
    tie = a_tie(case, mentee, shown=Shown.BOTH)
    for person in (mentor, case_manager):
        client = signed_in(person)
        assert client.get(url("add", case)).status_code == 403
        assert client.get(url("change", case, tie_id=tie.pk)).status_code == 403
        assert client.post(url("let_go", case, tie_id=tie.pk)).status_code == 403
        assert client.post(url("keep", case)).status_code == 403
        assert url("change", case, tie_id=tie.pk) not in read(client, "show", case)


def test_a_tie_is_said_anew_and_a_stale_form_changes_nothing(case, mentee, signed_in):
    tie, client = a_tie(case, mentee), signed_in(mentee)
    sent = {**WORDS, "ring": "meet", "shown": "both", "version": tie.version, "form_key": "a"}

    assert client.get(url("change", case, tie_id=tie.pk)).status_code == 200
    assert client.post(url("change", case, tie_id=tie.pk), sent).status_code == 302
    tie.refresh_from_db()
    assert (tie.ring, tie.shown) == (Ring.MEET, Shown.BOTH)
    with pytest.raises(Stale):
        actions.change_tie(tie, by=mentee, on=DAY, version=1, **WORDS)


def test_taken_off_the_map_it_stays_in_the_kept_picture(case, mentee, signed_in):
    tie, client = a_tie(case, mentee), signed_in(mentee)
    client.post(url("keep", case), {"form_key": "a"})
    client.post(url("let_go", case, tie_id=tie.pk), {"form_key": "b"})

    [picture] = Picture.objects.all()
    page = read(client, "earlier", case, picture_id=picture.pk)
    assert "Omīte" in page
    assert "No longer on the map." in page
    assert "Your map is empty" in read(client, "show", case)
    assert client.get(url("change", case, tie_id=tie.pk)).status_code == 404


@pytest.mark.covers("S4.29")
def test_then_and_now_differ_in_what_came_went_or_was_said_anew():
    def tie(name: str, ring: str) -> Told:
        return Told(name, name, Kind.PERSON, ring, "", "", "", "")

    then = [tie("Ilze", Ring.MEET), tie("Jānis", Ring.CLOSE), tie("Anna", Ring.CLOSE)]
    now = [tie("Ilze", Ring.TRUST), tie("Library", Ring.MEET), tie("Anna", Ring.CLOSE)]
    changes = changes_between(then, now)
    assert [(change.name, bool(change.then), bool(change.now)) for change in changes] == [
        ("Ilze", True, True), ("Library", False, True), ("Jānis", True, False),
    ]  # fmt: skip
    assert changes_between(now, now) == []


def test_looking_back_says_what_is_new_and_when_nothing_is(case, mentee, signed_in):
    tie, client = a_tie(case, mentee), signed_in(mentee)
    picture = actions.keep_picture(case, by=mentee, on=DAY)
    assert "Everything is as it was." in read(client, "earlier", case, picture_id=picture.pk)
    actions.change_tie(tie, by=mentee, on=DAY, **{**WORDS, "line": Line.STRAINED})
    a_tie(case, mentee, name="Bibliotēka", kind=Kind.GROUP)
    page = read(client, "earlier", case, picture_id=picture.pk)
    assert "Said anew." in page
    assert "New on the map." in page


def test_an_empty_map_is_not_kept_and_a_full_one_takes_no_more(case, mentee, signed_in):
    client = signed_in(mentee)
    client.post(url("keep", case), {"form_key": "a"})
    assert not Picture.objects.exists()
    for _each in range(actions.ROOM):
        a_tie(case, mentee)
    with pytest.raises(actions.NetworkFull):
        a_tie(case, mentee)


def test_a_closed_case_is_read_and_not_written(case, mentee, case_manager, signed_in):
    tie = a_tie(case, mentee)
    close_case(case, by=case_manager, on=DAY)
    client = signed_in(mentee)
    page = read(client, "show", case)
    assert "Omīte" in page
    assert url("change", case, tie_id=tie.pk) not in page
    client.post(url("let_go", case, tie_id=tie.pk), {"form_key": "a"})
    tie.refresh_from_db()
    assert tie.let_go_on is None


def test_the_empty_map_of_a_closed_case_offers_nothing(case, mentee, case_manager, signed_in):
    close_case(case, by=case_manager, on=DAY)
    assert url("add", case) not in read(signed_in(mentee), "show", case)


def test_the_map_asks_the_database_as_often_for_three_as_for_one(
    case, mentee, signed_in, django_assert_num_queries
):
    client = signed_in(mentee)
    a_tie(case, mentee)
    read(client, "show", case)
    with CaptureQueriesContext(connection) as one:
        read(client, "show", case)
    for _each in range(2):
        a_tie(case, mentee)
    with django_assert_num_queries(len(one)):
        read(client, "show", case)


ties = st.builds(
    Told,
    id=st.uuids().map(str),
    name=st.text(max_size=60),
    kind=st.sampled_from(Kind.values),
    ring=st.sampled_from(Ring.values),
    line=st.sampled_from(["", *Line.values]),
    energy=st.sampled_from(["", *Energy.values]),
    reach=st.just(""),
    wish=st.just(""),
)


def test_what_is_logged_of_a_tie_or_picture_tells_nothing(case, mentee):
    tie = a_tie(case, mentee)
    assert "Omīte" not in f"{tie} {actions.keep_picture(case, by=mentee, on=DAY)}"


@given(st.lists(ties, max_size=actions.ROOM))
def test_every_tie_is_drawn_once_within_the_frame_and_on_its_ring(drawn):
    rings, ecomap = rings_drawing(drawn), ecomap_drawing(drawn)
    for dots in (rings, ecomap):
        assert sorted(dot.tie.id for dot in dots) == sorted(tie.id for tie in drawn)
        assert len({(dot.x, dot.y) for dot in dots}) == len(dots)
        assert all(0 <= dot.x <= 2 * MIDDLE and 0 <= dot.label_y <= 2 * MIDDLE for dot in dots)
        assert all(90 <= dot.label_x <= 2 * MIDDLE - 90 for dot in dots)
    for dot in rings:
        distance = ((dot.x - MIDDLE) ** 2 + (dot.y - MIDDLE) ** 2) ** 0.5
        assert abs(distance - RINGS[dot.tie.ring]) < 1
    assert all(len(dot.tie.short_name) <= 13 for dot in rings)


def test_a_difficult_bond_is_told_by_its_shape(case, mentee):
    calm, hard = a_tie(case, mentee), a_tie(case, mentee, line=Line.STRAINED)
    ways = [dot.way.count("L") for dot in ecomap_drawing([told(calm), told(hard)])]
    assert ways == [1, 8]
