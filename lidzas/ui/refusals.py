"""What is said when a page cannot be shown: what happened, what is safe, and what to do."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

TOO_LARGE = 413


def calm(
    request: HttpRequest | None, *, status: int, title: str, lead: str, advice: str = ""
) -> HttpResponse:
    """A page that says what happened, what is safe and what to do."""
    words = {"title": title, "lead": lead, "advice": advice}
    return HttpResponse(render_to_string("ui/calm.html", words, request), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return calm(
        request,
        status=400,
        title=_("This could not be read"),
        lead=_("Something in the address or in the form was broken on the way. Nothing was changed."),
        advice=_("Go back and try once more."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    return calm(
        request,
        status=TOO_LARGE,
        title=_("This is too large"),
        lead=_("Nothing was saved. Your browser may still have what was typed on the page before this one."),
        advice=_("Largest size of everything sent at once, in megabytes: %(size)d.")
        % {"size": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024},
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return calm(
        request,
        status=403,
        title=_("You do not have access to this page"),
        lead=_("It belongs to somebody with another task in the programme. Nothing was changed."),
        advice=_("If you need it for your work, ask the project manager."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return calm(
        request,
        status=404,
        title=_("We cannot find this page"),
        lead=_("It may have moved, or it may not be open to you."),
        advice=_("Check the address, or begin again at the start."),
    )


def wrong_method(request: HttpRequest) -> HttpResponse:
    return calm(
        request,
        status=405,
        title=_("This page cannot be opened like this"),
        lead=_("It only answers a form. Nothing was changed."),
        advice=_("Go back to the form and send it from there."),
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """Said when somebody tries to sign in again and again; the sign-in library asks for it."""
    return calm(
        request,
        status=429,
        title=_("That was too often"),
        lead=_("To keep accounts safe, we let nobody try without a pause. Nothing was changed."),
        advice=_("Please wait a few minutes, then try again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Shown without asking the database anything, since that may be what failed."""
    return calm(
        None,
        status=500,
        title=_("Something went wrong on our side"),
        lead=_(
            "What was saved before is safe. What you just sent may not be saved: your browser may still have it on the page before this one."
        ),
        advice=_("Please try again in a few minutes."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return calm(
        request,
        status=403,
        title=_("This form waited for a long time"),
        lead=_(
            "To be safe, we did not take it. Your browser may still have your text on the page before this one: copy it there first."
        ),
        advice=_("Then send it once more. If that does not help, open the page anew."),
    )


def not_saved(request: HttpRequest) -> HttpResponse:
    """Said to who sends a form and is not signed in any more, with the words they typed.

    The words go back to the browser they came from and are kept nowhere. The request has passed the
    check against forgery, so that nobody else can have them shown.
    """
    page = request.headers.get("Referer", "")
    back = page if url_has_allowed_host_and_scheme(page, request.get_host()) else request.path
    words = {
        "typed": typed_in(request.POST),
        "sign_in_url": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}",
    }
    return HttpResponse(render_to_string("ui/not_saved.html", words, request), status=403)


def typed_in(sent: QueryDict) -> list[str]:
    """What a person put into words, which is more than one; choices, numbers and days are chosen again."""
    return [
        value
        for name, values in sent.lists()
        for value in values
        if len(value.split()) > 1 and "password" not in name
    ]
