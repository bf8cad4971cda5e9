"""The numbers of a method that a programme may set for itself, with what is in force now."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.programmes.models import Programme
from lidzas.programmes.queries import CAPACITY, LIMIT, RHYTHM, USUAL_CAPACITY, method_of, numbers_of


@dataclass(frozen=True, slots=True)
class Number:
    name: str
    label: str
    unit: str
    value: int


def numbers_in(programme: Programme) -> list[Number]:
    """Rhythms, limits and capacity, in the order of the method."""
    method, own, language = method_of(programme.method_id), numbers_of(programme.pk), get_language() or ""
    rhythms = [
        Number(
            name=RHYTHM + activity.key,
            label=activity.name.in_language(language),
            unit=_("Every so many days"),
            value=own.get(RHYTHM + activity.key, activity.every_days),
        )
        for stage in method.stages
        for activity in stage.activities
        if activity.every_days is not None
    ]
    limits = [
        Number(
            name=LIMIT + limit.key,
            label=limit.name.in_language(language),
            unit=_("Hours"),
            value=own.get(LIMIT + limit.key, limit.minutes // 60),
        )
        for limit in method.limits
    ]
    capacity = Number(
        name=CAPACITY,
        label=_("Young people a mentor accompanies"),
        unit=_("At once, unless agreed otherwise with the mentor"),
        value=own.get(CAPACITY, USUAL_CAPACITY),
    )
    return [*limits, capacity, *rhythms]
