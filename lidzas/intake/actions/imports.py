"""Taking a table of people over: all of it or nothing, with a line in the trail for each person."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions.opening import NewCase, open_cases
from lidzas.cases.choices import ReferredBy
from lidzas.intake.choices import Kind
from lidzas.intake.facts.people import Measure, Newcomer
from lidzas.intake.facts.tables import Row
from lidzas.intake.models import Upload
from lidzas.intake.queries.imports import Findings, Progress, in_pieces, look_through, read_people, rows_of
from lidzas.people.actions import LinkFor, invite_again
from lidzas.people.actions.many import Expected, Place, expect, expect_mentors
from lidzas.people.models import Invitation
from lidzas.programmes.actions import hold_programme
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import capacity_of
from lidzas.records.actions import Refusal

LETTERS_AT_ONCE = 100
MOST_ROWS = 2_000
TABLES_WAIT_FOR = timedelta(days=1)


class TableFaulty(Refusal):
    """Something in the table is wrong, and nobody was made."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(_("Nobody was taken over: something in the table is not right yet."))
        self.findings = findings


class TableChanged(Refusal):
    """What was looked at is not what would be taken over."""


def unseen(_done: int) -> None:
    """Progress that nobody watches."""


@transaction.atomic
def show_table(
    programme: Programme,
    *,
    kind: Kind,
    round: Round | None,
    name: str,
    content: bytes,
    by: User,
    at: datetime,
) -> Upload:
    """Keep a table, sealed, until it is taken over. One that the person showed before is forgotten,
    and so is everybody's after a day.
    """
    forget_old_tables(now=at)
    Upload.objects.filter(programme=programme, by=by).delete()
    return Upload.objects.create(
        programme=programme, by=by, kind=kind, round=round, file_name=name[:200],
        content=base64.b64encode(content).decode(), digest=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip


def file_in(upload: Upload) -> BinaryIO:
    return io.BytesIO(base64.b64decode(upload.content))


@transaction.atomic
def take_table(upload: Upload, *, digest: str, measure: Measure, by: User, at: datetime) -> int:
    """Take over the very table that was looked at, then forget it; return how many people came.

    Raises TableChanged when another one waits by now, and TableFaulty when something changed meanwhile.
    """
    if upload.digest != digest:
        raise TableChanged(_("Another table was chosen meanwhile. Please look at this one first."))
    made = import_people(
        upload.programme,
        upload.round,
        lambda: rows_of(file_in(upload)),
        measure,
        most=MOST_ROWS,
        by=by,
        at=at,
    )
    record("people.import", upload, by=by, reason=f"{upload.kind} {made}")
    upload.delete()
    return made


@transaction.atomic
def forget_table(upload: Upload) -> None:
    upload.delete()


@transaction.atomic
def import_people(
    programme: Programme,
    round: Round | None,
    rows: Callable[[], Iterable[Row]],
    measure: Measure,
    *,
    most: int | None = None,
    by: User,
    at: datetime,
    progress: Progress = unseen,
) -> int:
    """Look the rows through, then make everybody, a piece at a time. Raises TableFaulty, and then made nobody."""
    hold_programme(programme)
    findings = look_through(programme, rows(), measure, progress=progress)
    if not findings.is_fit or (most is not None and findings.people > most):
        raise TableFaulty(findings)
    capacity = capacity_of(programme)
    newcomers = (each for each in read_people(rows(), measure, lambda _headings: None))
    for piece in in_pieces(newcomers):
        people = [each for each in piece if isinstance(each, Newcomer)]
        if round is None:
            bring_mentors(programme, people, capacity, by=by, at=at)
        else:
            bring_young_people(round, people, by=by, at=at)
        progress(len(people))
    return findings.people


def expected(each: Newcomer) -> Expected:
    return Expected(each.name, each.email, each.language)


def bring_mentors(
    programme: Programme, people: Sequence[Newcomer], capacity: int, *, by: User, at: datetime
) -> None:
    places = {
        expected(each): Place(each.capacity or capacity, each.municipality, each.is_paid, each.on)
        for each in people
    }
    expect_mentors(programme, places, by=by, at=at)


def bring_young_people(round: Round, people: Sequence[Newcomer], *, by: User, at: datetime) -> None:
    everybody = expect(round.programme, Role.MENTEE, [expected(each) for each in people], by=by, at=at)
    wished = [
        NewCase(
            mentee_id=everybody[each.email].pk,
            case_manager_id=each.case_manager,
            opened_on=each.on,
            referred_by=ReferredBy(each.referred_by),
            municipality=each.municipality,
        )
        for each in people
        if each.case_manager is not None
    ]
    open_cases(round, wished, by=by)


@transaction.atomic
def send_invitations(invitations: Sequence[UUID], *, by: User, at: datetime, link_for: LinkFor) -> int:
    """Send the letters to people who came by a table, so many at once; return how many."""
    waiting = Invitation.objects.filter(pk__in=invitations[:LETTERS_AT_ONCE], accepted_at=None, ended_at=None)
    rows = list(waiting.select_related("person", "programme"))
    for invitation in rows:
        invite_again(invitation, by=by, at=at, link_for=link_for)
    return len(rows)


def forget_old_tables(*, now: datetime) -> int:
    """Remove tables that nobody took over within a day; return how many."""
    forgotten, _kinds = Upload.objects.filter(made_at__lt=now - TABLES_WAIT_FOR).delete()
    return forgotten
