"""What is open now, by when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from lidzas.method.choices import About, Path
from lidzas.method.method import Method
from lidzas.method.model import Activity, Stage

_AS_IN_THE_FILE: Mapping[str, int] = MappingProxyType({})


class Reason(StrEnum):
    """From what a due day is counted."""

    STAGE_ENTERED = "stage_entered"
    AFTER_DONE = "after_done"
    LAST_DONE = "last_done"
    ROUND_STARTED = "round_started"


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is due: so many `days` from `since`, the day of what `reason` names.

    Whether it comes back, and what it waited for, its activity tells.
    """

    reason: Reason
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class OpenWork:
    activity: Activity
    due_on: date
    why: Why


@dataclass(frozen=True, slots=True)
class _Start:
    """The day an activity's stage or round began."""

    on: date
    reason: Reason


def due_on(
    activity: Activity,
    *,
    entered_on: date,
    last_done_on: date | None = None,
    after_done_on: date | None = None,
    every_days: int | None = None,
) -> date | None:
    """The next day of an activity; None once it is done, while it waits, or if it has no timing.

    `every_days` is the programme's own rhythm in place of the file's. What waits for another
    activity is counted from the day both its stage was entered and the other was done, so that
    nothing is late on the day it opens.
    """
    start = _Start(entered_on, Reason.STAGE_ENTERED)
    why = _why(activity, start, last_done_on, after_done_on, every_days)
    return _day(why) if why else None


def open_work(
    method: Method,
    *,
    entered: Mapping[str, date],
    current: str,
    done: Mapping[str, date],
    path: Path,
    every_days: Mapping[str, int] = _AS_IN_THE_FILE,
) -> tuple[OpenWork, ...]:
    """All that is open for a case now, in the order of the file.

    `entered` says when each stage was last entered, `done` when each activity was last done.
    Stages overlap: what is due once stays open when the case goes on, and once done it stays done
    when the case goes back. What comes back runs from its own stage until its `until` is left.
    """
    here = method.position(current)
    found = (
        _work(activity, _start_of(stage, entered, current), done, every_days)
        for stage in method.stages
        for activity in stage.activities
        if _runs(method, stage, activity, entered, here)
        and activity.about is About.CASE
        and activity.is_on(path)
    )
    return tuple(work for work in found if work)


def round_work(
    method: Method,
    *,
    starts_on: date,
    done: Mapping[str, date],
    every_days: Mapping[str, int] = _AS_IN_THE_FILE,
) -> tuple[OpenWork, ...]:
    """All the team work open in a round, counted from the day it starts, in the order of the file."""
    start = _Start(starts_on, Reason.ROUND_STARTED)
    found = (
        _work(activity, start, done, every_days)
        for stage in method.stages
        for activity in stage.activities
        if activity.about is About.ROUND
    )
    return tuple(work for work in found if work)


def _runs(method: Method, stage: Stage, activity: Activity, entered: Mapping[str, date], here: int) -> bool:
    if activity.every_days is None:
        return stage.key in entered
    last = method.position(activity.until or stage.key)
    return method.position(stage.key) <= here <= last


def _start_of(stage: Stage, entered: Mapping[str, date], current: str) -> _Start:
    """A stage that was passed over counts as entered with the current one."""
    return _Start(entered.get(stage.key, entered[current]), Reason.STAGE_ENTERED)


def _work(
    activity: Activity, start: _Start, done: Mapping[str, date], every_days: Mapping[str, int]
) -> OpenWork | None:
    last_done_on = done.get(activity.key)
    after_done_on = done.get(activity.after) if activity.after else None
    why = _why(activity, start, last_done_on, after_done_on, every_days.get(activity.key))
    return OpenWork(activity, _day(why), why) if why else None


def _why(
    activity: Activity,
    start: _Start,
    last_done_on: date | None,
    after_done_on: date | None,
    every_days: int | None,
) -> Why | None:
    opened = _opened(activity, start, after_done_on)
    if opened is None:
        return None
    if activity.due_in_days is not None:
        return None if last_done_on else Why(opened.reason, opened.on, activity.due_in_days)
    if activity.every_days is None:
        return None
    days = every_days or activity.every_days
    if last_done_on is not None:
        return Why(Reason.LAST_DONE, last_done_on, days)
    return Why(opened.reason, opened.on, days)


def _opened(activity: Activity, start: _Start, after_done_on: date | None) -> _Start | None:
    if activity.after is None:
        return start
    if after_done_on is None:
        return None
    return max(start, _Start(after_done_on, Reason.AFTER_DONE), key=lambda begun: begun.on)


def _day(why: Why) -> date:
    return why.since + timedelta(days=why.days)
