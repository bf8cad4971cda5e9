"""Looking a table through before anybody is made: what would be made, what is wrong, who may be here already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import BinaryIO, TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.facts import are_alike, words_of
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.intake.choices import Kind
from lidzas.intake.facts.people import Fault, Headings, Measure, Newcomer, headings_in, person_in
from lidzas.intake.facts.tables import Row, TableUnreadable, rows_of_text
from lidzas.intake.facts.workbooks import is_workbook, rows_of_workbook
from lidzas.intake.models import Upload
from lidzas.intake.queries.referrals import door_of
from lidzas.people.actions.many import NOT_SENT
from lidzas.people.models import Invitation, Mentor
from lidzas.people.queries import known_in
from lidzas.programmes.models import Programme, Round, StaffRole

AT_ONCE = 500
SHOWN = 200
MOST_COMPARED = 5_000
Thing = TypeVar("Thing")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Alike:
    """A row whose person may be here already, or stand in another row."""

    row: int
    name: str
    words: str


@dataclass(slots=True)
class Findings:
    """What looking through found; of very many faults the first are kept and the others counted."""

    people: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    alike: list[Alike] = field(default_factory=list)
    alike_count: int = 0
    unread: list[str] = field(default_factory=list)

    def add_fault(self, fault: Fault) -> None:
        self.fault_count += 1
        if len(self.faults) < SHOWN:
            self.faults.append(fault)

    def add_alike(self, alike: Alike) -> None:
        self.alike_count += 1
        if len(self.alike) < SHOWN:
            self.alike.append(alike)

    @property
    def is_fit(self) -> bool:
        return not self.fault_count and bool(self.people)


class Names:
    """Names of people, so that a like one is found at once: in another order, or with one letter different.

    Letters are compared only among so many names; more would not fit into a small machine.
    """

    def __init__(self) -> None:
        self.whole: dict[str, int] = {}
        self.pieces: dict[str, list[tuple[str, int]]] = {}
        self.count = 0

    def add(self, name: str, row: int) -> None:
        key = " ".join(words_of(name))
        self.whole.setdefault(key, row)
        self.count += 1
        if self.count <= MOST_COMPARED:
            for piece in pieces_of(key):
                self.pieces.setdefault(piece, []).append((name, row))

    def find(self, name: str) -> int | None:
        key = " ".join(words_of(name))
        if key in self.whole or self.count > MOST_COMPARED:
            return self.whole.get(key)
        near = (each for piece in pieces_of(key) for each in self.pieces.get(piece, ()))
        return next((row for other, row in near if are_alike(other, name)), None)


def pieces_of(key: str) -> set[str]:
    """The name, and the name without each of its letters: two that are one edit apart share one of these."""
    return {key} | {key[:at] + key[at + 1 :] for at in range(len(key))}


def in_pieces(things: Iterable[Thing], size: int = AT_ONCE) -> Iterator[list[Thing]]:
    rest = iter(things)
    return iter(lambda: list(islice(rest, size)), [])


def rows_of(file: BinaryIO) -> Iterator[Row]:
    return rows_of_workbook(file) if is_workbook(file) else rows_of_text(file)


def measure_for(
    programme: Programme, kind: Kind, round: Round | None, *, by: User, roles: Iterable[Role], today: date
) -> Measure:
    """What the rows are held against, for whoever brings the table."""
    held = StaffRole.objects.filter(programme=programme, role=Role.CASE_MANAGER, until=None)
    managers = dict(held.values_list("person__email", "person_id"))
    own = by.pk if by.pk in managers.values() else None
    since = round.starts_on if round else date(1990, 1, 1)
    return Measure(
        kind=kind,
        today=today,
        since=since,
        usual_day=max(today, since),
        lets_in=door_of(programme).lets_in,
        managers=managers,
        own=own,
        only_own=not is_allowed(Permission.MENTOR_INVITE, in_programme=roles),
        only_invented=programme.is_practice,
    )


def kinds_for(roles: Iterable[Role]) -> list[Kind]:
    """Whom a person of the team may bring in by a table."""
    held = list(roles)
    return [
        kind for kind in Kind
        if kind == Kind.YOUNG_PEOPLE or is_allowed(Permission.MENTOR_INVITE, in_programme=held)
    ]  # fmt: skip


def read_people(
    rows: Iterable[Row], measure: Measure, told: Callable[[Headings], None]
) -> Iterator[Newcomer | list[Fault]]:
    """Every row below the headings as a person, or as what is wrong with it."""
    reading = iter(rows)
    first = next(reading, None)
    if first is None:
        raise TableUnreadable(_("This file is empty."))
    headings = headings_in(measure.kind, first[1])
    told(headings)
    for number, cells in reading:
        yield person_in(number, cells, headings, measure)


def look_through(
    programme: Programme, rows: Iterable[Row], measure: Measure, *, progress: Progress
) -> Findings:
    """Check every row by itself, against the others and against who is here. Nothing is written."""
    findings, seen = Findings(), dict[str, int]()
    names = names_here(programme)

    def told(headings: Headings) -> None:
        findings.unread = headings.unread

    for piece in in_pieces(read_people(rows, measure, told)):
        newcomers = [each for each in piece if isinstance(each, Newcomer)]
        here = addresses_here(programme, measure.kind, [each.email for each in newcomers])
        for each in piece:
            if isinstance(each, Newcomer):
                findings.people += 1
                compare(each, seen, here, names, findings)
            else:
                for fault in each:
                    findings.add_fault(fault)
        progress(len(piece))
    return findings


def compare(
    each: Newcomer, seen: dict[str, int], here: Mapping[str, str], names: Names, findings: Findings
) -> None:
    earlier = seen.setdefault(each.email, each.row)
    if earlier != each.row:
        words = _("This address stands in row %(row)s already.") % {"row": earlier}
        findings.add_fault(Fault(each.row, _("E-mail"), each.email, words))
    elif each.email in here:
        findings.add_fault(Fault(each.row, _("E-mail"), each.email, here[each.email]))
    row = names.find(each.name)
    if row == 0:
        findings.add_alike(Alike(each.row, each.name, _("Somebody with such a name is here already.")))
    elif row is not None:
        findings.add_alike(Alike(each.row, each.name, _("See row %(row)s, too.") % {"row": row}))
    names.add(each.name, each.row)


def names_here(programme: Programme) -> Names:
    """The names in the programme, each under the row 0."""
    names = Names()
    people = User.objects.filter(
        Q(pk__in=known_in(programme).values("pk")) | Q(pk__in=programme.cases.values("mentee_id"))
    )
    for name in people.values_list("name", flat=True).iterator(chunk_size=AT_ONCE):
        names.add(name, 0)
    return names


def addresses_here(programme: Programme, kind: Kind, addresses: Sequence[str]) -> dict[str, str]:
    """Address → why nobody is made for it again. Only who is in this programme is known here."""
    if kind == Kind.MENTORS:
        rows = Mentor.objects.filter(programme=programme, left_on=None, person__email__in=addresses)
        return dict.fromkeys(rows.values_list("person__email", flat=True), _("This mentor is here already."))
    cases = Case.objects.open().filter(programme=programme, mentee__email__in=addresses)
    found = dict.fromkeys(
        cases.values_list("mentee__email", flat=True), _("This young person has an open case already.")
    )
    staff = StaffRole.objects.filter(programme=programme, until=None, person__email__in=addresses)
    return found | dict.fromkeys(
        staff.values_list("person__email", flat=True), _("This is a colleague of the project team.")
    )


def upload_of(programme: Programme, person: User) -> Upload | None:
    """The table that the person has shown and not taken over."""
    return Upload.objects.filter(programme=programme, by=person).select_related("round").first()


def unsent_of(programme: Programme, person: User, roles: Iterable[Role]) -> "list[UUID]":
    """Invitations that were made from a table and whose letter the person may send, the first made first."""
    rows = Invitation.objects.waiting(programme).filter(nonce_digest=NOT_SENT)
    cases = Case.objects.open().filter(programme=programme).within_reach(person, Permission.CASE_INVITE)
    mine = Q(role=Role.MENTEE, person__in=cases.values("mentee_id"))
    if is_allowed(Permission.MENTOR_INVITE, in_programme=list(roles)):
        mine |= Q(role=Role.MENTOR)
    return list(rows.filter(mine).order_by("made_at", "pk").values_list("pk", flat=True))
