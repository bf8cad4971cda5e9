"""What mentors have learned, and what they have not yet."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from lidzas.accounts.models import User
from lidzas.learning.choices import AHEAD, AT_MOST_EVERY, BEGUN, DONE
from lidzas.learning.models import Nudge, Study
from lidzas.method import Module, Quiz
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of


def untrained(programme: Programme) -> dict[UUID, tuple[str, ...]]:
    """Mentor → the required modules still to do; who has done them all is not in it."""
    required = method_of(programme.method_id).training.required
    mentors = Mentor.objects.filter(programme=programme, left_on=None).values_list("pk", flat=True)
    done: dict[UUID, set[str]] = defaultdict(set)
    rows = Study.objects.filter(mentor__programme=programme, done_on__isnull=False)
    for mentor_id, module in rows.values_list("mentor_id", "module"):
        done[mentor_id].add(module)
    left = {pk: tuple(key for key in required if key not in done[pk]) for pk in mentors}
    return {pk: keys for pk, keys in left.items() if keys}


class Step(StrEnum):
    """The steps of a module, in their order."""

    READ = "read"
    EXERCISE = "exercise"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A module and how far its mentor is in it."""

    mentor: Mentor
    module: Module
    study: Study

    @property
    def is_done(self) -> bool:
        return self.study.done_on is not None

    @property
    def is_begun(self) -> bool:
        return bool(self.study.read_on or self.study.exercise_on or self.study.right)

    @property
    def next_step(self) -> tuple[Step, int] | None:
        """Where to go on: the first step that is not done, with the place of its question."""
        if self.study.read_on is None:
            return Step.READ, 0
        if self.study.exercise_on is None:
            return Step.EXERCISE, 0
        left = [place for place in range(len(self.module.questions)) if place not in self.study.right]
        return (Step.QUESTION, left[0]) if left else None

    @property
    def steps_done(self) -> int:
        return bool(self.study.read_on) + bool(self.study.exercise_on) + len(self.study.right)

    @property
    def steps(self) -> int:
        return 2 + len(self.module.questions)


def places_of(person: User) -> list[Mentor]:
    """Where a person mentors today, and so may learn."""
    places = Mentor.objects.filter(person=person, left_on=None).select_related("person", "programme")
    return list(places.order_by("joined_on", "pk"))


def own_place(person: User, mentor_id: UUID) -> Mentor:
    """One's own place as a mentor; raises Http404 for anybody else's."""
    places = Mentor.objects.filter(person=person, left_on=None).select_related("person", "programme")
    return get_object_or_404(places, pk=mentor_id)


def mentor_in(programme: Programme, mentor_id: UUID) -> Mentor:
    """A mentor of the programme today; raises Http404 for everybody else."""
    mentors = Mentor.objects.filter(programme=programme, left_on=None).select_related("person", "programme")
    return get_object_or_404(mentors, pk=mentor_id)


def module_of(programme: Programme, key: str) -> Module:
    """Raises Http404 where the training has no such module."""
    for module in method_of(programme.method_id).training.modules:
        if module.key == key:
            return module
    raise Http404


def lessons_of(mentor: Mentor) -> list[Lesson]:
    """Every module of the programme's training with how far the mentor is, in one query."""
    studies = {study.module: study for study in Study.objects.filter(mentor=mentor)}
    return [
        Lesson(mentor, module, studies.get(module.key) or Study(mentor=mentor, module=module.key))
        for module in method_of(mentor.programme.method_id).training.modules
    ]


def lesson_of(mentor: Mentor, key: str) -> Lesson:
    module = module_of(mentor.programme, key)
    study = Study.objects.filter(mentor=mentor, module=key).first()
    return Lesson(mentor, module, study or Study(mentor=mentor, module=key, version=0))


def quiz_of(lesson: Lesson, position: int) -> Quiz:
    """Raises Http404 where the module has no such question."""
    if position >= len(lesson.module.questions):
        raise Http404
    return lesson.module.questions[position]


def going_on(lessons: list[Lesson]) -> Lesson | None:
    """The module to go on with: one that is begun, else the first required one, else the first one left."""
    left = [lesson for lesson in lessons if not lesson.is_done]
    in_order = sorted(left, key=lambda lesson: (not lesson.is_begun, not lesson.module.is_required))
    return in_order[0] if in_order else None


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module and how many of the mentors have done it, without names."""

    module: Module
    done: int
    mentors: int


def module_rows(programme: Programme) -> list[ModuleRow]:
    studies = Study.objects.filter(mentor__programme=programme, mentor__left_on=None, done_on__isnull=False)
    counted = Counter(studies.values_list("module", flat=True))
    mentors = Mentor.objects.filter(programme=programme, left_on=None).count()
    return [
        ModuleRow(module, counted[module.key], mentors)
        for module in method_of(programme.method_id).training.modules
    ]


@dataclass(frozen=True, slots=True)
class Learner:
    """A mentor on the completion list: each module done, begun or still ahead."""

    mentor: Mentor
    states: list[str]
    done: int
    is_trained: bool
    reminded_on: date | None
    may_be_reminded: bool


def learners_in(programme: Programme, on: date) -> list[Learner]:
    """Who has what, by name, in three queries however many mentors there are (S1.10)."""
    modules = method_of(programme.method_id).training.modules
    rows = Study.objects.filter(mentor__programme=programme, mentor__left_on=None).defer("notes")
    studies = {(study.mentor_id, study.module): study for study in rows}
    sent = Nudge.objects.filter(mentor__programme=programme).order_by("sent_on")
    reminded = dict(sent.values_list("mentor_id", "sent_on"))
    mentors = Mentor.objects.filter(programme=programme, left_on=None).select_related("person")
    return [
        learner(mentor, modules, studies, reminded.get(mentor.pk), on)
        for mentor in mentors.order_by("person__search_name", "pk")
    ]


def learner(
    mentor: Mentor, modules: tuple[Module, ...], studies: dict[tuple[UUID, str], Study],
    reminded_on: date | None, on: date,
) -> Learner:  # fmt: skip
    states = {module.key: state_of(studies.get((mentor.pk, module.key))) for module in modules}
    is_trained = all(states[module.key] == DONE for module in modules if module.is_required)
    is_free = reminded_on is None or reminded_on <= on - AT_MOST_EVERY
    return Learner(
        mentor=mentor,
        states=list(states.values()),
        done=sum(state == DONE for state in states.values()),
        is_trained=is_trained,
        reminded_on=reminded_on,
        may_be_reminded=not is_trained and is_free,
    )


def state_of(study: Study | None) -> str:
    if study is None:
        return AHEAD
    return DONE if study.done_on else BEGUN
