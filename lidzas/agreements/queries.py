"""What pages and other apps ask about explanations and agreements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.choices import TOLD_TO
from lidzas.agreements.models import Agreement, Confirmation, Explanation
from lidzas.cases.facts import team_of
from lidzas.cases.models import TEAM_ROLES, Case, TeamMember
from lidzas.method import ActsAs
from lidzas.programmes.queries import method_of

WORDS = (
    "purpose", "form", "rhythm", "between", "hard_days", "rules", "fine", "ask_first", "not_ok", "by_mentee",
    "by_mentor", "by_case_manager", "privacy", "ends_on",
)  # fmt: skip


def role_name(case: Case, role: str) -> str:
    """What the method calls a role, in the reader's language."""
    return method_of(case.method_id).role_acting_as(ActsAs(role)).name.in_language(get_language() or "")


def members_of(case: Case) -> list[TeamMember]:
    """Who is on the team today: the young person, the mentor, the case manager, in this order."""
    members = TeamMember.objects.active().filter(case=case).select_related("person")
    return sorted(members, key=lambda member: TEAM_ROLES.index(Role(member.role)))


# ── explanations ───────────────────────────────────────────────────────────────────────────────────────


def explanations_of(case: Case) -> list[Explanation]:
    rows = Explanation.objects.filter(case=case).select_related("person", "by")
    return list(rows.order_by("-told_on", "-made_at"))


def told_when(case: Case) -> dict[tuple[UUID, str, str], date]:
    """Person, role and point → the day the person in this role last heard it."""
    rows = Explanation.objects.filter(case=case).order_by("told_on")
    return {
        (person_id, told_to, point): told_on
        for person_id, told_to, points, told_on in rows.values_list(
            "person_id", "told_to", "points", "told_on"
        )
        for point in points
    }


def points_left(case: Case) -> dict[Role, tuple[str, ...]]:
    """Which points have not been explained yet, to each of those on the team who are to hear them (S1.22).

    A new mentor hears everything anew.
    """
    told = told_when(case)
    keys = [point.key for point in method_of(case.method_id).points]
    return {
        role: tuple(key for key in keys if (person_id, role, key) not in told)
        for role, person_id in team_of(case).items()
        if role in TOLD_TO
    }


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody to whom the programme is explained, and what they have heard when."""

    name: str
    role: str
    role_name: str
    points: Sequence[tuple[str, date | None]]


def hearers_of(case: Case) -> list[Hearer]:
    """The young person and the mentor with the method's points, each with its day or none."""
    told, points = told_when(case), method_of(case.method_id).points
    return [
        Hearer(
            name=member.person.name,
            role=member.role,
            role_name=role_name(case, member.role),
            points=[
                (
                    point.text.in_language(get_language() or ""),
                    told.get((member.person_id, member.role, point.key)),
                )
                for point in points
            ],
        )
        for member in members_of(case)
        if member.role in TOLD_TO
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One explanation as a reader may see it."""

    explanation: Explanation
    points: Sequence[str]
    questions: str


def told_for(case: Case, person: User, *, roles: Iterable[Role]) -> list[Told]:
    """The explanations, newest first. What somebody asked is between that person and the case manager."""
    texts = {
        point.key: point.text.in_language(get_language() or "") for point in method_of(case.method_id).points
    }
    reads_all = Role.CASE_MANAGER in roles
    return [
        Told(
            explanation=each,
            points=[texts[key] for key in each.points],
            questions=each.questions if reads_all or each.person_id == person.pk else "",
        )
        for each in explanations_of(case)
    ]


# ── agreements ─────────────────────────────────────────────────────────────────────────────────────────


def newest_agreement(case: Case) -> Agreement | None:
    return Agreement.objects.filter(case=case).select_related("by").order_by("-number").first()


def agreements_for(case: Case, person: User, *, roles: Iterable[Role]) -> QuerySet[Agreement]:
    """The versions somebody may read, newest first.

    What was agreed with an earlier mentor stays among those people: a later mentor does not read it.
    """
    versions = Agreement.objects.filter(case=case).select_related("by").order_by("-number")
    if set(roles) & {Role.MENTEE, Role.CASE_MANAGER}:
        return versions
    with_others = Confirmation.objects.filter(case=case, role=Role.MENTOR).exclude(person=person)
    return versions.exclude(pk__in=with_others.values("agreement_id"))


def confirmations(agreement: Agreement) -> list[Confirmation]:
    """Every yes that was said to a version, also those withdrawn, in the order they were said."""
    rows = Confirmation.objects.filter(agreement=agreement).select_related("person")
    return list(rows.order_by("confirmed_on", "made_at"))


def said_yes(agreement: Agreement) -> dict[Role, UUID]:
    """Who has said yes to a version and stands by it."""
    rows = Confirmation.objects.standing().filter(agreement=agreement).values_list("role", "person_id")
    return {Role(role): person_id for role, person_id in rows}


def is_confirmed(case: Case) -> bool:
    """Whether everyone now on the team stands by the newest version."""
    agreement = newest_agreement(case)
    return agreement is not None and everyone_agrees(agreement, team_of(case))


def everyone_agrees(agreement: Agreement, team: Mapping[Role, UUID]) -> bool:
    return team.items() <= said_yes(agreement).items()


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody on the team last said to a version, if anything."""

    name: str
    role: str
    role_name: str
    confirmation: Confirmation | None

    @property
    def is_yes(self) -> bool:
        return self.confirmation is not None and self.confirmation.stands


def answers_to(agreement: Agreement, case: Case) -> list[Answer]:
    """For everyone on the team today, what they said last."""
    last = {(row.role, row.person_id): row for row in confirmations(agreement)}
    return [
        Answer(
            name=member.person.name,
            role=member.role,
            role_name=role_name(case, member.role),
            confirmation=last.get((member.role, member.person_id)),
        )
        for member in members_of(case)
    ]


def has_changed_hands(agreement: Agreement, case: Case) -> bool:
    """Whether somebody who said yes to it is no longer on the team in that role."""
    return not said_yes(agreement).items() <= team_of(case).items()


def words_of(agreement: Agreement) -> dict[str, object]:
    """All that a version says, field by field."""
    return {name: getattr(agreement, name) for name in WORDS}


def first_draft(case: Case, *, today: date) -> dict[str, object]:
    """What the first version starts from, in the young person's language; the method offers its rules (S1.24)."""
    ends_on = case.round.ends_on
    with override(case.mentee.language):
        return {
            "rules": "\n".join(
                rule.text.in_language(case.mentee.language) for rule in method_of(case.method_id).rules
            ),
            "not_ok": _("Lending each other money.\nSecrets about danger.\nA love affair."),
            "privacy": _(
                "What we talk about stays between us. If somebody is in danger, the case manager is told. "
                "The young person knows of it first."
            ),
            "ends_on": ends_on if ends_on >= today else None,
        }
