"""The addresses behind an invitation and a question, and how it is handed over where there is no mail server."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lidzas.people.actions import Invited


def links_of(request: HttpRequest) -> Callable[[str], str]:
    """What turns the secret word of an invitation into its whole address."""
    return lambda token: request.build_absolute_uri(reverse("people:invitation", kwargs={"token": token}))


def question_links_of(request: HttpRequest) -> Callable[[str], str]:
    """What turns the secret word of a question into its whole address."""
    return lambda token: request.build_absolute_uri(reverse("people:say", kwargs={"token": token}))


def said_of(invited: Invited) -> str:
    """What the inviting person is told; it never tells whether the address has an account."""
    if invited.invitation.is_mailed:
        return _("An invitation is on its way to %(name)s.") % {"name": invited.invitation.name}
    return _("%(name)s can come in by this link. Please hand it over in person: %(link)s") % {
        "name": invited.invitation.name,
        "link": invited.link,
    }
