"""What a decision on a mentor needs, and what follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lidzas.assessments.choices import Outcome
from lidzas.assessments.models import OwnView, PreparationStep, Readiness, WayReview

LOOKED_AT_AGAIN_WITHIN = timedelta(days=42)
WAY_LOOKED_AT_WITHIN = timedelta(days=92)
FIRST_STEP = "step_1_what"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step on the way to a mentor, as it is planned."""

    what: str
    with_whom: str = ""
    by_day: date | None = None


@dataclass(frozen=True, slots=True)
class WayOn:
    """The decision that counts, and what follows from it until it is looked at again."""

    decision: Readiness
    steps: tuple[PreparationStep, ...] = ()
    reviews: tuple[WayReview, ...] = ()
    own_view: OwnView | None = None

    @property
    def look_on(self) -> date | None:
        """The day of the next look: of the last review, or else of the decision."""
        return self.reviews[0].next_on if self.reviews else self.decision.review_on

    @property
    def is_not_yet(self) -> bool:
        return self.decision.outcome == Outcome.NOT_YET

    @property
    def is_another_way(self) -> bool:
        return self.decision.outcome == Outcome.ANOTHER_WAY

    @property
    def open_steps(self) -> tuple[PreparationStep, ...]:
        return tuple(step for step in self.steps if not step.is_done)


def lacking(outcome: str, given: Mapping[str, Any], *, decided_on: date) -> Iterator[tuple[str, str]]:
    """The fields that this outcome still needs, each with a sentence that says so (S2.27, S2.28)."""
    if outcome == Outcome.NOT_YET:
        if not given.get("steps"):
            yield FIRST_STEP, _("Please write at least one step on the way.")
        yield from out_of_reach("review_on", given.get("review_on"), decided_on, LOOKED_AT_AGAIN_WITHIN)
    if outcome == Outcome.ANOTHER_WAY:
        yield from lacking_on_another_way(given)
        yield from out_of_reach("review_on", given.get("review_on"), decided_on, WAY_LOOKED_AT_WITHIN)


def lacking_on_another_way(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    sentences = {
        "place": _("Please write where: another way needs a place."),
        "supporter": _("Please write who supports there: nobody goes another way alone."),
        "goals": _("Please write what it is for, in the young person's words if you can."),
    }
    for name, sentence in sentences.items():
        if not str(given.get(name, "")).strip():
            yield name, sentence
    begins_on, ends_on = given.get("begins_on"), given.get("ends_on")
    if begins_on and ends_on and ends_on < begins_on:
        yield "ends_on", _("It cannot end before it begins.")


def out_of_reach(name: str, day: date | None, since: date, within: timedelta) -> Iterator[tuple[str, str]]:
    """What is said where the day of looking again is missing, past, or too far off."""
    latest = date_format(since + within)
    if day is None:
        yield name, _("Please choose the day on which you look at it again.")
    elif not since <= day <= since + within:
        if within == LOOKED_AT_AGAIN_WITHIN:
            yield name, _("Please choose a day within six weeks, by %(latest)s.") % {"latest": latest}
        else:
            yield name, _("Please choose a day within three months, by %(latest)s.") % {"latest": latest}
