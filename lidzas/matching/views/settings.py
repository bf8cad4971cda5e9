"""What a programme sets for matching: how much each criterion counts, and how long ways take."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.matching.actions import rounds as actions
from lidzas.matching.facts.kinds import USUAL_WEIGHTS
from lidzas.matching.facts.reasons import criterion_name
from lidzas.matching.forms import TravelForm, WeightsForm
from lidzas.matching.queries.round import weights_of
from lidzas.matching.queries.settings import all_places, unknown_ways, ways_of, weight_changes
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import numbers_version
from lidzas.ui.pages import fill_in


def rows_of(programme: Programme) -> list[tuple[str, int, int]]:
    """Each criterion in words, what it counts here, and what it usually counts."""
    return [
        (criterion_name(criterion), weight, USUAL_WEIGHTS[criterion])
        for criterion, weight in weights_of(programme.pk).items()
    ]


@require_safe
@opens_programme(Permission.SETTINGS_VIEW)
def weights(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """How much each criterion counts when pairs are suggested, and who changed that when."""
    context = {
        "programme": programme,
        "rows": rows_of(programme),
        "changes": weight_changes(programme),
        "may_write": is_allowed(Permission.SETTINGS_WRITE, in_programme=request.roles),
    }
    return render(request, "matching/weights.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.SETTINGS_WRITE)
def weigh(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    page = reverse("matching:weights", kwargs={"programme_code": programme.code})
    return fill_in(
        request,
        WeightsForm(
            request.POST or None,
            weights=weights_of(programme.pk),
            row_version=numbers_version(programme.pk),
        ),
        template="matching/weigh.html",
        context={
            "programme": programme,
            "stands_now": lambda: [(name, weight) for name, weight, _usual in rows_of(programme)],
        },
        deed=partial(actions.weigh, programme, by=request.user, on=timezone.localdate()),
        said=_("Saved. It holds from today."),
        then=page,
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.TRAVEL_WRITE)
def travel(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """How long ways between places take; those nobody has measured yet stand first."""
    unknown = unknown_ways(programme)
    first = dict(zip(("place_a", "place_b"), unknown[0], strict=True)) if unknown else {}
    asked = {"place_a": request.GET.get("from", ""), "place_b": request.GET.get("to", "")}
    places = all_places(programme)
    form = TravelForm(
        request.POST or None,
        places=places,
        initial=asked if {*asked.values()} <= {*places} else first,
    )
    return fill_in(
        request,
        form,
        template="matching/travel.html",
        context={
            "programme": programme,
            "ways": ways_of(programme),
            "unknown": unknown,
            "has_places": len(places) > 1,
        },
        deed=partial(actions.measure_way, programme, by=request.user),
        said=_("Saved. It is the same there and back."),
        then=reverse("matching:travel", kwargs={"programme_code": programme.code}),
    )
