"""A file on its way to becoming part of a method: its text, its lines and its mistakes."""

import difflib
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field

from lidzas.method.mistakes import Mistake, listed, quoted
from lidzas.method.toml_lines import Lines, find_lines

_FEW = 20
_HUGE = 10**15
_LONGEST_WORD = 100
_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)\Z")
_KINDS = (
    (str, "text"),
    (list, "a list"),
    (dict, "a table"),
)


@dataclass(slots=True)
class Page:
    """One file under reading; `languages` is empty while nobody could say which they are.

    `taken` remembers what only one table of a kind may have, and which table has it.
    `comparisons` is how many words may still be compared in search of a near miss, so that a file
    with ten thousand mistakes is checked as fast as one with none.
    """

    file: str
    languages: tuple[str, ...] = ()
    mistakes: list[Mistake] = field(default_factory=list)
    taken: dict[tuple[str, str, str], Lines] = field(default_factory=dict)
    comparisons: int = 40_000

    def complain(self, line: int | None, reason: str) -> None:
        self.mistakes.append(Mistake(self.file, line, reason))

    def suggestion(self, word: str, known: Collection[str]) -> str:
        """What the author may have meant by this word, as a sentence to add; or nothing."""
        if not known or len(known) > self.comparisons:
            return ""
        self.comparisons -= len(known)
        near = difflib.get_close_matches(word[:_LONGEST_WORD], known, n=1)
        if near:
            return f" Did you mean {quoted(near[0])}?"
        return f" Known here: {listed(sorted(known))}." if len(known) <= _FEW else ""


def parse(page: Page, text: str) -> tuple[dict[str, object], Lines] | None:
    """The values of a text and their lines; None, with a complaint, where it is not TOML."""
    if _is_unreadable(page, text):
        return None
    try:
        return tomllib.loads(text), find_lines(text)
    except tomllib.TOMLDecodeError as error:
        _complain_of_syntax(page, text, str(error))
    except RecursionError:
        page.complain(None, "lists or tables lie too deep inside each other.")
    except ValueError:
        page.complain(None, "a number is too long to be read.")
    return None


def described(value: object) -> str:
    """A value in the author's words, short enough for one line."""
    for kind, words in _KINDS:
        if isinstance(value, kind):
            return words
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > _HUGE:
        return "a huge number"
    if isinstance(value, int | float):
        return str(value)
    return "a date or time"


def _is_unreadable(page: Page, text: str) -> bool:
    if not text.strip():
        page.complain(None, "the file is empty.")
        return True
    bad = re.search("[\0\ud800-\udfff]", text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        page.complain(line, "there is a sign here that no text may hold; was the file damaged?")
    return bad is not None


def _complain_of_syntax(page: Page, text: str, message: str) -> None:
    place = _PLACE.search(message)
    told = message[: place.start()] if place else message
    line = int(place["line"]) if place and place["line"] else text.rstrip().count("\n") + 1
    page.complain(line, _plainer(told, text.split("\n")[line - 1]))


def _plainer(message: str, written: str) -> str:
    """What the parser says, in the words of an author; `written` is the line it speaks of."""
    is_taken = message == "Cannot overwrite a value" or message.startswith("Cannot declare")
    if is_taken and written.lstrip().startswith("["):
        return "a table of this name stands above already; one of many is [[name]] in every place."
    if is_taken:
        return "the same key is given twice in one table (here for the second time); keep one."
    return f"this is not TOML: {message}. Is a quote, a bracket or a comma missing?"
