"""What an author is told about a faulty method."""

from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right; `line` is None where the whole file is meant."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.reason}"


class MethodFaulty(Exception):
    """The files do not make a method; `mistakes` holds everything that was found, at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def quoted(word: str) -> str:
    """The word as an author may safely read it in a terminal: short, on one line."""
    short = word if len(word) <= _LONGEST_SHOWN else word[:_LONGEST_SHOWN] + "…"
    return '"' + "".join(sign if sign.isprintable() else "�" for sign in short) + '"'


def listed(words: Sequence[str]) -> str:
    return ", ".join(quoted(word) for word in words)
