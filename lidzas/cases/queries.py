"""Who in a programme may be the same person as somebody new."""

from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, TeamMember
from lidzas.people.queries import alike, known_in, names_of_invited, what_they_are
from lidzas.programmes.models import Programme
from lidzas.ui.somebody import Likely


def likely_young_people(programme: Programme, *, name: str, email: str, seen_by: User) -> list[Likely]:
    """Who of the programme may be the young person meant; nobody of any other programme.

    A young person whose case is a colleague's is not named: the colleague is.
    """
    among = User.objects.filter(
        Q(pk__in=known_in(programme).values("pk")) | Q(pk__in=programme.cases.values("mentee_id"))
    )
    found = alike(among, name=name, email=email)
    cases = newest_cases(programme, found)
    holders = holders_of(cases)
    ids = [case.pk for case in cases.values()]
    mine = set(
        Case.objects.within_reach(seen_by, Permission.CASE_VIEW)
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    )
    others, names = what_they_are(programme, found), names_of_invited(programme, found)
    return [
        likely_one(cases[person.pk], holders, mine)
        if person.pk in cases
        else Likely(names.get(person.pk, person.name), others.get(person.pk, ""))
        for person in found
    ]


def newest_cases(programme: Programme, people: list[User]) -> dict[UUID, Case]:
    rows = Case.objects.filter(programme=programme, mentee__in=people).select_related("mentee")
    return {case.mentee_id: case for case in rows.order_by("opened_on", "pk")}


def holders_of(cases: dict[UUID, Case]) -> dict[UUID, str]:
    """Case → the name of its case manager."""
    rows = TeamMember.objects.active().filter(case__in=cases.values(), role=Role.CASE_MANAGER)
    return dict(rows.values_list("case_id", "person__name"))


def likely_one(case: Case, holders: dict[UUID, str], mine: set[UUID]) -> Likely:
    if case.pk in mine:
        about = _("Moved on") if case.is_closed else _("Takes part")
        return Likely(case.mentee.name, about, reverse("journey:case", kwargs={"case_id": case.pk}))
    return Likely(
        _("A young person with such a name or address"),
        _("Case manager: %(name)s") % {"name": holders.get(case.pk, "–")},
    )
