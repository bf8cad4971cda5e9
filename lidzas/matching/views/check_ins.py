"""The pages on which each side of a pair says how going together is, and the case manager reads it."""

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
from lidzas.matching.actions import check_ins as actions
from lidzas.matching.forms import CheckInForm
from lidzas.matching.queries.check_ins import check_in_on, check_ins_on, own_check_in
from lidzas.matching.queries.pairs import active_match
from lidzas.ui.pages import answer_deed, fill_in


@require_http_methods(["GET", "POST"])
@opens_case(Permission.CHECK_IN)
def check_in(request: CaseRequest, case: Case) -> HttpResponse:
    """Four sentences about going together. Each side sees its own answers and never the other's."""
    role, match = request.standing.role_for(Permission.CHECK_IN), active_match(case)
    mine = request.standing.is_mentee
    context = {"case": case, "match": match, "is_mine": mine}
    if match is None:
        return render(request, "matching/check_in.html", context)
    last = own_check_in(match, role)
    return fill_in(
        request,
        CheckInForm(request.POST or None),
        template="matching/check_in.html",
        context={**context, "last": last},
        deed=partial(actions.check_in, match, as_role=role, by=request.user, on=timezone.localdate()),
        said=_("Thank you. Only your case manager reads this.")
        if mine
        else _("Thank you. Only the case manager reads this."),
        then=reverse("journey:home"),
    )


@require_safe
@opens_case(Permission.CHECK_IN_VIEW)
def check_ins(request: CaseRequest, case: Case) -> HttpResponse:
    """What both said, for the case manager alone."""
    return render(request, "matching/check_ins.html", {"case": case, "said": check_ins_on(case)})


@require_POST
@opens_case(Permission.CHECK_IN_VIEW)
def talked(request: CaseRequest, case: Case, check_in_id: UUID) -> HttpResponse:
    kept = check_in_on(case, check_in_id)
    return answer_deed(
        request,
        deed=partial(actions.note_talk, kept, by=request.user, on=timezone.localdate()),
        said=_("Noted. Thank you for taking the time."),
        then=reverse("matching:check_ins", kwargs={"case_id": case.pk}),
    )
