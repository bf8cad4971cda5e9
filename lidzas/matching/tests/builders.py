"""Cases on their way to a mentor, made by the product's own actions."""

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.assessments.actions import decide_readiness
from lidzas.assessments.choices import Outcome
from lidzas.cases.models import Case
from lidzas.matching.actions.pairs import answer_as_mentee, answer_as_mentor, propose_match, sign
from lidzas.matching.choices import Answer
from lidzas.matching.models import Match, MatchProposal
from lidzas.people.models import Mentor
from tests.builders import DAY

REASONS = "CANARY-REASONS both like the sea"
WORDS = "CANARY-WORDS he likes walking too"


def make_ready(case: Case, *, by: User) -> Case:
    decide_readiness(
        case, outcome=Outcome.READY, reasons="It is time.", evidence="Calls back.", by=by, on=DAY
    )
    return case


def a_proposal(case: Case, mentor: Mentor, *, by: User, as_role: Role = Role.CASE_MANAGER) -> MatchProposal:
    """Suggested by one of the two who sign."""
    return propose_match(
        case, mentor, reasons=REASONS, words_for_mentee=WORDS, by=by, as_role=as_role, on=DAY
    )


def a_signed_proposal(case: Case, mentor: Mentor, *, case_manager: User, coordinator: User) -> MatchProposal:
    proposal = a_proposal(case, mentor, by=case_manager)
    return sign(proposal, by=coordinator, as_role=Role.TRAINING_COORDINATOR, on=DAY)


def an_asked_mentor(case: Case, mentor: Mentor, *, case_manager: User, coordinator: User) -> MatchProposal:
    """The young person has said yes."""
    proposal = a_signed_proposal(case, mentor, case_manager=case_manager, coordinator=coordinator)
    return answer_as_mentee(proposal, Answer.YES, by=case.mentee, on=DAY)


def a_match(case: Case, mentor: Mentor, *, case_manager: User, coordinator: User) -> Match:
    proposal = an_asked_mentor(case, mentor, case_manager=case_manager, coordinator=coordinator)
    return answer_as_mentor(proposal, Answer.YES, by=mentor.person, on=DAY).match
