"""Looking back together, asking both whether to go on, and leaving the programme."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import GateShut, NoSuchStep, close_case, hold, mark_done
from lidzas.cases.models import Case
from lidzas.closing.choices import GoingOnResult, TalkMode
from lidzas.closing.models import ASKED, ClosingAnswer, ClosingTalk, Exit, GoingOn
from lidzas.closing.queries import (
    boxes_of,
    going_on_answers,
    mentorships_of,
    own_boxes,
    result_of,
    version_of,
    voices_with_words,
)
from lidzas.method import Demand, RecordKind, Unmet
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, Stale, take_version


class TalkHeld(Refusal):
    """The closing talk was held before."""


class NothingSaidYet(Refusal):
    """Nobody has put a word to the closing questions."""


class AskTheYoungPersonFirst(Refusal):
    """The mentor answers after the young person."""


class BothHaveAnswered(Refusal):
    """Both have said whether they want to go on; what came of it stands."""


class NobodyToGoOnWith(Refusal):
    """The case has no mentor."""


def open_talk(case: Case) -> ClosingTalk:
    """The case's closing talk, made on first need; raises TalkHeld once it was held."""
    talk, _made = ClosingTalk.objects.select_for_update(of=("self",), no_key=True).get_or_create(case=case)
    if talk.is_held:
        raise TalkHeld(_("The closing talk has been held already."))
    return talk


@transaction.atomic
def choose_mode(case: Case, mode: TalkMode, *, by: User, on: date) -> ClosingTalk:
    """Keep with whom the young person wants to look back (S4.13)."""
    case = hold(case, on=on)
    talk = open_talk(case)
    talk.mode = mode
    talk.save(update_fields=["mode"])
    record("closing.mode", talk, by=by)
    return talk


@transaction.atomic
def answer_question(
    case: Case,
    question: str,
    part: int,
    text: str,
    *,
    role: Role,
    by: User,
    on: date,
    version: int | None = None,
) -> ClosingAnswer:
    """Write one's own answer into one box of a closing question; only one's own voice is ever written."""
    case = hold(case, on=on)
    if (question, part) not in {(known.key, box) for known, box in boxes_of(case)}:
        raise NoSuchStep(_("There is no such question here."))
    box = {"case": case, "question": question, "part": part, "role": role, "person": by}
    answer = ClosingAnswer.objects.filter(**box).first()
    if answer is None:
        answer = ClosingAnswer.objects.create(**box, text=text)
    else:
        take_version(answer, version)
        answer.text = text
        answer.save(update_fields=["text"])
    record("closing.answer", answer, by=by, role=role)
    return answer


def refuse_stale(standing: Mapping[int, ClosingAnswer], version: int | None) -> None:
    if version is not None and version != version_of(standing):
        raise Stale(
            _(
                "Your answer was changed in another window. Your text is still here: compare it with what stands now, then save again."
            )
        )


@transaction.atomic
def answer_parts(
    case: Case,
    question: str,
    texts: Sequence[str],
    *,
    role: Role,
    by: User,
    on: date,
    version: int | None = None,
) -> None:
    """Write all boxes of one question; those that say what stood there before are left alone.

    The version of several boxes is the sum of theirs: it grows with every change to one of them.
    """
    hold(case, on=on)
    standing = own_boxes(case, question, role, by)
    refuse_stale(standing, version)
    for part, text in enumerate(texts):
        if text != (standing[part].text if part in standing else ""):
            answer_question(case, question, part, text, role=role, by=by, on=on)


@transaction.atomic
def hold_talk(case: Case, *, by: User, on: date) -> ClosingTalk:
    """Keep that the talk is held; from now on those who were there read each other's answers.

    Raises NothingSaidYet while neither the young person nor the case manager has written a word.
    """
    case = hold(case, on=on)
    talk = open_talk(case)
    if not voices_with_words(case) & {Role.MENTEE, Role.CASE_MANAGER}:
        raise NothingSaidYet(_("Nothing is written yet. One answer, in a few words, is enough."))
    talk.held_on, talk.held_by = on, by
    talk.save(update_fields=["held_on", "held_by"])
    mark_done(case, RecordKind.CLOSING_TALK, by=by, on=on)
    record("closing.talk", talk, by=by)
    return talk


@transaction.atomic
def answer_going_on(
    case: Case, *, role: Role, wants: bool, forms: Collection[str], by: User, on: date
) -> GoingOn:
    """Keep privately whether one of the two wants to stay in touch; the young person is asked first (S5.23).

    The answer may be changed until both have answered. Raises AskTheYoungPersonFirst, BothHaveAnswered
    or NobodyToGoOnWith.
    """
    case = hold(case, on=on)
    answers, mentorship = going_on_answers(case), mentorships_of(case).active().first()
    if role not in ASKED or mentorship is None:
        raise NobodyToGoOnWith(_("This question is for a young person and their mentor."))
    refuse_unless_asked(role, answers)
    known = [each.key for each in method_of(case.method_id).continuations]
    chosen = [key for key in known if wants and key in forms]
    answer = answers.get(role) or GoingOn(case=case, mentorship=mentorship, role=role)
    answer.wants, answer.forms, answer.answered_on = wants, chosen, on
    answer.save()
    if role not in answers:
        mark_done(case, RecordKind.GOING_ON, by=by, on=on, role=role)
    record("going_on.answer", answer, by=by, role=role)
    return answer


def refuse_unless_asked(role: Role, answers: Mapping[Role, GoingOn]) -> None:
    if result_of(answers) is not GoingOnResult.WAITING:
        raise BothHaveAnswered(_("You have both answered. The answers stay as they are."))
    if role is Role.MENTOR and Role.MENTEE not in answers:
        raise AskTheYoungPersonFirst(_("The young person is asked first. Your turn comes after that."))


@transaction.atomic
def leave_programme(
    case: Case,
    *,
    path: str,
    where: str,
    alone_part: str,
    help_part: str,
    unmet: Sequence[Unmet],
    reason: str,
    by: User,
    on: date,
) -> Exit:
    """Keep how the young person goes on, and close the case; the programme plans no contact after it (S5.17).

    `unmet` is what the last gate still asks for. What this deed itself fulfils is not counted. GateShut
    is raised while something else is missing, unless a reason is given, and the reason is kept.
    """
    case = hold(case, on=on)
    method = method_of(case.method_id)
    if path not in {each.key for each in method.exit_paths}:
        raise NoSuchStep(_("There is no such way out in this programme."))
    fulfilled = {activity.key for activity in method.activities_for_record(RecordKind.EXIT)}
    missing = tuple(each for each in unmet if not (each.kind is Demand.DONE and each.key in fulfilled))
    if missing and not reason.strip():
        raise GateShut(missing)
    left = Exit.objects.create(
        case=case, path=path, where=where, alone_part=alone_part,
        help_part=help_part, reason=reason, left_on=on, by=by,
        missing=[[each.kind, each.key, each.have, each.need] for each in missing],
    )  # fmt: skip
    mark_done(case, RecordKind.EXIT, by=by, on=on)
    record("exit.record", left, by=by)
    close_case(case, by=by, on=on)
    return left
