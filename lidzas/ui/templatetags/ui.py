"""The parts every page is built of. The gallery page shows them all, in every state.

Arguments are named, so that a wrong one fails when the template is loaded; a wrong tone, kind, state or
sign fails when it is drawn. `{% card title=title %}…{% endcard %}` encloses what stands between.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import NodeList
from django.template.loader_tags import BlockNode
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.ui import icons
from lidzas.ui.days import say_day, say_near, split
from lidzas.ui.drawing import KINDS, draw, one_of
from lidzas.ui.frame import addresses, other_languages
from lidzas.ui.often import draw_avatar, draw_badge, draw_due, draw_entry, draw_person
from lidzas.ui.pictures import Walked, draw_path, share
from lidzas.ui.templatetags import ui_forms

register = template.Library()
register.tags.update(ui_forms.register.tags)

CARD_TONES = ("plain", "quiet", "accent", "caution")
NOTICE_SIGNS = {"info": "info", "success": "done", "caution": "caution", "danger": "help"}
TONES = ("plain", "accent", "caution")
SIZES = ("small", "medium", "large")
STATES = tuple(Walked)


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────


@register.filter
def in_language(words: object) -> str:
    """A method's text in the language of the page; plain text stays as it is."""
    speak = getattr(words, "in_language", None)
    return str(speak(get_language() or "en") if speak else words or "")


@register.filter
def near(when: date | None) -> str:
    return say_near(when) if when else ""


@register.filter
def day(when: date | None) -> SafeString | str:
    return say_day(when) if when else ""


@register.filter
def dialled(number: str) -> str:
    """Only what a telephone can dial."""
    return "".join(sign for sign in str(number) if sign in "+0123456789")


@register.simple_tag(takes_context=True)
def block_text(context: Context, *, block: str) -> SafeString:
    """What the page put into a block, once more: a title stands in the tab and above the page."""
    return SafeString(BlockNode(block, NodeList()).render(context).strip())


@register.simple_tag
def leave_url() -> str:
    """Where the young person goes who wants to be gone from here."""
    return str(settings.LIDZAS_LEAVE_URL)


@register.simple_tag
def places() -> Mapping[str, str]:
    """The addresses that every page leads to: `{% places as at %}`, then `at.home`, `at.help` and so on."""
    return addresses()


@register.simple_tag
def languages_besides(*, current: str) -> tuple[tuple[str, str], ...]:
    return other_languages(current)


# ── signs and people ───────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def icon(*, name: str, label: str = "") -> SafeString:
    one_of(name, icons.ICONS)
    return icons.draw(name, label=label)


@register.simple_tag
def mark() -> SafeString:
    return icons.MARK


@register.simple_tag
def scene() -> SafeString:
    """A quiet landscape for the first page and for empty ones."""
    return draw("scene", leaves=icons.LEAVES)


@register.simple_tag
def avatar(*, name: str) -> SafeString:
    return draw_avatar(name, size=" is-small")


@register.simple_tag
def person(*, name: str, role: str = "", url: str = "", size: str = "medium") -> SafeString:
    return draw_person(name=name, role=role, url=url, size=one_of(size, SIZES))


@register.simple_tag
def who_sees(*, who: str) -> SafeString:
    """Who can read this, in words: `You and your case manager see this.`"""
    return draw("who_sees", who=who)


# ── surfaces ───────────────────────────────────────────────────────────────────────────────────────────


@register.simple_block_tag
def card(
    content: SafeString,
    *,
    title: str = "",
    url: str = "",
    tone: str = "plain",
    level: int = 2,
    note: str = "",
) -> SafeString:
    one_of(tone, CARD_TONES)
    return draw("card", content=content, title=title, url=url, tone=tone, level=int(level), note=note)


@register.simple_block_tag
def notice(content: SafeString, *, tone: str = "info", title: str = "") -> SafeString:
    """Something to know. `danger` is for help now and for nothing else."""
    return draw(
        "notice", content=content, tone=tone, title=title, sign=NOTICE_SIGNS[one_of(tone, NOTICE_SIGNS)]
    )


@register.simple_block_tag
def unfold(content: SafeString, *, title: str, is_open: bool = False, note: str = "") -> SafeString:
    return draw("unfold", content=content, title=title, is_open=is_open, note=note)


@register.simple_block_tag
def quote(content: SafeString, *, who: str = "") -> SafeString:
    """A person's own words, marked as theirs."""
    return draw("quote", content=SafeString(content.strip()), who=who)


@register.simple_block_tag
def timeline(content: SafeString) -> SafeString:
    return draw("timeline", content=content)


@register.simple_block_tag
def entry(
    content: SafeString, *, when: date, title: str = "", who: str = "", tone: str = "plain"
) -> SafeString:
    one_of(tone, TONES)
    return draw_entry(content, when=say_day(when), title=title, who=who, tone=tone)


@register.simple_block_tag
def dues(content: SafeString) -> SafeString:
    """The list around `{% due … %}` rows."""
    return draw("dues", content=content)


@register.simple_block_tag
def table(content: SafeString, *, caption: str, is_caption_hidden: bool = False) -> SafeString:
    """Head and body of a table, in a frame that scrolls sideways by itself and by keyboard."""
    return draw("table", content=content, caption=caption, is_caption_hidden=is_caption_hidden)


@register.simple_tag
def empty(*, title: str, text: str = "", url: str = "", action: str = "") -> SafeString:
    """Nothing is here yet: say what will come, and how to begin."""
    return draw("empty", title=title, text=text, url=url, action=action)


@register.simple_tag
def badge(*, text: str, tone: str = "plain", sign: str = "") -> SafeString:
    if sign:
        one_of(sign, icons.ICONS)
    return draw_badge(text=text, tone=one_of(tone, TONES), sign=sign)


@register.simple_tag
def facts(*, rows: Iterable[tuple[str, object]]) -> SafeString:
    return draw("facts", rows=rows)


@register.simple_tag
def number(*, value: object, label: str, url: str = "", note: str = "") -> SafeString:
    """A figure; with a URL it opens the list it counts."""
    return draw("number", value=value, label=label, url=url, note=note)


@register.simple_tag
def due(
    *, what: str, by: date, why: str = "", who: str = "", url: str = "", is_waiting: bool = False
) -> SafeString:
    """Who, what, by when and why. What is late `is_waiting`: it is never called late."""
    return draw_due(what=what, by=say_near(by), why=why, who=who, url=url, is_waiting=is_waiting)


@register.simple_tag
def steps(*, items: Iterable[object]) -> SafeString:
    """Numbered sentences; an item may be a text, or have `.text` and `.is_done`."""
    return draw("steps", items=items)


@register.simple_tag
def help_lines(*, lines: Iterable[object]) -> SafeString:
    """Numbers to call: objects with `.name`, `.number`, `.when`, `.danger`."""
    return draw("help_lines", lines=lines)


# ── ways on ────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def button(*, url: str, text: str, kind: str = "plain", sign: str = "") -> SafeString:
    """A link that is the main thing to do next; a deed is `{% deed … %}`."""
    return draw("button", url=url, text=text, kind=one_of(kind, KINDS), sign=sign)


@register.simple_tag
def back(*, url: str, text: str = "") -> SafeString:
    return draw("back", url=url, text=text or _("Back"))


@register.simple_tag
def tabs(*, items: Iterable[object], label: str) -> SafeString:
    """Pages of one thing: items with `.url`, `.label`, `.is_here`, `.count`."""
    return draw("tabs", items=items, label=label)


@register.simple_tag
def pager(*, newer_url: str = "", older_url: str = "") -> SafeString:
    return draw("pager", newer_url=newer_url, older_url=older_url)


# ── pictures ───────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def path(*, stages: Sequence[Any], label: str = "") -> SafeString:
    """The way through the stages: objects with `.name`, `.state` (walked, here, ahead) and perhaps `.url`."""
    states = [Walked(one_of(stage.state, STATES)) for stage in stages]
    return draw("path", stages=stages, label=label, drawing=draw_path(states), leaves=icons.LEAVES)


@register.simple_tag
def stage_pill(*, name: object, state: str = "here") -> SafeString:
    return draw("stage_pill", name=name, state=one_of(state, STATES))


@register.simple_tag
def meter(*, label: str, used: float, total: float, words: str, is_near_end: bool = False) -> SafeString:
    """How much of something is used; `words` says the same beside it."""
    return draw("meter", label=label, share=share(used, total), words=words, is_near_end=is_near_end)


@register.simple_tag
def calendar_day(*, when: date) -> SafeString:
    """A date as a leaf of a calendar."""
    local, time = split(when)
    return draw(
        "calendar_day",
        moment=when.isoformat(),
        month=date_format(local, "F"),
        number=local.day,
        weekday=date_format(local, "l"),
        time=time,
    )
