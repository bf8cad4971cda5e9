"""What other parts of the product ask of events: signals, how contact looked, what was seen."""

from uuid import UUID

from django.db.models import QuerySet

from lidzas.cases.models import Case
from lidzas.events.choices import Signal
from lidzas.events.models import Observation, PairSeen, PrivateSignal
from lidzas.programmes.models import Programme, Round


def signals_of(place: Programme | Round) -> dict[tuple[UUID, UUID], Signal]:
    """Who feels how about whom, by (giver, about). For matching and for a person's case manager alone."""
    signals = PrivateSignal.objects.order_by("given_on", "made_at", "pk")
    here = (
        signals.filter(case__round=place)
        if isinstance(place, Round)
        else signals.filter(case__programme=place)
    )
    rows = here.values_list("giver_id", "about_id", "signal")
    return {(giver, about): Signal(signal) for giver, about, signal in rows}


def ease_of(round: Round) -> dict[tuple[UUID, UUID], int]:
    """How easy contact of a young person and a mentor looked, by (young person, mentor); the newest counts."""
    rows = PairSeen.objects.filter(case__round=round).order_by("made_at", "pk")
    newest = {
        (mentee, mentor): ease
        for mentee, mentor, ease in rows.values_list("case__mentee_id", "mentor_id", "ease")
    }
    return {pair: ease for pair, ease in newest.items() if ease is not None}


def observations_on(case: Case) -> QuerySet[Observation]:
    """What was seen of a young person at events, the newest first. Not for the mentor's eyes."""
    seen = Observation.objects.filter(case=case).select_related("by", "event", "session__event")
    return seen.order_by("-seen_on", "-pk")
