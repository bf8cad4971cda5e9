"""The mentors of a programme on one list, and their leave."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.access import Permission, is_allowed
from lidzas.journey.actions import let_be_away
from lidzas.journey.forms import LeaveForm
from lidzas.journey.queries.mentors import mentor_rows, possible_deputies
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.screening.queries import mentor_in
from lidzas.ui.pages import fill_in


@require_safe
@opens_programme(Permission.PEOPLE_VIEW)
def mentors(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Who may be matched; the coordinator also reads what is missing."""
    may = {
        "check": Permission.MENTOR_CHECK, "certificates": Permission.CERTIFICATES_VIEW,
        "follow": Permission.TRAINING_FOLLOW, "invite": Permission.MENTOR_INVITE,
    }  # fmt: skip
    context = {
        "programme": programme,
        "rows": mentor_rows(programme, timezone.localdate()),
        "may": {name: is_allowed(asked, in_programme=request.roles) for name, asked in may.items()},
    }
    return render(request, "journey/mentors.html", context)


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_CHECK)
def leave(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    """Note that a mentor is away for a time, and who stands in."""
    mentor, today = mentor_in(programme, mentor_id), timezone.localdate()
    form = LeaveForm(request.POST or None, deputies=possible_deputies(mentor, today), today=today)
    return fill_in(
        request,
        form,
        template="journey/leave.html",
        context={"programme": programme, "mentor": mentor},
        deed=partial(let_be_away, mentor, by=request.user, on=today),
        said=_("The leave is noted. The young people and their case managers are told."),
        then=reverse("screening:show", kwargs={"programme_code": programme.code, "mentor_id": mentor.pk}),
    )
