"""Reading a table row by row, whatever program wrote it; never more of it in memory than a row.

A cell that holds a formula is a `Formula`. What cannot be read at all is refused with a sentence.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from lidzas.intake.facts.columns import COLUMNS, known_by, plain
from lidzas.records.actions import Refusal

PIECE = 64 * 1024
SEPARATORS = (";", ",", "\t")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LETTERS = frozenset("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽõäöüÕÄÖÜŗŖōŌéÉ–—„“”’‘…°§€«»\xa0")
Row = tuple[int, list[str]]


class TableUnreadable(Refusal):
    """The file as a whole is not a table that can be read."""


class Formula(str):
    """The text of a formula; nobody is named by one."""

    __slots__ = ()


def rows_of_text(file: BinaryIO) -> Iterator[Row]:
    """The rows of a CSV with their numbers, the empty ones left out."""
    encoding = encoding_of(file)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        separator = separator_of(text.readline())
        text.seek(0)
        reader = csv.reader(text, delimiter=separator, strict=True)
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, [cleaned(cell) for cell in cells]
    except csv.Error as broken:
        raise TableUnreadable(
            _("Row %(row)s cannot be read: a quotation mark may be missing.") % {"row": reader.line_num}
        ) from broken
    finally:
        text.detach()


def cleaned(cell: str) -> str:
    text = cell.strip()
    return Formula(text) if text.startswith("=") else text


def encoding_of(file: BinaryIO) -> str:
    """How the letters are written. The file is read through once, a piece at a time."""
    file.seek(0)
    head = file.read(PIECE)
    file.seek(0)
    if not head:
        raise TableUnreadable(_("This file is empty."))
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return decodes(file, encoding) or refuse_letters()
    if b"\x00" in head:
        wide = "utf-16-be" if head[0] == 0 else "utf-16-le"
        return decodes(file, wide) or refuse_letters()
    return decodes(file, "utf-8") or decodes(file, "windows-1257") or refuse_letters()


def refuse_letters() -> str:
    raise TableUnreadable(
        _("We cannot tell how the letters of this file are written. Please save it as “CSV UTF-8”.")
    )


def decodes(file: BinaryIO, encoding: str) -> str | None:
    """The encoding, if the whole file can be read in it and reads like text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in iter(lambda: file.read(PIECE), b""):
            if not reads_like_text(decoder.decode(piece), encoding):
                return None
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    finally:
        file.seek(0)
    return encoding


def reads_like_text(text: str, encoding: str) -> bool:
    """No signs that no text has; in the one-byte encoding no letters of languages that nobody here writes."""
    if any(sign < " " and sign not in "\t\r\n" for sign in set(text)):
        return False
    return encoding != "windows-1257" or all(sign in LETTERS for sign in set(text) if sign > "\x7f")


def separator_of(line: str) -> str:
    """The sign that makes most known headings of the first line; the first one when none makes any."""
    known = {heading for columns in COLUMNS.values() for heading in known_by(columns)}

    def headings(separator: str) -> int:
        cells = next(csv.reader([line], delimiter=separator), [])
        return sum(plain(cell) in known for cell in cells)

    return max(SEPARATORS, key=headings)
