"""The words in which people tell about themselves, and the mistakes in them."""

from pathlib import Path

import pytest

from lidzas.method import Vocabulary, check, read_files, read_method
from lidzas.method.tests.samples import SOUND, mistakes_in

PARDOMAT = Path(__file__).resolve().parents[3] / "content" / "pardomat"
ABOUT = """[[value]]
key = "calm"
name = { lv = "Miers", en = "Calm" }

[[style]]
key = "talking"
left = { lv = "klausos", en = "quiet" }
right = { lv = "runāju", en = "talkative" }

[[experience]]
key = "debts"
name = { lv = "Parādi", en = "Debts" }
near = ["no_work"]
areas = ["housing"]

[[experience]]
key = "no_work"
name = { lv = "Bez darba", en = "No work" }
"""


def about(text=ABOUT, **files):
    area = read_files(SOUND).form.areas[0].key
    return {**SOUND, "about.toml": text.replace("housing", area), **files}


def test_a_method_may_do_without():
    assert read_files(SOUND).vocabulary is None
    only_values = read_files(about(ABOUT.partition("[[style]]")[0])).vocabulary
    assert only_values == Vocabulary(values=only_values.values)


def test_what_it_says_is_read():
    words = read_files(about()).vocabulary
    assert words.values[0].name["lv"] == "Miers"
    assert (words.styles[0].left["en"], words.styles[0].right["en"]) == ("quiet", "talkative")
    assert words.experiences[0].near == ("no_work",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('key = "calm"\n', "", 'about.toml:1: "key" is missing in [[value]].'),
        ('"talkative"', '""', 'about.toml:8: "right" in "en" is empty.'),
        ('["no_work"]', '["nowork"]', 'about.toml:13: "near", entry 1, names "nowork", but there is no such experience.'),
        ('["housing"]', '["flying"]', 'about.toml:14: "areas", entry 1, names "flying", but there is no such life area.'),
        ("[[value]]", "[[valeu]]", 'about.toml:1: unknown key "valeu" in about.toml.'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(old, new, sentence):
    [found] = [str(mistake) for mistake in mistakes_in(about(ABOUT.replace(old, new)))]
    assert found.startswith(sentence)


def test_a_list_of_another_shape_is_told_and_not_looked_into():
    assert mistakes_in(about('experience = "x"\n'))
    assert mistakes_in(about("experience = [1]\n"))


def test_areas_are_not_missed_where_there_is_no_sound_form():
    files = about()
    del files["assessment.toml"]
    assert not [mistake for mistake in mistakes_in(files) if mistake.file == "about.toml"]


def test_pardomats_words_are_enough_to_choose_from():
    assert check(PARDOMAT) == ()
    words = read_method(PARDOMAT).vocabulary
    assert len(words.styles) == 5
    assert len(words.strengths) == 40
    assert len(words.values) >= 16
    assert len(words.interests) >= 28
    assert len(words.experiences) >= 14
