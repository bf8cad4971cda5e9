"""Putting a case into a deputy's hands for a time, and taking it back before that time is over."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import RoleTaken
from lidzas.cases.models import Case, StandIn, TeamMember
from lidzas.people.models import Mentor


def memberships_of(mentor: Mentor) -> list[TeamMember]:
    """Where the mentor accompanies a young person of the programme today."""
    members = TeamMember.objects.active().filter(
        person=mentor.person_id, role=Role.MENTOR, case__programme=mentor.programme_id
    )
    return list(members.select_related("case__mentee", "case__programme").order_by("pk"))


@transaction.atomic
def stand_in(member: TeamMember, deputy: Mentor, *, since: date, until: date, by: User) -> StandIn:
    """Give a deputy the rights of a team member between two days. Nobody is asked; those concerned are told.

    Raises RoleTaken when the deputy stands on the case already.
    """
    if member.case.team.filter(person=deputy.person_id, left_on=None).exists():
        raise RoleTaken(_("This person stands on one of these cases already. Please choose another deputy."))
    standing = StandIn.objects.create(member=member, deputy=deputy, since=since, until=until)
    record("team.stand_in", standing, by=by, reason=member.role)
    return standing


@transaction.atomic
def end_stand_ins(mentor: Mentor, *, until: date, by: User, on: date) -> None:
    """End, with this day, the rights that deputies of a mentor would have had until a later one."""
    rows = StandIn.objects.filter(
        member__person=mentor.person_id, member__case__programme=mentor.programme_id, until=until
    )
    end_all(rows, by=by, on=on)


@transaction.atomic
def send_deputy_away(case: Case, deputy: Mentor, *, by: User, on: date) -> None:
    """End, with this day, what somebody has or would have had of one case as a deputy."""
    end_all(StandIn.objects.filter(member__case=case, deputy=deputy, until__gt=on), by=by, on=on)


def end_all(rows: QuerySet[StandIn], *, by: User, on: date) -> None:
    for standing in rows.select_related("member__case"):
        standing.until = max(on, standing.since)
        standing.save(update_fields=["until"])
        record("team.stand_in_end", standing, by=by)
