"""Empty tables to begin from, with the headings in a language and one row that shows what goes where."""

import csv
import io
from collections.abc import Callable

from lidzas.intake.choices import Kind
from lidzas.intake.facts.columns import COLUMNS

Lines = list[list[str]]


def as_csv(lines: Lines) -> bytes:
    """With the mark by which Excel knows the letters, and the separator it expects here."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Lines) -> bytes:
    # Only who works with a workbook pays for it: at rest every process would hold 30 MB of it.
    from openpyxl import Workbook  # noqa: PLC0415

    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    book.save(file)
    return file.getvalue()


FORMATS: dict[str, tuple[Callable[[Lines], bytes], str]] = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


def template_of(kind: Kind, form: str, language: str) -> tuple[bytes, str]:
    make, content_type = FORMATS[form]
    columns = COLUMNS[kind]
    lines = [[column.label(language) for column in columns], [column.example for column in columns]]
    return make(lines), content_type
