"""What stands on the invented round's board: ways measured, a no, two kept apart, two kept together, and check-ins."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, TeamMember
from lidzas.matching.actions.check_ins import check_in
from lidzas.matching.actions.pairs import answer_as_mentee, propose_match, sign
from lidzas.matching.actions.rounds import measure_way
from lidzas.matching.actions.rulings import exclude, rule
from lidzas.matching.choices import Amount, Answer, ExclusionKind, RulingKind
from lidzas.matching.models import Match
from lidzas.matching.queries.board import Reader, candidates_for
from lidzas.matching.queries.round import seeking_cases
from lidzas.matching.queries.settings import unknown_ways
from lidzas.programmes.models import Round

Words = Mapping[str, Any]
FOUR_WEEKS = timedelta(days=28)
WELL = {"at_ease": Amount.FULLY, "what_matters": Amount.MOSTLY, "listened_to": Amount.FULLY}
NOT_YET_WELL = {"at_ease": Amount.A_LITTLE, "listened_to": Amount.PARTLY}


def settle_pairs(round: Round, words: Words, *, coordinator: User, on: date) -> None:
    measure_ways(round, by=coordinator)
    decide_on_pairs(round, words, coordinator=coordinator, on=on)
    check_on_pairs(round, on=on)


def measure_ways(round: Round, *, by: User) -> None:
    for number, (one, other) in enumerate(unknown_ways(round.programme)):
        measure_way(round.programme, place_a=one, place_b=other, minutes=25 + number * 7 % 60, by=by)


def decide_on_pairs(round: Round, words: Words, *, coordinator: User, on: date) -> None:
    """One young person has said no to somebody, is kept apart from another, and one pair is kept together."""
    for case in seeking_cases(round)[:1]:
        nobody = Reader(is_coordinator=True, own=frozenset())
        found = candidates_for(case, nobody, on=on)
        mentors = [each.mentor for each in found.possible] if found else []
        manager = TeamMember.objects.active().get(case=case, role=Role.CASE_MANAGER).person
        for mentor in mentors[1:2]:
            declined(case, mentor, words, coordinator=coordinator, manager=manager, on=on)
        for mentor in mentors[2:3]:
            exclude(
                case, mentor, kind=ExclusionKind.RELATION, reason=words["why_apart"], by=manager,
                as_role=Role.CASE_MANAGER, on=on,
            )  # fmt: skip
        for mentor in mentors[:1]:
            rule(
                case, mentor, kind=RulingKind.LOCK, reason=words["why_kept"], by=manager,
                as_role=Role.CASE_MANAGER, on=on,
            )  # fmt: skip


def declined(case: Case, mentor: Any, words: Words, *, coordinator: User, manager: User, on: date) -> None:
    proposal = propose_match(
        case, mentor, reasons=words["why_pair"][0], words_for_mentee=words["words_for_mentee"][0], by=manager,
        as_role=Role.CASE_MANAGER, on=on,
    )  # fmt: skip
    sign(proposal, by=coordinator, as_role=Role.TRAINING_COORDINATOR, on=on)
    answer_as_mentee(proposal, Answer.NO, by=case.mentee, on=on)


def check_on_pairs(round: Round, *, on: date) -> None:
    """Pairs that have gone together for four weeks say how it is; with one of them it is not right yet."""
    old = Match.objects.active().filter(case__round=round, started_on__lte=on - FOUR_WEEKS)
    for number, match in enumerate(old.select_related("case__mentee", "mentor__person").order_by("pk")[:3]):
        asked = match.started_on + FOUR_WEEKS
        check_in(match, as_role=Role.MENTOR, answers=WELL, by=match.mentor.person, on=asked)
        answers = NOT_YET_WELL if number == 1 else WELL
        check_in(
            match,
            as_role=Role.MENTEE,
            answers=answers,
            by=match.case.mentee,
            on=max(asked, on - timedelta(days=3)),
        )
