"""Explaining the programme, writing down what is agreed, and saying yes to it or taking the yes back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.choices import SpokenLanguage, WayOfMeeting, WayOfTelling
from lidzas.agreements.facts import packed
from lidzas.agreements.models import Agreement, Confirmation, Expectation, Explanation, GroundRule
from lidzas.agreements.queries import everyone_agrees, points_left
from lidzas.audit.actions import record
from lidzas.cases.actions import hold, mark_done
from lidzas.cases.facts import team_of
from lidzas.cases.models import Case
from lidzas.method import Path, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, Stale, take_version


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


class NoPairYet(Refusal):
    """The card is made by two, and there is no mentor on the team."""


class RuleKnown(Refusal):
    """The card holds this rule in the same words."""


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


@transaction.atomic
def expect(
    case: Case,
    *,
    role: Role,
    wish: str,
    mine: str,
    manner: str,
    views: Mapping[str, str],
    is_done: bool,
    by: User,
    on: date,
    version: int | None = None,
) -> Expectation:
    """Fill in one's own expectations (S1.05). Done, they are read as soon as both of the pair are done.

    What was done once stays done: the others may have read it.
    """
    case = hold(case, on=on)
    row = Expectation.objects.filter(case=case, role=role, person=by).first()
    if row is None:
        row = Expectation(case=case, role=role, person=by, written_on=on)
    else:
        take_version(row, version)
    row.wish, row.mine, row.manner, row.views = wish, mine, manner, packed(views)
    if is_done and not row.is_done:
        row.done_on = max(on, row.written_on)
    row.save()
    record("expectation.write", row, by=by, role=role)
    return row


@transaction.atomic
def propose_rule(case: Case, *, words: str, role: Role, by: User, on: date) -> GroundRule:
    """Put a rule on the pair's card (S1.04); it stands when the other one says yes to it too."""
    case = hold(case, on=on)
    mentor_id = team_of(case).get(Role.MENTOR)
    if mentor_id is None:
        raise NoPairYet(_("The card is made by two. It begins when a mentor is there."))
    words = words.strip()
    standing = GroundRule.objects.filter(case=case, mentor_id=mentor_id, let_go_on=None)
    if any(rule.words == words for rule in standing):
        raise RuleKnown(_("This rule is on the card already."))
    is_mentee = role is Role.MENTEE
    rule = GroundRule.objects.create(
        case=case, words=words, written_on=on, mentor_id=mentor_id,
        mentee_yes_on=on if is_mentee else None, mentor_yes_on=None if is_mentee else on,
    )  # fmt: skip
    record("rule.propose", rule, by=by, role=role)
    return rule


@transaction.atomic
def say_yes_to_rule(rule: GroundRule, *, role: Role, by: User, on: date) -> GroundRule:
    """Say yes to a rule that the other one wrote; saying it twice changes nothing."""
    hold(rule.case, on=on)
    rule.refresh_from_db()
    field = "mentee_yes_on" if role is Role.MENTEE else "mentor_yes_on"
    if getattr(rule, field) is None:
        setattr(rule, field, on)
        rule.save(update_fields=[field])
        record("rule.yes", rule, by=by, role=role)
    return rule


@transaction.atomic
def let_rule_go(rule: GroundRule, *, role: Role, by: User, on: date) -> GroundRule:
    """Take a rule off the card. Either of the two may: a rule that one does not want is none."""
    hold(rule.case, on=on)
    rule.let_go_on = max(on, rule.written_on)
    rule.save(update_fields=["let_go_on"])
    record("rule.let_go", rule, by=by, role=role)
    return rule
