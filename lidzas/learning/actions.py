"""Going through the training, and reminding somebody of it kindly (S1.10)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.learning.choices import AT_MOST_EVERY
from lidzas.learning.models import Nudge, Study
from lidzas.learning.queries import untrained
from lidzas.method import Module
from lidzas.notices.actions import notify
from lidzas.people.models import Mentor
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, take_version


class NoSuchModule(Refusal):
    """The training has no such module, question or answer."""


class RemindedLately(Refusal):
    """One letter a week is enough for anybody."""


class NothingLeft(Refusal):
    """Everything that is required is done."""


def module_in(mentor: Mentor, key: str) -> Module:
    for module in method_of(mentor.programme.method_id).training.modules:
        if module.key == key:
            return module
    raise NoSuchModule(_("The training has no such part."))


def hold_study(mentor: Mentor, module: str) -> Study:
    """The mentor's way through a module, made when it begins, and held for a deed."""
    study, _made = Study.objects.select_for_update(no_key=True).get_or_create(mentor=mentor, module=module)
    study.mentor = mentor
    return study


def keep(study: Study, module: Module, *, by: User, on: date, deed: str) -> Study:
    """Keep a step; with the last one the module is done, and stays done."""
    is_whole = study.read_on and study.exercise_on and len(study.right) == len(module.questions)
    if is_whole and study.done_on is None:
        study.done_on = on
    study.save()
    record(deed, study, by=by)
    return study


@transaction.atomic
def read_module(mentor: Mentor, module: str, *, by: User, on: date) -> Study:
    """Say that the text was read; saying it twice changes nothing."""
    known, study = module_in(mentor, module), hold_study(mentor, module)
    study.read_on = study.read_on or on
    return keep(study, known, by=by, on=on, deed="learning.read")


@transaction.atomic
def do_exercise(
    mentor: Mentor, module: str, *, notes: str = "", by: User, on: date, version: int | None = None
) -> Study:
    """Say that the exercise was done. What is noted with it nobody else reads.

    `version` 0 means that nothing was written when the form was opened.
    """
    known, study = module_in(mentor, module), hold_study(mentor, module)
    if study.notes or version:
        take_version(study, version)
    study.notes, study.exercise_on = notes, study.exercise_on or on
    return keep(study, known, by=by, on=on, deed="learning.exercise")


@transaction.atomic
def answer_question(mentor: Mentor, module: str, question: int, *, choice: int, by: User, on: date) -> bool:
    """Try a question as often as one likes; only that it was right is kept. Says whether it was."""
    known, study = module_in(mentor, module), hold_study(mentor, module)
    if not 0 <= question < len(known.questions):
        raise NoSuchModule(_("The training has no such part."))
    is_right = known.questions[question].right == choice
    if is_right and question not in study.right:
        study.right = sorted([*study.right, question])
    keep(study, known, by=by, on=on, deed="learning.answer")
    return is_right


@transaction.atomic
def nudge(mentor: Mentor, *, by: User, on: date) -> Nudge:
    """Remind a mentor, at most once a week, by a letter that names neither the training nor the programme."""
    mentor = Mentor.objects.select_for_update(of=("self",), no_key=True).select_related("person", "programme").get(
        pk=mentor.pk
    )  # fmt: skip
    if Nudge.objects.filter(mentor=mentor, sent_on__gt=on - AT_MOST_EVERY).exists():
        raise RemindedLately(_("A letter went out within the last week. Please wait a little."))
    if mentor.pk not in untrained(mentor.programme):
        raise NothingLeft(_("Everything that is required is done. Nothing to remind of."))
    sent = Nudge.objects.create(mentor=mentor, sent_on=on, by=by)
    with override(mentor.person.language):
        notify(
            mentor.person.email,
            person=mentor.person,
            subject=_("You have a message"),
            body=_("Something waits for you, in your own time. Please sign in when it suits you."),
        )
    record("learning.nudge", sent, by=by)
    return sent
