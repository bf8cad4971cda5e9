"""What every stored record of a person has in common, and the receipts of what was already done."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.records.identity import new_id


class Record(models.Model):
    """A row with an id nobody can guess and a version that tells a stale form from a fresh one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        abstract = True


class Receipt(models.Model):
    """Proof that a filled-in form was carried out, so that sending it again changes nothing.

    A form is the same when its key, its content and its person are the same; the same key with other
    content is a new deed, never a lost one. The digest is made with the installation's secret, so that
    who holds the database cannot try out what was written.
    """

    key = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    location = models.CharField(max_length=500)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "key", "digest"], name="one_receipt_for_a_persons_form_and_its_content"
            )
        ]

    def __str__(self) -> str:
        return f"Receipt {self.key}"
