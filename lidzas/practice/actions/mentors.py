"""How an invented mentor comes in: asked about, checked and trained, as the method asks."""

from datetime import date, timedelta

from lidzas.accounts.models import User
from lidzas.learning.actions import answer_question, do_exercise, read_module
from lidzas.people.models import Mentor
from lidzas.programmes.queries import method_of
from lidzas.screening.actions import ask_reference, decide, keep_certificate, keep_reference
from lidzas.screening.choices import Outcome, Result, Verdict


def take_in(mentor: Mentor, *, by: User, on: date, friends: tuple[str, ...] = ("A.", "B.")) -> None:
    """References, the register's answer and a yes, so that the mentor may be matched once trained."""
    asked = method_of(mentor.programme.method_id).screening
    for number in range(asked.references):
        reference = ask_reference(mentor, who=friends[number % len(friends)], asked_on=on, by=by, on=on)
        keep_reference(reference, verdict=Verdict.SUPPORTS, answered_on=on, by=by, on=on)
    if asked.certificate_days:
        due_on = on + timedelta(days=asked.certificate_days)
        keep_certificate(mentor, checked_on=on, result=Result.VALID, due_on=due_on, by=by, on=on)
    decide(mentor, outcome=Outcome.YES, reason="", words="", by=by, on=on)


def train(mentor: Mentor, *, on: date) -> None:
    """Every module that comes before a first pair."""
    for module in method_of(mentor.programme.method_id).training.modules:
        if module.is_required:
            read_module(mentor, module.key, by=mentor.person, on=on)
            do_exercise(mentor, module.key, by=mentor.person, on=on)
            for number, question in enumerate(module.questions):
                answer_question(mentor, module.key, number, choice=question.right, by=mentor.person, on=on)
