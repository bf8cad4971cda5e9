import pytest

from lidzas.method import MethodFaulty, check, gather_files, read_files, read_method
from lidzas.method.tests.samples import METHOD, PAVADONI, SOUND, changed, mistakes_in


@pytest.fixture
def folder(tmp_path):
    for name, text in SOUND.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def sentences(folder):
    return [str(mistake) for mistake in check(folder)]


def test_a_method_is_read_from_its_folder_as_from_its_texts(folder):
    assert check(folder) == ()
    assert read_method(folder).digest == read_files(gather_files(folder)).digest == read_files(SOUND).digest


def test_a_faulty_folder_says_everything_that_is_wrong(folder):
    (folder / "method.toml").write_text(changed(METHOD, "from = 18", "form = 18"), encoding="utf-8")

    with pytest.raises(MethodFaulty, match=r"method.toml:16: .*\nmethod.toml:17: ") as caught:
        read_method(folder)

    assert caught.value.mistakes == check(folder)
    assert sentences(folder) == [
        'method.toml:16: "from" is missing in [ages].',
        'method.toml:17: unknown key "form" in [ages]. Did you mean "from"?',
    ]


@pytest.mark.parametrize("name", ["cards.toml", "help.toml"])
def test_cards_and_help_lines_may_be_absent(folder, name):
    (folder / name).unlink()
    assert check(folder) == ()


def test_without_cards_and_help_lines_there_are_none():
    method = read_files({name: SOUND[name] for name in ("method.toml", "assessment.toml")})
    assert (method.cards, method.nowhere, method.helps, method.helps_checked_on) == ((), None, (), None)


@pytest.mark.parametrize("name", ["method.toml", "assessment.toml"])
def test_the_method_and_the_assessment_may_not_be_absent(folder, name):
    (folder / name).unlink()
    assert sentences(folder) == [f"{name}: the file is missing."]
    with pytest.raises(MethodFaulty, match="the file is missing"):
        gather_files(folder)
    with pytest.raises(MethodFaulty, match="the file is missing"):
        read_files({other: text for other, text in SOUND.items() if other != name})


def test_a_folder_that_is_not_there_is_told(tmp_path):
    missing = tmp_path / "nowhere"
    assert sentences(missing) == [f"{missing}: the folder cannot be read: No such file or directory."]


def test_a_file_that_cannot_be_read_is_told_beside_the_mistakes_of_the_others(folder):
    (folder / "cards.toml").unlink()
    (folder / "cards.toml").mkdir()
    (folder / "help.toml").write_text(changed(SOUND["help.toml"], "true", "1"), encoding="utf-8")
    assert sentences(folder) == [
        "cards.toml: the file cannot be read: Is a directory.",
        'help.toml:7: "danger" must be true or false, not 1.',
    ]


def test_a_file_that_is_not_utf_8_is_told_with_the_line(folder):
    (folder / "method.toml").write_bytes(METHOD.encode("cp1257"))
    assert sentences(folder) == ["method.toml:4: the file is not in UTF-8; save it as UTF-8 and try again."]


def test_a_file_from_windows_is_the_same_file(folder):
    digest = read_method(folder).digest
    raw = METHOD.replace("\n", "\r\n").encode("utf-8-sig")
    (folder / "method.toml").write_bytes(raw)
    assert read_method(folder).digest == digest


def test_hidden_files_and_other_kinds_of_files_are_left_alone(folder):
    (folder / "._method.toml").write_bytes(b"\xff")
    (folder / "LICENSE").write_bytes(b"\xff")
    assert list(gather_files(folder)) == sorted(SOUND)


def test_a_file_with_nearly_the_right_name_is_told():
    files = {"card.toml" if name == "cards.toml" else name: text for name, text in SOUND.items()}
    assert [str(mistake) for mistake in mistakes_in(files)] == [
        'card.toml: no such file is read. Did you mean "cards.toml"?'
    ]


def test_a_file_with_quite_another_name_is_kept_with_the_method():
    assert mistakes_in({**SOUND, "library.toml": "anything"}) == []
    assert read_files({**SOUND, "library.toml": "anything"}).digest != read_files(SOUND).digest


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ": the file is empty."),
        (" \n\n", ": the file is empty."),
        ("a = 1\nb = '\0'", ":2: there is a sign here that no text may hold; was the file damaged?"),
        ("a = '\ud800'", ":1: there is a sign here that no text may hold; was the file damaged?"),
        ("a = " + "[" * 5000, ": lists or tables lie too deep inside each other."),
        ("a = " + "1" * 5000, ": a number is too long to be read."),
        ("a = 1\nb 2\n", ":2: this is not TOML: Expected '=' after a key in a key/value pair."),
        ("a = 1\n\nb = [1\n\n\n", ":3: this is not TOML: Unclosed array."),
        (
            "a = 1\na = 2\n",
            ":2: the same key is given twice in one table (here for the second time); keep one.",
        ),
        ("a = {b = 1, b = 2}\n", ":1: this is not TOML: Duplicate inline table key 'b'."),
        (
            "[a]\n[[a]]\n",
            ":2: a table of this name stands above already; one of many is [[name]] in every place.",
        ),
        (
            "[[a]]\n[a]\n",
            ":2: a table of this name stands above already; one of many is [[name]] in every place.",
        ),
    ],
)
def test_a_text_that_is_not_toml_is_told_in_plain_words(text, sentence):
    [mistake] = [each for each in mistakes_in({**SOUND, "help.toml": text}) if each.file == "help.toml"]
    assert str(mistake).startswith(f"help.toml{sentence}")


def test_the_digest_depends_on_the_texts_and_not_on_their_order():
    digest = read_files(SOUND).digest
    assert len(digest) == 64
    assert read_files(dict(reversed(SOUND.items()))).digest == digest
    assert read_files({**SOUND, "help.toml": SOUND["help.toml"] + "\n"}).digest != digest


def test_the_second_method_has_no_mistakes():
    assert check(PAVADONI) == ()
