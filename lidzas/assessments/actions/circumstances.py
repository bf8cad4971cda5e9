"""How an assessment came to know what it knows, and what may get in the way."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.assessments.actions import NoSuchAnswer, NothingSaid, take_open
from lidzas.assessments.choices import RiskLevel
from lidzas.assessments.models import Assessment, Risk, WayUsed
from lidzas.audit.actions import record
from lidzas.cases.actions import DateOutOfPlace
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, take_version


class WayNamed(Refusal):
    """This way was named for that day before."""


@transaction.atomic
def name_way(
    assessment: Assessment, *, way: str, used_on: date, note: str = "", by: User, on: date
) -> WayUsed:
    """Name a way of assessing that was used on a day (S2.19)."""
    assessment = take_open(assessment, on=on)
    if way not in {each.key for each in method_of(assessment.method_id).form.ways}:
        raise NoSuchAnswer(_("The form has no such question or answer."))
    if not assessment.case.opened_on <= used_on <= on:
        raise DateOutOfPlace(_("Please choose a day between the opening of the case and today."))
    if assessment.ways.filter(way=way, used_on=used_on).exists():
        raise WayNamed(_("This way stands there for that day already."))
    used = WayUsed.objects.create(
        case=assessment.case, assessment=assessment, way=way, used_on=used_on, note=note, by=by
    )
    record("assessment.way", used, by=by)
    return used


@transaction.atomic
def take_way_back(used: WayUsed, *, by: User, on: date) -> None:
    """Take back a way that was named by mistake, while the assessment is open."""
    take_open(used.assessment, on=on)
    record("assessment.way_back", used, by=by)
    used.delete()


@transaction.atomic
def write_risk(
    assessment: Assessment, level: RiskLevel, *, what: str, who_does_what: str = "", by: User, on: date,
    version: int | None = None,
) -> Risk:  # fmt: skip
    """Keep what may get in the way at one of the five levels, and who can do what about it.

    `version` 0 means that nothing was written when the form was opened.
    """
    assessment = take_open(assessment, on=on)
    said = {"what": what, "who_does_what": who_does_what, "written_on": on, "by": by}
    standing = assessment.risks.filter(level=level).first()
    if standing is None:
        if not (what + who_does_what).strip():
            raise NothingSaid(_("Please write a few words."))
        risk = Risk.objects.create(case=assessment.case, assessment=assessment, level=level, **said)
    else:
        risk = standing
        risk.case = assessment.case
        take_version(risk, version)
        for name, value in said.items():
            setattr(risk, name, value)
        risk.save(update_fields=list(said))
    record("assessment.risk", risk, by=by)
    return risk
