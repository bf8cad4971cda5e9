"""The words in which people tell about themselves."""

from collections.abc import Collection
from functools import partial

from lidzas.method.model import Experience, Style, Vocabulary, Word
from lidzas.method.readers import TEXT, list_of, name_of
from lidzas.method.tables import Table, tables

MOST_STYLES = 7


def read_vocabulary(areas: Collection[str] | None, top: Table) -> Vocabulary:
    """`areas` are the keys of the form's life areas; while they are None, none is unknown."""
    experience = partial(_experience, areas, _experiences_in(top))
    return Vocabulary(
        values=top.may("value", tables("[[value]]", _word)) or (),
        interests=top.may("interest", tables("[[interest]]", _word)) or (),
        strengths=top.may("strength", tables("[[strength]]", _word)) or (),
        styles=top.may("style", tables("[[style]]", _style, most=MOST_STYLES)) or (),
        experiences=top.may("experience", tables("[[experience]]", experience)) or (),
    )


def _word(word: Table) -> Word:
    return Word(key=word.key(), name=word.need("name", TEXT))


def _style(style: Table) -> Style:
    return Style(key=style.key(), left=style.need("left", TEXT), right=style.need("right", TEXT))


def _experience(areas: Collection[str] | None, known: Collection[str], experience: Table) -> Experience:
    return Experience(
        key=experience.key(),
        name=experience.need("name", TEXT),
        near=experience.may("near", list_of(name_of("experience", known))) or (),
        areas=experience.may("areas", list_of(name_of("life area", areas))) or (),
    )


def _experiences_in(top: Table) -> list[str]:
    """The keys of all experiences, which those before them may name."""
    found = top.values.get("experience")
    rows = found if isinstance(found, list) else []
    return [str(row["key"]) for row in rows if isinstance(row, dict) and "key" in row]
