"""The pages on which a mentor is proposed, both are asked, and a match ends."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lidzas.access import Permission, Role, is_allowed
from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.assessments.queries import is_ready
from lidzas.cases.locks import CaseRequest, opens_case
from lidzas.cases.models import Case
from lidzas.matching.actions import pairs as actions
from lidzas.matching.choices import Answer, ProposalState
from lidzas.matching.forms import AnswerForm, EndForm, LetGoForm, MenteeAnswerForm, ProposeForm
from lidzas.matching.locks import opens_own_proposal
from lidzas.matching.models import MatchProposal
from lidzas.matching.queries.board import pair_of, words_of
from lidzas.matching.queries.pairs import (
    active_match,
    asked_proposal,
    card_before_the_yes,
    card_of_mentor,
    ended_matches,
    first_name_of,
    free_mentors,
    live_proposal,
    matches_of,
    mentor_asked_for,
    mentor_of,
    proposal_on,
    proposals_for_mentor,
    settled_proposals,
    signatures_of,
    signing_role,
)
from lidzas.programmes.locks import ProgrammeRequest, opens_programme
from lidzas.programmes.models import Programme
from lidzas.ui.forms import PlainForm
from lidzas.ui.pages import answer_deed, fill_in

UNPROCESSABLE = 422


@require_safe
@opens_case(Permission.MATCH_VIEW)
def show(request: CaseRequest, case: Case) -> HttpResponse:
    standing, proposal, match = request.standing, live_proposal(case), active_match(case)
    may_propose = standing.allows(Permission.MATCH_PROPOSE) and not case.is_closed
    role = signing_role(proposal, standing) if proposal else None
    context = {
        "case": case,
        "match": match,
        "proposal": proposal,
        "signatures": signatures_of(proposal) if proposal else (),
        "is_ready": is_ready(case),
        "is_case_manager": Role.CASE_MANAGER in standing.on_case,
        "may_propose": may_propose,
        "may_sign": may_propose and role is not None,
        "may_end": standing.allows(Permission.MATCH_END) and not case.is_closed,
        "may_see_apart": standing.allows(Permission.EXCLUSION_VIEW),
        "may_pass_on": standing.allows(Permission.CASE_HAND_OVER),
        "settled": settled_proposals(case),
        "ended": ended_matches(case),
    }
    return render(request, "matching/show.html", context)


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MATCH_PROPOSE)
def propose(request: CaseRequest, case: Case) -> HttpResponse:
    free = free_mentors(case.programme)
    deed = partial(
        actions.propose_match,
        case,
        by=request.user,
        as_role=request.standing.role_for(Permission.MATCH_PROPOSE),
        on=timezone.localdate(),
    )
    return fill_in(
        request,
        ProposeForm(request.POST or None, free=free, initial=first_words(request, case)),
        template="matching/propose.html",
        context={"case": case, "has_free": bool(free), "is_ready": is_ready(case)},
        deed=deed,
        said=_("The suggestion is made and carries your signature."),
        then=reverse("matching:show", kwargs={"case_id": case.pk}),
    )


def first_words(request: CaseRequest, case: Case) -> dict[str, str]:
    """What a suggestion is likely to say of the mentor in the address; nothing that was said in confidence."""
    mentor = mentor_asked_for(case.programme, request.GET.get("mentor", ""))
    view = pair_of(case, mentor, on=timezone.localdate()) if mentor else None
    return {"mentor": str(mentor.pk), **words_of(view)} if mentor and view else {}


@require_POST
@opens_case(Permission.MATCH_PROPOSE)
def sign(request: CaseRequest, case: Case, proposal_id: UUID) -> HttpResponse:
    proposal, standing = proposal_on(case, proposal_id), request.standing
    role = signing_role(proposal, standing) or standing.role_for(Permission.MATCH_PROPOSE)
    return answer_deed(
        request,
        deed=partial(actions.sign, proposal, by=request.user, as_role=role, on=timezone.localdate()),
        said=_("Signed. Once all have signed, the young person is asked."),
        then=reverse("matching:show", kwargs={"case_id": case.pk}),
    )


@require_POST
@opens_case(Permission.MATCH_PROPOSE)
def withdraw(request: CaseRequest, case: Case, proposal_id: UUID) -> HttpResponse:
    role = request.standing.role_for(Permission.MATCH_PROPOSE)
    proposal = proposal_on(case, proposal_id)
    return answer_deed(
        request,
        deed=partial(
            actions.withdraw_proposal, proposal, by=request.user, as_role=role, on=timezone.localdate()
        ),
        said=_("The suggestion is taken back."),
        then=reverse("matching:show", kwargs={"case_id": case.pk}),
    )


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MATCH_ANSWER)
def answer(request: CaseRequest, case: Case) -> HttpResponse:
    form = MenteeAnswerForm(request.POST or None, case=case)
    if form.is_valid():
        chosen, answered = form.cleaned_data["answer"], form.cleaned_data["proposal"]
        return answer_deed(
            request,
            deed=partial(
                actions.answer_as_mentee, answered, chosen, by=request.user, on=timezone.localdate()
            ),
            said=said_to_mentee(chosen),
            then=reverse("matching:answer", kwargs={"case_id": case.pk}),
        )
    proposal = asked_proposal(case)
    context = {
        "case": case,
        "match": active_match(case),
        "proposal": proposal,
        "state": proposal.state if proposal else None,
        "states": ProposalState,
        "card": card_of_mentor(proposal) if proposal else None,
        "my_card": card_before_the_yes(case),
        **(both_answers(proposal=proposal.pk) if proposal else {}),
    }
    return render(
        request, "matching/answer.html", context, status=200 if request.method == "GET" else UNPROCESSABLE
    )


def both_answers(**named: UUID) -> dict[str, dict[str, object]]:
    """What the two buttons send."""
    return {"yes": {"answer": Answer.YES.value, **named}, "no": {"answer": Answer.NO.value, **named}}


def said_to_mentee(chosen: Answer) -> str:
    if chosen is Answer.YES:
        return _("Thank you. Now the mentor is asked.")
    return _("Thank you for saying so. It will not be this time.")


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    proposals = [(first_name_of(each.case.mentee), each) for each in proposals_for_mentor(request.user)]
    return render(request, "matching/mine.html", {"proposals": proposals})


@require_http_methods(["GET", "POST"])
@opens_own_proposal
def answer_mine(request: SignedInRequest, proposal: MatchProposal) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["answer"]
        return answer_deed(
            request,
            deed=partial(
                actions.answer_as_mentor, proposal, chosen, by=request.user, on=timezone.localdate()
            ),
            said=said_to_mentor(chosen),
            then=reverse("matching:answer_mine", kwargs={"proposal_id": proposal.pk}),
        )
    if proposal.state is ProposalState.AGREED:
        match = active_match(proposal.case)
        goes_on = match is not None and match.proposal_id == proposal.pk
        return redirect("journey:case", case_id=proposal.case_id) if goes_on else redirect("matching:mine")
    is_asked = proposal.asks_mentor
    context = {
        "proposal": proposal,
        "is_asked": is_asked,
        "first_name": first_name_of(proposal.case.mentee) if is_asked else "",
        "card": card_before_the_yes(proposal.case) if is_asked else None,
        **both_answers(),
    }
    status = 200 if request.method == "GET" else UNPROCESSABLE
    return render(request, "matching/answer_mine.html", context, status=status)


def said_to_mentor(chosen: Answer) -> str:
    if chosen is Answer.YES:
        return _("You both said yes. The case manager arranges the first meeting.")
    return _("Thank you for saying so. It will not be this time.")


@require_http_methods(["GET", "POST"])
@opens_case(Permission.MATCH_END)
def end(request: CaseRequest, case: Case) -> HttpResponse:
    match = active_match(case)
    if match is None:
        return redirect("matching:show", case_id=case.pk)
    return fill_in(
        request,
        EndForm(request.POST or None),
        template="matching/end.html",
        context={"case": case, "match": match},
        deed=partial(actions.end_match, match, by=request.user, on=timezone.localdate()),
        said=_("The match has ended. The mentor no longer sees this case."),
        then=reverse("matching:show", kwargs={"case_id": case.pk}),
    )


@require_http_methods(["GET", "POST"])
@opens_programme(Permission.MENTOR_END)
def let_go(request: ProgrammeRequest, programme: Programme, mentor_id: UUID) -> HttpResponse:
    """End a mentor's place in the programme."""
    mentor = mentor_of(programme, mentor_id)
    matches = matches_of(mentor)
    sent = request.POST or None
    role = next(
        role for role in sorted(request.roles) if is_allowed(Permission.MENTOR_END, in_programme=[role])
    )
    return fill_in(
        request,
        LetGoForm(sent) if matches else PlainForm(sent),
        template="matching/let_go.html",
        context={"programme": programme, "mentor": mentor, "matches": matches},
        deed=partial(actions.let_mentor_go, mentor, by=request.user, as_role=role, on=timezone.localdate()),
        said=_("The place has ended."),
        then=reverse("journey:people", kwargs={"programme_code": programme.code}),
    )
