"""What the frame of every page needs and what never changes between two pages."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import get_language_info

PLACES = {
    "start": "guide:start",
    "method": "guide:method",
    "exercise": "guide:exercise",
    "help": "guide:help",
    "about": "guide:about",
    "home": "journey:home",
    "sign_in": "account_login",
    "sign_out": "account_logout",
    "password": "account_change_password",
    "language": "ui:language",
    "profile": "people:profile",
    "practice": "practice:people",
}


@lru_cache(maxsize=10)
def addresses_in(urlconf: str) -> Mapping[str, str]:
    found = {}
    for place, page in PLACES.items():
        try:
            found[place] = reverse(page, urlconf=urlconf)
        except NoReverseMatch:
            found[place] = ""
    return MappingProxyType(found)


def addresses() -> Mapping[str, str]:
    """Where the pages are that every page leads to; empty for one that this site does without."""
    return addresses_in(get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=10)
def other_languages(current: str) -> tuple[tuple[str, str], ...]:
    """The languages one could change to, each named in itself."""
    return tuple(
        (code, get_language_info(code)["name_local"].capitalize())
        for code, _name in settings.LANGUAGES
        if code != current
    )
