"""What pages and other apps ask about explanations and agreements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.choices import TOLD_TO, Topic, View
from lidzas.agreements.facts import Compared, compared, unpacked
from lidzas.agreements.models import Agreement, Confirmation, Expectation, Explanation, GroundRule
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


# ── expectations (S1.05) ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Expecting:
    """Somebody on the team, and what they expect: nothing here until it may be read."""

    name: str
    role: str
    role_name: str
    is_done: bool
    said: Expectation | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """The exercise as one of the three sees it. `is_open` says that both of the pair are done."""

    own: Expectation | None
    people: list[Expecting]
    is_open: bool
    topics: list[Compared]

    @property
    def to_speak_about(self) -> list[tuple[Topic, list[tuple[str, View | None]]]]:
        """Topics on which they differ, each with who says what."""
        names = [each.name for each in self.people if each.said]
        return [
            (row.topic, list(zip(names, row.said, strict=True)))
            for row in self.topics
            if row.is_to_speak_about
        ]

    @property
    def alike(self) -> list[Compared]:
        return [row for row in self.topics if row.is_alike]


def expectations_on(case: Case) -> dict[tuple[str, UUID], Expectation]:
    rows = Expectation.objects.filter(case=case)
    return {(row.role, row.person_id): row for row in rows}


def expectation_of(case: Case, person: User, role: Role) -> Expectation | None:
    return Expectation.objects.filter(case=case, person=person, role=role).first()


def exercise_for(case: Case, person: User) -> Exercise:
    """What the person may see: their own, and the others' when both of the pair have said they are done.

    Only those on the team today are in it: what was filled in with an earlier mentor stays with them.
    """
    members, written = members_of(case), expectations_on(case)
    by_member = {member: written.get((member.role, member.person_id)) for member in members}
    done = {member.role for member, row in by_member.items() if row is not None and row.is_done}
    is_open = {Role.MENTEE, Role.MENTOR} <= done
    read = [
        (member, row if row is not None and is_open and row.is_done else None)
        for member, row in by_member.items()
    ]
    return Exercise(
        own=next((row for member, row in by_member.items() if member.person_id == person.pk), None),
        people=[
            Expecting(member.person.name, member.role, role_name(case, member.role), member.role in done, row)
            for member, row in read
        ],
        is_open=is_open,
        topics=compared(unpacked(row.views) for _member, row in read if row is not None),
    )


# ── ground rules (S1.04) ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a pair: rules that stand, rules that wait for one of the two, and what could be added."""

    has_pair: bool
    stands: list[GroundRule]
    waits: list[GroundRule]
    offered: list[tuple[str, dict[str, str]]]


def rules_of(case: Case) -> QuerySet[GroundRule]:
    """The rules of the young person with today's mentor; the card of an earlier pair stays between them."""
    rows = GroundRule.objects.filter(case=case, let_go_on=None, mentor_id=team_of(case).get(Role.MENTOR))
    return rows.order_by("written_on", "made_at")


def rule_of(case: Case, rule_id: UUID) -> GroundRule:
    return get_object_or_404(rules_of(case).select_related("case"), pk=rule_id)


def card_of(case: Case) -> Card:
    """The card as it stands; the method's rules that are not on it are offered."""
    rules = list(rules_of(case))
    written = {rule.words for rule in rules}
    language = case.mentee.language
    offered = [rule.text.in_language(language) for rule in method_of(case.method_id).rules]
    return Card(
        has_pair=Role.MENTOR in team_of(case),
        stands=[rule for rule in rules if rule.stands],
        waits=[rule for rule in rules if not rule.stands],
        offered=[(words, {"words": words}) for words in offered if words not in written],
    )
