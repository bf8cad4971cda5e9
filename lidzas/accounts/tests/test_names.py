"""Which names may be the same person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lidzas.accounts.facts import are_alike, halves_of, one_edit_apart, words_of

NAMES = st.text("abcdeāšž", min_size=6, max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Bērziņa", "anna berzina"),
        ("Anna Bērziņa", "Bērziņa Anna"),
        ("Anna Bērziņa", "Ana Bērziņa"),
        ("Anna Bērziņa", "Anna Bērziņš"),
        ("Anna-Marija Kalna", "Kalna Anna Marija"),
        ("Bērziņa Ana", "Anna Bērziņa"),
    ],
)
def test_names_that_differ_in_order_signs_or_one_letter_are_alike(one, other):
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Bērziņa", "Inga Bērziņa"),
        ("Anna", "Ana"),
        ("Anna Bērziņa", "Anna Bērziņa Kalna"),
        ("Jānis Ozols", "Jana Ozola"),
    ],
)
def test_other_names_are_not(one, other):
    assert not are_alike(one, other)


@given(NAMES, st.data())
def test_one_edit_leaves_one_half_whole(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    edit = data.draw(st.sampled_from(["more", "less", "other"]))
    changed = name[:at] + ("" if edit == "less" else "x") + name[at + (edit != "more") :]
    assert one_edit_apart(name, changed)
    assert any(half in " ".join(words_of(name)) for half in halves_of(changed))
