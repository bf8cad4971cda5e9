"""Who may read which closing answer, what came of asking both, and how the young person left."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import TEAM_ROLES, Case, TeamMember, TeamMembers
from lidzas.closing.choices import GoingOnResult, TalkMode
from lidzas.closing.models import ASKED, ClosingAnswer, ClosingTalk, Exit, GoingOn
from lidzas.method import ActsAs, Continuation, ExitPath, Question, Text
from lidzas.programmes.queries import method_of


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a question with the answers that this reader may see, by role; `name` is empty where
    the question has only one."""

    part: int
    name: Text | None
    said: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class QuestionSeen:
    question: Question
    boxes: tuple[Box, ...]

    @property
    def is_answered(self) -> bool:
        return any(box.said for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its place among the others."""

    question: Question
    number: int
    of: int
    before: Question | None
    after: Question | None


def question_keyed(case: Case, key: str) -> Asked:
    """The closing question with this key, which may be one the method does not know."""
    questions = method_of(case.method_id).questions
    place = next((place for place, each in enumerate(questions) if each.key == key), None)
    if place is None:
        raise Http404
    return Asked(
        question=questions[place],
        number=place + 1,
        of=len(questions),
        before=questions[place - 1] if place else None,
        after=questions[place + 1] if place + 1 < len(questions) else None,
    )


def role_names(case: Case) -> dict[Role, Text]:
    """What the method calls the three on a case."""
    method = method_of(case.method_id)
    return {role: method.role_acting_as(ActsAs(role)).name for role in TEAM_ROLES}


def talk_of(case: Case) -> ClosingTalk | None:
    return ClosingTalk.objects.filter(case=case).first()


def parts_of(question: Question) -> tuple[Text | None, ...]:
    """The boxes of a question; one without a name where the question has no parts."""
    return question.parts or (None,)


def boxes_of(case: Case) -> tuple[tuple[Question, int], ...]:
    """Every box of the method's closing questions, in the order of the file."""
    questions = method_of(case.method_id).questions
    return tuple((question, part) for question in questions for part in range(len(parts_of(question))))


def answers_of(case: Case, person: User) -> tuple[QuestionSeen, ...]:
    """The closing questions with the answers this person may read (S4.13, S4.21)."""
    return seen(case, open_to(case, person))


def open_to(case: Case, person: User) -> QuerySet[ClosingAnswer]:
    """One's own answers, and after the talk those of all who were there or came later.

    What somebody wrote who had left before the talk stays closed. A mentor reads the others only when
    the young person chose to look back with them and they were the mentor then.
    """
    talk, rows = talk_of(case), ClosingAnswer.objects.filter(case=case)
    if talk is None or not talk.is_held:
        return rows.filter(person=person)
    team = TeamMember.objects.filter(case=case)
    there = ~Q(role=Role.MENTOR)
    if talk.mode == TalkMode.WITH_MENTOR:
        there |= Q(joined_on__lte=talk.held_on)
    if not team.active().filter(there, person=person).exists():
        return rows.filter(person=person)
    stayed = team.filter(
        Q(left_on=None) | Q(left_on__gte=talk.held_on), role=OuterRef("role"), person=OuterRef("person")
    )
    return rows.filter(Q(person=person) | Exists(stayed))


def own_words(case: Case, role: Role, person: User) -> tuple[QuestionSeen, ...]:
    """The closing questions with what one person has written in one role."""
    return seen(case, ClosingAnswer.objects.filter(case=case, role=role, person=person))


def own_boxes(case: Case, question: str, role: Role, person: User) -> dict[int, ClosingAnswer]:
    """What one voice has written to one question, box by box."""
    rows = ClosingAnswer.objects.filter(case=case, question=question, role=role, person=person)
    return {row.part: row for row in rows}


def version_of(boxes: Mapping[int, ClosingAnswer]) -> int:
    return sum(row.version for row in boxes.values())


def seen(case: Case, rows: QuerySet[ClosingAnswer]) -> tuple[QuestionSeen, ...]:
    """Every question of the method with these answers, box by box, in the order of roles."""
    said: dict[tuple[str, int], list[tuple[Role, str]]] = defaultdict(list)
    for row in sorted(rows.order_by("made_at", "pk"), key=lambda row: TEAM_ROLES.index(Role(row.role))):
        if row.text:
            said[row.question, row.part].append((Role(row.role), row.text))
    return tuple(
        QuestionSeen(
            question,
            tuple(
                Box(part, name, tuple(said[question.key, part]))
                for part, name in enumerate(parts_of(question))
            ),
        )
        for question in method_of(case.method_id).questions
    )


def voices_with_words(case: Case) -> frozenset[Role]:
    """Who of today's team has written at least one closing answer; what it says stays closed."""
    today = TeamMember.objects.active().filter(case=case, role=OuterRef("role"), person=OuterRef("person"))
    rows = ClosingAnswer.objects.filter(Exists(today), case=case).exclude(text="").order_by()
    return frozenset(Role(role) for role in rows.values_list("role", flat=True).distinct())


def mentorships_of(case: Case) -> TeamMembers:
    """Who has been the young person's mentor, the last one first."""
    return TeamMember.objects.filter(case=case, role=Role.MENTOR).order_by("-joined_on", "-made_at")


def going_on_answers(case: Case) -> dict[Role, GoingOn]:
    """What the young person and the last mentor have said about each other; of earlier ones nothing."""
    rows = GoingOn.objects.filter(mentorship=Subquery(mentorships_of(case).values("pk")[:1]))
    return {Role(row.role): row for row in rows}


def going_on_result(case: Case) -> GoingOnResult:
    """What may be known: nothing before both have answered, and never who said no (S5.01)."""
    return result_of(going_on_answers(case))


def result_of(answers: Mapping[Role, GoingOn]) -> GoingOnResult:
    if any(role not in answers for role in ASKED):
        return GoingOnResult.WAITING
    both = all(answer.wants for answer in answers.values())
    return GoingOnResult.BOTH_YES if both else GoingOnResult.CLOSE_WARMLY


def shared_forms(case: Case) -> tuple[Continuation, ...]:
    """The forms of going on that both named, once both said yes; nothing otherwise."""
    answers = going_on_answers(case)
    if result_of(answers) is not GoingOnResult.BOTH_YES:
        return ()
    return forms_named(case, set.intersection(*(set(answer.forms) for answer in answers.values())))


def forms_named(case: Case, keys: Collection[str]) -> tuple[Continuation, ...]:
    return tuple(each for each in method_of(case.method_id).continuations if each.key in keys)


def has_mentor(case: Case) -> bool:
    return mentorships_of(case).active().exists()


def exit_of(case: Case) -> Exit | None:
    return Exit.objects.filter(case=case).select_related("by").first()


def exit_path_of(leaving: Exit, case: Case) -> ExitPath:
    """The way out as the method words it."""
    return next(path for path in method_of(case.method_id).exit_paths if path.key == leaving.path)
