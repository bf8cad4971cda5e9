"""What a programme sets for matching as a whole: how much each criterion weighs, and how long ways take."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.matching.facts.kinds import Criterion
from lidzas.matching.facts.sheet import plain_place
from lidzas.matching.models import LONGEST_WAY, TravelTime
from lidzas.matching.queries.round import WEIGHT, weights_of
from lidzas.programmes.actions import hold_programme, record_number, set_number
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import numbers_version
from lidzas.records.actions import Refusal, Stale

ALL = 100


class WeightsUneven(Refusal):
    """The weights do not share out exactly one hundred."""


class WayOutOfRange(Refusal):
    """A way nobody can mean."""


@transaction.atomic
def weigh(
    programme: Programme,
    weights: Mapping[Criterion, int],
    *,
    by: User,
    on: date,
    version: int | None = None,
) -> None:
    """Say how much each criterion counts, from today on; earlier weights stay on record with who set them."""
    hold_programme(programme)
    if version is not None and version != numbers_version(programme.pk):
        raise Stale(
            _(
                "Somebody changed these numbers after you opened the page, and nothing of yours was saved. Please compare with what stands now, then save again."
            )
        )
    stands = weights_of(programme.pk)
    wanted = {name: weights.get(name, weight) for name, weight in stands.items()}
    if sum(wanted.values()) != ALL:
        raise WeightsUneven(
            _("Together the weights make %(all)s. Now they make %(sum)s.")
            % {"all": ALL, "sum": sum(wanted.values())}
        )
    changed = [name for name, weight in wanted.items() if weight != stands[name]]
    rows = [set_number(programme, f"{WEIGHT}{name}", wanted[name], by=by, on=on, least=0) for name in changed]
    for row in rows:
        record_number(row, by=by)


@transaction.atomic
def measure_way(programme: Programme, *, place_a: str, place_b: str, minutes: int, by: User) -> TravelTime:
    """Say how long the way between two places takes; it is the same there and back, and said once."""
    hold_programme(programme)
    one, other = sorted((place_a.strip(), place_b.strip()), key=plain_place)
    if plain_place(one) == plain_place(other):
        raise WayOutOfRange(_("These are one place. Within one place everybody is near."))
    if not 1 <= minutes <= LONGEST_WAY:
        raise WayOutOfRange(
            _("Please give the minutes as a number from 1 to %(most)s.") % {"most": LONGEST_WAY}
        )
    known = {
        (plain_place(way.place_a), plain_place(way.place_b)): way for way in programme.travel_times.all()
    }
    way = known.get((plain_place(one), plain_place(other))) or TravelTime(
        programme=programme, place_a=one, place_b=other
    )
    way.minutes = minutes
    way.save()
    record("travel.measure", way, by=by)
    return way
