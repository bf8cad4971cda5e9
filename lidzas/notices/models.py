"""What was told to whom by mail, and whether it arrived at the mail server."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.records.fields import SealedTextField
from lidzas.records.models import Record


class Notice(Record):
    """A letter waiting for the mail server, or the note that it was handed over.

    It never says what the programme is about, and its text is wiped once it is sent or given up.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Could not be sent")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(_("address"))
    subject = models.CharField(_("subject"), max_length=200)
    body = SealedTextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    try_at = models.DateTimeField(_("next try at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes: ClassVar = [models.Index(fields=["state", "try_at"], name="notices_waiting")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sent_notice_says_when_and_holds_no_text",
                condition=models.Q(state="sent", sent_at__isnull=False, body="")
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_given_up_holds_no_text",
                condition=~models.Q(state="given_up") | models.Q(body=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"
