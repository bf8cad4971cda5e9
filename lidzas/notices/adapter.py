"""How the sign-in library is let into this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from lidzas.notices.actions import notify


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves, and letters wait their turn like all others."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        notify(email, subject=str(message.subject), body=str(message.body))
