"""Every test of the look speaks English, unless it says otherwise."""

from collections.abc import Callable, Iterator

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def draw() -> Callable[..., SafeString]:
    """`draw('{% badge text=text %}', text="new")` is what a page would show."""

    def drawn(source: str, **values: object) -> SafeString:
        return Template(source).render(Context(values))

    return drawn
