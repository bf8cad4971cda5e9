"""The signed-in person's language, and the end of sessions."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]
BEGUN = "begun"
SEEN = "seen"
SHARED = "shared"
LIMIT = "idle_minutes"
NOTED_EVERY_SECONDS = 60


def end_session(answer: Answer) -> Answer:
    """Sign out who was away for longer than the limit, and everybody some days after signing in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            if is_over(request.session, now):
                logout(request)
            else:
                note_use(request.session, now)
        return answer(request)

    return middleware


def is_over(session: SessionBase, now: int) -> bool:
    idle_minutes: int = session.get(LIMIT, settings.LIDZAS_IDLE_MINUTES)
    if session.get(SHARED):
        idle_minutes = min(idle_minutes, settings.LIDZAS_SHARED_IDLE_MINUTES)
    seen: int = session.get(SEEN, now)
    begun: int = session.get(BEGUN, now)
    return now - seen > idle_minutes * 60 or now - begun > settings.SESSION_COOKIE_AGE


def note_use(session: SessionBase, now: int) -> None:
    session.setdefault(BEGUN, now)
    if now - session.get(SEEN, 0) >= NOTED_EVERY_SECONDS:
        session[SEEN] = now


def end_with_browser(session: SessionBase) -> None:
    """Leave as little as can be on a device that others use, too."""
    session[SHARED] = True
    session.set_expiry(0)


def speak_the_persons_language(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return answer(request)

    return middleware
