"""What one row of a table says about a person, or what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.accounts.choices import Language
from lidzas.cases.choices import ReferredBy
from lidzas.intake.choices import Kind
from lidzas.intake.facts.columns import COLUMNS, Column, known_by, plain
from lidzas.intake.facts.tables import Formula, TableUnreadable

YES = {"1", "yes", "y", "ja", "jā", "x", "+", "true"}
NO = {"0", "no", "n", "ne", "nē", "-", "false", ""}
LANGUAGES = {
    "lv": Language.LATVIAN, "latviesu": Language.LATVIAN, "latvian": Language.LATVIAN, "": Language.LATVIAN,
    "en": Language.ENGLISH, "anglu": Language.ENGLISH, "english": Language.ENGLISH,
}  # fmt: skip
WAYS = {
    **{way.value: way for way in ReferredBy},
    "": ReferredBy.SOCIAL_SERVICE,
    "socialais dienests": ReferredBy.SOCIAL_SERVICE,
    "social service": ReferredBy.SOCIAL_SERVICE,
    "organizacija": ReferredBy.ORGANISATION,
    "pats": ReferredBy.THEMSELF,
    "pati": ReferredBy.THEMSELF,
    "pieteicas": ReferredBy.THEMSELF,
}
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y.", "%d/%m/%Y")
MOST_AT_ONCE = 20
VALUE_SHOWN = 80


class Wrong(Exception):
    """A cell that cannot be taken; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, where, and what stands there."""

    row: int
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person as a row says. An age is looked at and not kept."""

    row: int
    name: str
    email: str
    language: str
    municipality: str
    on: date
    capacity: int | None = None
    is_paid: bool = False
    referred_by: str = ""
    case_manager: UUID | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row is held against: the day, the round, the programme's limits and its case managers.

    `own` is who is the case manager where the table names none.
    """

    kind: Kind
    today: date
    since: date
    usual_day: date
    lets_in: Callable[[int], bool]
    managers: Mapping[str, UUID]
    own: UUID | None = None
    only_own: bool = False
    only_invented: bool = False


@dataclass(slots=True)
class Headings:
    """Which column stands where."""

    places: dict[str, int]
    columns: dict[str, Column]
    unread: list[str] = field(default_factory=list)

    def label(self, key: str) -> str:
        return self.columns[key].label(get_language() or "")


def headings_in(kind: Kind, cells: list[str]) -> Headings:
    """Find the columns in a first row. Raises TableUnreadable with what is missing or stands twice."""
    columns = COLUMNS[kind]
    known, found = known_by(columns), Headings({}, {column.key: column for column in columns})
    for place, cell in enumerate(cells):
        column = known.get(plain(cell))
        if column is None:
            found.unread += [cell] if cell else []
        elif column.key in found.places:
            raise TableUnreadable(_("The column “%(column)s” stands twice.") % {"column": cell[:VALUE_SHOWN]})
        else:
            found.places[column.key] = place
    missing = [
        found.label(column.key) for column in columns if column.is_needed and column.key not in found.places
    ]
    if missing:
        raise TableUnreadable(
            _("The first row must hold the headings. These are missing: %(columns)s.")
            % {"columns": ", ".join(missing)}
        )
    return found


def person_in(row: int, cells: list[str], headings: Headings, measure: Measure) -> Newcomer | list[Fault]:
    """The person a row tells of, or everything that is wrong with it."""
    said: dict[str, object] = {}
    faults: list[Fault] = []
    for key in headings.columns:
        place = headings.places.get(key)
        value = cells[place] if place is not None and place < len(cells) else ""
        try:
            said[key] = read_cell(key, value, measure)
        except Wrong as wrong:
            faults.append(Fault(row, headings.label(key), value[:VALUE_SHOWN], str(wrong)))
    if len(cells) > 1 + max(headings.places.values()) + len(headings.unread):
        faults.append(Fault(row, "", "", _("This row has more cells than there are headings.")))
    if faults:
        return faults
    said.pop("born", None)
    return Newcomer(row, **said)  # type: ignore[arg-type]


def read_cell(key: str, value: str, measure: Measure) -> object:
    if isinstance(value, Formula):
        raise Wrong(_("This is a formula. Please put its result here instead."))
    if any(sign < " " for sign in value):
        raise Wrong(_("There is a character here that cannot be kept. Please type the text anew."))
    return READERS[key](value, measure)


def read_name(value: str, _measure: Measure) -> str:
    if not value:
        raise Wrong(_("Please write a name."))
    if len(value) > 120:
        raise Wrong(_("This name is longer than 120 characters."))
    return value


def read_email(value: str, measure: Measure) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise Wrong(_("Please write an e-mail address, for example anna@example.org.")) from None
    if len(value) > 254:
        raise Wrong(_("This address is longer than 254 characters."))
    if measure.only_invented and not value.lower().endswith(".invalid"):
        raise Wrong(_("Everybody in this round is invented. Please take an address that ends in .invalid."))
    return value.lower()


def read_language(value: str, _measure: Measure) -> str:
    return one_of(LANGUAGES, value, _("Please write lv or en."))


def read_municipality(value: str, _measure: Measure) -> str:
    if len(value) > 80:
        raise Wrong(_("This municipality is longer than 80 characters."))
    return value


def read_capacity(value: str, _measure: Measure) -> int | None:
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:5]) <= MOST_AT_ONCE:
        raise Wrong(_("Please write a number from 1 to %(most)s.") % {"most": MOST_AT_ONCE})
    return int(value)


def read_paid(value: str, _measure: Measure) -> bool:
    if value.lower() in YES | NO:
        return value.lower() in YES
    raise Wrong(_("Please write yes or no."))


def read_way(value: str, _measure: Measure) -> str:
    known = {**WAYS, **{plain(str(way.label)): way for way in ReferredBy}}
    return one_of(known, value, _("Please write social_service, organisation or themself."))


def one_of(known: Mapping[str, str], value: str, words: str) -> str:
    try:
        return known[plain(value)]
    except KeyError:
        raise Wrong(words) from None


def day_in(value: str) -> date:
    for written in DAYS:
        try:
            return datetime.strptime(value, written).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise Wrong(_("This is not a day of the calendar. Please write it like 2026-09-30."))


def read_on(value: str, measure: Measure) -> date:
    if not value:
        return measure.usual_day
    day = day_in(value)
    if day > measure.today:
        raise Wrong(_("This day is still to come."))
    if day < measure.since:
        raise Wrong(_("This day is earlier than %(day)s.") % {"day": date_format(measure.since)})
    return day


def read_born(value: str, measure: Measure) -> None:
    """Held against the limits of the programme: of a year alone, the age reached within this year counts."""
    if not value:
        return
    if value.isascii() and value.isdigit() and len(value) == 4:
        age = measure.today.year - int(value)
    else:
        born = day_in(value)
        age = (
            measure.today.year
            - born.year
            - ((measure.today.month, measure.today.day) < (born.month, born.day))
        )
    if not 0 <= age <= 120:
        raise Wrong(_("Nobody of this age can be meant. Please look at the year."))
    if not measure.lets_in(age):
        raise Wrong(_("The programme is for people of another age."))


def read_manager(value: str, measure: Measure) -> UUID:
    found = measure.managers.get(value.lower()) if value else measure.own
    if found is None:
        raise Wrong(_("Please write the e-mail address of a case manager of the programme."))
    if measure.only_own and found != measure.own:
        raise Wrong(_("You can only bring in your own young people here."))
    return found


READERS: dict[str, Callable[[str, Measure], object]] = {
    "name": read_name, "email": read_email, "language": read_language, "municipality": read_municipality,
    "capacity": read_capacity, "is_paid": read_paid, "referred_by": read_way, "on": read_on, "born": read_born,
    "case_manager": read_manager,
}  # fmt: skip
