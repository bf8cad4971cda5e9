"""Where each tie stands in the two drawings, and what has changed between two days. Only numbers and words."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lidzas.networks.choices import Energy, Line, Ring

MIDDLE = 320
RINGS: Mapping[str, int] = {Ring.CLOSE: 90, Ring.TRUST: 155, Ring.MEET: 220, Ring.WORK: 275}
ECOMAP_NEAR, ECOMAP_FAR = 175, 270
ROOM_FOR_A_NAME = 13
ZIGZAG = 9
LABEL_ROOM = 90


@dataclass(frozen=True, slots=True)
class Told:
    """A tie in words alone, as a drawing or a kept picture needs it."""

    id: str
    name: str
    kind: str
    ring: str
    line: str
    energy: str
    reach: str
    wish: str

    @property
    def short_name(self) -> str:
        fits = len(self.name) <= ROOM_FOR_A_NAME
        return self.name if fits else f"{self.name[: ROOM_FOR_A_NAME - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Dot:
    """A tie at its place. `way` is the line that leads there from the middle, as an SVG path."""

    tie: Told
    x: int
    y: int
    way: str = ""
    gives: bool = False
    takes: bool = False

    @property
    def label_x(self) -> int:
        """The middle of the name, kept within the frame."""
        return max(LABEL_ROOM, min(2 * MIDDLE - LABEL_ROOM, self.x))

    @property
    def label_y(self) -> int:
        return self.y + 36


@dataclass(frozen=True, slots=True)
class Change:
    """A tie then and now; one of the two is missing where it came or went."""

    name: str
    then: Told | None
    now: Told | None


def at(angle: float, distance: float) -> tuple[int, int]:
    return round(MIDDLE + distance * math.cos(angle)), round(MIDDLE + distance * math.sin(angle))


def rings_drawing(ties: Sequence[Told]) -> list[Dot]:
    """Every tie on its ring, evenly round it; each ring begins a little further so that names do not stack."""
    dots: list[Dot] = []
    for place, (ring, radius) in enumerate(RINGS.items()):
        here = [tie for tie in ties if tie.ring == ring]
        for number, tie in enumerate(here):
            angle = 2 * math.pi * number / len(here) - math.pi / 2 + place * 0.6
            dots.append(Dot(tie, *at(angle, radius)))
    return dots


def ecomap_drawing(ties: Sequence[Told]) -> list[Dot]:
    """Every tie around the middle, near and far by turns, with the line that an ecomap draws."""
    dots: list[Dot] = []
    for number, tie in enumerate(ties):
        angle = 2 * math.pi * number / len(ties) - math.pi / 2
        distance = ECOMAP_FAR if number % 2 and len(ties) > 4 else ECOMAP_NEAR
        way = zigzag(angle, distance) if tie.line == Line.STRAINED else straight(angle, distance)
        dots.append(
            Dot(
                tie, *at(angle, distance), way=way,
                gives=tie.energy in (Energy.GIVES, Energy.BOTH), takes=tie.energy in (Energy.TAKES, Energy.BOTH),
            )
        )  # fmt: skip
    return dots


def straight(angle: float, distance: float) -> str:
    (x0, y0), (x1, y1) = at(angle, 48), at(angle, distance - 22)
    return f"M{x0} {y0}L{x1} {y1}"


def zigzag(angle: float, distance: float) -> str:
    """A difficult bond: a line that turns to and fro, so that it is told by its shape and not by colour."""
    turns = 8
    length = distance - 22 - 48
    points = []
    for turn in range(turns + 1):
        x, y = at(angle, 48 + length * turn / turns)
        aside = 0 if turn in (0, turns) else ZIGZAG * (1 if turn % 2 else -1)
        points.append(f"{round(x - aside * math.sin(angle))} {round(y + aside * math.cos(angle))}")
    return "M" + "L".join(points)


def changes_between(then: Iterable[Told], now: Iterable[Told]) -> list[Change]:
    """What differs between two days, in the order of today; what has gone comes last."""
    before, today = {tie.id: tie for tie in then}, {tie.id: tie for tie in now}
    came_or_moved = [
        Change(tie.name, before.get(key), tie) for key, tie in today.items() if before.get(key) != tie
    ]
    return came_or_moved + [Change(tie.name, tie, None) for key, tie in before.items() if key not in today]
