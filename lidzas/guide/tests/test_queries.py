"""Which methods are shipped, and the exercise that is made of one."""

import logging
from dataclasses import replace

import pytest

from lidzas.accounts.models import User
from lidzas.guide.choices import GameKind, Verdict
from lidzas.guide.queries import (
    choice_of,
    games_of,
    is_for_practice,
    is_untouched,
    play_of,
    query,
    shipped_methods,
)
from tests.builders import a_person, a_programme


def slip_of(method, kind, text):
    return next(slip for slip in games_of(method)[kind].slips if slip.text.startswith(text))


def test_every_folder_with_a_method_is_shipped(two_methods):
    assert list(shipped_methods()) == ["pardomat", "pavadoni"]


def test_a_method_is_read_once(two_methods):
    assert shipped_methods()["pardomat"] is shipped_methods()["pardomat"]


def test_a_faulty_method_is_left_out_and_logged(two_methods, caplog):
    faulty = two_methods / "pardomat" / "method.toml"
    faulty.write_text(faulty.read_text().replace('code = "pardomat"', "code = 7"))

    with caplog.at_level(logging.ERROR, logger="lidzas.guide"):
        assert list(shipped_methods()) == ["pavadoni"]
    assert "The method in pardomat is left out" in caplog.text


def test_of_two_folders_with_one_code_the_first_counts(two_methods):
    twin = two_methods / "pavadoni" / "method.toml"
    twin.write_text(twin.read_text().replace('code = "pavadoni"', 'code = "pardomat"'))

    assert [method.version for method in shipped_methods().values()] == ["1"]


def test_a_choice_is_kept_in_the_address(two_methods):
    assert choice_of({}).query() == ""
    assert choice_of({"m": "pavadoni", "role": "guide"}).query() == "?m=pavadoni&role=guide"
    assert choice_of({"m": "pavadoni", "role": "guide"}).query(role="") == "?m=pavadoni"


def test_a_role_the_method_does_not_know_is_nobodys(two_methods):
    assert choice_of({"m": "pardomat", "role": "guide"}).role is None


def test_a_method_that_is_not_shipped_cannot_be_chosen(two_methods, shelf):
    assert choice_of({"m": "other"}) is None


def test_an_empty_shelf_offers_no_choice(shelf):
    assert choice_of({}) is None


def test_an_address_leaves_out_what_is_empty():
    assert query(a="", b="ā & b") == "?b=%C4%81+%26+b"


@pytest.mark.django_db
def test_an_installation_is_untouched_until_a_person_may_sign_in():
    assert is_untouched()

    a_person()

    assert not is_untouched()


@pytest.mark.django_db
def test_an_installation_with_a_programme_is_not_untouched():
    a_programme()
    User.objects.update(is_active=False)

    assert not is_untouched()
    assert not is_for_practice()


@pytest.mark.django_db
def test_an_invented_programme_makes_an_installation_for_practice():
    a_programme(is_practice=True)

    assert is_for_practice()


@pytest.mark.covers("S6.01")
def test_all_cards_are_dealt_once_into_mixed_handfuls(pardomat):
    game = games_of(pardomat)[GameKind.STAGES]

    dealt = [slip for hand in game.hands for slip in hand]
    assert sorted(dealt, key=lambda slip: slip.name) == sorted(game.slips, key=lambda slip: slip.name)
    assert [len(hand) for hand in game.hands] == [8, 8, 8, 8, 7, 7]
    assert all(len({slip.fits for slip in hand}) >= 4 for hand in game.hands)


def test_the_handfuls_are_the_same_for_everybody(pardomat):
    first, second = (games_of(pardomat)[GameKind.STAGES].hands for _ in range(2))

    assert first == second
    assert list(first[0]) != sorted(first[0], key=lambda slip: slip.name)


@pytest.mark.covers("S6.01")
def test_several_places_may_be_right(pardomat):
    slip = slip_of(pardomat, GameKind.STAGES, "Carry out the first assessment")

    verdicts = {place: slip.verdict(place) for place in ("meeting", "goals", "doing")}
    assert verdicts == {"meeting": Verdict.FITS, "goals": Verdict.ALSO, "doing": Verdict.AGAIN}


@pytest.mark.covers("S6.01")
def test_the_card_that_belongs_nowhere_has_a_place_of_its_own(pardomat):
    game = games_of(pardomat)[GameKind.STAGES]
    slip = slip_of(pardomat, GameKind.STAGES, "Promise weekly formal meetings")

    assert game.names(slip.fits) == "None of these"
    assert game.places[-1].name == "None of these"


def test_cards_are_sorted_by_who_does_them_too(pardomat):
    game = games_of(pardomat)[GameKind.PEOPLE]
    slip = slip_of(pardomat, GameKind.PEOPLE, "Write the final report")

    assert game.names(slip.fits) == "Case manager, Project team"
    assert slip.verdict("team") is slip.verdict("case_manager") is Verdict.FITS
    assert slip.verdict("mentee") is Verdict.AGAIN


def test_the_closing_questions_are_found_among_twelve(pardomat):
    game = games_of(pardomat)[GameKind.QUESTIONS]

    [hand] = game.hands
    assert len(hand) == 12
    assert sum(slip.fits == ("closing",) for slip in hand) == 6
    assert all(slip.name.startswith("question") for slip in hand)


def test_a_method_without_cards_has_nothing_to_sort(no_cards):
    choice = choice_of({})

    assert games_of(choice.method) == {}
    assert play_of(choice, {}) is None


def test_a_method_without_a_place_for_misfits_has_none(pardomat):
    game = games_of(replace(pardomat, nowhere=None))[GameKind.STAGES]

    assert [place.key for place in game.places] == [stage.key for stage in pardomat.stages]


def test_an_address_asks_for_a_game_a_handful_and_a_shape(choice):
    play = play_of(choice, {"by": "people", "hand": "2", "as": "list"})

    assert (play.game.kind, play.hand, play.is_list) == (GameKind.PEOPLE, "2", True)
    assert play.query() == "?by=people&hand=2&as=list"
    assert play.slips == play.game.hands[1]


@pytest.mark.parametrize("hand", ["", "0", "7", "-1", "x", "²"])
def test_a_handful_that_does_not_exist_is_the_first(choice, hand):
    assert play_of(choice, {"hand": hand}).hand == "1"


def test_after_the_last_handful_nothing_follows(choice):
    following = {hand: play_of(choice, {"hand": hand}).next_hand for hand in ("1", "6", "all")}

    assert following == {"1": "2", "6": "", "all": ""}


def test_all_cards_can_lie_on_the_table_at_once(choice):
    assert len(play_of(choice, {"hand": "all"}).slips) == 46


def test_the_chosen_method_travels_with_the_answers(two_methods):
    play = play_of(choice_of({"m": "pavadoni", "role": "guide"}), {})

    assert play.kept == {"m": "pavadoni", "role": "guide", "by": "stages", "hand": "1"}
