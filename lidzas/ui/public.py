"""The mark of a page that anybody may open without signing in."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
PublicView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def open_to_all(view: PublicView[P]) -> PublicView[P]:
    """Take a page out of the sign-in rule. It must show nothing that belongs to a person."""
    view.login_required = False  # type: ignore[attr-defined]
    view.lock = "public"  # type: ignore[attr-defined]
    return view
