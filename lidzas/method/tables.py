"""Reading a table key by key; what was never asked for is an unknown key in the end."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from lidzas.method.mistakes import quoted
from lidzas.method.page import Page
from lidzas.method.readers import KEY, Reader, Spot, count_entries
from lidzas.method.toml_lines import Lines

T = TypeVar("T")


class Table:
    """One table of a page, called by the title an author sees: `[ages]`, `[[role]]`."""

    __slots__ = ("_asked", "lines", "page", "title", "values")

    def __init__(self, values: Mapping[str, object], lines: Lines, page: Page, title: str) -> None:
        self.values = values
        self.lines = lines
        self.page = page
        self.title = title
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self.values

    def need(self, key: str, reader: Reader[T]) -> T:
        """The value of a key that has to be there."""
        found = self._found(key, reader)
        return reader.stand_in() if found is None else found

    def may(self, key: str, reader: Reader[T]) -> T | None:
        """The value of a key that may be left out."""
        self._asked.add(key)
        return reader.read(self.spot(key)) if self.has(key) else None

    def key(self) -> str:
        """The table's own key."""
        return self.alone("key", KEY)

    def alone(self, key: str, reader: Reader[T]) -> T:
        """The value of a key that has to be there, and in no other table of this kind."""
        found = self._found(key, reader)
        if found is None:
            return reader.stand_in()
        first = self.page.taken.setdefault((self.title, key, str(found)), self.lines)
        if first is not self.lines:
            place = f"which the {self.title} on line {first.line} has already"
            self.complain(key, f"is {quoted(str(found))}, {place}.")
        return found

    def _found(self, key: str, reader: Reader[T]) -> T | None:
        if not self.has(key):
            self.page.complain(self.lines.line, f"{quoted(key)} is missing in {self.title}.")
        return self.may(key, reader)

    def complain(self, key: str, reason: str) -> None:
        self.spot(key).complain(reason)

    def spot(self, key: str) -> Spot:
        return Spot(self.values.get(key), quoted(key), self.lines.part(key), self.page)

    def finish(self) -> None:
        """Complain of every key nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                near = self.page.suggestion(key, sorted(self._asked - self.values.keys()))
                self.page.complain(
                    self.lines.part(key).line, f"unknown key {quoted(key)} in {self.title}.{near}"
                )


def table(title: str, read: Callable[[Table], T]) -> Reader[T]:
    """A single table such as `[ages]`."""

    def read_table(spot: Spot) -> T | None:
        if isinstance(spot.value, dict):
            return read_whole(Table(spot.value, spot.lines, spot.page, title), read)
        spot.refuse(f"a table, {title}")
        return None

    return Reader(read_table, lambda: read(Table({}, Lines(1), Page(""), title)))


def tables(
    title: str, read: Callable[[Table], T], least: int = 0, most: int | None = None
) -> Reader[tuple[T, ...]]:
    """Any number of tables such as `[[role]]`."""

    def read_tables(spot: Spot) -> tuple[T, ...] | None:
        if not isinstance(spot.value, list):
            spot.refuse(f"written with double brackets, {title}")
            return None
        count_entries(spot, len(spot.value), least, most)
        one = table(title, read)
        found = [
            one.read(Spot(value, spot.label, spot.lines.part(position), spot.page))
            for position, value in enumerate(spot.value)
        ]
        return tuple(each for each in found if each is not None)

    return Reader(read_tables, tuple)


def read_whole(one: Table, read: Callable[[Table], T]) -> T:
    found = read(one)
    one.finish()
    return found
