"""The colours are read from the style sheet, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static" / "ui" / "tokens.css").read_text()
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
HUES = [(f"hue-{number}", f"hue-{number}-soft") for number in range(1, 7)]

BODY = [
    (text, ground)
    for text in ("ink", "ink-soft")
    for ground in ("paper", "surface", "sunken")
] + [("ink", "accent-soft"), ("ink", "caution-soft"), ("ink", "danger-soft")]  # fmt: skip
WORDS = [
    ("accent", "paper"), ("accent", "surface"), ("accent", "sunken"), ("accent-deep", "accent-soft"),
    ("on-accent", "accent"), ("on-accent", "accent-deep"), ("caution", "caution-soft"), ("caution", "surface"),
    ("caution", "paper"), ("danger", "danger-soft"), ("on-danger", "danger"), ("on-danger", "danger-deep"), *HUES,
]  # fmt: skip
EDGES = [
    ("line-strong", "paper"), ("line-strong", "surface"), ("line-strong", "sunken"), ("caution-line", "paper"),
    ("caution-line", "surface"), ("accent", "paper"), ("accent", "accent-soft"), ("focus", "paper"),
    ("focus", "surface"), ("focus", "accent-soft"), ("danger", "surface"),
]  # fmt: skip


def colours(scheme: str) -> dict[str, str]:
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", LIGHT))
    return light if scheme == "light" else light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", DARK))


def brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(BODY, 7), (WORDS, 4.5), (EDGES, 3)], ids=["body", "words", "edges"]
)
def test_everything_can_be_told_apart(scheme, pairs, least):
    known = colours(scheme)

    measured = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in pairs}

    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


def test_the_dark_scheme_names_no_colour_that_the_light_one_lacks():
    assert set(re.findall(r"--([\w-]+): #", DARK)) <= set(re.findall(r"--([\w-]+): #", LIGHT))


def test_no_other_sheet_knows_a_colour_by_its_number():
    folder = Path(__file__).parent.parent / "static" / "ui"

    assert not re.search(
        r"#[0-9a-f]{3,8}\b", (folder / "base.css").read_text() + (folder / "components.css").read_text()
    )
