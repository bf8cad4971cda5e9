"""Many cases at once, written straight into the tables: enough for lists and counts to be true."""

from datetime import timedelta

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, OpenActivity, TeamMember
from lidzas.programmes.models import Round
from lidzas.programmes.queries import method_of
from tests.builders import DAY, START


def fill(round: Round, manager: User, numbers: range) -> None:
    """Cases of one case manager, each with two open activities, one of them waiting."""
    stages = method_of(round.programme.method_id).stages
    people = [
        User(
            name=f"Young {number}",
            email=f"crowd-{number}@example.invalid",
            search_name=f"young {number:05}",
            password="!",
        )
        for number in numbers
    ]
    cases = [
        Case(
            programme_id=round.programme_id, round=round, mentee=person, method_id=round.programme.method_id,
            stage=stages[place % len(stages)].key, stage_entered_on=START, referred_by="themself", opened_on=START,
        )
        for place, person in enumerate(people)
    ]  # fmt: skip
    User.objects.bulk_create(people)
    Case.objects.bulk_create(cases)
    TeamMember.objects.bulk_create(
        TeamMember(case=case, person=person, role=role, joined_on=START)
        for case in cases
        for person, role in ((case.mentee, Role.MENTEE), (manager, Role.CASE_MANAGER))
    )
    OpenActivity.objects.bulk_create(
        OpenActivity(
            round=round, case=case, activity=key, role=Role.CASE_MANAGER, person=manager,
            due_on=DAY + timedelta(days=days), why="stage_entered", since=START, days=14,
        )
        for case in cases
        for key, days in (("explained", -1), ("baseline", 3))
    )  # fmt: skip
