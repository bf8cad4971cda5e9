"""Whatever stands in the files, the answer is a method or a list of mistakes, never a crash."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lidzas.method import check, read_files
from lidzas.method.tests.samples import PAVADONI, SOUND, mistakes_in

NAMES = st.sampled_from(sorted(SOUND))
PIECES = st.sampled_from(
    [
        "",
        "[",
        "]",
        "[[stage]]",
        "{",
        "}",
        '"',
        '"""',
        "'",
        "=",
        ",",
        ".",
        "\n",
        "\\",
        "#",
        "\x00",
        "\r",
        "0",
        "-1",
        "true",
        "nan",
        "1e999",
        "2026-11-01",
        "key",
        "stage",
        "[]",
        "{}",
        "[[]]",
        "ā",
        "\u2028",
        "9" * 5000,
    ]
)
WRITTEN = {path.name: path.read_text(encoding="utf-8") for path in PAVADONI.glob("*.toml")}


def are_told_properly(files):
    for mistake in mistakes_in(files):
        text = files.get(mistake.file, "")
        assert mistake.line is None or 1 <= mistake.line <= text.count("\n") + 1
        assert mistake.reason.endswith((".", "?"))
        assert str(mistake).isprintable()


@settings(deadline=None)
@given(NAMES, st.text())
@example("method.toml", "stage = {}")
@example("method.toml", "stage = [{}, 1, {activity = 1}]")
@example("method.toml", "languages = {}\nrole = [1]")
@example("assessment.toml", "level = [{}, 2]\narea = {}")
def test_any_text_is_answered(name, text):
    are_told_properly({**SOUND, name: text})


@settings(deadline=None)
@given(st.dictionaries(st.text(st.characters(), max_size=12), st.text(st.characters(), max_size=50)))
@example({"method.toml": "\ud800", "\ud800.toml": "\udfff"})
def test_any_files_are_answered(files):
    mistakes = mistakes_in(files)
    assert "method.toml: the file is missing." in map(str, mistakes) or "method.toml" in files


@settings(deadline=None)
@given(st.data())
def test_any_change_to_a_sound_method_is_answered(data):
    name = data.draw(st.sampled_from(sorted(WRITTEN)))
    text = WRITTEN[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    are_told_properly({**WRITTEN, name: text})


@settings(deadline=None)
@given(st.data())
def test_any_value_in_place_of_another_is_answered(data):
    """Unlike a blind change, this stays TOML, so that what the values mean is put to the test."""
    name = data.draw(st.sampled_from(sorted(WRITTEN)))
    lines = WRITTEN[name].split("\n")
    written = [number for number, line in enumerate(lines) if " = " in line and line[0].isalpha()]
    for _ in range(data.draw(st.integers(1, 5))):
        number = data.draw(st.sampled_from(written))
        key = lines[number].split(" = ")[0]
        value = data.draw(
            st.sampled_from(
                ["0", "-1", "true", "nan", "1.5", '""', '"x"', "[]", "{}", "[1, [2]]", "[{}]", "{x = 1}"]
            )
            | st.sampled_from(
                ['["leaver"]', '"own_way"', '"last_talk"', "0x" + "f" * 6000, "1979-05-27 07:32:00"]
            )
        )
        lines[number] = f"{key} = {value}"
    are_told_properly({**WRITTEN, name: "\n".join(lines)})


@settings(deadline=None)
@given(NAMES, st.binary())
def test_any_bytes_are_answered(tmp_path_factory, name, raw):
    folder = tmp_path_factory.mktemp("method")
    for other, text in SOUND.items():
        (folder / other).write_text(text, encoding="utf-8")
    (folder / name).write_bytes(raw)
    assert all(mistake.file == name for mistake in check(folder))


def test_the_texts_changed_here_are_sound_before():
    assert read_files(WRITTEN).code == "pavadoni"
