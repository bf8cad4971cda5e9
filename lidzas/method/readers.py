"""What a value of a method file may be, and what is said where it is something else.

A reader answers None once it has complained. What is built from a page with mistakes is thrown
away, so a stand-in then takes the value's place, and all the rest can still be checked.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from lidzas.method.mistakes import listed, quoted
from lidzas.method.page import Page, described
from lidzas.method.text import Text
from lidzas.method.toml_lines import Lines

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value where it stands in its file."""

    value: object
    label: str
    lines: Lines
    page: Page

    def complain(self, reason: str) -> None:
        self.page.complain(self.lines.line, f"{self.label} {reason}")

    def refuse(self, wanted: str) -> None:
        self.complain(f"must be {wanted}, not {described(self.value)}.")


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    read: Callable[[Spot], T | None]
    stand_in: Callable[[], T]


def _string(spot: Spot) -> str | None:
    if not isinstance(spot.value, str):
        spot.refuse("text in quotes")
    elif not spot.value.strip():
        spot.complain("is empty.")
    else:
        return spot.value.strip()
    return None


STRING = Reader(_string, str)


def matching(pattern: str, wanted: str) -> Reader[str]:
    """Text in quotes that is wholly of this pattern."""
    compiled = re.compile(pattern)

    def read(spot: Spot) -> str | None:
        found = _string(spot)
        if found is None or compiled.fullmatch(found):
            return found
        spot.complain(f"must be {wanted}, not {quoted(found)}.")
        return None

    return Reader(read, str)


KEY = matching("[a-z][a-z0-9_-]{0,59}", "small letters, digits, _ or -, a letter first, at most 60 of them")
SHORT = matching(".{1,60}", "at most 60 letters on one line")
WEB_ADDRESS = matching(r"https?://[^\s\"<>\\]+", "a web address such as https://example.org")


def whole(least: int, most: int) -> Reader[int]:
    """A whole number within these bounds; true and false are none."""

    def read(spot: Spot) -> int | None:
        value = spot.value
        if type(value) is int and least <= value <= most:
            return value
        spot.refuse(f"a whole number from {least} to {most}")
        return None

    return Reader(read, lambda: least)


def hours(most: int) -> Reader[int]:
    """Hours as an author writes them (14, 1.5), in minutes."""

    def read(spot: Spot) -> int | None:
        value = spot.value
        if isinstance(value, int | float) and type(value) is not bool and 1 <= value * 60 <= most * 60:
            return round(value * 60)
        spot.refuse(f"a number of hours, more than 0 and at most {most}")
        return None

    return Reader(read, int)


def _flag(spot: Spot) -> bool | None:
    if isinstance(spot.value, bool):
        return spot.value
    spot.refuse("true or false")
    return None


FLAG = Reader(_flag, bool)


def _day(spot: Spot) -> date | None:
    if isinstance(spot.value, date) and not isinstance(spot.value, datetime):
        return spot.value
    spot.refuse("a date without quotes, such as 2026-11-01")
    return None


DAY = Reader(_day, lambda: date.min)


def one_of(words: type[Word]) -> Reader[Word]:
    """A word of a closed vocabulary."""

    def read(spot: Spot) -> Word | None:
        found = _string(spot)
        word = next((word for word in words if word == found), None)
        if word is None and found is not None:
            near = spot.page.suggestion(found, [word.value for word in words])
            spot.complain(f"cannot be {quoted(found)}.{near}")
        return word

    return Reader(read, lambda: next(iter(words)))


def name_of(what: str, known: Collection[str] | None) -> Reader[str]:
    """The key of something declared elsewhere; while `known` is None, nothing is unknown."""

    def read(spot: Spot) -> str | None:
        found = _string(spot)
        if found is None or known is None or found in known:
            return found
        near = spot.page.suggestion(found, known)
        spot.complain(f"names {quoted(found)}, but there is no such {what}.{near}")
        return None

    return Reader(read, str)


def list_of(reader: Reader[T], least: int = 0, most: int | None = None) -> Reader[tuple[T, ...]]:
    """A list of values in which nothing stands twice."""

    def read(spot: Spot) -> tuple[T, ...] | None:
        if not isinstance(spot.value, list):
            spot.refuse("a list in [brackets]")
            return None
        count_entries(spot, len(spot.value), least, most)
        found: dict[T, None] = {}
        for position, value in enumerate(spot.value):
            label = f"{spot.label}, entry {position + 1},"
            place = Spot(value, label, spot.lines.part(position), spot.page)
            entry = reader.read(place)
            if entry in found:
                place.complain("stands there already.")
            elif entry is not None:
                found[entry] = None
        return tuple(found)

    return Reader(read, tuple)


def count_entries(spot: Spot, entries: int, least: int, most: int | None) -> None:
    if least <= entries and (most is None or entries <= most):
        return
    wanted = f"exactly {least}" if least == most else f"at least {least}"
    spot.complain(f"needs {wanted}, and there {'is' if entries == 1 else 'are'} {entries}.")


def _text(spot: Spot) -> Text | None:
    if not isinstance(spot.value, dict):
        spot.refuse('a text in every language, such as { lv = "…", en = "…" }')
        return None
    languages = spot.page.languages or tuple(spot.value)
    missing = [language for language in languages if language not in spot.value]
    if missing:
        spot.complain(f"has no {listed(missing)}; every text must be in {listed(languages)}.")
    words = {}
    for language, value in spot.value.items():
        label = f"{spot.label} in {quoted(language)}"
        place = Spot(value, label, spot.lines.part(language), spot.page)
        if language not in languages:
            place.complain(f"is one language too many; the method speaks {listed(languages)}.")
        words[language] = _string(place) or ""
    return Text(tuple((language, words[language]) for language in languages if language in words))


TEXT = Reader(_text, Text)
