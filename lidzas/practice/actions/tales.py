"""The kinds of ways that a round really has, each told day by day from the opening of the case."""

from collections.abc import Callable, Iterator
from datetime import date

from lidzas.access import Role
from lidzas.assessments.choices import Kind
from lidzas.cases.actions import mark_by_hand
from lidzas.closing.choices import TalkMode
from lidzas.matching.actions.pairs import end_match
from lidzas.matching.choices import EndReason
from lidzas.meetings.choices import Lead, MeetingKind
from lidzas.practice.actions import looking
from lidzas.practice.actions.networks import draw_network
from lidzas.practice.actions.way import Way
from lidzas.safeguarding.actions import mark_crisis_step, start_crisis

Deed = Callable[[date], object]
Story = Iterator[tuple[int, Deed]]

ORDER = (
    "new", "doing", "pairing", "doing", "meeting", "closing", "doing", "not_yet", "doing", "another_way",
    "finished", "silent", "planning", "doing", "ended_early", "moving_on", "finished_other", "asked", "finished",
    "closing",
)  # fmt: skip


def beginning(way: Way) -> Story:
    yield 0, way.contact
    yield 3, way.explained
    yield 6, way.own_view
    yield 8, lambda on: draw_network(way.case, way.dice, way.words, on=on)
    yield 6, way.contact
    yield 9, lambda on: looking.assessed(way, Kind.BASELINE, on, 1, 4)
    yield 9, lambda on: looking.measured(way, on, 0, 2)
    yield 13, way.contact
    yield 14, way.crisis_agreed


def to_goals(way: Way) -> Story:
    yield from beginning(way)
    yield 18, lambda on: way.stage(1, on)
    yield 19, way.contact


def with_pair(way: Way) -> Story:
    yield from to_goals(way)
    yield 20, way.ready
    yield 23, way.proposed
    yield 26, way.contact
    yield 31, lambda on: way.meeting(on, kind=MeetingKind.THREE_WAY)


def with_plan(way: Way) -> Story:
    yield from with_pair(way)
    yield 32, way.plan
    yield 34, way.plan_agreed
    yield 34, way.contact
    yield 35, way.agreed


def doing(way: Way, until: int) -> Story:
    """Weekly meetings in which the lead passes over, contacts, and steps that get done."""
    yield from with_plan(way)
    yield 36, lambda on: way.stage(2, on)
    for day in range(38, until, 7):
        yield day, meeting_led_by(way, day)
        if day % 2:
            yield day + 2, way.a_step_done
        yield day + 4, way.contact


def meeting_led_by(way: Way, day: int) -> Deed:
    """First the mentor leads, then both, then the young person."""
    lead = Lead.MENTOR if day < 50 else Lead.TOGETHER if day < 70 else Lead.MENTEE
    return lambda on: way.meeting(on, lead=lead)


def closing(way: Way) -> Story:
    yield from doing(way, 66)
    yield 70, lambda on: way.stage(3, on)
    yield 74, way.closing_talk


def moving_on(way: Way) -> Story:
    yield from closing(way)
    yield 76, way.goals_evaluated
    yield 78, lambda on: way.stage(4, on)
    yield 80, lambda on: looking.assessed(way, Kind.REASSESSMENT, on, 3, 5)
    yield 80, lambda on: looking.measured(way, on, 1, 4)


def finished(way: Way) -> Story:
    yield from moving_on(way)
    yield 83, way.going_on
    yield 85, lambda on: by_hand(way, on)
    yield 86, way.moved_on


def another_way(way: Way) -> Story:
    """An internship in place of a mentor: the same plan, the same care."""
    yield from to_goals(way)
    yield 21, way.another_way
    yield 24, lambda on: by_hand(way, on)
    yield 30, way.plan
    yield 33, way.plan_agreed
    yield 36, lambda on: way.stage(2, on)
    yield 48, lambda on: looking.looked_again(way, on)
    for day in range(40, 66, 7):
        yield day, way.contact
    yield 50, way.a_step_done


def finished_other(way: Way) -> Story:
    yield from another_way(way)
    yield 68, lambda on: way.stage(3, on)
    yield 72, lambda on: way.closing_talk(on, TalkMode.ALONE)
    yield 74, way.goals_evaluated
    yield 76, lambda on: way.stage(4, on)
    yield 78, lambda on: looking.assessed(way, Kind.REASSESSMENT, on, 2, 5)
    yield 84, way.moved_on


def silent(way: Way) -> Story:
    yield from doing(way, 66)
    yield 76, lambda on: way.contact(on, reached=False)
    yield 79, lambda on: way.contact(on, reached=False)
    yield 79, lambda on: falls_silent(way, on)


def ended_early(way: Way) -> Story:
    yield from doing(way, 60)
    yield 62, lambda on: ends_early(way, on)
    yield 64, way.contact


def told(way: Way, tale: str) -> Story:
    """The deeds of a tale with their days."""
    tales: dict[str, Callable[[Way], Story]] = {
        "new": lambda way: iter(
            [(70, way.contact), (72, way.explained), (80, way.contact), (88, way.contact)]
        ),
        "meeting": lambda way: in_touch(way, beginning(way), since=20),
        "not_yet": lambda way: in_touch(
            way,
            then(to_goals(way), (74, way.not_yet), (80, lambda on: looking.first_step_ticked(way, on))),
            since=24,
        ),
        "asked": lambda way: in_touch(
            way, then(to_goals(way), (78, way.ready), (84, lambda on: way.proposed(on, answers=1))), since=24
        ),
        "pairing": lambda way: in_touch(
            way, then(to_goals(way), (82, way.ready), (88, lambda on: way.proposed(on, answers=0))), since=24
        ),
        "planning": lambda way: in_touch(way, then(late_pair(way), (90, way.plan)), since=24),
        "doing": lambda way: doing(way, 200),
        "silent": silent,
        "ended_early": lambda way: in_touch(way, ended_early(way), since=68),
        "closing": lambda way: in_touch(way, closing(way), since=70),
        "moving_on": lambda way: in_touch(way, moving_on(way), since=74),
        "finished": finished,
        "another_way": lambda way: in_touch(way, another_way(way), since=72),
        "finished_other": finished_other,
    }
    return tales[tale](way)


def in_touch(way: Way, story: Story, *, since: int) -> Story:
    """The story with the case manager's weekly contact from a day on."""
    calls = ((day, way.contact) for day in range(since, 200, 6))
    yield from sorted([*story, *calls], key=lambda told: told[0])


def late_pair(way: Way) -> Story:
    yield from to_goals(way)
    yield 76, way.ready
    yield 80, way.proposed
    yield 86, lambda on: way.meeting(on, kind=MeetingKind.THREE_WAY)


def then(story: Story, *more: tuple[int, Deed]) -> Story:
    yield from story
    yield from more


def by_hand(way: Way, on: date) -> None:
    """The case manager marks what the method asks for and no record fulfils."""
    rows = way.case.open_activities.filter(role=Role.CASE_MANAGER)
    for key in list(rows.values_list("activity", flat=True)):
        if way.method.activity(key).record is None:
            mark_by_hand(way.case, key, by=way.cast.case_manager, as_roles=[Role.CASE_MANAGER], on=on)


def falls_silent(way: Way, on: date) -> None:
    kind = way.method.crises[-1].key
    crisis = start_crisis(way.case, kind, by=way.cast.case_manager, on=on)
    mark_crisis_step(crisis, 0, note=way.say("crisis_try"), by=way.cast.case_manager, on=on)


def ends_early(way: Way, on: date) -> None:
    end_match(
        way.case.matches.get(), reason=EndReason.TIME_OR_HEALTH, note=way.say("end_note"), goodbye_done=True,
        by=way.cast.case_manager, on=on,
    )  # fmt: skip
