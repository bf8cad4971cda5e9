"""Two portraits side by side: what is the same, what differs, and what only one has told (S1.42).

Nothing is counted, weighed or summed up: each thing stands once, for the two to talk about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lidzas.people.facts import Portrait

NEAR = 1


class Topic(StrEnum):
    VALUE = "value"
    INTEREST = "interest"
    STYLE = "style"
    STRENGTH = "strength"
    LANGUAGE = "language"
    TIME = "time"
    EXPERIENCE = "experience"


class Found(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that at least one of the two has told; None: they have not.

    What is told of it is True or False for a yes or a no, and a step for a slider.
    """

    topic: Topic
    key: str
    one: int | None
    other: int | None

    @property
    def found(self) -> Found:
        if self.one is None or self.other is None:
            return Found.ASK
        reach = NEAR if self.topic is Topic.STYLE else 0
        return Found.SAME if abs(self.one - self.other) <= reach else Found.DIFFERENT


def side_by_side(one: Portrait, other: Portrait) -> list[Thing]:
    """Everything the two have told, in the order of topics and of the first one's telling."""
    return [thing for topic in Topic for thing in _things(topic, told(topic, one), told(topic, other))]


def told(topic: Topic, portrait: Portrait) -> Mapping[str, int]:
    """What a portrait says on a topic, by key."""
    likes = {**dict.fromkeys(sorted(portrait.likes), True), **dict.fromkeys(sorted(portrait.dislikes), False)}
    said: dict[Topic, Mapping[str, int]] = {
        Topic.VALUE: dict.fromkeys(portrait.values, True),
        Topic.INTEREST: likes,
        Topic.STYLE: portrait.style,
        Topic.STRENGTH: dict.fromkeys(portrait.strengths, True),
        Topic.LANGUAGE: dict.fromkeys(sorted(portrait.languages), True),
        Topic.TIME: dict.fromkeys(sorted(portrait.times), True),
        Topic.EXPERIENCE: dict.fromkeys(sorted(portrait.experiences), True),
    }
    return said[topic]


def _things(topic: Topic, one: Mapping[str, int], other: Mapping[str, int]) -> Iterator[Thing]:
    for key in dict.fromkeys([*one, *other]):
        yield Thing(topic, key, one.get(key), other.get(key))
