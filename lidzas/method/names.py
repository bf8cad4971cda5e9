"""What the tables of a method may name, gathered before they are read.

It looks only at what has the right shape; the rest is complained of when it is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lidzas.method.choices import About, ActsAs

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Mention:
    """What has to be known of an activity by those that name it."""

    position: int
    about: str
    only_on: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Names:
    """`actors` is what roles act as; `circles`, by the first of them, activities in a circle."""

    roles: Mapping[str, str]
    actors: frozenset[str]
    stages: Mapping[str, int]
    activities: Mapping[str, Mention]
    lists: frozenset[str]
    circles: Mapping[str, tuple[str, ...]]

    def roles_acting_as(self, acts_as: ActsAs) -> frozenset[str]:
        return frozenset(key for key, actor in self.roles.items() if actor == acts_as)


def find_names(values: Values) -> Names:
    stages: dict[str, int] = {}
    activities: dict[str, Mention] = {}
    for position, stage in enumerate(_tables(values, "stage")):
        stages.setdefault(_word(stage, "key"), position)
        for activity in _tables(stage, "activity"):
            activities.setdefault(_word(activity, "key"), _mention(activity, position))
    roles = {_word(role, "key"): _word(role, "acts_as") for role in _tables(values, "role")}
    for named in (stages, activities, roles):
        named.pop("", None)
    return Names(
        roles=roles,
        actors=frozenset(_word(role, "acts_as") for role in _tables(values, "role")),
        stages=stages,
        activities=activities,
        lists=frozenset(key for key, value in values.items() if isinstance(value, list) and value),
        circles=_circles(activities),
    )


def _tables(values: Values, key: str) -> Iterator[Values]:
    found = values.get(key)
    return (each for each in found if isinstance(each, dict)) if isinstance(found, list) else iter(())


def _word(values: Values, key: str) -> str:
    """The text of this key, or nothing; no declared key is ever nothing."""
    found = values.get(key)
    return found.strip() if isinstance(found, str) else ""


def _mention(activity: Values, position: int) -> Mention:
    return Mention(
        position=position,
        about=_word(activity, "about") or About.CASE,
        only_on=_word(activity, "only_on") or None,
        after=_word(activity, "after"),
    )


def _circles(activities: Mapping[str, Mention]) -> dict[str, tuple[str, ...]]:
    """Follow each `after` once; what leads back to where it began is a circle."""
    circles: dict[str, tuple[str, ...]] = {}
    followed: set[str] = set()
    for first in activities:
        way: dict[str, int] = {}
        key = first
        while key in activities and key not in followed and key not in way:
            way[key] = len(way)
            key = activities[key].after
        if key in way:
            members = tuple(way)[way[key] :]
            circles[members[0]] = members
        followed.update(way)
    return circles
