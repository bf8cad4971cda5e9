"""`lidzas import`, as an operator calls it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lidzas.cases.models import Case
from lidzas.people.models import Mentor

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path):
    def written(*lines):
        file = tmp_path / "people.csv"
        file.write_text("\n".join(["Name;E-mail", *lines]))
        return file

    return written


def run(file, programme, by, *words):
    said = StringIO()
    call_command(
        "import",
        str(file),
        "--programme",
        programme.code,
        "--by",
        by.email,
        *words,
        stdout=said,
        stderr=StringIO(),
    )
    return said.getvalue()


def test_mentors_come_without_a_round_and_young_people_with_one(
    table, programme, autumn, coordinator, case_manager
):
    assert "People: 1." in run(table("Anna Kalna;a@example.org"), programme, coordinator)
    assert Mentor.objects.count() == 1
    said = run(table("Elza Sila;e@example.org"), programme, case_manager, "--round", autumn.code, "--json")
    assert json.loads(said)["people"] == 1
    assert Case.objects.count() == 1


def test_a_dry_run_makes_nobody(table, programme, coordinator):
    said = run(
        table("Anna Kalna;a@example.org", "Ana Kalna;b@example.org"), programme, coordinator, "--dry-run"
    )
    assert "See row 2, too." in said
    assert not Mentor.objects.exists()


@pytest.mark.parametrize("words", [(), ("--json",), ("--dry-run",)])
def test_a_faulty_table_ends_with_1_and_says_what_is_wrong(table, programme, coordinator, words, capsys):
    with pytest.raises(SystemExit) as ended:
        run(table("Anna;nowhere"), programme, coordinator, *words)
    assert ended.value.code == 1
    assert not Mentor.objects.exists()


def test_an_unreadable_table_ends_with_1(tmp_path, programme, coordinator):
    file = tmp_path / "x.csv"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="empty") as ended:
        run(file, programme, coordinator)
    assert ended.value.returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--programme", "nowhere"], "no programme"),
        (["--by", "nobody@example.org"], "not in the team"),
        (["--round", "none"], "no round"),
    ],
)
def test_what_is_not_there_ends_with_2(table, programme, coordinator, words, said):
    with pytest.raises(CommandError, match=said) as ended:
        run(table(), programme, coordinator, *words)
    assert ended.value.returncode == 2


def test_a_stranger_to_the_team_brings_nobody(table, programme, stranger):
    with pytest.raises(CommandError, match="not in the team"):
        run(table(), programme, stranger)


def test_a_file_that_is_not_there_ends_with_2(tmp_path, programme, coordinator):
    with pytest.raises(CommandError, match="cannot be opened") as ended:
        run(tmp_path / "none.csv", programme, coordinator)
    assert ended.value.returncode == 2
