"""People, programmes and cases for tests, made by the product's own actions."""

import itertools
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.actions import begin_round, join_team, open_case
from lidzas.cases.choices import ReferredBy
from lidzas.cases.models import Case
from lidzas.learning.actions import answer_question, do_exercise, read_module
from lidzas.method import Module, gather_files
from lidzas.people.actions import join_as_mentor
from lidzas.people.actions.about import tell
from lidzas.people.choices import Part
from lidzas.people.models import AboutMe, Mentor
from lidzas.programmes.actions import give_role, start_programme, take_method
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import method_of
from lidzas.screening.actions import ask_reference, decide, keep_certificate, keep_reference
from lidzas.screening.choices import Outcome, Result, Verdict

ROOT = Path(__file__).resolve().parent.parent
START = date(2026, 8, 24)
DAY = date(2026, 9, 1)
MOMENT = datetime(2026, 9, 1, 9, tzinfo=UTC)
_numbers = itertools.count(1)


@cache
def files_of(directory: Path) -> dict[str, str]:
    return gather_files(directory)


def a_person(name: str = "Anna Bērziņa", *, language: str = "en", **fields: object) -> User:
    number = next(_numbers)
    person = User(
        name=name, email=f"person{number}@example.org", language=language,
        **{"is_active": True, "came_in_at": MOMENT} | fields,
    )  # fmt: skip
    person.set_unusable_password()
    person.save()
    return person


def a_programme(
    name: str = "Together",
    *,
    by: User | None = None,
    method: Path = ROOT / "content" / "pardomat",
    **fields: object,
) -> Programme:
    version = take_method(files_of(method), on=START)
    return start_programme(name, version, by=by or a_person("Pēteris Vītols"), on=START, **fields)


def a_round(programme: Programme | None = None, *, by: User | None = None) -> Round:
    programme = programme or a_programme()
    return begin_round(
        programme, name="Autumn", code=f"autumn-{next(_numbers)}", starts_on=START, ends_on=date(2027, 1, 31),
        places=20, by=by or a_person(),
    )  # fmt: skip


def a_mentor(programme: Programme, person: User | None = None, *, by: User | None = None) -> Mentor:
    person = person or a_person("Māris Ozols")
    return join_as_mentor(programme, person, by=by or person, on=START)


def cleared_mentor(
    programme: Programme, person: User | None = None, *, by: User | None = None, on: date = START
) -> Mentor:
    """A mentor who may be matched: taken in, checked and trained as the programme's method asks."""
    mentor = a_mentor(programme, person)
    clear(mentor, by=by or a_person("Ilze Koordinatore"), on=on)
    learn_all(mentor, on=on)
    return mentor


def clear(mentor: Mentor, *, by: User, on: date = START) -> None:
    """Take a mentor in, with all that the method asks for before."""
    asked = method_of(mentor.programme.method_id).screening
    for number in range(asked.references):
        reference = ask_reference(mentor, who=f"Somebody {number}", asked_on=on, by=by, on=on)
        keep_reference(reference, verdict=Verdict.SUPPORTS, answered_on=on, by=by, on=on)
    if asked.certificate_days:
        due_on = on + timedelta(days=asked.certificate_days)
        keep_certificate(mentor, checked_on=on, result=Result.VALID, due_on=due_on, by=by, on=on)
    decide(mentor, outcome=Outcome.YES, reason="Fits", words="Welcome", by=by, on=on)


def learn_all(mentor: Mentor, *, on: date = START) -> None:
    """Go through every module that is required."""
    for module in method_of(mentor.programme.method_id).training.modules:
        if module.is_required:
            learn(mentor, module, on=on)


def learn(mentor: Mentor, module: Module, *, on: date = START) -> None:
    read_module(mentor, module.key, by=mentor.person, on=on)
    do_exercise(mentor, module.key, by=mentor.person, on=on)
    for number, question in enumerate(module.questions):
        answer_question(mentor, module.key, number, choice=question.right, by=mentor.person, on=on)


def a_case(
    round: Round | None = None,
    *,
    mentee: User | None = None,
    case_manager: User | None = None,
    mentor: User | None = None,
    opened_on: date = START,
) -> Case:
    """An open case in its first stage; a mentor given here stands on the team without a proposal."""
    round = round or a_round()
    case_manager = case_manager or a_person("Gunta Liepa")
    give_role(round.programme, case_manager, Role.CASE_MANAGER, by=case_manager, on=START)
    case = open_case(
        round, mentee or a_person("Elza Kalniņa"), by=case_manager, on=opened_on,
        referred_by=ReferredBy.SOCIAL_SERVICE, municipality="Jelgava",
    )  # fmt: skip
    if mentor:
        a_mentor(round.programme, mentor, by=case_manager)
        join_team(case, mentor, Role.MENTOR, by=case_manager, on=opened_on)
    return case


def tells(
    person: User, *, shows: bool | None = None, matters: str = "", likes: str = "", support: str = ""
) -> AboutMe:
    """A person tells of themself; `shows` says whether the other one of the pair may read it."""
    tell(person, Part.LIKES, texts={"likes": likes}, answers={}, by=person, is_shared=shows)
    texts = {"matters": matters, "support": support}
    return tell(person, Part.PROFILE, texts=texts, answers={}, by=person, is_shared=shows)
