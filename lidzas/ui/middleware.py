"""What every answer carries, and the one line that the log keeps of it."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from lidzas.ui.refusals import not_saved, wrong_method

Answer = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("lidzas.requests")


def trace_request(answer: Answer) -> Answer:
    """Log a request by the name of its page: no path, no address, nothing of a person."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        trace = request.trace = uuid4().hex[:12]  # type: ignore[attr-defined]
        response = answer(request)
        response["X-Request-ID"] = trace
        page = request.resolver_match.view_name if request.resolver_match else "-"
        took = (time.perf_counter() - started) * 1000
        logger.info("%s %s %s %s %.0f ms", trace, request.method, page, response.status_code, took)
        return response

    return middleware


def keep_private(answer: Answer) -> Answer:
    """No page may be kept by a browser or a proxy unless it says so itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def explain_wrong_method(answer: Answer) -> Answer:
    """Put words into the empty answer that the framework gives to a page opened in the wrong way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = wrong_method(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Lead to the sign-in page; who sent a form is first told that it was not taken."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.method == "POST":
            return not_saved(request)
        return super().handle_no_permission(request, view_func)
