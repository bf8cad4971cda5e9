"""The invented mentors on their way in: most are taken in and trained, some are not so far, one is away."""

from datetime import date, timedelta
from typing import Any

from lidzas.accounts.models import User
from lidzas.cases.actions.standing import memberships_of
from lidzas.learning.actions import answer_question, do_exercise, read_module
from lidzas.method import Module, Screening
from lidzas.people.actions import join_as_mentor
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of
from lidzas.screening.actions import (
    apply,
    ask_reference,
    decide,
    go_on_leave,
    hold_interview,
    keep_certificate,
    keep_reference,
)
from lidzas.screening.choices import Outcome, Result, Verdict

Words = dict[str, Any]


def take_in(mentor: Mentor, words: Words, number: int, *, by: User, on: date) -> None:
    """The mentor's own words, the talk, references, the register's answer and a yes."""
    write(mentor, words, number, on=on)
    check(mentor, words, by=by, on=on)
    keep_paper(mentor, number, by=by, on=on)
    decide_kindly(mentor, words, by=by, on=on)


def train(mentor: Mentor, *, on: date) -> None:
    """Every module that comes before a first pair."""
    for module in modules_of(mentor):
        if module.is_required:
            learn(mentor, module, on=on)


def asked_of(mentor: Mentor) -> Screening:
    return method_of(mentor.programme.method_id).screening


def modules_of(mentor: Mentor) -> tuple[Module, ...]:
    return method_of(mentor.programme.method_id).training.modules


def write(mentor: Mentor, words: Words, number: int, *, on: date) -> None:
    said = words["mentor_application"]
    apply(
        mentor, why=said["why"][number % len(said["why"])], background=said["background"], region=said["region"],
        rather_not=said["rather_not"], emergency=said["emergency"], places_wished=2, by=mentor.person, on=on,
    )  # fmt: skip


def check(mentor: Mentor, words: Words, *, by: User, on: date) -> None:
    """The talk, and as many references as the method asks for."""
    said = words["mentor_check"]
    questions = asked_of(mentor).interview[: len(said["answers"])]
    answers = {question.key: answer for question, answer in zip(questions, said["answers"], strict=False)}
    hold_interview(mentor, held_on=on, answers=answers, by=by, on=on)
    for who in said["who"][: asked_of(mentor).references]:
        reference = ask_reference(mentor, who=who, asked_on=on, by=by, on=on)
        keep_reference(reference, verdict=Verdict.SUPPORTS, said=said["said"], answered_on=on, by=by, on=on)


def keep_paper(mentor: Mentor, number: int, *, by: User, on: date) -> None:
    """Most certificates hold for long; every fifth is due again in the weeks after the round's middle."""
    days = asked_of(mentor).certificate_days or 365
    due_on = on + timedelta(days=days if number % 5 else 150)
    keep_certificate(mentor, checked_on=on, result=Result.VALID, due_on=due_on, by=by, on=on)


def decide_kindly(mentor: Mentor, words: Words, *, by: User, on: date) -> None:
    said = words["mentor_check"]
    decide(mentor, outcome=Outcome.YES, reason=said["reason"], words=said["welcome"], by=by, on=on)


def learn(mentor: Mentor, module: Module, *, on: date) -> None:
    read_module(mentor, module.key, by=mentor.person, on=on)
    do_exercise(mentor, module.key, by=mentor.person, on=on)
    for place, question in enumerate(module.questions):
        answer_question(mentor, module.key, place, choice=question.right, by=mentor.person, on=on)


def come_later(programme: Programme, people: list[User], words: Words, *, by: User, on: date) -> list[Mentor]:
    """Three newer mentors: one without a certificate, one in the middle of the training, one just arrived."""
    mentors = [join_as_mentor(programme, person, by=by, on=on) for person in people]
    without_paper, learning, _arrived = mentors
    for number, mentor in enumerate(mentors):
        write(mentor, words, number, on=on)
    for mentor in (without_paper, learning):
        check(mentor, words, by=by, on=on)
        decide_kindly(mentor, words, by=by, on=on)
    for module in modules_of(without_paper):
        learn(without_paper, module, on=on)
    keep_paper(learning, 1, by=by, on=on)
    for module in modules_of(learning)[:2]:
        learn(learning, module, on=on)
    for module in modules_of(learning)[2:3]:
        read_module(learning, module.key, by=learning.person, on=on)
    return mentors


def one_is_away(mentors: list[Mentor], *, by: User, on: date) -> None:
    """One who accompanies somebody is away for two weeks, and another one stands in."""
    beside = [mentor for mentor in mentors if memberships_of(mentor)]
    others = [mentor for mentor in mentors if mentor not in beside[:1]]
    if beside and others:
        go_on_leave(
            beside[0], since=on - timedelta(days=3), back_on=on + timedelta(days=11), deputy=others[-1], by=by, on=on
        )  # fmt: skip
