"""Writing the trail, inside the transaction of the deed it tells of."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lidzas.accounts.models import User
from lidzas.audit.models import IN_PLACE_OF, INSTALLATION, Chain, Entry

AT_ONCE = 500
LOOKS_COUNT_AS_ONE_FOR = timedelta(minutes=5)


class Audited(Protocol):
    """A thing that knows which case and which programme it belongs to, or that it belongs to none."""

    @property
    def pk(self) -> object: ...

    @property
    def audit_case_id(self) -> UUID | None: ...

    @property
    def audit_programme_id(self) -> UUID | None: ...


def hold_chain(programme_id: UUID | None) -> Chain:
    """Let whoever writes the trail of a programme, or of the installation, wait for one another."""
    held, _made = Chain.objects.select_for_update(no_key=True).get_or_create(pk=programme_id or INSTALLATION)
    return held


@transaction.atomic(savepoint=False)
def record(
    deed: str, subject: Audited, *, by: User | None, role: str = "", reason: str = "", is_look: bool = False
) -> Entry:
    """Append an entry to the trail of the subject's programme."""
    chain = hold_chain(subject.audit_programme_id)
    entry = Entry(
        at=timezone.now(), by=by, role=role, deed=deed, is_look=is_look,
        subject_kind=type(subject).__name__, subject_id=str(subject.pk),
        case_id=subject.audit_case_id, programme_id=subject.audit_programme_id,
        reason=reason, before=chain.last,
    )  # fmt: skip
    entry.seal = chain.last = entry.seal_that_follows()
    entry.save(force_insert=True)
    chain.save(update_fields=["last"])
    return entry


@transaction.atomic(savepoint=False)
def record_all(deeds: Iterable[tuple[str, Audited]], *, by: User) -> None:
    """Append an entry for each of many deeds on one programme, linked one by one as `record` links them."""
    chain, entries, now = None, [], timezone.now()
    for deed, subject in deeds:
        chain = chain or hold_chain(subject.audit_programme_id)
        entry = Entry(
            at=now, by=by, deed=deed, subject_kind=type(subject).__name__, subject_id=str(subject.pk),
            case_id=subject.audit_case_id, programme_id=subject.audit_programme_id, before=chain.last,
        )  # fmt: skip
        entry.seal = chain.last = entry.seal_that_follows()
        entries.append(entry)
    if chain is not None:
        Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
        chain.save(update_fields=["last"])


def look(what: str, subject: Audited, *, by: User, role: str, in_place_of: UUID | None = None) -> None:
    """Note that a person looked; looks at the same page within five minutes count as one.

    A deputy's look says in whose place it happened.
    """
    reason = f"{IN_PLACE_OF}{in_place_of}" if in_place_of else ""
    since: datetime = timezone.now() - LOOKS_COUNT_AS_ONE_FOR
    seen = Entry.objects.filter(
        by=by,
        case_id=subject.audit_case_id,
        deed=what,
        is_look=True,
        subject_id=str(subject.pk),
        reason=reason,
        at__gte=since,
    )
    if not seen.exists():
        record(what, subject, by=by, role=role, reason=reason, is_look=True)
