"""What a method asks of its mentors before a pair: how they are chosen, and what they learn (S1.10)."""

from dataclasses import dataclass

from lidzas.method.text import Text


@dataclass(frozen=True, slots=True)
class InterviewQuestion:
    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Screening:
    """How a mentor is taken in. A method without such a file asks for a decision and no more.

    `certificate_days` is how long an answer of the register counts.
    """

    references: int = 0
    certificate_days: int | None = None
    interview: tuple[InterviewQuestion, ...] = ()
    reference_questions: tuple[Text, ...] = ()

    @property
    def asks_for_certificate(self) -> bool:
        return self.certificate_days is not None


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with one right answer, counted from 0, and why it is the right one."""

    text: Text
    choices: tuple[Text, ...]
    right: int
    why: Text


@dataclass(frozen=True, slots=True)
class Module:
    """A piece of training: read it, do its exercise, answer its questions.

    `review` marks a text that a clinician has not looked at yet; who learns is not told so, the team is.
    """

    key: str
    name: Text
    minutes: int
    is_required: bool
    review: bool
    goals: tuple[Text, ...]
    text: tuple[Text, ...]
    exercise: Text
    questions: tuple[Quiz, ...]


@dataclass(frozen=True, slots=True)
class Training:
    modules: tuple[Module, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(module.key for module in self.modules if module.is_required)
