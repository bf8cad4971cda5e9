"""Parts that stand on a page by the dozen. Put together by hand: a template each would take ten times as long."""

from collections.abc import Mapping
from uuid import uuid4
from zlib import crc32

from django.utils.html import conditional_escape, format_html, format_html_join
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


def draw_form_key() -> SafeString:
    """What makes this form one form: sent twice, it is carried out once."""
    return hidden_fields({"form_key": uuid4().hex})


def hidden_fields(values: Mapping[str, object]) -> SafeString:
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', values.items())


def draw_deed(
    *, url: str, text: str, kind: str, confirm: str, hidden: Mapping[str, object], csrf_token: object
) -> SafeString:
    form = format_html(
        '<form class="deed" method="post" action="{}">{}{}{}'
        '<button type="submit" class="button is-{}">{}</button></form>',
        url,
        hidden_fields({"csrfmiddlewaretoken": csrf_token}) if csrf_token else "",
        draw_form_key(),
        hidden_fields(hidden),
        "main" if confirm else kind,
        text,
    )
    if not confirm:
        return form
    return format_html(
        '<details class="ask"><summary class="button is-{}">{}</summary>'
        '<div class="ask-sheet"><p>{}</p>{}</div></details>',
        kind,
        text,
        confirm,
        form,
    )


def draw_entry(content: SafeString, *, when: str, title: str, who: str, tone: str) -> SafeString:
    return format_html(
        '<li class="is-{}"><span class="entry-when">{}{}</span>{}{}</li>',
        tone,
        when,
        format_html(" · {}", who) if who else "",
        format_html('<span class="entry-title">{}</span>', title) if title else "",
        content,
    )


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
