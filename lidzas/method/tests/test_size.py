"""The work grows with the size of the method and not faster: calls are counted, not seconds."""

import sys

import pytest

from lidzas.method.names import find_names
from lidzas.method.page import Page
from lidzas.method.tests.samples import METHOD, SOUND, mistakes_in
from lidzas.method.toml_lines import find_lines


def method_of(activities, spoiled=""):
    """A method with so many more activities, each waiting for the one before."""
    return METHOD + "".join(
        f'\n[[stage.activity]]\nkey = "k{number}"\nname = {{ lv = "Darbs", en = "Work" }}\n'
        f'done_by = ["you", "worker"]\nrecord = "meeting"\ndue_in_days = 7\nafter = "k{number - 1}"\n{spoiled}'
        if number
        else '\n[[stage.activity]]\nkey = "k0"\nname = { lv = "D", en = "W" }\ndone_by = ["you"]\n'
        for number in range(activities)
    )


def calls(deed):
    """How many calls of Python functions and of built-in ones a deed costs."""
    counted = 0

    def count(_frame, event, _arg):
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("spoiled", ["", 'spoiled = "by"\n', 'until = "twoo"\n'])
def test_twice_the_activities_are_twice_the_work_with_mistakes_and_without(spoiled):
    few = {**SOUND, "method.toml": method_of(400, spoiled)}
    many = {**SOUND, "method.toml": method_of(800, spoiled)}
    assert calls(lambda: mistakes_in(many)) < 2.3 * calls(lambda: mistakes_in(few))


def test_finding_the_lines_is_linear_in_total():
    assert calls(lambda: find_lines(method_of(800))) < 2.3 * calls(lambda: find_lines(method_of(400)))


def test_a_circle_of_any_length_is_followed_once():
    def names_of(activities):
        waiting = [{"key": f"k{n}", "after": f"k{(n + 1) % activities}"} for n in range(activities)]
        return {"stage": [{"activity": waiting}]}

    assert len(find_names(names_of(2000)).circles["k0"]) == 2000
    few, many = names_of(1000), names_of(2000)
    assert calls(lambda: find_names(many)) < 2.3 * calls(lambda: find_names(few))


def test_a_method_of_ten_thousand_activities_is_sound():
    assert mistakes_in({**SOUND, "method.toml": method_of(10_000)}) == []


def test_among_ten_thousand_mistakes_near_misses_are_sought_only_for_the_first():
    mistakes = mistakes_in({**SOUND, "method.toml": method_of(10_000, "least = 1\n")})
    assert len(mistakes) == 9_999
    unknown = 'unknown key "least" in [[stage.activity]].'
    assert mistakes[0].reason == f'{unknown} Did you mean "least_days"?'
    assert mistakes[-1].reason == unknown


def test_a_page_compares_no_more_words_than_it_has_left():
    page = Page("method.toml", comparisons=3)
    assert page.suggestion("on", ["one", "two"]) == ' Did you mean "one"?'
    assert page.suggestion("on", ["one", "two"]) == ""
    assert page.suggestion("x", ["one"]) == ' Known here: "one".'
    assert page.suggestion("x", []) == ""
