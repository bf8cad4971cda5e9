"""The trail: who did and who looked at what, appended and never changed."""

import hashlib
from datetime import UTC
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.records.identity import new_id

INSTALLATION = UUID(int=0)
IN_PLACE_OF = "in place of "


class Entries(models.QuerySet["Entry"]):
    def about_case(self, case_id: UUID) -> "Entries":
        return self.filter(case_id=case_id)

    def looks(self) -> "Entries":
        return self.filter(is_look=True)

    def newest_first(self) -> "Entries":
        return self.order_by("-number")


class Entry(models.Model):
    """One deed or one look. It names things by id only and never repeats what is written in them.

    Entries of one programme form a chain: each carries the hash of the one before it, so that a changed,
    missing or inserted entry shows (`lidzas audit verify`). Nothing in the product is decided by reading it.
    """

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    role = models.CharField(_("as"), max_length=40, blank=True)
    deed = models.CharField(_("deed"), max_length=60)
    is_look = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    case_id = models.UUIDField(null=True)
    programme_id = models.UUIDField(null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["Entry"]] = Entries.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes: ClassVar = [
            models.Index(fields=["case_id", "is_look", "-number"], name="entries_of_a_case"),
            models.Index(fields=["by", "case_id", "deed", "-at"], name="entries_of_a_person"),
            models.Index(fields=["programme_id", "number"], name="entries_of_a_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed}"

    @property
    def stood_for(self) -> str:
        """The id of the person in whose place this was done, if it was a deputy's."""
        return self.reason.removeprefix(IN_PLACE_OF) if self.reason.startswith(IN_PLACE_OF) else ""

    def seal_that_follows(self) -> str:
        """The hash over everything the entry says and over the seal before it."""
        said = (
            self.at.astimezone(UTC).isoformat(timespec="microseconds"), self.by_id, self.role, self.deed, self.is_look,
            self.subject_kind, self.subject_id, self.case_id, self.programme_id, self.reason, self.before,
        )  # fmt: skip
        return hashlib.sha256(repr([str(word) for word in said]).encode()).hexdigest()


class Chain(models.Model):
    """The last hash of one programme's trail; its row is the lock that orders the entries."""

    id = models.UUIDField(primary_key=True, default=new_id)
    last = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"Chain {self.pk}"
