"""What a method says of camps and meetings, and what an author is told who slips there."""

import pytest

from lidzas.method import Effort, MethodFaulty, read_files, read_method
from lidzas.method.tests.samples import PAVADONI, SOUND, changed
from tests.builders import ROOT

EVENTS = """\
[[kind]]
key = "sport"
name = { lv = "Sports", en = "Sport" }

[[kind]]
key = "music"
name = { lv = "Mūzikas terapija", en = "Music therapy" }
without_therapist = { lv = "Mūzika", en = "Music" }

[[icebreaker]]
key = "walk"
name = { lv = "Pastaiga", en = "A walk" }
how = { lv = "Iet kopā.", en = "Walk together." }
effort = "gentle"
minutes = 20
"""


def test_a_method_may_do_without_words_for_events():
    assert read_files(SOUND).events.kinds == ()
    assert read_method(PAVADONI).events.icebreakers == ()


@pytest.mark.covers("S1.37", "S1.38")
def test_a_therapy_is_called_one_only_where_a_certified_therapist_leads_it():
    sport, music = read_files({**SOUND, "events.toml": EVENTS}).events.kinds
    assert music.named(has_therapist=True).in_language("en") == "Music therapy"
    assert music.named(has_therapist=False).in_language("en") == "Music"
    assert sport.named(has_therapist=False).in_language("en") == "Sport"


@pytest.mark.covers("S1.07", "S1.35", "S1.36")
def test_the_shipped_method_names_sport_leisure_therapies_and_icebreakers_of_every_effort():
    events = read_method(ROOT / "content" / "pardomat").events
    kinds = {kind.key: kind for kind in events.kinds}
    assert {"sport", "leisure", "dance_movement", "art_visual", "art_music", "art_drama", "art_dance"} <= {
        *kinds
    }
    for kind in kinds.values():
        for language in ("en", "lv"):
            assert "erapi" not in kind.named(has_therapist=False).in_language(language)
    assert {each.effort for each in events.icebreakers} == {*Effort}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"gentle"', '"genle"', '14: "effort" cannot be "genle". Did you mean "gentle"?'),
        ("minutes = 20", "minutes = 0", '15: "minutes" must be a whole number from 1 to 240, not 0.'),
        ('key = "music"', 'key = "sport"', '6: "key" is "sport", which the [[kind]] on line 1 has already.'),
        ("without_therapist", "wihout_therapist", '8: unknown key "wihout_therapist" in [[kind]]. Did you mean "without_therapist"?'),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line(old, new, sentence):
    with pytest.raises(MethodFaulty) as faulty:
        read_files({**SOUND, "events.toml": changed(EVENTS, old, new)})
    assert [str(mistake) for mistake in faulty.value.mistakes] == [f"events.toml:{sentence}"]
