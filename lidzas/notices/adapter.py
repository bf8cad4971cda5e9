"""How the sign-in library is let into this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from lidzas.accounts.middleware import end_with_browser
from lidzas.accounts.models import User
from lidzas.notices.actions import notify


class FrontDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in minds the device, and its letters wait their turn like all others."""

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        if request.POST.get("shared"):
            end_with_browser(request.session)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        notify(email, subject=str(message.subject), body=str(message.body))
