"""What three people say at the end, said by the product's own actions."""

from datetime import date
from typing import Any

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.closing.actions import answer_going_on, answer_question, hold_talk, leave_programme
from lidzas.closing.models import ClosingAnswer, ClosingTalk, Exit, GoingOn
from lidzas.programmes.queries import method_of
from tests.builders import DAY


def first_question(case: Case) -> str:
    return method_of(case.method_id).questions[0].key


def question_with_parts(case: Case) -> str:
    return next(question.key for question in method_of(case.method_id).questions if question.parts)


def an_answer(
    case: Case, text: str, *, role: Role, by: User, part: int = 0, question: str = "", on: date = DAY
) -> ClosingAnswer:
    return answer_question(case, question or first_question(case), part, text, role=role, by=by, on=on)


def a_held_talk(case: Case, *, mentee: User, mentor: User, case_manager: User) -> ClosingTalk:
    """Each has said something only they would say."""
    an_answer(case, "CANARY-MENTEE", role=Role.MENTEE, by=mentee)
    an_answer(case, "CANARY-MENTOR", role=Role.MENTOR, by=mentor)
    an_answer(case, "CANARY-MANAGER", role=Role.CASE_MANAGER, by=case_manager)
    return hold_talk(case, by=case_manager, on=DAY)


def a_going_on(case: Case, role: Role, *, wants: bool, by: User, forms: tuple[str, ...] = ()) -> GoingOn:
    return answer_going_on(case, role=role, wants=wants, forms=forms, by=by, on=DAY)


def an_exit(case: Case, *, by: User, on: date = DAY, **told: Any) -> Exit:
    paths = method_of(case.method_id).exit_paths
    said = {
        "path": paths[0].key, "where": "The bakery", "alone_part": "Taking the bus", "help_part": "Papers: my aunt",
        "unmet": (), "reason": "",
    }  # fmt: skip
    return leave_programme(case, by=by, on=on, **{**said, **told})
