"""The pages on which a whole round is looked at, and one young person's candidates. People decide."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, Role, is_allowed
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.matching.actions import rulings as actions
from lidzas.matching.choices import RulingKind
from lidzas.matching.facts.kinds import Aim
from lidzas.matching.forms import RuleForm
from lidzas.matching.queries.board import Reader, board_of, candidates_for, round_coded, rounds_of
from lidzas.matching.queries.pairs import mentor_of
from lidzas.matching.queries.rulings import ruling_on, standing_ruling
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.pages import answer_deed, fill_in


def aim_in(request: ProgrammeRequest) -> Aim:
    """What the suggestion shall make as good as it can be; the fairest unless asked otherwise."""
    asked = request.GET.get("aim", "")
    return Aim(asked) if asked in [*Aim] else Aim.FAIREST


@require_safe
@opens_programme(Permission.PAIRS_VIEW)
def rounds(request: ProgrammeRequest, programme: Programme) -> HttpResponse:
    """Which round's pairs; where there is one round, it opens at once."""
    found = rounds_of(programme)
    if len(found) == 1:
        return redirect("matching:board", programme_code=programme.code, round_code=found[0].code)
    return render(request, "matching/rounds.html", {"programme": programme, "rounds": found})


@require_safe
@opens_programme(Permission.PAIRS_VIEW)
def board(request: ProgrammeRequest, programme: Programme, round_code: str) -> HttpResponse:
    """The best whole assignment for a round, what it costs, and who is left (S2.17, S2.29)."""
    round = round_coded(programme, round_code)
    shown = board_of(round, request.user, request.roles, aim=aim_in(request), on=timezone.localdate())
    context = {
        "programme": programme,
        "round": round,
        "board": shown,
        "aims": Aim,
        "may_measure": is_allowed(Permission.TRAVEL_WRITE, in_programme=request.roles),
    }
    return render(request, "matching/board.html", context)


def reader_in(request: CaseRequest, case: Case) -> Reader:
    is_own = Role.CASE_MANAGER in request.standing.on_case
    return Reader(
        is_coordinator=Role.TRAINING_COORDINATOR in request.standing.in_programme,
        own=frozenset([case.pk] if is_own else []),
    )


def candidates_page(case: Case) -> str:
    return reverse("matching:candidates", kwargs={"case_id": case.pk})


@require_safe
@opens_case(Permission.MATCH_PROPOSE)
def candidates(request: CaseRequest, case: Case) -> HttpResponse:
    """Every mentor for one young person, ranked, with reasons; also those who fall out, and why (S2.29)."""
    found = candidates_for(case, reader_in(request, case), on=timezone.localdate())
    context = {
        "case": case,
        "found": found,
        "is_own": Role.CASE_MANAGER in request.standing.on_case,
        "kinds": RulingKind,
    }
    return render(request, "matching/candidates.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MATCH_PROPOSE)
def rule(request: CaseRequest, case: Case, mentor_id: UUID, decision: str) -> HttpResponse:
    """Keep two together, keep them from being suggested, or let a doubt pass, with a reason."""
    mentor = mentor_of(case.programme, mentor_id)
    if decision not in RulingKind.values:
        raise Http404
    kind = RulingKind(decision)
    return fill_in(
        request,
        RuleForm(request.POST or None),
        template="matching/rule.html",
        context={
            "case": case,
            "mentor": mentor,
            "kind": kind,
            "kinds": RulingKind,
            "stands": standing_ruling(case, mentor),
        },
        deed=partial(
            actions.rule,
            case,
            mentor,
            kind=kind,
            by=request.user,
            as_role=request.standing.role_for(Permission.MATCH_PROPOSE),
            on=timezone.localdate(),
        ),
        said=_("Decided. The suggestion for the round takes it into account."),
        then=candidates_page(case),
    )


@require_POST
@opens_case(Permission.MATCH_PROPOSE)
def lift_ruling(request: CaseRequest, case: Case, ruling_id: UUID) -> HttpResponse:
    return answer_deed(
        request,
        deed=partial(
            actions.lift_ruling,
            ruling_on(case, ruling_id),
            by=request.user,
            as_role=request.standing.role_for(Permission.MATCH_PROPOSE),
            on=timezone.localdate(),
        ),
        said=_("The decision is lifted. Its reason stays on record."),
        then=candidates_page(case),
    )
