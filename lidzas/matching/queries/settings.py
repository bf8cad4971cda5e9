"""What a programme has set for matching: weights with their history, and ways between places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from lidzas.cases.models import Case
from lidzas.matching.facts.kinds import Criterion
from lidzas.matching.facts.reasons import criterion_name
from lidzas.matching.facts.sheet import plain_place
from lidzas.matching.models import TravelTime
from lidzas.matching.queries.round import WEIGHT
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme, Setting

MOST_WAYS_ASKED_FOR = 60


@dataclass(frozen=True, slots=True)
class WeightChange:
    """That somebody gave a criterion another weight."""

    criterion: str
    weight: int
    who: str
    on: date


def weight_changes(programme: Programme) -> list[WeightChange]:
    """The newest changes of weights, with who and when."""
    rows = Setting.objects.filter(programme=programme, name__startswith=WEIGHT).select_related("set_by")
    return [
        WeightChange(
            criterion_name(Criterion(row.name.removeprefix(WEIGHT))), row.value, row.set_by.name, row.from_on
        )
        for row in rows.order_by("-made_at", "-pk")[:50]
    ]


def ways_of(programme: Programme) -> list[TravelTime]:
    return list(programme.travel_times.order_by("place_a", "place_b"))


def places_in(programme: Programme) -> tuple[list[str], list[str]]:
    """Where young people without a mentor live, and where mentors do; each place once, as first written."""
    seeking = Case.objects.open().filter(programme=programme).exclude(municipality="")
    mentors = Mentor.objects.filter(programme=programme, left_on=None).exclude(municipality="")
    return (
        once(seeking.order_by("municipality").values_list("municipality", flat=True)),
        once(mentors.order_by("municipality").values_list("municipality", flat=True)),
    )


def once(places: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(plain_place(place), " ".join(place.split()))
    return list(found.values())


def unknown_ways(programme: Programme) -> list[tuple[str, str]]:
    """Ways between a young person's place and a mentor's that nobody has measured yet."""
    known = {frozenset((plain_place(way.place_a), plain_place(way.place_b))) for way in ways_of(programme)}
    open_ways: dict[frozenset[str], tuple[str, str]] = {}
    for one, other in product(*places_in(programme)):
        way = frozenset((plain_place(one), plain_place(other)))
        if len(way) == 2 and way not in known:
            open_ways.setdefault(way, (one, other))
    return list(open_ways.values())[:MOST_WAYS_ASKED_FOR]


def all_places(programme: Programme) -> list[str]:
    """Every place that somebody lives in or that a way leads to, by name."""
    seeking, mentors = places_in(programme)
    known = [place for way in ways_of(programme) for place in (way.place_a, way.place_b)]
    return sorted(once([*known, *seeking, *mentors]), key=plain_place)
