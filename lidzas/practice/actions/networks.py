"""Invented people and places in invented lives, drawn by the young people themselves."""

import random
from datetime import date
from typing import Any

from lidzas.cases.models import Case
from lidzas.networks.actions import add_tie, keep_picture
from lidzas.networks.choices import Energy, Kind, Line, Reach, Ring, Shown, Wish

TIES: tuple[tuple[Kind, Ring, Line, Energy, Reach, Wish], ...] = (
    (Kind.PERSON, Ring.CLOSE, Line.STRONG, Energy.GIVES, Reach.CAN_CALL, Wish.FINE),
    (Kind.PERSON, Ring.CLOSE, Line.STRAINED, Energy.BOTH, Reach.CAN_CALL, Wish.LESS),
    (Kind.PERSON, Ring.TRUST, Line.STRONG, Energy.GIVES, Reach.CAN_CALL, Wish.CLOSER),
    (Kind.PERSON, Ring.MEET, Line.WEAK, Energy.GIVES, Reach.HAVE_MET, Wish.CLOSER),
    (Kind.GROUP, Ring.MEET, Line.WEAK, Energy.GIVES, Reach.KNOW_OF, Wish.CLOSER),
    (Kind.WORK, Ring.MEET, Line.WEAK, Energy.TAKES, Reach.HAVE_MET, Wish.FINE),
    (Kind.SERVICE, Ring.WORK, Line.STRONG, Energy.BOTH, Reach.CAN_CALL, Wish.FINE),
)


def draw_network(case: Case, dice: random.Random, words: dict[str, Any], *, on: date) -> None:
    """Put some of the usual people and places on a young person's map, and keep it as it is."""
    named = list(zip(words["ties"], TIES, strict=True))
    for name, (kind, ring, line, energy, reach, wish) in dice.sample(named, dice.randint(3, len(named))):
        add_tie(
            case, by=case.mentee, on=on, name=name, kind=kind, ring=ring, line=line, energy=energy, reach=reach,
            wish=wish, note="", shown=dice.choice(Shown.values),
        )  # fmt: skip
    keep_picture(case, by=case.mentee, on=on)
