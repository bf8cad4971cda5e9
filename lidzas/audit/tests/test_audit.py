"""The trail: written with the deed, never changed, and checked."""

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from lidzas.audit.actions import look, record
from lidzas.audit.models import INSTALLATION, Chain, Entry
from lidzas.audit.queries import broken_entries


@pytest.fixture
def unguarded(db):
    """The database lets the trail be changed, as somebody with the file in hand could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("entry_refuses_update", "entry_refuses_delete", "chain_refuses_delete"):
                cursor.execute(f"DROP TRIGGER audit_{name}")
        else:
            for table in ("entry", "chain"):
                cursor.execute(f"DROP TRIGGER audit_{table}_refuses_change ON audit_{table}")


def test_an_entry_says_who_did_what_to_which_case(case, case_manager):
    entry = record("plan.agree", case, by=case_manager, role="case_manager", reason="why")
    assert (entry.by, entry.deed, entry.case_id, entry.programme_id) == (
        case_manager, "plan.agree", case.pk, case.programme_id,
    )  # fmt: skip
    assert (entry.subject_kind, entry.subject_id, entry.reason) == ("Case", str(case.pk), "why")
    assert str(entry) == f"{entry.number} plan.agree"


CHANGES = [
    "update audit_entry set deed = 'x'",
    "delete from audit_entry",
    "update audit_chain set last = ''",
    "update audit_chain set last = (select seal from audit_entry order by number limit 1)",
    "delete from audit_chain",
]
CHANGES_BY_VENDOR = {
    "sqlite": [
        "insert or replace into audit_entry select * from audit_entry limit 1",
        "insert or replace into audit_chain select id, '' from audit_chain",
    ],
    "postgresql": ["truncate audit_entry", "truncate audit_chain"],
}


def test_the_database_refuses_to_change_the_trail(case):
    for change in [*CHANGES, *CHANGES_BY_VENDOR[connection.vendor]]:
        with (
            pytest.raises(DatabaseError, match="trail"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    assert Entry.objects.exists()
    assert broken_entries(case.programme_id) == []


def test_looks_within_five_minutes_count_as_one(case, mentor):
    look("plan_view", case, by=mentor, role="mentor")
    look("plan_view", case, by=mentor, role="mentor")
    look("meeting_view", case, by=mentor, role="mentor")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        look("plan_view", case, by=mentor, role="mentor")
    looks = Entry.objects.about_case(case.pk).looks().newest_first()
    assert [entry.deed for entry in looks] == ["plan_view", "meeting_view", "plan_view"]


def test_an_untouched_trail_is_whole(case):
    assert broken_entries(case.programme_id) == []


def test_a_changed_entry_shows(case, unguarded):
    entry = Entry.objects.about_case(case.pk).first()
    Entry.objects.filter(pk=entry.pk).update(reason="somebody else")
    assert broken_entries(case.programme_id) == [entry.number]


def test_a_removed_entry_shows_in_the_one_after_it(case, unguarded):
    numbers = list(
        Entry.objects.filter(programme_id=case.programme_id)
        .order_by("number")
        .values_list("number", flat=True)
    )
    Entry.objects.filter(pk=numbers[1]).delete()
    assert broken_entries(case.programme_id) == [numbers[2]]


def test_a_removed_last_entry_shows(case, unguarded):
    Entry.objects.filter(programme_id=case.programme_id).order_by("-number").first().delete()
    assert broken_entries(case.programme_id) == [0]


def test_a_removed_chain_shows(case, unguarded):
    Chain.objects.all().delete()
    with pytest.raises(SystemExit):
        call_command("audit", "verify")


def test_the_command_says_whether_the_trail_is_whole(case, capsys, unguarded):
    call_command("audit", "verify")
    assert "0 of them broken" in capsys.readouterr().out
    Entry.objects.filter(programme_id=case.programme_id).order_by("-number").first().delete()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify")
    assert ended.value.code == 1
    assert str(case.programme_id) in capsys.readouterr().out


def test_the_command_prints_json(case, unguarded):
    out = StringIO()
    Entry.objects.filter(programme_id=case.programme_id).order_by("-number").first().delete()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {str(case.programme_id): [0]}


def test_what_belongs_to_no_programme_has_a_chain_of_its_own(mentor):
    record("person.profile", mentor, by=mentor)
    assert Chain.objects.filter(pk=INSTALLATION).exists()
    assert broken_entries(INSTALLATION) == []
    assert str(Chain(pk=INSTALLATION)) == f"Chain {INSTALLATION}"
