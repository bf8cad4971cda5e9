"""Dates as people say them: near ones by their relation to today, far ones without a year we all know."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

ON_WEEKDAY = (
    gettext_noop("on Monday"),
    gettext_noop("on Tuesday"),
    gettext_noop("on Wednesday"),
    gettext_noop("on Thursday"),
    gettext_noop("on Friday"),
    gettext_noop("on Saturday"),
    gettext_noop("on Sunday"),
)
DAYS_CALLED_BY_WEEKDAY = range(2, 7)


def split(when: date) -> tuple[date, str]:
    """The local day, and the time of day in words if there is one."""
    if not isinstance(when, datetime):
        return when, ""
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    return local.date(), date_format(local, "TIME_FORMAT")


@lru_cache(maxsize=1000)
def name_of_day(day: date, today: date, language: str | None) -> str:  # noqa: ARG001 - a name for each language
    away = (day - today).days
    close = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if away in close:
        return close[away]
    if away in DAYS_CALLED_BY_WEEKDAY:
        return _(ON_WEEKDAY[day.weekday()])
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT")


def say_near(when: date, *, today: date | None = None) -> str:
    """`tomorrow`, `on Thursday`, `3 March`; lower case, so that it can stand inside a sentence."""
    day, time = split(when)
    named = name_of_day(day, today or timezone.localdate(), get_language())
    return _("%(day)s at %(time)s") % {"day": named, "time": time} if time else named


def say_day(when: date, *, today: date | None = None) -> SafeString:
    """The date in words, without a year that everybody knows; machines read all of it."""
    day, time = split(when)
    this_year = (today or timezone.localdate()).year
    words = date_format(day, "MONTH_DAY_FORMAT" if day.year == this_year else "DATE_FORMAT")
    if time:
        words = _("%(day)s, at %(time)s") % {"day": words, "time": time}
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), words)
