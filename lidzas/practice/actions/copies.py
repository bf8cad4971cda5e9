"""Copies of invented cases under other names, for rounds too large to walk deed by deed.

The deeds of a case cost half a second; a copy of everything they left costs a few milliseconds. A copy
is a whole case: every record with an id of its own, sealed anew, and its own lines in the trail.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from lidzas.accounts.models import User
from lidzas.audit.models import INSTALLATION, Chain, Entry
from lidzas.cases.models import Case, TeamMember
from lidzas.people.models import AboutMe, Mentor, MentorRecord
from lidzas.programmes.models import StaffRole
from lidzas.records.identity import new_id
from lidzas.records.models import Record

AT_ONCE = 500
Rows = list[tuple[type[models.Model], list[models.Model]]]


def parents(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """The links of a record to other records; people, programmes and methods are no parents."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record):
            yield field


def records_of_cases() -> list[type[models.Model]]:
    """Every kind of record that hangs on a case, each after those it refers to."""
    hanging: set[type[models.Model]] = {Case}
    kinds = [model for model in apps.get_models() if issubclass(model, Record)]
    while more := {kind for kind in kinds if kind not in hanging and above(kind, hanging)}:
        hanging |= more
    ordered: list[type[models.Model]] = []
    while len(ordered) < len(hanging):
        ordered += [
            kind for kind in hanging if kind not in ordered and above(kind, hanging) - {kind} <= {*ordered}
        ]
    return ordered


def above(kind: type[models.Model], among: set[type[models.Model]]) -> set[type[models.Model]]:
    return {field.related_model for field in parents(kind)} & among


@dataclass
class Block:
    """Some invented cases with their people and every record of them, as a pattern for copies."""

    people: list[User]
    around: list[models.Model]
    rows: Rows
    trail: list[Entry]


def read_block(cases: Iterable[UUID]) -> Block:
    ids = list(cases)
    rows: Rows = []
    for model in records_of_cases():
        rows.append((model, rows_of(model, rows, ids)))
    members = {row.person_id for row in TeamMember.objects.filter(case_id__in=ids)}
    members |= {row.mentor.person_id for row in proposals(rows)}
    people = list(User.objects.filter(pk__in=members).order_by("email"))
    around: list[models.Model] = [
        *AboutMe.objects.filter(person__in=people),
        *Mentor.objects.filter(person__in=people),
        *StaffRole.objects.filter(person__in=people),
    ]
    trail = list(Entry.objects.filter(case_id__in=ids).order_by("number"))
    return Block(people, around, [*records_of_mentors(people), *rows], trail)


def records_of_mentors(people: list[User]) -> Rows:
    """How these people came in as mentors and what they learned, kind by kind."""
    kinds = [model for model in apps.get_models() if issubclass(model, MentorRecord)]
    return [(kind, list(kind._default_manager.filter(mentor__person__in=people))) for kind in kinds]


def proposals(rows: Rows) -> list[Any]:
    with_mentor = (found for model, found in rows if has_mentor(model))
    return [row for found in with_mentor for row in found]


def has_mentor(model: type[models.Model]) -> bool:
    fields = {field.name: field for field in model._meta.concrete_fields}
    return "mentor" in fields and fields["mentor"].related_model is Mentor


def rows_of(model: type[models.Model], rows: Rows, ids: list[UUID]) -> list[models.Model]:
    """The rows of a kind that belong to the cases, directly or through the record they hang on."""
    fields = {field.name for field in model._meta.concrete_fields}
    if model is Case:
        wanted = {"pk__in": ids}
    elif "case" in fields:
        wanted = {"case_id__in": ids}
    else:
        known = {kind: [row.pk for row in found] for kind, found in rows}
        parent = next(field for field in parents(model) if field.related_model in known)
        wanted = {f"{parent.name}__in": known[parent.related_model]}
    return list(model._default_manager.filter(**wanted).order_by("made_at"))


def copied(row: models.Model, new: Mapping[Any, Any]) -> models.Model:
    """The same row with every id exchanged that stands for something of the block."""
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        values[field.attname] = new.get(value, value) if isinstance(value, UUID) else value
    return type(row)(**values)


@transaction.atomic
def copy_block(block: Block, names: Iterator[str], numbers: Iterator[int]) -> int:
    """Write one more block under other names; return how many rows it took."""
    people = [renamed(person, next(names), next(numbers)) for person in block.people]
    new: dict[Any, Any] = {old.pk: person.pk for old, person in zip(block.people, people, strict=True)}
    groups: Rows = [(type(row), [row]) for row in block.around] + block.rows
    for _model, rows in groups:
        new.update((row.pk, new_id()) for row in rows)
    User.objects.bulk_create(people)
    written = len(people)
    for model, rows in groups:
        model._default_manager.bulk_create([copied(row, new) for row in rows], batch_size=AT_ONCE)
        written += len(rows)
    return written + continue_trail(block.trail, new)


def renamed(person: User, name: str, number: int) -> User:
    other = User(
        name=name, email=f"practice-{number}@example.invalid", language=person.language, is_active=True,
        came_in_at=person.came_in_at,
        password=person.password,
    )  # fmt: skip
    other.search_name = other.folded()
    return other


def continue_trail(trail: list[Entry], new: Mapping[Any, Any]) -> int:
    """Append the copied entries to their programme's chain."""
    if not trail:
        return 0
    chain = Chain.objects.select_for_update(no_key=True).get(pk=trail[0].programme_id or INSTALLATION)
    entries = []
    for entry in trail:
        subject = new.get(UUID(entry.subject_id), entry.subject_id)
        other = Entry(
            at=entry.at, by_id=new.get(entry.by_id, entry.by_id), role=entry.role, deed=entry.deed,
            is_look=entry.is_look, subject_kind=entry.subject_kind, subject_id=str(subject),
            case_id=new[entry.case_id], programme_id=entry.programme_id, reason=entry.reason, before=chain.last,
        )  # fmt: skip
        other.seal = chain.last = other.seal_that_follows()
        entries.append(other)
    Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
    chain.save(update_fields=["last"])
    return len(entries)
