"""The public door of a programme. It shows nothing that belongs to a person."""

import hmac
from http import HTTPStatus
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.accounts.locks import FORM_KEY, KEY, digest_of
from lidzas.intake.actions.referrals import receive
from lidzas.intake.choices import Way
from lidzas.intake.forms.referrals import ComeForm, DoorForm, RecommendForm
from lidzas.intake.queries.referrals import open_door
from lidzas.ui.pages import UNPROCESSABLE
from lidzas.ui.public import open_to_all

HOW_OFTEN = "5/m/ip,30/h/ip"


@open_to_all
@require_safe
def door(request: HttpRequest, door: str) -> HttpResponse:
    """How one comes to the programme: by oneself, or with somebody's help."""
    programme, said = open_door(door)
    return render(request, "intake/door.html", {"programme": programme, "door": said})


@open_to_all
@require_http_methods(["GET", "POST"])
def come(request: HttpRequest, door: str) -> HttpResponse:
    """A young person asks to take part."""
    return take_in(request, door, Way.THEMSELF, ComeForm, "intake/come.html")


@open_to_all
@require_http_methods(["GET", "POST"])
def recommend(request: HttpRequest, door: str) -> HttpResponse:
    """Somebody who works with a young person refers them."""
    return take_in(request, door, Way.SERVICE, RecommendForm, "intake/recommend.html")


@open_to_all
@require_safe
def received(request: HttpRequest, door: str) -> HttpResponse:
    """All that whoever wrote ever hears here: that it has come."""
    programme, said = open_door(door)
    return render(request, "intake/received.html", {"programme": programme, "door": said})


def take_in(request: HttpRequest, code: str, way: Way, kind: type[DoorForm], template: str) -> HttpResponse:
    """Show the form, or keep what it says. Whoever writes too often keeps their words and is asked to wait."""
    programme, said = open_door(code)
    form = kind(request.POST or None, door=said)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        if is_seldom(request):
            language = get_language() or settings.LANGUAGE_CODE
            receive(programme, way, language=language, receipt=receipt_of(request), **form.cleaned_data)
            return redirect("intake:received", door=code)
        form.add_error(
            None, _("Many letters come from here right now. Please send it again in a few minutes.")
        )
        status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, template, {"programme": programme, "door": said, "form": form}, status=status)


def is_seldom(request: HttpRequest) -> bool:
    """Whether this address writes no more often than people do."""
    rates = {"referral": HOW_OFTEN}
    return bool(ratelimit.consume(request, app="lidzas.intake", action="referral", config=rates))


def receipt_of(request: HttpRequest) -> UUID | None:
    """Stands for this form and this content; none when the key is not one that our pages give."""
    key = request.POST.get(FORM_KEY, "")
    if not KEY.fullmatch(key):
        return None
    said = f"{key} {digest_of(request)}".encode()
    return UUID(bytes=hmac.digest(settings.SECRET_KEY.encode(), said, "sha256")[:16])
