"""Every address of the site, taken from the resolver, so that a new page is tested from its birth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from lidzas.access import Permission


@dataclass(frozen=True)
class Page:
    """One address: its name, what stands in it, its view and its lock."""

    name: str
    app: str
    parameters: tuple[str, ...]
    view: Callable[..., object]

    @property
    def lock(self) -> Permission | str | None:
        return getattr(self.view, "lock", None)

    def __str__(self) -> str:
        return self.name


def walk(resolver: URLResolver, app: str = "") -> Iterator[Page]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry, entry.app_name or app)
        elif isinstance(entry, URLPattern):
            name = f"{app}:{entry.name}" if app else str(entry.name)
            yield Page(name, app, tuple(entry.pattern.converters), entry.callback)


def all_pages() -> list[Page]:
    return list(walk(get_resolver()))


def our_pages() -> list[Page]:
    """Without those of the sign-in library."""
    return [page for page in all_pages() if page.app]


def pages_of_signing_in() -> list[Page]:
    """Those of the sign-in library that the site has."""
    return [page for page in all_pages() if not page.app]
