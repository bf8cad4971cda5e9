"""When two names mean the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lidzas.directory.facts import is_alike


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Jelgavas bibliotēka", "JELGAVAS PILSĒTAS BIBLIOTEKA"),
        ("SIA „Rīts”", "Rīts"),
        ("A1", "a1"),
        ("Biedrība „Saules stars”", "saules stars"),
    ],
)
def test_the_same_place_in_other_words_is_known(name, other):
    assert is_alike(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Jelgavas bibliotēka", "Jelgavas kino"), ("SIA Rīts", "SIA Vakars"), ("A1", "B2"), ("", "Rīts")],
)
def test_another_place_is_not_taken_for_it(name, other):
    assert not is_alike(name, other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_does_not_matter_which_name_comes_first(name, other):
    assert is_alike(name, other) == is_alike(other, name)
