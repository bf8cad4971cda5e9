"""Reading an Excel workbook: its first sheet, row by row. What could do harm is refused before it is opened."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from lidzas.intake.facts.tables import PIECE, Formula, Row, TableUnreadable, cleaned

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_CELLS = 10_000_000
MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError)


def is_workbook(file: BinaryIO) -> bool:
    """Whether this is a workbook rather than a text; an old or a locked one is refused."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if head == OLD_OFFICE:
        raise TableUnreadable(
            _("This is an old or a locked Excel file. Please save it without a password, as .xlsx or .csv.")
        )
    return head == ZIP


def rows_of_workbook(file: BinaryIO) -> Iterator[Row]:
    """The rows of the first sheet with their numbers, the empty ones left out."""
    # Only who works with a workbook pays for it: at rest every process would hold 30 MB of it.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        refuse_harm(file)
        book = load_workbook(file, read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        refuse_merged(file, sheet._worksheet_path)
        sheet.reset_dimensions()
        for number, cells in enumerate(bounded(sheet.iter_rows()), 1):
            words = [in_words(cell) for cell in cells]
            if any(words):
                yield number, words
    except TableUnreadable:
        raise
    except (*BROKEN, IndexError) as broken:
        raise TableUnreadable(
            _("This workbook is damaged. Please save it anew, as .xlsx or .csv.")
        ) from broken


def bounded(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows, as long as they are not too many cells in all.

    A row says of itself which one it is, and a cell how far to the right it stands, and all between is
    given as empty: a file of a few bytes would be read for ever.
    """
    looked_at = 0
    for cells in rows:
        looked_at += 1 + len(cells)
        if looked_at > MOST_CELLS:
            raise TableUnreadable(_("This workbook is too large. Please save the table as CSV."))
        yield cells


def refuse_harm(file: BinaryIO) -> None:
    """Look at the package without unpacking it: its size, its macros, its entities."""
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise TableUnreadable(_("This workbook is too large. Please save the table as CSV."))
        if any(part.filename.lower().endswith(("vbaproject.bin", ".vba", ".exe")) for part in parts):
            raise TableUnreadable(
                _("This workbook holds macros. Please save it without them, as .xlsx or .csv.")
            )
        for part in parts:
            with package.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(2048):
                    raise TableUnreadable(
                        _("This workbook is damaged. Please save it anew, as .xlsx or .csv.")
                    )


def refuse_merged(file: BinaryIO, path: str) -> None:
    """Merged cells leave holes that could shift a name to somebody else's address."""
    tail = b""
    with zipfile.ZipFile(file) as package, package.open(path) as sheet:
        for piece in iter(lambda: sheet.read(PIECE), b""):
            if found := MERGED.search(tail + piece):
                raise TableUnreadable(
                    _("Cells are merged: %(cells)s. Please split them, then send the file again.")
                    % {"cells": found[1].decode()}
                )
            tail = piece[-200:]


def in_words(cell: Any) -> str:
    """What a cell says, as somebody would type it."""
    value = cell.value
    if cell.data_type == "f":
        return Formula(f"={value}".replace("==", "=", 1))
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (bool, float)) and int(value) == value:
        return str(int(value))
    return cleaned("" if value is None else str(value))
