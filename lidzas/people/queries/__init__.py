"""Who is who in a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role
from lidzas.accounts.facts import are_alike, halves_of, words_of
from lidzas.accounts.models import User
from lidzas.method import Method
from lidzas.people.facts import Portrait, portrait_of
from lidzas.people.models import AboutMe, Invitation, KindWord, Mentor
from lidzas.programmes.models import STAFF, Programme, StaffRole
from lidzas.ui.somebody import Likely


def about(person: User) -> AboutMe:
    """What the person says about themself; empty words when they have not said anything yet."""
    return AboutMe.objects.filter(person=person).first() or AboutMe(person=person)


def first_name_of(person: User) -> str:
    """All that somebody learns of a name who is not to know more yet."""
    return person.name.partition(" ")[0]


def kind_words_to_decide(person: User) -> list[KindWord]:
    """Answers that the person has neither kept nor let go, oldest first."""
    waiting = KindWord.objects.filter(person=person, answered_at__isnull=False, is_kept=None)
    return list(waiting.order_by("answered_at", "pk"))


def kind_word_on(person: User, word_id: UUID) -> KindWord:
    """A question that this person put to somebody."""
    return get_object_or_404(KindWord, person=person, pk=word_id)


def portraits_of(person_ids: Iterable[UUID]) -> dict[UUID, Portrait]:
    """The answers of these people, in one query; who has told nothing is there with nothing."""
    wanted = list(person_ids)
    told = {row.person_id: portrait_of(row) for row in AboutMe.objects.filter(person__in=wanted)}
    return {person_id: told.get(person_id, Portrait()) for person_id in wanted}


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the project team and what they are there."""

    person: User
    role: str
    held: StaffRole


def staff_of(programme: Programme, method: Method, language: str) -> list[Colleague]:
    """Today's project team, by role and name, each role as the method calls it."""
    names = dict(staff_roles_in(method, language))
    order = {role: place for place, role in enumerate(STAFF)}
    rows = StaffRole.objects.filter(programme=programme, until=None).select_related("person")
    in_order = sorted(rows, key=lambda row: (order[Role(row.role)], row.person.search_name))
    return [Colleague(row.person, names.get(Role(row.role), row.role), row) for row in in_order]


def staff_role_of(programme: Programme, role_id: UUID) -> StaffRole:
    """A role that somebody holds in the programme today."""
    held = StaffRole.objects.filter(programme=programme, until=None).select_related("person")
    return get_object_or_404(held, pk=role_id)


def case_managers_of(programme: Programme, *, but: User) -> QuerySet[User]:
    """Everybody else who manages cases in the programme today, by name."""
    rows = StaffRole.objects.filter(programme=programme, role=Role.CASE_MANAGER, until=None)
    return User.objects.filter(pk__in=rows.exclude(person=but).values("person")).order_by("search_name", "pk")


def mentors_of(programme: Programme) -> list[Mentor]:
    """Today's mentors of a programme, by name."""
    rows = Mentor.objects.filter(programme=programme, left_on=None).select_related("person")
    return list(rows.order_by("person__search_name", "pk"))


def staff_roles_in(method: Method, language: str) -> list[tuple[Role, str]]:
    """The roles of the project team that a method knows, with their names."""
    known = {Role(role.acts_as): role.name.in_language(language) for role in method.roles}
    return [(role, known[role]) for role in STAFF if role in known]


def waiting_invitations(programme: Programme, *, young_people: QuerySet[User]) -> list[Invitation]:
    """Who was invited and has not answered, newest first; of young people only those given."""
    rows = Invitation.objects.waiting(programme).filter(~Q(role=Role.MENTEE) | Q(person__in=young_people))
    return list(rows.select_related("person").order_by("-made_at", "-pk")[:200])


def waiting_invitation(programme: Programme, invitation_id: UUID) -> Invitation:
    """An invitation to the team that nobody has answered."""
    rows = Invitation.objects.waiting(programme).exclude(role=Role.MENTEE)
    return get_object_or_404(rows.select_related("person", "programme"), pk=invitation_id)


def waiting_young_person(programme: Programme, person: User) -> Invitation:
    """The invitation of a young person who has not answered it."""
    rows = Invitation.objects.waiting(programme).filter(role=Role.MENTEE, person=person)
    return get_object_or_404(rows.select_related("person", "programme"))


def invited_elsewhere(invitation: Invitation) -> bool:
    """Whether the same account waits for its person in another role or programme too.

    A young person's invitation counts even when it was replaced: their case stands behind it.
    """
    others = Invitation.objects.filter(person=invitation.person_id).exclude(
        programme=invitation.programme_id, role=invitation.role
    )
    return others.filter(Q(ended_at=None) | Q(role=Role.MENTEE)).exists()


def permission_to_invite(role: str) -> Permission:
    """Who answers for an invitation to the team: the project manager for staff, the coordinator for mentors."""
    return Permission.MENTOR_INVITE if role == Role.MENTOR else Permission.STAFF_INVITE


ALIKE_AT_MOST = 20


def at_home_in(programme: Programme) -> QuerySet[User]:
    """Everybody who works or accompanies, or once accompanied, in the programme: their names are known there."""
    staff = StaffRole.objects.filter(programme=programme, until=None)
    mentors = Mentor.objects.filter(programme=programme)
    return User.objects.filter(Q(pk__in=staff.values("person_id")) | Q(pk__in=mentors.values("person_id")))


def known_in(programme: Programme) -> QuerySet[User]:
    """Everybody who works, accompanies or is invited in the programme."""
    invited = Invitation.objects.filter(programme=programme, ended_at=None)
    return at_home_in(programme) | User.objects.filter(pk__in=invited.values("person_id"))


def alike(among: QuerySet[User], *, name: str, email: str) -> list[User]:
    """Who has the same address, or a name that may be the same but for its order or one letter; one query.

    One edit leaves one half of a name whole, so the database looks for the halves, and the rest is compared here.
    """
    left, right = halves_of(name)
    every_word = Q()
    for word in words_of(name):
        every_word &= Q(search_name__contains=word)
    may_be = Q(email=email.lower()) | every_word
    if left and right:
        may_be |= Q(search_name__contains=left) | Q(search_name__contains=right)
    found = (
        person
        for person in among.filter(may_be).order_by("search_name", "pk").iterator()
        if person.email == email.lower() or are_alike(person.name, name)
    )
    return [person for person, _place in zip(found, range(ALIKE_AT_MOST), strict=False)]


def what_they_are(programme: Programme, people: list[User]) -> dict[UUID, str]:
    """In a word, what people are in the programme."""
    places: list[tuple[QuerySet[Any], str]] = [
        (Invitation.objects.waiting(programme), _("Invited, not here yet")),
        (StaffRole.objects.filter(programme=programme, until=None), _("Project team")),
        (Mentor.objects.filter(programme=programme), _("Mentor")),
    ]
    return {
        person_id: words
        for rows, words in places
        for person_id in rows.filter(person__in=people).values_list("person_id", flat=True)
    }


def names_of_invited(programme: Programme, people: list[User]) -> dict[UUID, str]:
    """What those who have not answered are called here; how they name themselves elsewhere is not told before a yes."""
    waiting = Invitation.objects.waiting(programme).filter(person__in=people)
    unknown = waiting.exclude(person__in=at_home_in(programme))
    return dict(unknown.order_by("made_at").values_list("person_id", "name"))


def likely_people(programme: Programme, *, name: str, email: str) -> list[Likely]:
    """Who of the programme may be the person meant; nobody of any other programme."""
    found = alike(known_in(programme), name=name, email=email)
    words, names = what_they_are(programme, found), names_of_invited(programme, found)
    return [
        Likely(names.get(person.pk, person.name), words.get(person.pk, _("Takes part"))) for person in found
    ]


def is_mentor(person: User) -> bool:
    """Whether the person is a mentor of any programme today."""
    return Mentor.objects.filter(person=person, left_on=None).exists()
