"""What the picture of the lead shows: who led each meeting, from the first to the newest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lidzas.meetings.choices import Lead

ROWS = {Lead.MENTEE: 10, Lead.TOGETHER: 30, Lead.MENTOR: 50}
LEFT, RIGHT = 4, 96
MOST_SHOWN = 20
WIDEST_STEP = 12
RECENT = 5


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    on: date
    who: Lead


@dataclass(frozen=True, slots=True)
class LeadPicture:
    """Dots from left to right, joined by a line; the higher, the more the young person led."""

    dots: tuple[Dot, ...]
    line: str
    led_by_mentee: int
    of_recent: int


def lead_picture(told: Sequence[tuple[date, Lead]]) -> LeadPicture | None:
    """Nothing is drawn of fewer than two meetings: there is no way between them yet."""
    if len(told) < 2:
        return None
    shown = told[-MOST_SHOWN:]
    step = min(WIDEST_STEP, (RIGHT - LEFT) // (len(shown) - 1))
    dots = tuple(Dot(LEFT + place * step, ROWS[who], on, who) for place, (on, who) in enumerate(shown))
    recent = [who for _on, who in told[-RECENT:]]
    return LeadPicture(
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        led_by_mentee=recent.count(Lead.MENTEE),
        of_recent=len(recent),
    )
