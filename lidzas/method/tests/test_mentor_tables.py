"""What a method asks of mentors, and what an author is told who slips there."""

import pytest

from lidzas.method import read_files, read_method
from lidzas.method.tests.samples import PAVADONI, SOUND, changed, mistakes_in
from tests.builders import ROOT

SCREENING = """\
references = 1
certificate_days = 365

[[question]]
key = "why"
text = { lv = "Kāpēc?", en = "Why?" }
"""
TRAINING = """\
[[module]]
key = "role"
name = { lv = "Loma", en = "Role" }
minutes = 30
required = true
goals = [{ lv = "Zināt.", en = "To know." }]
text = [{ lv = "Teksts.", en = "A text." }]
exercise = { lv = "Darīt.", en = "To do." }
""" + "".join(
    f"""
[[module.question]]
text = {{ lv = "Jautājums {number}", en = "Question {number}" }}
choices = [{{ lv = "jā", en = "yes" }}, {{ lv = "nē", en = "no" }}]
right = 2
why = {{ lv = "Tāpēc.", en = "Therefore." }}
"""
    for number in range(3)
)
FILES = {"screening.toml": SCREENING, "training.toml": TRAINING}


def test_a_method_may_do_without_screening_and_training():
    for method in (read_files(SOUND), read_method(PAVADONI)):
        assert (method.screening.references, method.screening.asks_for_certificate) == (0, False)
        assert method.training.modules == ()
        assert method.training.required == ()


def test_what_is_asked_of_mentors_is_read():
    method = read_files({**SOUND, **FILES})
    assert (method.screening.references, method.screening.certificate_days) == (1, 365)
    assert [question.key for question in method.screening.interview] == ["why"]
    [module] = method.training.modules
    assert (module.is_required, module.review, [each.right for each in module.questions]) == (
        True,
        False,
        [1] * 3,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("training.toml", "right = 2", "right = 3", '"right" names choice 3, and there are 2.'),
        ("training.toml", "right = 2", "right = 0", '"right" must be a whole number from 1 to 6, not 0.'),
        ("training.toml", "minutes = 30", "minutes = 0", '"minutes" must be a whole number from 1 to 600, not 0.'),
        ("training.toml", "required = true\n", "", '"required" is missing in [[module]].'),
        ("screening.toml", "references = 1", "references = 9", '"references" must be a whole number from 0 to 5, not 9.'),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(file, old, new, sentence):
    spoilt = {**SOUND, **FILES, file: changed(FILES[file], old, new)}
    [mistake] = mistakes_in(spoilt)
    assert (mistake.file, mistake.reason) == (file, sentence)


@pytest.mark.covers("S1.10")
def test_the_shipped_training_is_whole_in_both_languages():
    method = read_method(ROOT / "content" / "pardomat")
    assert len(method.training.modules) == 10
    for module in method.training.modules:
        for language in method.languages:
            words = sum(len(part.in_language(language).split()) for part in module.text)
            assert 150 <= words <= 300, (module.key, language, words)
