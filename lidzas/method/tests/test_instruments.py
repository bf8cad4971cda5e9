"""Short questionnaires: read from their files, counted by their own rule, and told what is wrong with them."""

import itertools
from decimal import Decimal

import pytest

from lidzas.method import Instrument, check, gather_files, read_files
from lidzas.method.tests.samples import SOUND, changed, mistakes_in
from tests.builders import ROOT

NAME = "instruments/tiny.toml"
TINY = """\
key = "tiny"
version = "1"
name = { lv = "Sīkā", en = "Tiny" }
intro = { lv = "Divi teikumi.", en = "Two sentences." }
licence = "CC0"
source = "Own"

[[answer]]
value = 1
name = { lv = "Nē", en = "No" }

[[answer]]
value = 2
name = { lv = "Daļēji", en = "Partly" }

[[answer]]
value = 4
name = { lv = "Jā", en = "Yes" }

[[item]]
key = "first"
text = { lv = "Labi.", en = "Good." }

[[item]]
key = "second"
text = { lv = "Slikti.", en = "Bad." }
reversed = true

[[item]]
key = "third"
text = { lv = "Vēl.", en = "More." }

[score]
rule = "sum"
from = 3
to = 12
may_miss = 1
decimals = 1

[[band]]
up_to = 5
text = { lv = "Pajautāt drīz.", en = "Ask soon." }

[[band]]
up_to = 12
text = { lv = "Pajautāt, kas palīdz.", en = "Ask what helps." }
"""


def tiny(**changes: str) -> Instrument:
    text = TINY
    for old, new in changes.values():
        text = changed(text, old, new)
    [found] = read_files({**SOUND, NAME: text}).instruments
    return found


def wrong(old: str, new: str) -> list[str]:
    return [str(mistake) for mistake in mistakes_in({**SOUND, NAME: changed(TINY, old, new)})]


@pytest.mark.covers("S1.23")
@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ({"first": 4, "second": 1, "third": 4}, "12.0"),
        ({"first": 1, "second": 4, "third": 1}, "3.0"),
        ({"first": 4, "second": 4, "third": 2}, "7.0"),
        ({"first": 4, "second": 2}, "10.5"),
        ({"first": 2, "third": 2}, "6.0"),
        ({"first": 2}, None),
        ({}, None),
        ({"first": 4, "second": 1, "third": 3}, "12.0"),
        ({"first": 4, "second": 3, "third": 3}, None),
    ],
)
def test_a_sum_counts_reversed_sentences_from_the_other_end_and_fills_what_is_missing(answers, score):
    assert tiny().score(answers) == (Decimal(score) if score else None)


@pytest.mark.parametrize(
    ("factor", "decimals", "answers", "score"),
    [
        ("1", "1", {"first": 4, "second": 1, "third": 2}, "3.3"),
        ("1", "0", {"first": 1, "second": 1}, "3"),
        ("2.5", "2", {"first": 1, "second": 1, "third": 1}, "5.00"),
    ],
)
def test_a_mean_is_multiplied_and_rounded_half_up(factor, decimals, answers, score):
    low, high = float(factor), 4 * float(factor)
    found = tiny(
        rule=('rule = "sum"', f'rule = "mean"\nfactor = {factor}'),
        low=("from = 3", f"from = {low}"),
        high=("to = 12", f"to = {high}"),
        decimals=("decimals = 1", f"decimals = {decimals}"),
    )
    assert found.score(answers) == Decimal(score)
    assert str(found.score(answers)) == score


def test_a_band_asks_something_of_the_staff_up_to_its_number():
    found = tiny()
    asked = {number: found.band(Decimal(number)) for number in ("5.0", "5.1", "12.0")}
    assert [text["en"] for text in asked.values()] == ["Ask soon.", "Ask what helps.", "Ask what helps."]
    assert found.band(None) is None
    assert found.band(Decimal("12.1")) is None


def test_a_score_always_lies_in_the_range_of_its_file():
    found = tiny()
    for first, second, third in itertools.product((None, 1, 2, 4), repeat=3):
        given = {"first": first, "second": second, "third": third}
        answers = {key: value for key, value in given.items() if value is not None}
        score = found.score(answers)
        assert (score is None) == (len(answers) < 2)
        assert score is None or found.scoring.lowest <= score <= found.scoring.highest


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('licence = "CC0"\n', "", '"licence" is missing in instruments/tiny.toml.'),
        ("from = 3", "from = 4", "says another range than its items and answers give, which is"),
        ("may_miss = 1", "may_miss = 3", "lets every answer be missing; at least one has to be there."),
        ("up_to = 12", "up_to = 4", '"band" has to go upwards'),
        ('rule = "sum"', 'rule = "total"', '"rule" cannot be "total".'),
        ("from = 3", "from = true", '"from" must be a number from -1000 to 1000, not true.'),
        ("from = 3", "from = 5000", '"from" must be a number from -1000 to 1000, not 5000.'),
        ('key = "third"', 'key = "first"', "which the [[item]] on line"),
        ("reversed = true", "reverse = true", 'unknown key "reverse" in [[item]].'),
        ("value = 2", "value = 1", "which the [[answer]] on line"),
        ("[score]\n", "[scores]\n", '"score" is missing'),
    ],
)
def test_a_mistake_in_an_instrument_is_told_with_its_file(old, new, sentence):
    told = wrong(old, new)
    assert any(line.startswith(NAME) and sentence in line for line in told), told


def test_two_instruments_have_two_keys():
    files = {**SOUND, NAME: TINY, "instruments/other.toml": TINY}
    assert [str(mistake) for mistake in mistakes_in(files)] == [
        'instruments/tiny.toml:1: "key" is "tiny", which another instrument has already.'
    ]


def test_an_instrument_that_cannot_be_read_is_one_mistake_and_the_others_are_read_on():
    files = {
        **SOUND,
        NAME: "key = ",
        "instruments/other.toml": TINY.replace('licence = "CC0"', 'licence = ""'),
    }
    told = [str(mistake) for mistake in mistakes_in(files)]
    assert {line.partition(":")[0] for line in told} == {NAME, "instruments/other.toml"}


def test_instruments_are_gathered_from_their_folder(tmp_path):
    for name, text in SOUND.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "instruments").mkdir()
    (tmp_path / NAME).write_text(TINY, encoding="utf-8")
    assert check(tmp_path) == ()
    assert gather_files(tmp_path)[NAME] == TINY
    assert read_files(SOUND).instruments == ()


def test_what_we_ship_is_our_own_and_counts_from_nothing_to_sixteen():
    shipped = read_files(gather_files(ROOT / "content" / "pardomat")).instruments
    assert {each.licence for each in shipped} == {"CC BY-SA 4.0"}
    [now] = shipped
    best = {item.key: 0 if item.is_reversed else 4 for item in now.items}
    assert (now.score(best), now.score({key: 4 - value for key, value in best.items()})) == (16, 0)
