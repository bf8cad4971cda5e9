"""Explaining the programme, writing down what is agreed, and saying yes to it or taking the yes back."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.choices import SpokenLanguage, WayOfMeeting, WayOfTelling
from lidzas.agreements.models import Agreement, Confirmation, Explanation
from lidzas.agreements.queries import everyone_agrees, points_left
from lidzas.audit.actions import record
from lidzas.cases.actions import hold, mark_done
from lidzas.cases.facts import team_of
from lidzas.cases.models import Case
from lidzas.method import Path, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, Stale


class NobodyToTell(Refusal):
    """Nobody holds this role on the case."""


class NothingExplained(Refusal):
    """No point was named, or one that the method does not have."""


class OlderAgreement(Refusal):
    """A newer version has been written."""


class ConfirmedAlready(Refusal):
    """Somebody has said yes to this version in this role."""


class PointsLeft(Refusal):
    """The programme has not been explained in full (S1.22)."""


class NothingToWithdraw(Refusal):
    """There is no yes in this role that could be taken back."""


class EndsBeforeItBegins(Refusal):
    """The agreement would end before the day it is written."""


class AgreementWords(TypedDict):
    """All that an agreement says."""

    purpose: str
    form: str
    rhythm: str
    between: str
    hard_days: str
    rules: str
    fine: str
    ask_first: str
    not_ok: str
    by_mentee: str
    by_mentor: str
    by_case_manager: str
    privacy: str
    ends_on: date | None


@transaction.atomic
def explain(
    case: Case,
    *,
    told_to: Role,
    points: Sequence[str],
    language: str,
    form: str,
    questions: str,
    by: User,
    on: date,
) -> Explanation:
    """Write down that points were explained to the young person or the mentor on a day (S1.17-S1.22).

    When the young person has heard all of them, that step of the case is done.
    """
    case = hold(case, on=on)
    known = [point.key for point in method_of(case.method_id).points]
    if not points or not set(points) <= set(known):
        raise NothingExplained(_("Please say what was explained."))
    left = points_left(case)
    if told_to not in left:
        raise NobodyToTell(_("Nobody holds this role on the case at present."))
    explanation = Explanation.objects.create(
        case=case, told_to=told_to, person_id=team_of(case)[told_to], language=SpokenLanguage(language),
        points=[key for key in known if key in points], form=WayOfTelling(form), questions=questions,
        told_on=on, by=by,
    )  # fmt: skip
    if left.get(Role.MENTEE) and not points_left(case).get(Role.MENTEE):
        mark_done(case, RecordKind.EXPLAINED, by=by, on=on)
    record("agreement.explain", explanation, by=by, reason=told_to)
    return explanation


@transaction.atomic
def write_agreement(
    case: Case, *, by: User, on: date, version: int | None = None, **words: Unpack[AgreementWords]
) -> Agreement:
    """Write the next version of the agreement; everyone is asked for their yes anew.

    `version` is the number of the one it was written from: Stale when another was written meanwhile.
    """
    case = hold(case, on=on)
    last: int | None = Agreement.objects.filter(case=case).aggregate(last=Max("number"))["last"]
    if version is not None and version != last:
        raise Stale(
            _("Somebody wrote a newer version meanwhile. Your text is still here: compare, then save again.")
        )
    if words["ends_on"] and words["ends_on"] < on:
        raise EndsBeforeItBegins(
            _("The end date must be later than the day of writing. Please choose a later day.")
        )
    WayOfMeeting(words["form"])
    agreement = Agreement.objects.create(case=case, number=(last or 0) + 1, written_on=on, by=by, **words)
    record("agreement.write", agreement, by=by)
    return agreement


@transaction.atomic
def confirm(agreement: Agreement, *, role: Role, by: User, on: date) -> Confirmation:
    """Say yes to the newest version; when everyone on the team has, the agreement is made (S2.35).

    On the way with a mentor it is made only together with the mentor.
    """
    case = hold(agreement.case, on=on)
    if Agreement.objects.filter(case=case, number__gt=agreement.number).exists():
        raise OlderAgreement(_("There is a newer version of the agreement. Please read that one."))
    if Confirmation.objects.standing().filter(agreement=agreement, role=role).exists():
        raise ConfirmedAlready(_("This version has been agreed to already."))
    if any(points_left(case).values()):
        raise PointsLeft(
            _(
                "The case manager has not yet explained everything about the programme. The agreement comes after that."
            )
        )
    confirmation = Confirmation.objects.create(
        case=case, agreement=agreement, role=role, person=by, confirmed_on=on
    )
    team = team_of(case)
    if everyone_agrees(agreement, team) and (Role.MENTOR in team or case.path == Path.ANOTHER_WAY):
        mark_done(case, RecordKind.AGREEMENT, by=by, on=on)
    record("agreement.confirm", confirmation, by=by, role=role)
    return confirmation


@transaction.atomic
def withdraw(agreement: Agreement, *, role: Role, by: User, on: date) -> Confirmation:
    """Take a yes back. No reason is asked."""
    hold(agreement.case, on=on)
    standing = Confirmation.objects.standing().filter(agreement=agreement, role=role, person=by).first()
    if standing is None:
        raise NothingToWithdraw(_("There is no yes here that could be taken back."))
    standing.withdrawn_on = max(on, standing.confirmed_on)
    standing.save(update_fields=["withdrawn_on"])
    record("agreement.withdraw", standing, by=by, role=role)
    return standing
