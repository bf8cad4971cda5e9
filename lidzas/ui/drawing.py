"""How a part becomes HTML, and how a wrong word is refused."""

from collections.abc import Iterable

from django.template import Context, Engine, TemplateSyntaxError
from django.utils.safestring import SafeString

KINDS = ("plain", "main", "quiet", "danger")


def draw(component: str, **values: object) -> SafeString:
    return Engine.get_default().get_template(f"ui/components/{component}.html").render(Context(values))


def one_of(word: str, allowed: Iterable[str]) -> str:
    if word not in allowed:
        raise TemplateSyntaxError(f"{word!r} is not one of {', '.join(allowed)}")
    return word
