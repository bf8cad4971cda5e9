"""The files beside method.toml: the assessment, the cards and the help lines."""

from enum import StrEnum
from functools import partial
from typing import TypeVar

from lidzas.method.choices import Independence, NoAnswer
from lidzas.method.mistakes import listed
from lidzas.method.model import Area, AssessmentForm, Card, CardGame, HelpLine, HelpPage, Word
from lidzas.method.names import Names
from lidzas.method.readers import (
    DAY,
    FLAG,
    KEY,
    SHORT,
    TEXT,
    list_of,
    matching,
    name_of,
    one_of,
    whole,
)
from lidzas.method.tables import Table, tables
from lidzas.method.text import Text

LEVELS = 5

_LARGEST_CARD = 10_000
_CALLABLE = matching(r"\+?[0-9][0-9 ]{1,19}", "a telephone number in digits, such as 116123")

Answer = TypeVar("Answer", bound=StrEnum)


def read_form(top: Table) -> AssessmentForm:
    return AssessmentForm(
        key=top.need("key", KEY),
        version=top.need("version", SHORT),
        name=top.need("name", TEXT),
        intro=top.need("intro", TEXT),
        levels=top.need("level", tables("[[level]]", _level, LEVELS, LEVELS)),
        areas=top.need("area", tables("[[area]]", _area, least=1)),
        skips=_answers(top, "skip", NoAnswer),
        independence=_answers(top, "independence", Independence),
        ways=top.may("way", tables("[[way]]", _way)) or (),
    )


def _level(level: Table) -> Text:
    return level.need("name", TEXT)


def _area(area: Table) -> Area:
    return Area(
        key=area.key(),
        name=area.need("name", TEXT),
        levels=area.need("levels", list_of(TEXT, LEVELS, LEVELS)),
        crisis_at=area.may("crisis_at", whole(1, LEVELS)),
        asks_chances=area.may("chances", FLAG) or False,
    )


def _way(way: Table) -> Word:
    return Word(way.key(), way.need("name", TEXT))


def _answers(top: Table, key: str, words: type[Answer]) -> tuple[tuple[Answer, Text], ...]:
    """What every word of a vocabulary is called; none may be left out."""
    answers = top.need(key, tables(f"[[{key}]]", partial(_answer, words)))
    missing = [word for word in words if word not in dict(answers)]
    if missing and top.has(key):
        top.complain(key, f"is missing for {listed(missing)}.")
    return answers


def _answer(words: type[Answer], answer: Table) -> tuple[Answer, Text]:
    return answer.alone("key", one_of(words)), answer.need("name", TEXT)


def read_cards(names: Names | None, top: Table) -> CardGame:
    card = partial(_card, names)
    return CardGame(
        nowhere=top.need("nowhere", TEXT),
        cards=top.need("card", tables("[[card]]", card, least=1)),
    )


def _card(names: Names | None, card: Table) -> Card:
    stage = name_of("stage", names.stages if names else None)
    role = name_of("role", names.roles if names else None)
    return Card(
        number=card.alone("number", whole(1, _LARGEST_CARD)),
        text=card.need("text", TEXT),
        stages=card.need("stages", list_of(stage)),
        roles=card.may("roles", list_of(role)) or (),
        discuss=card.may("discuss", FLAG) or False,
        feedback=card.need("feedback", TEXT),
    )


def read_help(top: Table) -> HelpPage:
    return HelpPage(
        checked_on=top.need("checked_on", DAY),
        lines=top.need("line", tables("[[line]]", _help_line, least=1)),
    )


def _help_line(line: Table) -> HelpLine:
    return HelpLine(
        number=line.alone("number", _CALLABLE),
        name=line.need("name", TEXT),
        when=line.need("when", TEXT),
        danger=line.may("danger", FLAG) or False,
    )
