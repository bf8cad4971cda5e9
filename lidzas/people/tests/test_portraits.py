"""Whatever lies in the answers, reading them never breaks; and two people side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lidzas.people.choices import TIMES, Part
from lidzas.people.facts import Portrait, Shown, has_something, hours_in, is_shared, portrait_of, written_with
from lidzas.people.facts.beside import Found, Thing, Topic, side_by_side
from lidzas.people.models import AboutMe
from lidzas.people.queries.beside import beside
from lidzas.people.queries.cards import Words

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from([
    "values", "likes", "dislikes", "style", "style_wishes", "languages", "times", "online", "travel_limit",
    "experiences", "facts", "wishes", "strengths", "channels", "x",
])  # fmt: skip
KEYS = st.frozensets(st.sampled_from(["a", "b", "c", "d"]))


@st.composite
def portraits(draw):
    likes = draw(KEYS)
    return Portrait(
        values=tuple(sorted(draw(KEYS))),
        likes=likes,
        dislikes=draw(KEYS) - likes,
        style=draw(st.dictionaries(st.sampled_from(["a", "b"]), st.integers(1, 5))),
        languages=draw(st.frozensets(st.sampled_from(["lv", "ru"]))),
        times=draw(st.frozensets(st.sampled_from(["mon_morning", "sun_evening"]))),
        strengths=dict.fromkeys(draw(KEYS), ""),
        experiences=draw(KEYS),
    )


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(NAMES, ANYTHING, max_size=6) | ANYTHING, ANYTHING)
def test_nothing_that_lies_there_breaks_the_reading(portrait, parts):
    about = AboutMe(portrait=portrait, parts=parts)
    read = portrait_of(about)
    assert not read.likes & read.dislikes
    assert all(1 <= step <= 5 for step in read.style.values())
    for part in Part:
        has_something(about, part)
        assert is_shared(about, part, unsaid=True) in (True, False)
        assert isinstance(written_with(about, part), str)


@settings(deadline=None)
@given(st.frozensets(st.sampled_from(TIMES)))
def test_hours_of_a_week_add_up(times):
    assert hours_in(times) == sum(5 if time.endswith("afternoon") else 4 for time in times)
    assert hours_in(["never"]) == 0


@pytest.mark.covers("S1.42")
@settings(deadline=None)
@given(portraits(), portraits())
def test_side_by_side_holds_every_thing_told_once_and_reads_the_same_from_the_other_side(one, other):
    things = side_by_side(one, other)
    assert len({(thing.topic, thing.key) for thing in things}) == len(things)
    turned = {Thing(thing.topic, thing.key, thing.other, thing.one) for thing in things}
    assert turned == set(side_by_side(other, one))
    for thing in things:
        assert (thing.found is Found.ASK) == (None in (thing.one, thing.other))


@pytest.mark.covers("S1.42")
@settings(deadline=None)
@given(portraits())
def test_beside_oneself_everything_is_the_same(portrait):
    assert {thing.found for thing in side_by_side(portrait, portrait)} <= {Found.SAME}
    assert side_by_side(Portrait(), Portrait()) == []


WORDS = Words(
    values={"calm": "Calm"}, interests={"dogs": "Dogs", "cats": "Cats", "fish": "Fishing"},
    strengths={"soup": "Soup"}, experiences={"debts": "Debts"}, styles={"talk": ("quiet", "talkative")},
)  # fmt: skip


@pytest.mark.covers("S1.42", "S1.06")
def test_the_same_the_different_and_what_to_ask_about_stand_in_words():
    elza = Shown(
        Portrait(
            values=("calm", "gone"), likes=frozenset({"dogs", "fish"}), dislikes=frozenset({"cats"}),
            style={"talk": 1}, times=frozenset({"mon_morning"}), languages=frozenset({"lv"}),
        ),
        {"matters": "My room"},
    )  # fmt: skip
    maris = Shown(
        Portrait(
            values=("calm",), likes=frozenset({"dogs"}), dislikes=frozenset({"fish"}), style={"talk": 4},
            strengths={"soup": "Every day"}, times=frozenset({"mon_morning"}),
        )
    )  # fmt: skip
    found = beside(elza, maris, names=("Elza", "Māris"), words=WORDS)
    assert [(each.words, each.one, each.other) for each in found.same] == [
        ("Calm", "", ""), ("Dogs", "", ""), ("Monday, morning", "", ""),
    ]  # fmt: skip
    assert [(each.words, each.one, each.other) for each in found.different] == [
        ("Fishing", "likes it", "does not like it"),
        ("quiet – talkative", "quiet", "rather talkative"),
    ]
    assert [(each.name, each.things) for each in found.ask] == [
        (
            "Elza",
            {
                "What each likes": ["Cats (does not like it)"],
                "Languages": ["Latvian"],
                "What matters to me": ["“My room”"],
            },
        ),
        ("Māris", {"What each is good at": ["Soup"]}),
    ]


def test_the_same_slider_and_the_same_dislike_say_what_both_told():
    both = Shown(Portrait(style={"talk": 2}, dislikes=frozenset({"cats"}), experiences=frozenset({"debts"})))
    near = Shown(Portrait(style={"talk": 3}))
    found = beside(both, both, names=("A", "B"), words=WORDS)
    assert [(each.words, each.one) for each in found.same] == [
        ("Cats", "does not like it"), ("rather quiet", ""), ("Debts", ""),
    ]  # fmt: skip
    [pairing] = beside(both, near, names=("A", "B"), words=WORDS).same
    assert (pairing.one, pairing.other) == ("rather quiet", "sometimes quiet, sometimes talkative")
    [asked] = beside(both, Shown(), names=("A", "B"), words=WORDS).ask
    assert asked.things["How each is"] == ["rather quiet"]
    assert Topic.STYLE
