"""Proposing a mentor, signing, asking both sides, and ending a match."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.assessments.queries import is_ready
from lidzas.audit.actions import record
from lidzas.cases.actions import DateOutOfPlace, hold, join_team, leave_team, mark_done, tell_case_managers
from lidzas.cases.models import Case
from lidzas.matching.choices import Answer, EndReason, ProposalState
from lidzas.matching.facts.kinds import Condition
from lidzas.matching.models import Match, MatchProposal
from lidzas.matching.queries.board import pair_of
from lidzas.matching.queries.pairs import places_taken
from lidzas.matching.queries.rulings import are_kept_apart
from lidzas.method import ActsAs, RecordKind
from lidzas.people.actions import leave_as_mentor
from lidzas.people.models import Mentor
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal

SIGNATURES = {
    Role.CASE_MANAGER: "signed_by_case_manager",
    Role.TRAINING_COORDINATOR: "signed_by_coordinator",
}


class NotReadyYet(Refusal):
    """It has not been decided that a mentor would help now."""


class MatchUnderWay(Refusal):
    """The young person has a mentor, or is being asked about one."""


class MentorFull(Refusal):
    """The mentor has no free place."""


class MentorNotHere(Refusal):
    """The person does not mentor in this programme, or not any more."""


class AlreadyOnTeam(Refusal):
    """The person stands on this case in another role."""


class NotPossible(Refusal):
    """The two are kept apart, or one of them said no. The words tell nobody which."""


class PairForbidden(Refusal):
    """Somebody decided that these two are not to be suggested."""


class MentorNotCleared(Refusal):
    """The mentor is not taken in, not checked, not trained, or away."""


class WishNotMet(Refusal):
    """A wish that must be met is not met, or it is not known whether it is."""


class DoubtStands(Refusal):
    """Something speaks against the two that people may let pass with a reason."""


class NotYoursToSign(Refusal):
    """No signature of this role is missing."""


class NotAsked(Refusal):
    """The proposal does not wait for this answer."""


class ProposalSettled(Refusal):
    """The proposal was answered or withdrawn before."""


class MatchAlreadyEnded(Refusal):
    """A match ends once."""


APART = frozenset({Condition.SAFETY, Condition.RELATION, Condition.VETO})
REFUSED_BY: Mapping[Condition, type[Refusal]] = {
    Condition.FORBIDDEN: PairForbidden,
    Condition.ON_TEAM: AlreadyOnTeam,
    Condition.NOT_CLEARED: MentorNotCleared,
    Condition.ON_LEAVE: MentorNotCleared,
    Condition.NOT_TRAINED: MentorNotCleared,
    Condition.NO_PLACE: MentorFull,
    Condition.MUST_WISH: WishNotMet,
    Condition.MENTORS_MUST_WISH: WishNotMet,
    Condition.LANGUAGE: DoubtStands,
    Condition.REACH: DoubtStands,
    Condition.PAIR_BEFORE: DoubtStands,
}


@transaction.atomic
def propose_match(
    case: Case, mentor: Mentor, *, reasons: str, words_for_mentee: str, by: User, as_role: Role, on: date
) -> MatchProposal:
    """Suggest a mentor; who suggests signs by it in their own role.

    Raises NotReadyYet, MatchUnderWay, MentorNotHere, AlreadyOnTeam or MentorFull.
    """
    case = hold(case, on=on)
    refuse_unless_sought(case)
    mentor = (
        Mentor.objects.select_for_update(of=("self",), no_key=True).select_related("person").get(pk=mentor.pk)
    )
    refuse_unless_free(mentor, case)
    refuse_if_ruled_out(case, mentor, on=on)
    proposal = MatchProposal(
        case=case, mentor=mentor, reasons=reasons, words_for_mentee=words_for_mentee, proposed_on=on,
        proposed_by=by, needs_coordinator=has_coordinator(case),
    )  # fmt: skip
    if proposal.awaits_signature_of(as_role):
        setattr(proposal, SIGNATURES[as_role], by)
    proposal.save(force_insert=True)
    record("match.propose", proposal, by=by, role=as_role)
    return proposal


def has_coordinator(case: Case) -> bool:
    """Whether the method knows a training coordinator, who then signs too (S2.30)."""
    return any(role.acts_as is ActsAs.TRAINING_COORDINATOR for role in method_of(case.method_id).roles)


def refuse_unless_sought(case: Case) -> None:
    if not is_ready(case):
        raise NotReadyYet(_("First decide together whether this is the right time for a mentor."))
    has_mentor = case.team.filter(role=Role.MENTOR, left_on=None).exists()
    if has_mentor or MatchProposal.objects.live().filter(case=case).exists():
        raise MatchUnderWay(_("There is a mentor already, or one is being asked. Finish that first."))


def refuse_unless_free(mentor: Mentor, case: Case) -> None:
    refuse_if_gone(mentor, case)
    if case.team.filter(person_id=mentor.person_id, left_on=None).exists():
        raise AlreadyOnTeam(_("This person has another role on this case. Please choose another mentor."))
    if places_taken(mentor) >= mentor.capacity:
        raise MentorFull(_("This mentor has no free place now. Please choose another mentor."))


def refuse_if_ruled_out(case: Case, mentor: Mentor, *, on: date) -> None:
    """Ask again what rules the two out: since the page was opened, somebody may have said or found something."""
    view = pair_of(case, mentor, on=on)
    if view is None:
        raise NotReadyYet(_("No mentor is sought for this young person now."))
    conditions = {each.condition for each in view.ruled_out}
    if conditions & APART:
        raise NotPossible(_("It is not possible to suggest these two. Please choose another mentor."))
    for condition, refusal in REFUSED_BY.items():
        if condition in conditions:
            words = next(each.sentence for each in view.ruled_out if each.condition is condition)
            raise refusal(
                _("%(why)s. Please choose another mentor, or look at the candidates.") % {"why": words}
            )


def refuse_if_apart(case: Case, mentor: Mentor) -> None:
    if are_kept_apart(case, mentor):
        raise NotPossible(_("It is not possible to suggest these two. Please choose another mentor."))


def refuse_if_gone(mentor: Mentor, case: Case) -> None:
    if mentor.programme_id != case.programme_id or mentor.left_on is not None:
        raise MentorNotHere(
            _("This person does not mentor in the programme now. Please choose another mentor.")
        )


def hold_proposal(proposal: MatchProposal, *, on: date) -> MatchProposal:
    """Lock a proposal and its case for a deed, or refuse because it is settled."""
    case = hold(proposal.case, on=on)
    held = (
        MatchProposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("mentor__person")
        .get(pk=proposal.pk)
    )
    held.case = case
    if held.settled_on is not None:
        raise ProposalSettled(_("This suggestion is settled already. It will not be changed any more."))
    return held


@transaction.atomic
def sign(proposal: MatchProposal, *, by: User, as_role: Role, on: date) -> MatchProposal:
    """Sign a proposal in one's role; with the last signature the young person is asked."""
    proposal = hold_proposal(proposal, on=on)
    if not proposal.awaits_signature_of(as_role):
        raise NotYoursToSign(_("Your signature is not missing here."))
    setattr(proposal, SIGNATURES[as_role], by)
    proposal.save(update_fields=[SIGNATURES[as_role]])
    record("match.sign", proposal, by=by, role=as_role)
    return proposal


@transaction.atomic
def answer_as_mentee(proposal: MatchProposal, answer: Answer, *, by: User, on: date) -> MatchProposal:
    """Keep the young person's answer. A no needs no reason and settles the proposal.

    A yes can be taken back while the mentor is being asked; the mentor then learns only that it will
    not be this time.
    """
    proposal = hold_proposal(proposal, on=on)
    if proposal.state is ProposalState.ASKING_MENTOR and answer == Answer.NO:
        proposal.withdrawn_on, proposal.settled_on, proposal.mentee_took_back = on, on, True
    elif proposal.state is ProposalState.ASKING_MENTEE:
        proposal.mentee_answer, proposal.mentee_answered_on = answer, on
        proposal.settled_on = on if answer == Answer.NO else None
    else:
        raise NotAsked(_("There is nothing to answer now."))
    proposal.save(
        update_fields=[
            "mentee_answer",
            "mentee_answered_on",
            "withdrawn_on",
            "settled_on",
            "mentee_took_back",
        ]
    )
    record("match.mentee_answer", proposal, by=by, role=Role.MENTEE)
    return proposal


@transaction.atomic
def answer_as_mentor(proposal: MatchProposal, answer: Answer, *, by: User, on: date) -> MatchProposal:
    """Keep the mentor's answer, asked only after the young person's yes; a second yes makes the match.

    The young person hears of a no only that it will not be this time.
    """
    proposal = hold_proposal(proposal, on=on)
    if proposal.state is not ProposalState.ASKING_MENTOR:
        raise NotAsked(_("There is nothing to answer now."))
    proposal.mentor_answer, proposal.mentor_answered_on, proposal.settled_on = answer, on, on
    proposal.save(update_fields=["mentor_answer", "mentor_answered_on", "settled_on"])
    record("match.mentor_answer", proposal, by=by, role=Role.MENTOR)
    if answer == Answer.YES:
        begin_match(proposal, by=by, on=on)
    return proposal


def begin_match(proposal: MatchProposal, *, by: User, on: date) -> Match:
    """Put the mentor on the case's team, which opens the case to them."""
    refuse_if_gone(proposal.mentor, proposal.case)
    match = Match.objects.create(case=proposal.case, mentor=proposal.mentor, proposal=proposal, started_on=on)
    join_team(proposal.case, proposal.mentor.person, Role.MENTOR, by=by, on=on)
    mark_done(proposal.case, RecordKind.PAIR, by=by, on=on)
    record("match.begin", match, by=by)
    return match


@transaction.atomic
def withdraw_proposal(proposal: MatchProposal, *, by: User, as_role: Role, on: date) -> MatchProposal:
    """Take a suggestion back. Whoever was asked hears only that it will not be this time."""
    proposal = hold_proposal(proposal, on=on)
    proposal.withdrawn_on = proposal.settled_on = on
    proposal.save(update_fields=["withdrawn_on", "settled_on"])
    record("match.withdraw", proposal, by=by, role=as_role)
    return proposal


@transaction.atomic
def end_match(match: Match, *, reason: EndReason, note: str, goodbye_done: bool, by: User, on: date) -> Match:
    """End a match with a neutral reason; what the role of mentor opened is shut at once (S3.31)."""
    case = hold(match.case, on=on)
    match = Match.objects.select_for_update(of=("self",), no_key=True).get(pk=match.pk)
    if match.ended_on is not None:
        raise MatchAlreadyEnded(_("This match has ended already."))
    if on < match.started_on:
        raise DateOutOfPlace(_("The match started later than this day. Please choose a later day."))
    match.case, match.ended_on = case, on
    match.end_reason, match.end_note, match.goodbye_done = reason, note, goodbye_done
    match.save(update_fields=["ended_on", "end_reason", "end_note", "goodbye_done"])
    leave_team(case, Role.MENTOR, by=by, on=on)
    record("match.end", match, by=by)
    return match


@transaction.atomic
def let_mentor_go(
    mentor: Mentor, *, reason: EndReason = EndReason.OTHER, by: User, as_role: Role, on: date
) -> None:
    """End a mentor's place in the programme: every pair and every suggestion ends with it (S3.31).

    The case managers are told by letter; whoever was asked hears only that it will not be this time.
    """
    for proposal in MatchProposal.objects.live().filter(mentor=mentor).select_related("case"):
        withdraw_proposal(proposal, by=by, as_role=as_role, on=on)
    for match in Match.objects.active().filter(mentor=mentor).select_related("case"):
        end_match(match, reason=reason, note="", goodbye_done=False, by=by, on=on)
        tell_case_managers(match.case, but=by)
    leave_as_mentor(mentor, by=by, on=on)
