"""The tables of method.toml apart from its stages."""

from functools import partial

from lidzas.method.choices import ActsAs, Period, ResourceKind, TimeKind
from lidzas.method.mistakes import listed
from lidzas.method.model import (
    Ages,
    Continuation,
    Crisis,
    CrisisStep,
    ExitPath,
    Limit,
    Origin,
    Point,
    Question,
    Reading,
    Resource,
    Role,
    Rule,
    Target,
)
from lidzas.method.names import Names
from lidzas.method.readers import (
    STRING,
    TEXT,
    WEB_ADDRESS,
    hours,
    list_of,
    matching,
    name_of,
    one_of,
    whole,
)
from lidzas.method.tables import Table, tables

MOST_DAYS = 3650
MOST_HOURS = 10_000
OLDEST = 120
LARGEST_TARGET = 1_000_000
OBLIGATORY = (ActsAs.PROJECT_MANAGER, ActsAs.CASE_MANAGER, ActsAs.MENTOR, ActsAs.MENTEE)
SOURCES = list_of(STRING)

_LANGUAGE = matching("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "the code of a language, such as lv")


def read_languages(top: Table) -> tuple[str, ...]:
    """The languages of the method, which from here on every text has to be in."""
    top.page.languages = top.need("languages", list_of(_LANGUAGE, least=1))
    return top.page.languages


def read_origin(origin: Table) -> Origin:
    return Origin(
        author=origin.need("author", STRING),
        title=origin.need("title", STRING),
        site=origin.need("site", STRING),
        url=origin.need("url", WEB_ADDRESS),
        licence=origin.need("licence", STRING),
        licence_url=origin.need("licence_url", WEB_ADDRESS),
        changes=origin.need("changes", TEXT),
    )


def read_ages(ages: Table) -> Ages:
    youngest = ages.need("from", whole(1, OLDEST))
    oldest = ages.need("to", whole(1, OLDEST))
    if ages.has("to") and oldest < youngest:
        ages.complain("to", f'is {oldest}, which is younger than the {youngest} of "from".')
    return Ages(youngest, oldest)


def read_roles(top: Table, names: Names) -> tuple[Role, ...]:
    roles = top.need("role", tables("[[role]]", _role, least=1))
    missing = [role for role in OBLIGATORY if role not in names.actors]
    if roles and missing and names.actors <= set(ActsAs):
        top.complain("role", f"is missing for {listed(missing)}: every method needs one that acts so.")
    return roles


def _role(role: Table) -> Role:
    return Role(
        key=role.key(),
        acts_as=role.alone("acts_as", one_of(ActsAs)),
        name=role.need("name", TEXT),
        does=role.need("does", TEXT),
    )


def read_point(point: Table) -> Point:
    return Point(point.key(), point.need("text", TEXT), read_source(point))


def read_rule(rule: Table) -> Rule:
    return Rule(rule.key(), rule.need("text", TEXT))


def read_crisis(names: Names, crisis: Table) -> Crisis:
    step = partial(_crisis_step, names)
    return Crisis(
        key=crisis.key(),
        name=crisis.need("name", TEXT),
        steps=crisis.need("step", tables("[[crisis.step]]", step, least=1)),
        to_you=crisis.may("to_you", TEXT),
        source=read_source(crisis),
    )


def _crisis_step(names: Names, step: Table) -> CrisisStep:
    return CrisisStep(
        after_days=step.need("after_days", whole(0, MOST_DAYS)),
        who=step.need("who", name_of("role", names.roles)),
        text=step.need("text", TEXT),
    )


def read_reading(reading: Table) -> Reading:
    return Reading(reading.key(), reading.need("text", TEXT))


def read_question(question: Table) -> Question:
    return Question(
        key=question.key(),
        text=question.need("text", TEXT),
        parts=question.may("parts", list_of(TEXT, least=1)) or (),
        source=read_source(question),
    )


def read_exit_path(path: Table) -> ExitPath:
    return ExitPath(path.key(), path.need("name", TEXT))


def read_continuation(continuation: Table) -> Continuation:
    return Continuation(continuation.key(), continuation.need("name", TEXT))


def read_limit(limit: Table) -> Limit:
    warn_at = limit.may("warn_at", list_of(whole(1, 100))) or ()
    return Limit(
        key=limit.key(),
        name=limit.need("name", TEXT),
        minutes=limit.need("hours", hours(MOST_HOURS)),
        per=limit.need("per", one_of(Period)),
        warn_at=tuple(sorted(warn_at)),
        counts=limit.need("counts", list_of(one_of(TimeKind), least=1)),
    )


def read_target(target: Table) -> Target:
    value = target.need("value", whole(1, LARGEST_TARGET))
    of = target.may("of", whole(1, LARGEST_TARGET))
    if of is not None and of < value:
        target.complain("of", f"is {of}, fewer than the {value} that are to be reached.")
    return Target(target.key(), target.need("name", TEXT), value, of, read_source(target))


def read_resource(names: Names, resource: Table) -> Resource:
    return Resource(
        key=resource.key(),
        title=resource.need("title", TEXT),
        note=resource.need("note", TEXT),
        kind=resource.need("kind", one_of(ResourceKind)),
        url=resource.may("url", WEB_ADDRESS),
        licence=resource.may("licence", STRING),
        for_roles=resource.may("for_roles", list_of(name_of("role", names.roles))) or (),
        stages=resource.may("stages", list_of(name_of("stage", names.stages))) or (),
        source=read_source(resource),
    )


def read_source(table: Table) -> tuple[str, ...]:
    """The ids of the requirements behind it."""
    return table.may("source", SOURCES) or ()
