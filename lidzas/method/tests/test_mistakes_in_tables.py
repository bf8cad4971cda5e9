import pytest

from lidzas.method.tests.samples import METHOD, SOUND, changed, mistakes_in

LIMIT = '[[limit]]\nkey = "h"\nname = { lv = "h", en = "h" }\nhours = 14\nper = "case"\nwarn_at = [70]\ncounts = ["meeting"]\n'
TARGET = '[[target]]\nkey = "t"\nname = { lv = "t", en = "t" }\nvalue = 18\nof = 20\n'
RESOURCE = (
    '[[resource]]\nkey = "r"\ntitle = { lv = "r", en = "r" }\nnote = { lv = "r", en = "r" }\nkind = "book"\n'
    'url = "https://example.org"\nfor_roles = ["you"]\nstages = ["one"]\n'
)
CRISIS = (
    '[[crisis]]\nkey = "c"\nname = { lv = "c", en = "c" }\n'
    '[[crisis.step]]\nafter_days = 0\nwho = "friend"\ntext = { lv = "c", en = "c" }\n'
)
QUESTION = '[[question]]\nkey = "q"\ntext = { lv = "q", en = "q" }\nparts = [{ lv = "p", en = "p" }]\n'


@pytest.mark.parametrize(
    ("table", "old", "new", "sentence"),
    [
        (LIMIT, "14", "0", '"hours" must be a number of hours, more than 0 and at most 10000, not 0.'),
        (LIMIT, "14", "true", '"hours" must be a number of hours, more than 0 and at most 10000, not true.'),
        (LIMIT, "14", "nan", '"hours" must be a number of hours, more than 0 and at most 10000, not nan.'),
        (
            LIMIT,
            "14",
            "inf",
            '"hours" must be a number of hours, more than 0 and at most 10000, not inf.',
        ),
        (LIMIT, "14", '"14"', '"hours" must be a number of hours, more than 0 and at most 10000, not text.'),
        (LIMIT, '"case"', '"week"', '"per" cannot be "week". Known here: "case", "month".'),
        (LIMIT, "[70]", "[101]", '"warn_at", entry 1, must be a whole number from 1 to 100, not 101.'),
        (
            LIMIT,
            '["meeting"]',
            '["meting"]',
            '"counts", entry 1, cannot be "meting". Did you mean "meeting"?',
        ),
        (TARGET, "of = 20", "of = 17", '"of" is 17, fewer than the 18 that are to be reached.'),
        (TARGET, "18", "0", '"value" must be a whole number from 1 to 1000000, not 0.'),
        (RESOURCE, '"book"', '"boook"', '"kind" cannot be "boook". Did you mean "book"?'),
        (
            RESOURCE,
            '"https://example.org"',
            '"ftp://x"',
            '"url" must be a web address such as https://example.org, not "ftp://x".',
        ),
        (
            RESOURCE,
            '["you"]',
            '["yuo"]',
            '"for_roles", entry 1, names "yuo", but there is no such role. Did you mean "you"?',
        ),
        (
            RESOURCE,
            '["one"]',
            '["onne"]',
            '"stages", entry 1, names "onne", but there is no such stage. Did you mean "one"?',
        ),
        (
            CRISIS,
            '"friend"',
            '"fiend"',
            '"who" names "fiend", but there is no such role. Did you mean "friend"?',
        ),
        (CRISIS, "= 0", "= -1", '"after_days" must be a whole number from 0 to 3650, not -1.'),
        (CRISIS, "[[crisis.step]]", "[[crisis.stop]]", '"step" is missing in [[crisis]].'),
        (QUESTION, '[{ lv = "p", en = "p" }]', "[]", '"parts" needs at least 1, and there are 0.'),
    ],
)
def test_limits_targets_resources_crises_and_questions_are_checked_too(table, old, new, sentence):
    assert mistakes_in({**SOUND, "method.toml": METHOD + table}) == []
    reasons = [
        mistake.reason for mistake in mistakes_in({**SOUND, "method.toml": METHOD + changed(table, old, new)})
    ]
    assert sentence in reasons


@pytest.mark.parametrize(
    ("record", "table"),
    [("explained", "point"), ("readiness", "reading"), ("going_on", "continuation"), ("exit", "exit_path")],
)
def test_a_record_needs_what_it_is_made_of(record, table):
    with_record = changed(METHOD, "due_in_days = 14", f'due_in_days = 14\nrecord = "{record}"')
    words = '{ lv = "x", en = "x" }'
    made_of = (
        f'[[{table}]]\nkey = "x"\n{"name" if table in ("continuation", "exit_path") else "text"} = {words}\n'
    )
    assert [mistake.reason for mistake in mistakes_in({**SOUND, "method.toml": with_record})] == [
        f'"record" needs at least one [[{table}]] in the method, for "{record}".'
    ]
    assert mistakes_in({**SOUND, "method.toml": with_record + made_of}) == []


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        (LIMIT, "14", "10_000"),
        (LIMIT, "14", "0.02"),
        (LIMIT, "[70]", "[1, 100]"),
        (TARGET, "of = 20", "of = 18"),
        (TARGET, "18\nof = 20", "1"),
        (CRISIS, "= 0", "= 3650"),
    ],
)
def test_what_is_just_within_the_bounds_is_sound(table, old, new):
    assert mistakes_in({**SOUND, "method.toml": METHOD + changed(table, old, new)}) == []


def test_an_empty_list_of_what_a_record_is_made_of_is_none():
    text = changed(METHOD, "due_in_days = 14", 'due_in_days = 14\nrecord = "exit"')
    text = changed(text, 'version = "1"', 'version = "1"\nexit_path = []')
    assert [mistake.reason for mistake in mistakes_in({**SOUND, "method.toml": text})] == [
        '"record" needs at least one [[exit_path]] in the method, for "exit".'
    ]
