"""What is still missing at a gate. A gate advises and remembers; it does not lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lidzas.method.choices import Count, Demand, OpenThing, Path
from lidzas.method.model import Condition, Gate


@dataclass(frozen=True, slots=True)
class Facts:
    """How a case stands: activities with the day they were last done, and what is counted or open."""

    done: Mapping[str, date]
    counts: Mapping[Count, int]
    open_things: frozenset[OpenThing]
    path: Path


@dataclass(frozen=True, slots=True)
class Unmet:
    """A demand that is not met: what there is, and what there ought to be."""

    kind: Demand
    key: str
    have: int
    need: int


def unmet(gate: Gate, facts: Facts) -> tuple[Unmet, ...]:
    """The demands not met, in the order of the file.

    An activity that belongs to the other path is not demanded.
    """
    found = ((each, _have(each, facts)) for each in gate.conditions)
    return tuple(
        Unmet(each.demand, each.key, have, each.need)
        for each, have in found
        if each.only_on in (None, facts.path) and not _is_enough(each, have)
    )


def _have(condition: Condition, facts: Facts) -> int:
    if condition.demand is Demand.DONE:
        return int(condition.key in facts.done)
    if condition.demand is Demand.NONE_OPEN:
        return int(condition.key in facts.open_things)
    return facts.counts.get(Count(condition.key), 0)


def _is_enough(condition: Condition, have: int) -> bool:
    return have == 0 if condition.demand is Demand.NONE_OPEN else have >= condition.need
