"""The map of one's own people, places and services, drawn in two ways and told as a list."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.networks import actions
from lidzas.networks.facts import RINGS, changes_between, ecomap_drawing, rings_drawing
from lidzas.networks.forms import TieForm
from lidzas.networks.models import Tie
from lidzas.networks.queries import own_tie, picture_on, pictures_of, ties_of, told, told_in
from lidzas.ui.pages import answer_deed, fill_in


def initials_of(name: str) -> str:
    """What fits into the middle of the drawing."""
    return "".join(word[0] for word in name.split()[:2])


def map_of(case: Case) -> str:
    return reverse("networks:show", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.NETWORK_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    ties = ties_of(case, request.standing)
    as_told = [told(tie) for tie in ties]
    context = {
        "case": case,
        "ties": ties,
        "rings": rings_drawing(as_told),
        "circles": sorted(RINGS.values(), reverse=True),
        "ecomap": ecomap_drawing(as_told),
        "pictures": pictures_of(case),
        "is_mine": request.standing.is_mentee,
        "centre": initials_of(case.mentee.name),
        "may_write": request.standing.allows(Permission.NETWORK_WRITE) and not case.is_closed,
    }
    return render(request, "networks/show.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.NETWORK_WRITE)
def add(request: CaseRequest, case: Case) -> HttpResponse:
    return fill_in(
        request,
        TieForm(request.POST or None, instance=Tie(case=case)),
        template="networks/tie.html",
        context={"case": case},
        deed=partial(actions.add_tie, case, by=request.user, on=timezone.localdate()),
        said=_("It stands on your map."),
        then=map_of(case),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.NETWORK_WRITE)
def change(request: CaseRequest, case: Case, tie_id: UUID) -> HttpResponse:
    tie = own_tie(case, tie_id)
    return fill_in(
        request,
        TieForm(request.POST or None, instance=tie, row_version=tie.version),
        template="networks/tie.html",
        context={"case": case, "tie": tie},
        deed=partial(actions.change_tie, own_tie(case, tie_id), by=request.user, on=timezone.localdate()),
        said=_("Saved."),
        then=map_of(case),
    )


@require_POST
@opens_case(Permission.NETWORK_WRITE)
def let_go(request: CaseRequest, case: Case, tie_id: UUID) -> HttpResponse:
    return answer_deed(
        request,
        deed=partial(actions.let_tie_go, own_tie(case, tie_id), by=request.user, on=timezone.localdate()),
        said=_("Taken off your map."),
        then=map_of(case),
    )


@require_POST
@opens_case(Permission.NETWORK_WRITE)
def keep(request: CaseRequest, case: Case) -> HttpResponse:
    return answer_deed(
        request,
        deed=partial(actions.keep_picture, case, by=request.user, on=timezone.localdate()),
        said=_("Kept. You can look back at it later."),
        then=map_of(case),
    )


@require_safe
@opens_case(Permission.NETWORK_VIEW)
def earlier(request: CaseRequest, case: Case, picture_id: UUID) -> HttpResponse:
    """Then and now, side by side in words."""
    picture = picture_on(case, picture_id)
    then = told_in(picture, request.standing)
    now = [told(tie) for tie in ties_of(case, request.standing)]
    context = {
        "case": case,
        "picture": picture,
        "rings": rings_drawing(then),
        "circles": sorted(RINGS.values(), reverse=True),
        "changes": changes_between(then, now),
        "is_mine": request.standing.is_mentee,
        "centre": initials_of(case.mentee.name),
    }
    return render(request, "networks/earlier.html", context)
