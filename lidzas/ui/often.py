"""Parts that stand on a page by the dozen. Put together by hand: a template each would take ten times as long."""

from zlib import crc32

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lidzas.ui.icons import ICONS

HUES = 6


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def hue(name: str) -> int:
    """The same name has the same colour everywhere."""
    return crc32(name.encode()) % HUES + 1


def draw_avatar(name: str, *, size: str = "") -> SafeString:
    return format_html(
        '<span class="avatar{} hue-{}" aria-hidden="true">{}</span>', size, hue(name), initials(name)
    )


def draw_person(*, name: str, role: str, url: str, size: str) -> SafeString:
    about = format_html('<span class="person-role">{}</span>', role) if role else ""
    inside = format_html(
        '{}<span class="person-words"><span class="person-name">{}</span>{}</span>',
        draw_avatar(name),
        name,
        about,
    )
    if url:
        return format_html('<a class="person is-{}" href="{}">{}</a>', size, url, inside)
    return format_html('<span class="person is-{}">{}</span>', size, inside)


def draw_badge(*, text: str, tone: str, sign: str) -> SafeString:
    return format_html('<span class="badge is-{}">{}{}</span>', tone, ICONS[sign] if sign else "", text)


def draw_due(*, what: str, by: str, why: str, who: str, url: str, is_waiting: bool) -> SafeString:
    return format_html(
        '<li class="due{}"><p class="due-what">{}</p>{}'
        '<div class="due-aside"><span class="due-by">{}{}</span>{}</div></li>',
        " is-waiting" if is_waiting else "",
        format_html('<a href="{}">{}</a>', url, what) if url else what,
        format_html('<p class="due-why">{}</p>', why) if why else "",
        by,
        f" · {conditional_escape(_('waiting for you'))}" if is_waiting else "",
        format_html('<span class="due-who">{}{}</span>', draw_avatar(who, size=" is-small"), who)
        if who
        else "",
    )
