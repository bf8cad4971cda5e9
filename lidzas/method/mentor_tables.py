"""Reading how mentors are chosen and what they learn: screening.toml and training.toml."""

from lidzas.method.mentors import InterviewQuestion, Module, Quiz, Screening, Training
from lidzas.method.readers import FLAG, TEXT, list_of, whole
from lidzas.method.tables import Table, tables

QUESTIONS_A_MODULE = 3

_MOST_CHOICES = 6


def read_screening(top: Table) -> Screening:
    return Screening(
        references=top.need("references", whole(0, 5)),
        certificate_days=top.may("certificate_days", whole(1, 3650)),
        interview=top.may("question", tables("[[question]]", _interview_question)) or (),
        reference_questions=top.may("reference_questions", list_of(TEXT)) or (),
    )


def _interview_question(question: Table) -> InterviewQuestion:
    return InterviewQuestion(key=question.key(), text=question.need("text", TEXT))


def read_training(top: Table) -> Training:
    return Training(top.need("module", tables("[[module]]", _module, least=1)))


def _module(module: Table) -> Module:
    question = tables("[[module.question]]", _quiz, QUESTIONS_A_MODULE, QUESTIONS_A_MODULE)
    return Module(
        key=module.key(),
        name=module.need("name", TEXT),
        minutes=module.need("minutes", whole(1, 600)),
        is_required=module.need("required", FLAG),
        review=module.may("review", FLAG) or False,
        goals=module.need("goals", list_of(TEXT, 1)),
        text=module.need("text", list_of(TEXT, 1)),
        exercise=module.need("exercise", TEXT),
        questions=module.need("question", question),
    )


def _quiz(question: Table) -> Quiz:
    choices = question.need("choices", list_of(TEXT, 2, _MOST_CHOICES))
    right = question.need("right", whole(1, _MOST_CHOICES))
    if right > len(choices) >= 1:
        question.complain("right", f"names choice {right}, and there are {len(choices)}.")
    return Quiz(question.need("text", TEXT), choices, right - 1, question.need("why", TEXT))
