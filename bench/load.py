"""Many cases at once, written straight into the tables: enough of each for lists and due work to be true."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path

from django.db import connection, transaction

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case, OpenActivity, TeamMember
from lidzas.method import gather_files
from lidzas.programmes.actions import give_role, open_round, start_programme, take_method
from lidzas.programmes.models import Round
from lidzas.programmes.queries import method_of
from lidzas.records.identity import new_id

ROOT = Path(__file__).resolve().parent.parent
START = date(2026, 8, 24)
CASELOAD = 40
AT_ONCE = 2000
_numbers = count()


def person(name: str) -> User:
    number = next(_numbers)
    made = User(name=name, email=f"bench-{number}@example.invalid", language="en", is_active=True)
    made.set_unusable_password()
    made.search_name = made.folded()
    return made


def a_round() -> Round:
    manager = person("Manager")
    manager.save()
    version = take_method(gather_files(ROOT / "content" / "pardomat"), on=START)
    programme = start_programme("Bench", version, by=manager, on=START)
    return open_round(
        programme,
        name="Round",
        code="round",
        starts_on=START,
        ends_on=date(2027, 2, 1),
        places=100,
        by=manager,
    )


def case_manager(round: Round) -> User:
    made = person("Case manager")
    made.save()
    give_role(round.programme, made, Role.CASE_MANAGER, by=made, on=START)
    return made


@transaction.atomic
def fill(round: Round, manager: User, cases: int) -> None:
    """So many cases of one case manager, each with 1.7 open activities on average."""
    stages = method_of(round.programme.method_id).stages
    people = [person(f"Young {number:07}") for number in range(cases)]
    rows = [
        Case(
            programme_id=round.programme_id, round=round, mentee=each, method_id=round.programme.method_id,
            stage=stages[number % len(stages)].key, stage_entered_on=START, referred_by="themself", opened_on=START,
        )
        for number, each in enumerate(people)
    ]  # fmt: skip
    team = [
        TeamMember(case=case, person=who, role=role, joined_on=START)
        for case, each in zip(rows, people, strict=True)
        for who, role in ((each, Role.MENTEE), (manager, Role.CASE_MANAGER))
    ]
    work = [
        OpenActivity(
            round=round, case=case, activity=key, role=Role.CASE_MANAGER, person=manager,
            due_on=START + timedelta(days=number % 90), why="stage_entered", since=START, days=14,
        )
        for number, case in enumerate(rows)
        for key in (("explained", "baseline") if number % 10 < 7 else ("explained",))
    ]  # fmt: skip
    User.objects.bulk_create(people, batch_size=AT_ONCE)
    Case.objects.bulk_create(rows, batch_size=AT_ONCE)
    TeamMember.objects.bulk_create(team, batch_size=AT_ONCE)
    OpenActivity.objects.bulk_create(work, batch_size=AT_ONCE)


def fill_up_to(round: Round, cases: int) -> None:
    """Case managers with forty cases each until the installation holds so many."""
    missing = cases - Case.objects.count()
    while missing > 0:
        fill(round, case_manager(round), min(CASELOAD, missing))
        missing -= CASELOAD


def fill_raw(round: Round, managers: int) -> None:
    """A million cases take too long through the ORM: clone rows of forty in SQL, for other managers."""
    with transaction.atomic(), connection.cursor() as cursor:
        pattern = list(OpenActivity.objects.filter(case__isnull=False).order_by("pk")[:68].values())
        for _ in range(managers):
            manager = person("Other")
            manager.save()
            cursor.executemany(
                "insert into cases_openactivity (id, version, made_at, round_id, case_id, activity, role, person_id,"
                " due_on, why, since, days) values (%s, 1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    (
                        new_id().hex, row["made_at"], row["round_id"].hex, row["case_id"].hex, f"copy-{manager.pk.hex}",
                        f"{place}", manager.pk.hex, row["due_on"], row["why"], row["since"], row["days"],
                    )
                    for place, row in enumerate(pattern)
                ],
            )  # fmt: skip
