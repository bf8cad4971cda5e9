"""The geometry of the drawings. Only numbers here; the templates draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

WIDTH = 1000
MIDDLE = 66
SWING = 26


class Walked(StrEnum):
    """How a stage of the path stands to the person on it."""

    WALKED = "walked"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    x: int
    y: int
    state: Walked

    @property
    def mark_x(self) -> int:
        return self.x - 24

    @property
    def mark_y(self) -> int:
        return self.y - 24


@dataclass(frozen=True, slots=True)
class PathDrawing:
    """Two lines that walk side by side through every stage: one over the whole way, one as far as we are."""

    stops: tuple[Stop, ...]
    whole: str
    walked: str


def curve(points: Sequence[tuple[int, int]]) -> str:
    start_x, start_y = points[0]
    parts = [f"M{start_x} {start_y}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        bend = (x1 - x0) // 2
        parts.append(f"C{x0 + bend} {y0} {x1 - bend} {y1} {x1} {y1}")
    return "".join(parts)


def draw_path(states: Sequence[Walked]) -> PathDrawing:
    """Stages at equal distances, the way swinging gently up and down between them."""
    step = WIDTH / len(states)
    stops = tuple(
        Stop(round((place + 0.5) * step), MIDDLE + (SWING if place % 2 else -SWING), state)
        for place, state in enumerate(states)
    )
    points = [(0, MIDDLE), *((stop.x, stop.y) for stop in stops), (WIDTH, MIDDLE)]
    reached = max((place for place, state in enumerate(states) if state is not Walked.AHEAD), default=-1)
    finished = reached == len(states) - 1 and states[reached] is Walked.WALKED
    walked = points if finished else points[: reached + 2]
    return PathDrawing(stops, curve(points), curve(walked) if reached >= 0 else "")


def share(used: float, total: float) -> int:
    """How much of a hundred is used; what goes beyond stays at a hundred."""
    return 0 if total <= 0 else max(0, min(100, round(100 * used / total)))
