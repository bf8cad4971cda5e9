import pytest

from lidzas.method.tests.samples import METHOD, SOUND, changed, mistakes_in, told


def test_a_sound_method_has_no_mistakes():
    assert mistakes_in(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "due_in_days = 7",
            "due_in_dayz = 7",
            'method.toml:54: unknown key "due_in_dayz" in [[stage.activity]]. Did you mean "due_in_days"?',
        ),
        (
            '"worker", "you"',
            '"wroker", "you"',
            (
                'method.toml:53: "done_by", entry 1, names "wroker", but there is no such role. '
                'Did you mean "worker"?'
            ),
        ),
        (
            '    "chat",\n',
            '    "caht",\n',
            (
                'method.toml:75: "done", entry 2, names "caht", but there is no such activity. '
                'Did you mean "chat"?'
            ),
        ),
        (
            'after = "hello"',
            'after = "xyz"',
            (
                'method.toml:91: "after" names "xyz", but there is no such activity. '
                'Known here: "chat", "goodbye", "hello", "teamwork".'
            ),
        ),
        (
            'until = "two"',
            'until = "too"',
            'method.toml:62: "until" names "too", but there is no such stage. Did you mean "two"?',
        ),
        (
            'none_open = ["crisis"]',
            'none_open = ["crises"]',
            'method.toml:77: "none_open", entry 1, cannot be "crises". Did you mean "crisis"?',
        ),
        (
            "meetings = 2",
            "meetngs = 2",
            'method.toml:78: unknown key "meetngs" in at_least. Did you mean "meetings"?',
        ),
        (
            'only_on = "mentor"',
            'only_on = "mentors"',
            'method.toml:60: "only_on" cannot be "mentors". Did you mean "mentor"?',
        ),
        (
            'about = "round"',
            'about = "rund"',
            'method.toml:69: "about" cannot be "rund". Did you mean "round"?',
        ),
        (
            "due_in_days = 14",
            'record = "meting"',
            'method.toml:90: "record" cannot be "meting". Did you mean "meeting"?',
        ),
        (
            'acts_as = "mentor"',
            'acts_as = "mentr"',
            'method.toml:34: "acts_as" cannot be "mentr". Did you mean "mentor"?',
        ),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_was_perhaps_meant(old, new, sentence):
    assert sentence in told(old, new)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("from = 18", "from = 0", '17: "from" must be a whole number from 1 to 120, not 0.'),
        ("from = 18", "from = true", '17: "from" must be a whole number from 1 to 120, not true.'),
        ("from = 18", "from = 1.5", '17: "from" must be a whole number from 1 to 120, not 1.5.'),
        ("from = 18", 'from = "18"', '17: "from" must be a whole number from 1 to 120, not text.'),
        ("from = 18", "from = 31", '18: "to" is 30, which is younger than the 31 of "from".'),
        (
            "due_in_days = 7",
            "due_in_days = -1",
            '54: "due_in_days" must be a whole number from 1 to 3650, not -1.',
        ),
        (
            "due_in_days = 7",
            f"due_in_days = 0x{'f' * 9999}",
            '54: "due_in_days" must be a whole number from 1 to 3650, not a huge number.',
        ),
        (
            "every_days = 7",
            "every_days = 3651",
            '61: "every_days" must be a whole number from 1 to 3650, not 3651.',
        ),
        ("meetings = 2", "meetings = 0", '78: "meetings" must be a whole number from 1 to 100000, not 0.'),
        ("least_days = 3", "least_days = 8", '63: "least_days" must be at most the 7 of "every_days".'),
    ],
)
def test_a_bad_number_is_told_with_its_bounds(old, new, sentence):
    assert told(old, new) == [f"method.toml:{sentence}"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('en = "Leads."', 'de = "Leitet."', '24: "does" has no "en"; every text must be in "lv", "en".'),
        (
            'en = "Leads."',
            'en = "Leads.", de = "Leitet."',
            '24: "does" in "de" is one language too many; the method speaks "lv", "en".',
        ),
        ('en = "Leads."', 'en = "  "', '24: "does" in "en" is empty.'),
        (
            'en = "Leads."',
            "en = 2026-11-01",
            '24: "does" in "en" must be text in quotes, not a date or time.',
        ),
        (
            '{ lv = "Vada.", en = "Leads." }',
            '"Leads."',
            '24: "does" must be a text in every language, such as { lv = "…", en = "…" }, not text.',
        ),
        (
            '{ lv = "Sāk.", en = "It begins." }',
            "[]",
            '48: "happens", entry 1, must be a text in every language',
        ),
        (
            '{ lv = "Sāk.", en = "It begins." }',
            '{ lv = "Sāk." }',
            '48: "happens", entry 1, has no "en"; every',
        ),
    ],
)
def test_a_text_is_in_every_language_and_in_no_other(old, new, sentence):
    assert any(line.startswith(f"method.toml:{sentence}") for line in told(old, new))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"1"', "1", '2: "version" must be text in quotes, not 1.'),
        (
            '"1"',
            '"' + "1" * 61 + '"',
            '2: "version" must be at most 60 letters on one line, not "' + "1" * 60,
        ),
        ('"small"', '"Small"', '1: "code" must be small letters, digits, _ or -, a letter first'),
        ('code = "small"', "", '1: "code" is missing in method.toml.'),
        ('["lv", "en"]', '"lv"', '3: "languages" must be a list in [brackets], not text.'),
        ('["lv", "en"]', "[]", '3: "languages" needs at least 1, and there are 0.'),
        ('["lv", "en"]', '["lv", "en", "Latin"]', '3: "languages", entry 3, must be the code of a language'),
        ('["lv", "en"]', '["lv", "en", "lv"]', '3: "languages", entry 3, stands there already.'),
        ('done_by = ["friend"]', "done_by = []", '59: "done_by" needs at least 1, and there are 0.'),
        ('done_by = ["friend"]', "", '56: "done_by" is missing in [[stage.activity]].'),
        ('name = { lv = "Tu", en = "You" }', "", '38: "name" is missing in [[role]].'),
        ('name = { lv = "Otrais", en = "Two" }', "", '81: "name" is missing in [[stage]].'),
        ('"https://example.org/"', '"javascript:alert(1)"', '11: "url" must be a web address such as'),
        ('why = { lv = "Tā ir drošāk.", en = "It is safer." }', "", '72: "why" is missing in [stage.gate].'),
        ("[ages]\n", "[[ages]]\n", '16: "ages" must be a table, [ages], not a list.'),
        ("[stage.gate]\n", "[[stage.gate]]\n", '72: "gate" must be a table, [stage.gate], not a list.'),
        ("[ages]\nfrom = 18\nto = 30\n", "", '1: "ages" is missing in method.toml.'),
        ("[ages]\n", "point = 1\n[ages]\n", '16: unknown key "point" in [origin].'),
        (
            "[origin]\n",
            "point = 1\n[origin]\n",
            '7: "point" must be written with double brackets, [[point]], not 1.',
        ),
        ("[origin]\n", "point = [1]\n[origin]\n", '7: "point" must be a table, [[point]], not 1.'),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(old, new, sentence):
    assert any(line.startswith(f"method.toml:{sentence}") for line in told(old, new))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'key = "chat"',
            'key = "hello"',
            '57: "key" is "hello", which the [[stage.activity]] on line 50 has already.',
        ),
        ('key = "two"', 'key = "one"', '82: "key" is "one", which the [[stage]] on line 44 has already.'),
        ('key = "boss"', 'key = "you"', '39: "key" is "you", which the [[role]] on line 20 has already.'),
        (
            'acts_as = "mentor"',
            'acts_as = "mentee"',
            '40: "acts_as" is "mentee", which the [[role]] on line 32 has already.',
        ),
    ],
)
def test_two_of_a_kind_with_the_same_key_are_told_with_both_lines(old, new, sentence):
    assert f"method.toml:{sentence}" in told(old, new)


def test_two_tables_on_one_line_are_still_two():
    new = 'rule = [{ key = "a", text = { lv = "a", en = "a" } }, { key = "a", text = { lv = "b", en = "b" } }]\n[origin]\n'
    assert told("[origin]\n", new) == [
        'method.toml:7: "key" is "a", which the [[rule]] on line 7 has already.'
    ]


@pytest.mark.parametrize("role", ["project_manager", "case_manager", "mentor", "mentee"])
def test_a_method_without_an_obligatory_role_is_told(role):
    sentence = f'"role" is missing for "{role}": every method needs one that acts so.'
    assert any(sentence in line for line in told(f'"{role}"', '"programme_developer"'))


def test_a_misspelt_role_is_told_once_and_not_as_missing_too():
    assert len(told('acts_as = "mentee"', 'acts_as = "mentea"')) == 1


def test_a_method_without_roles_or_stages_is_told():
    top = METHOD[: METHOD.index("[[role]]")]
    sentences = [str(mistake) for mistake in mistakes_in({**SOUND, "method.toml": top})]
    assert sentences[:2] == [
        'method.toml:1: "role" is missing in method.toml.',
        'method.toml:1: "stage" is missing in method.toml.',
    ]
    empty = changed(top, "[origin]", "role = []\nstage = []\n[origin]")
    sentences = [str(mistake) for mistake in mistakes_in({**SOUND, "method.toml": empty})]
    assert sentences[:2] == [
        'method.toml:7: "role" needs at least 1, and there are 0.',
        'method.toml:8: "stage" needs at least 1, and there are 0.',
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "due_in_days = 7",
            "due_in_days = 7\nevery_days = 7",
            '55: "every_days" stands beside "due_in_days"; an activity is due once or again and again.',
        ),
        ("every_days = 7\n", "", '61: "until" needs "every_days" beside it.'),
        ("every_days = 7\n", "", '62: "least_days" needs "every_days" beside it.'),
        (
            "due_in_days = 14\n",
            "",
            '90: "after" needs "due_in_days" or "every_days": without them nothing opens.',
        ),
        (
            "due_in_days = 7",
            'due_in_days = 7\nafter = "goodbye"',
            (
                '55: "after" waits for "goodbye", which belongs to a later stage; '
                "choose one of this or an earlier stage."
            ),
        ),
        (
            'after = "hello"',
            'after = "goodbye"',
            '91: "after" leads in a circle: goodbye waits for goodbye.',
        ),
        (
            "due_in_days = 14",
            'every_days = 14\nuntil = "one"',
            '91: "until" names "one", a stage before this one; name this or a later one.',
        ),
        (
            'after = "hello"',
            'after = "teamwork"',
            '91: "after" waits for "teamwork", which is about a round, and this about a case.',
        ),
        (
            'after = "hello"',
            'after = "chat"',
            (
                '91: "after" waits for "chat", which is only on the path "mentor": on the other path this '
                'would never open. Say only_on = "mentor" here as well.'
            ),
        ),
        (
            'about = "round"',
            'about = "round"\nonly_on = "mentor"',
            '70: "only_on" belongs to one case, but this activity is about a round.',
        ),
        (
            'done_by = ["friend"]',
            'done_by = ["friend"]\nto_you = { lv = "Parunā", en = "Chat" }',
            '60: "to_you" speaks to the mentee, who is not in "done_by".',
        ),
        (
            "due_in_days = 14",
            'due_in_days = 14\nrecord = "closing_talk"',
            '91: "record" needs at least one [[question]] in the method, for "closing_talk".',
        ),
        (
            '    "chat",\n',
            '    "goodbye",\n',
            '75: "done", entry 2, names "goodbye", which belongs to a later stage.',
        ),
        (
            '    "chat",\n',
            '    "teamwork",\n',
            '75: "done", entry 2, names "teamwork", which is about a round, not about a case.',
        ),
        ('    "chat",\n', '    "hello",\n', '75: "done", entry 2, stands there already.'),
    ],
)
def test_what_could_never_happen_is_told(old, new, sentence):
    assert f"method.toml:{sentence}" in told(old, new)


def test_a_circle_is_told_once_with_everyone_in_it():
    new = 'key = "chat"\nafter = "hello"'
    text = changed(changed(METHOD, 'key = "chat"', new), "due_in_days = 7", 'due_in_days = 7\nafter = "chat"')
    text = changed(text, 'only_on = "mentor"\n', "")
    assert [str(mistake) for mistake in mistakes_in({**SOUND, "method.toml": text})] == [
        'method.toml:55: "after" leads in a circle: hello waits for chat waits for hello.'
    ]


def test_a_long_circle_is_drawn_short():
    text = METHOD + "".join(
        f'[[stage.activity]]\nkey = "k{n}"\nname = {{ lv = "k", en = "k" }}\ndone_by = ["you"]\n'
        f'due_in_days = 1\nafter = "k{(n + 1) % 9}"\n'
        for n in range(9)
    )
    [mistake] = mistakes_in({**SOUND, "method.toml": text})
    assert mistake.reason.endswith(
        ": k0 waits for k1 waits for k2 waits for k3 waits for k4 waits for k5 waits for … waits for k0."
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines():
    text = changed(METHOD, "from = 18", "from = 0")
    text = changed(text, 'key = "hello"', 'key = "hello"\nkee = 1')
    text = changed(text, 'code = "small"', 'code = "?"')
    text = changed(text, "meetings = 2", "meetings = 0, goals = 0")
    lines = [mistake.line for mistake in mistakes_in({**SOUND, "method.toml": text})]
    assert lines == [1, 17, 52, 79, 79]


def test_mistakes_come_in_the_order_of_the_lines_in_whatever_order_they_were_found():
    text = changed(changed(METHOD, 'code = "small"', "code = 1"), '["lv", "en"]', '["lv", "en", "en"]')
    assert [mistake.line for mistake in mistakes_in({**SOUND, "method.toml": text})] == [1, 3]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("least_days = 3", "least_days = 7"),
        ("from = 18", "from = 30"),
        ("from = 18\nto = 30", "from = 1\nto = 120"),
        ("due_in_days = 7", "due_in_days = 1"),
        ("due_in_days = 7", "due_in_days = 3650"),
        ("meetings = 2", "meetings = 100000, minutes = 1"),
        ('version = "1"', 'version = "' + "1" * 60 + '"'),
        ('code = "small"', 'code = "s' + "-" * 59 + '"'),
    ],
)
def test_what_is_just_within_the_bounds_is_sound(old, new):
    assert told(old, new) == []


def test_what_a_nameless_stage_or_activity_names_is_not_doubted():
    assert told('[[stage]]\nkey = "two"\n', "[[stage]]\n") == [
        'method.toml:62: "until" names "two", but there is no such stage. Known here: "one".',
        'method.toml:81: "key" is missing in [[stage]].',
        'cards.toml:6: "stages", entry 2, names "two", but there is no such stage. Known here: "one".',
    ]
    assert told('key = "goodbye"\n', "") == ['method.toml:86: "key" is missing in [[stage.activity]].']


def test_a_nameless_stage_is_not_said_to_end_too_late():
    text = changed(METHOD, '[[stage]]\nkey = "two"\n', "[[stage]]\n")
    text = changed(text, "due_in_days = 14", 'every_days = 7\nuntil = "one"')
    text = changed(text, 'until = "two"', 'until = "one"')
    mistakes = mistakes_in({"method.toml": text, "assessment.toml": SOUND["assessment.toml"]})
    assert [str(mistake) for mistake in mistakes] == ['method.toml:81: "key" is missing in [[stage]].']


def test_a_long_or_strange_word_is_shown_short_and_on_one_line():
    [sentence] = told("due_in_days = 7", '"a\\nb' + "c" * 100 + '" = 1')
    shown = "a�b" + "c" * 57 + "…"
    assert sentence.startswith(f'method.toml:54: unknown key "{shown}" in [[stage.activity]]. Known here: ')
