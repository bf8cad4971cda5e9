"""What a method says about a stage, put into words: who does what, when, and what comes before going on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from lidzas.guide.choices import COUNTS, OPEN_THINGS, PATHS, TIME_KINDS
from lidzas.method import (
    About,
    Activity,
    ActsAs,
    Condition,
    Count,
    Crisis,
    Demand,
    Limit,
    Method,
    OpenThing,
    Period,
    RecordKind,
    Resource,
    Role,
    Stage,
    Text,
    TimeKind,
)

TEAM = "team"
COLUMNS: dict[str, tuple[ActsAs, ...]] = {
    TEAM: (ActsAs.PROJECT_MANAGER, ActsAs.TRAINING_COORDINATOR, ActsAs.PROGRAMME_DEVELOPER),
    "case_manager": (ActsAs.CASE_MANAGER,),
    "mentor": (ActsAs.MENTOR,),
    "mentee": (ActsAs.MENTEE,),
}
COUNTED_BY = {
    RecordKind.MEETING: {TimeKind.MEETING, TimeKind.JOINT_ACTIVITY},
    RecordKind.THREE_WAY_MEETING: {TimeKind.THREE_WAY},
}


@dataclass(frozen=True, slots=True)
class Task:
    """An activity as it stands in one actor's column; `roles` tells a team's roles apart."""

    activity: Activity
    roles: tuple[Role, ...]
    timing: tuple[str, ...]
    to_you: Text | None


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A piece of the method itself that helps in a stage: its questions, rules, steps."""

    title: str
    lines: tuple[str, ...]


def say(text: Text) -> str:
    return text.in_language(get_language() or "")


# Who does what


def columns_of(method: Method, stage: Stage, role: Role | None = None) -> tuple[Column, ...]:
    """The actors' columns of a stage (S0.03, S0.04); of one role only, where one is asked for."""
    return tuple(
        Column(key, column_name(method, key), tuple(_tasks(method, stage, roles)))
        for key, roles in _actors(method, role)
    )


def column_of(role: Role) -> str:
    return next(key for key, actors in COLUMNS.items() if role.acts_as in actors)


def roles_in(method: Method, column: str) -> tuple[Role, ...]:
    return tuple(role for role in method.roles if role.acts_as in COLUMNS[column])


def column_name(method: Method, column: str) -> str:
    """A team goes by its own name; an actor by the name the method gives the role."""
    roles = roles_in(method, column)
    return gettext("Project team") if column == TEAM else say(roles[0].name)


def _actors(method: Method, role: Role | None) -> Iterator[tuple[str, tuple[Role, ...]]]:
    if role is not None:
        yield column_of(role), (role,)
        return
    for key in COLUMNS:
        yield key, roles_in(method, key)


def _tasks(method: Method, stage: Stage, roles: tuple[Role, ...]) -> Iterator[Task]:
    for activity in stage.activities:
        doing = tuple(role for role in roles if role.key in activity.done_by)
        if doing:
            is_for_mentee = any(role.acts_as is ActsAs.MENTEE for role in doing)
            yield Task(
                activity=activity,
                roles=doing if doing[0].acts_as in COLUMNS[TEAM] else (),
                timing=tuple(timing_of(method, activity)),
                to_you=activity.to_you if is_for_mentee else None,
            )


# When


def timing_of(method: Method, activity: Activity) -> Iterator[str]:
    """When an activity is done, and on which way, in words; nothing where it is done any time."""
    if activity.every_days is not None:
        yield rhythm(activity.every_days, activity.least_days)
    elif activity.due_in_days is not None:
        yield _once(method, activity, activity.due_in_days)
    if activity.until is not None:
        stage = say(method.stage(activity.until).name)
        yield gettext("until the end of the stage “%(stage)s”") % {"stage": stage}
    if activity.only_on is not None:
        yield str(PATHS[activity.only_on])


def rhythm(every_days: int, least_days: int | None = None) -> str:
    times = every_days // (least_days or every_days)
    if times == 1:
        return _every(every_days)
    often = ngettext("up to %(times)s time", "up to %(times)s times", times) % {"times": times}
    return f"{_every(every_days)}, {often}"


def _every(days: int) -> str:
    named = {1: gettext("every day"), 7: gettext("every week"), 30: gettext("every month")}
    if days in named:
        return named[days]
    if days % 30 == 0:
        return ngettext("every %(n)s month", "every %(n)s months", days // 30) % {"n": days // 30}
    if days % 7 == 0:
        return ngettext("every %(n)s week", "every %(n)s weeks", days // 7) % {"n": days // 7}
    return ngettext("every %(n)s day", "every %(n)s days", days) % {"n": days}


def _once(method: Method, activity: Activity, days: int) -> str:
    if activity.after is not None:
        words = ngettext(
            "once, within %(n)s day after “%(activity)s”",
            "once, within %(n)s days after “%(activity)s”",
            days,
        )
        return words % {"n": days, "activity": say(method.activity(activity.after).name)}
    if activity.about is About.ROUND:
        words = ngettext(
            "once, within %(n)s day of the start of the round",
            "once, within %(n)s days of the start of the round",
            days,
        )
    else:
        words = ngettext(
            "once, within %(n)s day of the start of the stage",
            "once, within %(n)s days of the start of the stage",
            days,
        )
    return words % {"n": days}


# Before going on


def gate_of(method: Method, stage: Stage) -> tuple[str, ...]:
    return tuple(_condition(method, condition) for condition in stage.gate.conditions)


def _condition(method: Method, condition: Condition) -> str:
    if condition.demand is Demand.NONE_OPEN:
        return str(OPEN_THINGS[OpenThing(condition.key)])
    if condition.demand is Demand.AT_LEAST:
        what = COUNTS[Count(condition.key)]
        return gettext("%(what)s: at least %(need)s") % {"what": what, "need": condition.need}
    name = say(method.activity(condition.key).name)
    return f"{name} ({PATHS[condition.only_on]})" if condition.only_on else name


# What helps


def resources_for(
    method: Method, stage: Stage | None = None, role: Role | None = None
) -> tuple[Resource, ...]:
    """What is named for a stage and a role; what is named for none is for all."""
    return tuple(
        resource
        for resource in method.resources
        if (stage is None or not resource.stages or stage.key in resource.stages)
        and (role is None or not resource.for_roles or role.key in resource.for_roles)
    )


def material_of(method: Method, stage: Stage) -> tuple[Material, ...]:
    """What the method itself brings to a stage, known by the records that are made there."""
    made = dict.fromkeys(activity.record for activity in stage.activities if activity.record)
    pieces = chain.from_iterable(_MATERIAL[record](method) for record in made if record in _MATERIAL)
    return tuple(piece for piece in (*pieces, *limits_of(method, set(made))) if piece.lines)


def _points(method: Method) -> list[Material]:
    return [
        Material(gettext("What is explained at the start"), tuple(say(each.text) for each in method.points))
    ]


def _areas(method: Method) -> list[Material]:
    return [Material(say(method.form.name), tuple(say(each.name) for each in method.form.areas))]


def _rules(method: Method) -> list[Material]:
    return [Material(gettext("Rules offered as a start"), tuple(say(each.text) for each in method.rules))]


def _readings(method: Method) -> list[Material]:
    return [Material(gettext("Guiding questions"), tuple(say(each.text) for each in method.readings))]


def _questions(method: Method) -> list[Material]:
    return [
        Material(gettext("Questions of the closing talk"), tuple(say(each.text) for each in method.questions))
    ]


def _exit_paths(method: Method) -> list[Material]:
    return [Material(gettext("Where the way may lead"), tuple(say(each.name) for each in method.exit_paths))]


def _continuations(method: Method) -> list[Material]:
    lines = tuple(say(each.name) for each in method.continuations)
    return [Material(gettext("Ways of staying in touch, if both want it"), lines)]


def _crises(method: Method) -> list[Material]:
    return [_crisis(method, crisis) for crisis in method.crises]


def _crisis(method: Method, crisis: Crisis) -> Material:
    title = gettext("A hard moment: %(name)s") % {"name": say(crisis.name)}
    lines = (
        f"{_day(step.after_days)} · {say(method.role(step.who).name)}: {say(step.text)}"
        for step in crisis.steps
    )
    return Material(title, tuple(lines))


def _day(days: int) -> str:
    if days == 0:
        return gettext("At once")
    return ngettext("After %(n)s day", "After %(n)s days", days) % {"n": days}


_MATERIAL: dict[RecordKind, Callable[[Method], list[Material]]] = {
    RecordKind.EXPLAINED: _points,
    RecordKind.BASELINE: _areas,
    RecordKind.CRISIS_AGREEMENT: _crises,
    RecordKind.READINESS: _readings,
    RecordKind.AGREEMENT: _rules,
    RecordKind.CLOSING_TALK: _questions,
    RecordKind.EXIT: _exit_paths,
    RecordKind.GOING_ON: _continuations,
}


def limits_of(method: Method, made: set[RecordKind]) -> Iterator[Material]:
    """The limits that what is recorded in a stage may use up."""
    spent = set().union(*(COUNTED_BY.get(record, set()) for record in made))
    return (
        Material(say(limit.name), (limit_words(limit), _counted(limit)))
        for limit in method.limits
        if spent & set(limit.counts)
    )


def limit_words(limit: Limit) -> str:
    hours = number_format(f"{limit.minutes / 60:g}")
    if limit.per is Period.MONTH:
        return gettext("For each young person in a month: at most %(hours)s h") % {"hours": hours}
    return gettext("For each young person in all: at most %(hours)s h") % {"hours": hours}


def _counted(limit: Limit) -> str:
    kinds = ", ".join(str(TIME_KINDS[kind]) for kind in limit.counts)
    return gettext("What counts: %(kinds)s") % {"kinds": kinds}
