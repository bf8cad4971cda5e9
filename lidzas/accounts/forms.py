"""What the sign-in library's forms ask in this house besides."""

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


def device() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("This is not my device"),
        required=False,
        help_text=_("You are signed out when the browser is closed, and a short while after you stop."),
    )


class PasswordForm(LoginForm):  # type: ignore[misc]
    shared = device()

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; the library then lengthens the session, which a borrowed device must not have."""
        answer: HttpResponse = super().login(request, redirect_url)
        if self.cleaned_data["shared"]:
            request.session.set_expiry(0)
        return answer


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    shared = device()
