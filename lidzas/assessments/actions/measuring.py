"""Filling in an instrument, and noting the total of one that is not ours to show."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.assessments.actions import NoSuchAnswer, NothingSaid
from lidzas.assessments.choices import Voice
from lidzas.assessments.models import Measurement
from lidzas.audit.actions import record
from lidzas.cases.actions import DateOutOfPlace, hold
from lidzas.cases.models import Case
from lidzas.programmes.queries import method_of


@transaction.atomic
def take_measurement(
    case: Case, instrument: str, voice: Voice, *, answers: Mapping[str, int], by: User, on: date
) -> Measurement:
    """Keep the answers to an instrument of the method; any of them may be missing, but not all."""
    case = hold(case, on=on)
    known = next((each for each in method_of(case.method_id).instruments if each.key == instrument), None)
    if known is None or not (
        answers.keys() <= {item.key for item in known.items} and {*answers.values()} <= {*known.values}
    ):
        raise NoSuchAnswer(_("The form has no such question or answer."))
    if not answers:
        raise NothingSaid(_("Please answer at least one of the sentences."))
    taken = Measurement.objects.create(
        case=case, method_id=case.method_id, instrument=instrument, voice=voice, answers=dict(answers),
        taken_on=on, by=by,
    )  # fmt: skip
    record("measurement.take", taken, by=by)
    return taken


@transaction.atomic
def note_total(
    case: Case, *, name: str, licence: str, total: str, taken_on: date, by: User, on: date
) -> Measurement:
    """Note the total of an instrument that the programme uses under its own licence; its items stay outside."""
    case = hold(case, on=on)
    if not (name.strip() and licence.strip() and total.strip()):
        raise NothingSaid(_("Please write the name, the licence and the total."))
    if not case.opened_on <= taken_on <= on:
        raise DateOutOfPlace(_("Please choose a day between the opening of the case and today."))
    taken = Measurement.objects.create(
        case=case, method_id=case.method_id, voice=Voice.CASE_MANAGER, name=name, licence=licence, total=total,
        taken_on=taken_on, by=by,
    )  # fmt: skip
    record("measurement.total", taken, by=by)
    return taken
