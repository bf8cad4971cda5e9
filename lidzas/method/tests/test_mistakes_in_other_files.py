import pytest

from lidzas.method.tests.samples import SOUND, changed, mistakes_in, told


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '[[level]]\nname = { lv = "līmenis", en = "level" }\n',
            "",
            '6: "level" needs exactly 5, and there are 4.',
        ),
        (
            '    { lv = "1. līmenis", en = "Level 1" },\n',
            "",
            '21: "levels" needs exactly 5, and there are 4.',
        ),
        ("crisis_at = 1", "crisis_at = 6", '20: "crisis_at" must be a whole number from 1 to 5, not 6.'),
        (
            "crisis_at = 1",
            "crisisat = 1",
            '20: unknown key "crisisat" in [[area]]. Did you mean "crisis_at"?',
        ),
        (
            'key = "dont_know"',
            'key = "dont_knw"',
            '30: "key" cannot be "dont_knw". Did you mean "dont_know"?',
        ),
        ('key = "alone"', 'key = "with_help"', '39: "independence" is missing for "alone".'),
        (
            'key = "alone"',
            'key = "with_help"',
            '43: "key" is "with_help", which the [[independence]] on line 39 has already.',
        ),
        ('version = "1"\n', "", '1: "version" is missing in assessment.toml.'),
        ('en = "You can skip."', 'de = "x"', '4: "intro" has no "en"; every text must be in "lv", "en".'),
        ("name = { lv", "nam = { lv", '3: unknown key "nam" in assessment.toml. Did you mean "name"?'),
    ],
)
def test_a_mistake_in_the_assessment_is_told_with_its_line(old, new, sentence):
    assert f"assessment.toml:{sentence}" in told(old, new, "assessment.toml")


def test_an_assessment_without_areas_or_answers_is_told():
    text = SOUND["assessment.toml"]
    files = {**SOUND, "assessment.toml": text[: text.index("[[area]]")]}
    assert [str(mistake) for mistake in mistakes_in(files)] == [
        'assessment.toml:1: "area" is missing in assessment.toml.',
        'assessment.toml:1: "skip" is missing in assessment.toml.',
        'assessment.toml:1: "independence" is missing in assessment.toml.',
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"one", "two"',
            '"one", "tow"',
            '6: "stages", entry 2, names "tow", but there is no such stage. Did you mean "two"?',
        ),
        (
            '["worker"]',
            '["worer"]',
            '7: "roles", entry 1, names "worer", but there is no such role. Did you mean "worker"?',
        ),
        ("number = 2", "number = 1", '12: "number" is "1", which the [[card]] on line 3 has already.'),
        ("number = 2", "number = 0", '12: "number" must be a whole number from 1 to 10000, not 0.'),
        ("discuss = true", "discuss = 1", '8: "discuss" must be true or false, not 1.'),
        ("stages = []\n", "", '11: "stages" is missing in [[card]].'),
        ("nowhere", "no_where", '1: "nowhere" is missing in cards.toml.'),
    ],
)
def test_a_mistake_in_the_cards_is_told_with_its_line(old, new, sentence):
    assert f"cards.toml:{sentence}" in told(old, new, "cards.toml")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"113"', '"SOS"', '4: "number" must be a telephone number in digits, such as 116123, not "SOS".'),
        ('"113"', "113", '4: "number" must be text in quotes, not 113.'),
        ('"113"', '"116 123"', '10: "number" is "116 123", which the [[line]] on line 3 has already.'),
        (
            "2026-11-01",
            "2026-11-01T10:00:00",
            '1: "checked_on" must be a date without quotes, such as 2026-11-01, not a date or time.',
        ),
        (
            "2026-11-01",
            "10:00:00",
            '1: "checked_on" must be a date without quotes, such as 2026-11-01, not a date or time.',
        ),
        ("checked_on = 2026-11-01\n", "", '1: "checked_on" is missing in help.toml.'),
        ("danger = true", 'danger = "true"', '7: "danger" must be true or false, not text.'),
    ],
)
def test_a_mistake_in_the_help_lines_is_told_with_its_line(old, new, sentence):
    assert f"help.toml:{sentence}" in told(old, new, "help.toml")


def test_mistakes_in_all_files_are_told_at_once_file_by_file():
    files = {
        "help.toml": changed(SOUND["help.toml"], "true", "1"),
        "cards.toml": changed(SOUND["cards.toml"], "true", "1"),
        "assessment.toml": changed(SOUND["assessment.toml"], "crisis_at = 1", "crisis_at = 0"),
        "method.toml": changed(SOUND["method.toml"], "from = 18", "from = 0"),
    }
    assert [(mistake.file, mistake.line) for mistake in mistakes_in(files)] == [
        ("method.toml", 17),
        ("assessment.toml", 20),
        ("cards.toml", 8),
        ("help.toml", 7),
    ]


def test_while_the_method_cannot_be_read_the_other_files_are_still_checked():
    """Whether their stages, roles and languages exist nobody can say then, so nothing is said of it."""
    files = {**SOUND, "method.toml": "code = ", "help.toml": changed(SOUND["help.toml"], "true", "1")}
    assert [str(mistake) for mistake in mistakes_in(files)] == [
        "method.toml:1: this is not TOML: Invalid value. Is a quote, a bracket or a comma missing?",
        'help.toml:7: "danger" must be true or false, not 1.',
    ]


def test_while_the_assessment_cannot_be_read_the_method_is_still_checked():
    files = {**SOUND, "assessment.toml": "", "method.toml": changed(SOUND["method.toml"], "= 18", "= 0")}
    assert [str(mistake) for mistake in mistakes_in(files)] == [
        'method.toml:17: "from" must be a whole number from 1 to 120, not 0.',
        "assessment.toml: the file is empty.",
    ]
