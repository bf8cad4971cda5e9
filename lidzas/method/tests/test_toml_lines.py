import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lidzas.method.toml_lines import Lines, find_lines


def line(text: str, *path: str | int) -> int:
    place = find_lines(text)
    for name in path:
        assert name in place.parts, f"{name} is not among {list(place.parts)}"
        place = place.part(name)
    return place.line


def test_a_key_is_found_on_its_line():
    assert line("# first\n\ncode = 1\n", "code") == 3


def test_keys_are_found_inside_the_table_they_belong_to():
    text = "[a]\nx = 1\n[b]\nx = 2\n[a.c]\nx = 3\n"
    assert [line(text, "a", "x"), line(text, "b", "x"), line(text, "a", "c", "x")] == [2, 4, 6]


def test_the_nth_table_of_many_is_found_and_what_lies_inside_it():
    text = "[[s]]\nk = 1\n[[s.a]]\nk = 2\n[[s.a]]\nk = 3\n[[s]]\n[[s.a]]\nk = 4\n[s.g]\nk = 5\n"
    assert line(text, "s", 0) == 1
    assert line(text, "s", 0, "a", 1, "k") == 6
    assert line(text, "s", 1, "a", 0, "k") == 9
    assert line(text, "s", 1, "g", "k") == 11


def test_the_parts_of_an_inline_table_and_of_a_list_have_their_own_lines():
    text = 'k = [ # ]\n  "a",\n  { x = 1, y.z = [2,\n 3] },\n]\nlast = 1'
    assert line(text, "k", 0) == 2
    assert line(text, "k", 1, "y", "z", 1) == 4
    assert line(text, "last") == 6


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_string_over_several_lines_is_counted_and_what_it_holds_is_not_read(quotes):
    text = f"a = {quotes}\n[x]\ny = '\" ''\n{quotes}\nb = 1\n"
    assert (line(text, "a"), line(text, "b")) == (1, 5)
    assert set(find_lines(text).parts) == {"a", "b"}


@pytest.mark.parametrize(
    "value",
    ['""', '"\\"#"', "'#'", '"""a"""""', "'''a'''''", '"""\\""""', "1979-05-27 07:32:00 # x", "1.5e3", "[]"],
)
def test_a_value_ends_where_it_ends(value):
    text = f"a = {value}\nb = 1\n"
    assert tomllib.loads(text)["b"] == 1
    assert line(text, "b") == 2


@pytest.mark.parametrize("written", ['"ā b"', "'ā b'", '"\\u0101 b"'])
def test_a_key_in_quotes_is_known_by_its_plain_name(written):
    assert line(f"\n{written} = 1\n", "ā b") == 2


def test_dots_and_blanks_in_a_key_are_followed():
    assert line("\na . 'b.c' . d = 1\n[ e . f ]\n", "a", "b.c", "d") == 2
    assert line("\na . 'b.c' . d = 1\n[ e . f ]\n", "e", "f") == 3


def test_a_part_nobody_wrote_has_the_place_of_the_whole():
    assert find_lines("\n[a]\n").part("a").part("b").part(3).line == 2


def test_lists_may_lie_deeper_than_python_could_call_itself():
    place = find_lines("a = " + "[" * 5000 + "]" * 5000).part("a")
    depth = 0
    while 0 in place.parts:
        place, depth = place.part(0), depth + 1
    assert depth == 4999


def test_what_is_not_toml_is_refused_with_its_line():
    with pytest.raises(ValueError, match="line 2"):
        find_lines("a = 1\n= 2")


KEYS = st.sampled_from(["a", "b-1", '"q \\" r"', "'s.t'", '"\\u0101"'])
SCALARS = st.sampled_from(
    ['"x"', "'y'", '"""\nz\n"""', "'''\n\n'''", "1", "-0.5", "true", "2026-11-01", "2026-11-01 10:00:00Z"]
)
BREAKS = st.sampled_from(["", " ", "\n", "\n# ], }\n"])


@st.composite
def values(draw: st.DrawFn, depth: int = 0) -> str:
    kind = draw(st.sampled_from(["scalar", "list", "table"] if depth < 3 else ["scalar"]))
    if kind == "scalar":
        return draw(SCALARS)
    inner = draw(st.lists(values(depth + 1), max_size=3))
    if kind == "list":
        return "[" + "".join(f"{draw(BREAKS)}{each}{draw(BREAKS)}," for each in inner) + draw(BREAKS) + "]"
    keys = draw(st.lists(KEYS, min_size=len(inner), max_size=len(inner), unique=True))
    return "{" + ", ".join(f"{key} = {each}" for key, each in zip(keys, inner, strict=True)) + "}"


@st.composite
def pairs(draw: st.DrawFn) -> str:
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    return "".join(f"{key} = {draw(values())}\n{draw(BREAKS)}\n" for key in keys)


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = draw(pairs())
    for _ in range(draw(st.integers(0, 5))):
        name = ".".join(draw(st.lists(KEYS, min_size=1, max_size=3)))
        text += draw(st.sampled_from([f"[{name}]", f"[[{name}]]"])) + "\n" + draw(pairs())
    return text


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return {number: shape(each) for number, each in enumerate(value)}
    return {}


def shape_of(place: Lines) -> object:
    return {name: shape_of(part) for name, part in place.parts.items()}


def places(place: Lines) -> Iterator[Lines]:
    yield place
    for part in place.parts.values():
        yield from places(part)


@settings(deadline=None)
@given(documents())
@example("[a.b]\n[a]\n[[c]]\n[c.d]\n[[c]]\n[[c.e]]\n")
def test_every_key_of_any_toml_has_a_line_of_its_text(text):
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = find_lines(text)

    assert shape_of(found) == shape(expected)
    assert all(1 <= place.line <= text.count("\n") + 1 for place in places(found))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["\n", "# x\n", '"""\n\n"""', "''", "[\n1]", "{}"]), max_size=20))
def test_the_line_of_a_key_is_the_one_it_is_written_on(pieces):
    text = "".join(
        piece if piece.endswith("\n") else f"key{number} = {piece}\n" for number, piece in enumerate(pieces)
    )
    written = text.split("\n")
    for name, place in find_lines(text).parts.items():
        assert written[place.line - 1].startswith(f"{name} = ")
