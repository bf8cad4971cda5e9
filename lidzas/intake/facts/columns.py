"""The columns of a table of people, by their names in both languages, in whatever order they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from lidzas.accounts.models import fold
from lidzas.intake.choices import Kind


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    en: str
    lv: str
    example: str
    also: tuple[str, ...] = ()

    @property
    def is_needed(self) -> bool:
        return self.key in {"name", "email"}

    def label(self, language: str) -> str:
        return self.lv if language == "lv" else self.en


NAME = Column("name", "Name", "Vārds, uzvārds", "Anna Bērziņa", ("vards uzvards", "vards", "full name"))
EMAIL = Column("email", "E-mail", "E-pasts", "anna@example.org", ("email", "epasts", "e-pasta adrese"))
LANGUAGE = Column("language", "Language", "Valoda", "lv")
MUNICIPALITY = Column("municipality", "Municipality", "Pašvaldība", "Jelgava", also=("novads", "pilseta"))
CAPACITY = Column("capacity", "How many young people at once", "Cik jauniešu reizē", "2", also=("capacity",))
PAID = Column("is_paid", "Paid", "Apmaksāts", "no", also=("apmaksata",))
SINCE = Column("on", "Since", "Kopš", "2026-09-01", also=("joined on", "opened on", "no kura laika"))
CAME = Column("referred_by", "How they came", "Kā atnāca", "themself")
BORN = Column("born", "Year of birth", "Dzimšanas gads", "2005", also=("born", "dzimsanas datums"))
MANAGER = Column(
    "case_manager",
    "Case manager",
    "Gadījuma vadītājs",
    "gunta@example.org",
    also=("gadijuma vaditaja", "gadijuma vadiba"),
)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.MENTORS: (NAME, EMAIL, LANGUAGE, MUNICIPALITY, CAPACITY, PAID, SINCE),
    Kind.YOUNG_PEOPLE: (NAME, EMAIL, LANGUAGE, MUNICIPALITY, CAME, SINCE, BORN, MANAGER),
}


def plain(heading: str) -> str:
    return " ".join(fold(heading).strip(" *:").split())


def known_by(columns: Sequence[Column]) -> dict[str, Column]:
    """Every way in which a heading may be written → its column."""
    return {
        plain(written): column
        for column in columns
        for written in (column.key, column.en, column.lv, *column.also)
    }
