"""A round on one sheet: who seeks, who could accompany, and what is known of each two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from lidzas.matching.facts.kinds import Condition
from lidzas.method import Text
from lidzas.people.facts import Portrait

USUAL_HOURS = 8
SAME_PLACE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Seeker:
    """A young person for whom a mentor is sought.

    `met` and `near` are the experiences of mentors that fit what the young person wants to work on.
    """

    case_id: UUID
    person_id: UUID
    portrait: Portrait = field(default_factory=Portrait)
    place: str = ""
    met: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Companion:
    """A mentor of the programme, their free places, and what stands against any pair with them."""

    mentor_id: UUID
    person_id: UUID
    portrait: Portrait = field(default_factory=Portrait)
    place: str = ""
    free: int = 0
    barred: frozenset[Condition] = frozenset()


@dataclass(frozen=True, slots=True)
class Between:
    """What is known of two people together.

    `wish` is the weaker of both wishes after they met (1 yes, 0.5 not sure), known when both were said;
    `ease` is how contact looked, 0 to 4. `barred` stands against this pair alone.
    """

    wish: float | None = None
    ease: int | None = None
    barred: frozenset[Condition] = frozenset()
    is_locked: bool = False
    is_overridden: bool = False


NOTHING_BETWEEN = Between()


@dataclass(frozen=True, slots=True)
class Names:
    """How the method calls the words that people chose, by key."""

    interests: Mapping[str, Text] = field(default_factory=dict)
    values: Mapping[str, Text] = field(default_factory=dict)
    experiences: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a proposal for a round is made from.

    Seekers and companions stand in the order of their ids: that order breaks ties, so that the same
    facts always lead to the same proposal.
    """

    seekers: tuple[Seeker, ...]
    companions: tuple[Companion, ...]
    between: Mapping[tuple[UUID, UUID], Between] = field(default_factory=dict)
    minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    hours: int = USUAL_HOURS
    names: Names = field(default_factory=Names)

    def together(self, seeker: Seeker, companion: Companion) -> Between:
        return self.between.get((seeker.case_id, companion.mentor_id), NOTHING_BETWEEN)

    def way(self, seeker: Seeker, companion: Companion) -> int | None:
        """Minutes between their places, one way; None where that is not known."""
        one, other = plain_place(seeker.place), plain_place(companion.place)
        if one == other:
            return SAME_PLACE_MINUTES if one else None
        return self.minutes.get((one, other), self.minutes.get((other, one)))


def plain_place(place: str) -> str:
    """A place as it is compared: how it was typed does not matter. Keys of `Sheet.minutes` are plain places."""
    return " ".join(place.split()).casefold()
