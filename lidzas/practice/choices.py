"""Invented people and their words."""

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FIRST_NAMES = (
    ("Anna", "f"), ("Elza", "f"), ("Katrīna", "f"), ("Līga", "f"), ("Madara", "f"), ("Paula", "f"), ("Rūta", "f"),
    ("Sanita", "f"), ("Una", "f"), ("Zane", "f"), ("Agnese", "f"), ("Dārta", "f"), ("Ieva", "f"), ("Kristīne", "f"),
    ("Artūrs", "m"), ("Dāvis", "m"), ("Edgars", "m"), ("Gustavs", "m"), ("Jānis", "m"), ("Kārlis", "m"),
    ("Mārtiņš", "m"), ("Niks", "m"), ("Oskars", "m"), ("Reinis", "m"), ("Toms", "m"), ("Uģis", "m"), ("Valters", "m"),
)  # fmt: skip
LAST_NAMES = (
    ("Bērziņa", "Bērziņš"), ("Kalniņa", "Kalniņš"), ("Ozoliņa", "Ozoliņš"), ("Liepa", "Liepa"), ("Zariņa", "Zariņš"),
    ("Krūmiņa", "Krūmiņš"), ("Vītola", "Vītols"), ("Ābele", "Ābele"), ("Egle", "Egle"), ("Priede", "Priede"),
    ("Kļaviņa", "Kļaviņš"), ("Lāce", "Lācis"), ("Vanaga", "Vanags"), ("Strazdiņa", "Strazdiņš"), ("Siliņa", "Siliņš"),
    ("Ķēniņa", "Ķēniņš"), ("Gailīte", "Gailītis"), ("Cīrule", "Cīrulis"), ("Balode", "Balodis"), ("Rubene", "Rubenis"),
)  # fmt: skip
MUNICIPALITIES = ("Jelgava", "Dobele", "Bauska", "Aizkraukle", "Jēkabpils")


def names(dice: random.Random) -> Iterator[str]:
    """Invented names without end; none comes twice before every pair of names was used."""
    pairs = [(first, last) for first in FIRST_NAMES for last in LAST_NAMES]
    while True:
        dice.shuffle(pairs)
        for (first, gender), (feminine, masculine) in pairs:
            yield f"{first} {feminine if gender == 'f' else masculine}"


@cache
def words_in(language: str) -> dict[str, Any]:
    """What the invented people say, in one language."""
    text = (Path(__file__).parent / "words" / f"{language}.toml").read_text()
    return {"language": language, **tomllib.loads(text)}
