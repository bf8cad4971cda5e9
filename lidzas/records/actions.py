"""Refusing, holding on to a version, and forgetting receipts."""

from datetime import datetime, timedelta
from typing import Protocol

from django.db import models
from django.utils.translation import gettext as _

from lidzas.records.models import Receipt

RECEIPTS_ARE_KEPT_FOR = timedelta(days=7)


class Refusal(Exception):
    """A deed that may not happen now. The message is for the person who asked."""


class Stale(Refusal):
    """Somebody else changed the record after this form was opened."""


class Versioned(Protocol):
    pk: object
    version: int
    _meta: object


def take_version(row: models.Model, version: int | None) -> None:
    """Claim the next version of a row for a change, or refuse because another change came first.

    `None` means that the change does not depend on what the person saw.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=models.F("version") + 1):
        raise Stale(
            _(
                "Somebody changed this while you were writing. Your text is still here: compare it with what stands now, then save again."
            )
        )
    row.refresh_from_db(fields=["version"])


def forget_old_receipts(*, now: datetime) -> int:
    """Remove the receipts of forms that nobody sends again any more; return how many."""
    forgotten, _kinds = Receipt.objects.filter(made_at__lt=now - RECEIPTS_ARE_KEPT_FOR).delete()
    return forgotten


def refuse_unread(read: object, stands: object) -> None:
    """A yes counts for what was read: refuse it when something else stands there now.

    `None` means that the yes does not come from a page.
    """
    if read is not None and read != stands:
        raise Stale(
            _(
                "This was changed after the page was opened, and your answer was not taken. Please read what stands now, then decide."
            )
        )
