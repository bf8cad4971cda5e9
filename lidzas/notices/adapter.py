"""How the sign-in library is let into this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from lidzas.notices.actions import notify


class FrontDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Letters about signing in wait their turn like all others."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        notify(email, subject=str(message.subject), body=str(message.body))
