"""What is weighed when a pair is thought of, what rules one out, and how much each counts."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Criterion(StrEnum):
    """What speaks for a pair, in the order in which the parts of a score are added up."""

    WISH = "wish"
    EASE = "ease"
    TIMES = "times"
    TRAVEL = "travel"
    LIKES = "likes"
    STYLE = "style"
    EXPERIENCE = "experience"
    VALUES = "values"
    WISHES_MET = "wishes_met"


USUAL_WEIGHTS: Mapping[Criterion, int] = MappingProxyType(
    {
        Criterion.WISH: 25,
        Criterion.EASE: 15,
        Criterion.TIMES: 15,
        Criterion.TRAVEL: 12,
        Criterion.LIKES: 10,
        Criterion.STYLE: 8,
        Criterion.EXPERIENCE: 8,
        Criterion.VALUES: 4,
        Criterion.WISHES_MET: 3,
    }
)


class Condition(StrEnum):
    """Why two people cannot be a pair now. `VETO` says neither whose it is nor how it was given."""

    SAFETY = "safety"
    RELATION = "relation"
    VETO = "veto"
    FORBIDDEN = "forbidden"
    ON_TEAM = "on_team"
    NOT_CLEARED = "not_cleared"
    ON_LEAVE = "on_leave"
    NOT_TRAINED = "not_trained"
    NO_PLACE = "no_place"
    MUST_WISH = "must_wish"
    MENTORS_MUST_WISH = "mentors_must_wish"
    LANGUAGE = "language"
    REACH = "reach"
    PAIR_BEFORE = "pair_before"


OVERRIDABLE = frozenset({Condition.LANGUAGE, Condition.REACH, Condition.PAIR_BEFORE})
"""Doubts that people may let pass with a reason; all others stand whatever is said."""


class Aim(StrEnum):
    """What a proposal for the whole round makes as good as it can be.

    `FAIREST`: first as many pairs as possible, then the best weakest pair, then the highest total.
    """

    FAIREST = "fairest"
    HIGHEST_TOTAL = "highest_total"


PARTS_OF_A_POINT = 10
"""Scores are shown and compared in tenths, so that two pairs shown as equal are equal."""

FULL_SCORE = 100 * PARTS_OF_A_POINT
ENOUGH_KNOWN = (6, 10)
"""Below this share of the weights too little is known yet."""

DOTS = 5
