"""Where each key of a TOML text stands, which `tomllib` does not tell.

Made for texts `tomllib` has accepted: it follows their shape and leaves judging them to `tomllib`.
Every sign is looked at once, so the work grows with the length of the text and not faster.
"""

import re
import tomllib
from dataclasses import dataclass, field

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
_KEY = re.compile(r""""(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++""")
_SCALAR = re.compile(
    r'"""(?:[^"\\]+|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']+|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]+"
    r"|[^\s,\]}#]+",
    re.DOTALL,
)


@dataclass(slots=True)
class Lines:
    """The line something begins on, and the lines of the parts inside it."""

    line: int
    parts: dict[str | int, "Lines"] = field(default_factory=dict)
    tables: int = 0

    def part(self, name: str | int) -> "Lines":
        """The place of this part, or of the whole where there is no such part."""
        return self.parts.get(name, self)

    def open_part(self, name: str | int, line: int) -> "Lines":
        return self.parts.setdefault(name, Lines(line))

    def open_table(self, line: int) -> "Lines":
        """The place of one more `[[table]]`."""
        self.tables += 1
        return self.open_part(self.tables - 1, line)

    def newest(self) -> "Lines":
        """Where a header that passes through this name goes on: in the last `[[table]]`, if any."""
        return self.parts[self.tables - 1] if self.tables else self


def find_lines(text: str) -> Lines:
    walk = _Walk(text)
    root = Lines(1)
    table = root
    while walk.sign():
        if walk.sign() == "[":
            table = _header(walk, root)
        else:
            _pair(walk, table)
    return root


class _Walk:
    """A way through a text from sign to sign that knows which line it is on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self._go(_BLANK)

    def sign(self) -> str:
        """The sign stood before, which is never a blank or part of a comment; empty at the end."""
        return self.text[self.at : self.at + 1]

    def step(self) -> None:
        self.at += 1
        self._go(_BLANK)

    def take(self, pattern: re.Pattern[str]) -> str:
        start = self.at
        self._go(pattern)
        taken = self.text[start : self.at]
        self._go(_BLANK)
        return taken

    def _go(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"line {self.line} is not TOML")
        self.line += self.text.count("\n", self.at, found.end())
        self.at = found.end()


def _header(walk: _Walk, root: Lines) -> Lines:
    """Read `[name]` or `[[name]]`, and return the table it opens."""
    line = walk.line
    walk.step()
    is_one_of_many = walk.sign() == "["
    if is_one_of_many:
        walk.step()
    *outer, last = _names(walk)
    table = root
    for name in outer:
        table = table.open_part(name, line).newest()
    walk.step()
    table = table.open_part(last, line)
    if not is_one_of_many:
        return table.newest()
    walk.step()
    return table.open_table(line)


def _names(walk: _Walk) -> list[str]:
    names = [_plain(walk.take(_KEY))]
    while walk.sign() == ".":
        walk.step()
        names.append(_plain(walk.take(_KEY)))
    return names


def _plain(key: str) -> str:
    if key[0] not in "\"'":
        return key
    if key[0] == '"' and "\\" in key:
        return str(tomllib.loads(f"key = {key}")["key"])
    return key[1:-1]


def _named(walk: _Walk, table: Lines) -> Lines:
    """Read `name =` or `name.inner =`, and return the place of its value."""
    line = walk.line
    place = table
    for name in _names(walk):
        place = place.open_part(name, line)
    walk.step()
    return place


def _pair(walk: _Walk, table: Lines) -> None:
    """Read `name = value` with all that lies inside the value, however deep."""
    open_parts: list[tuple[Lines, bool]] = []
    _value(walk, _named(walk, table), open_parts)
    while open_parts:
        place, is_list = open_parts[-1]
        if walk.sign() in ("]", "}"):
            open_parts.pop()
            walk.step()
        elif walk.sign() == ",":
            walk.step()
        elif is_list:
            _value(walk, place.open_part(len(place.parts), walk.line), open_parts)
        else:
            _value(walk, _named(walk, place), open_parts)


def _value(walk: _Walk, place: Lines, open_parts: list[tuple[Lines, bool]]) -> None:
    """Read a whole scalar, or only the opening of a list or an inline table."""
    if walk.sign() in ("[", "{"):
        open_parts.append((place, walk.sign() == "["))
        walk.step()
    else:
        walk.take(_SCALAR)
