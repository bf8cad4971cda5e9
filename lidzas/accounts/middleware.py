"""The signed-in person's language, and the end of a session nobody uses."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
LIMIT = "idle_minutes"
NOTED_EVERY_SECONDS = 60


def end_idle_session(answer: Answer) -> Answer:
    """Sign out who was away for longer than the limit that was set at sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(SEEN, now)
            limit = request.session.get(LIMIT, settings.LIDZAS_IDLE_MINUTES) * 60
            if now - seen > limit:
                logout(request)
            elif SEEN not in request.session or now - seen >= NOTED_EVERY_SECONDS:
                request.session[SEEN] = now
        return answer(request)

    return middleware


def speak_the_persons_language(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return answer(request)

    return middleware
