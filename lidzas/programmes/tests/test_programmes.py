"""Methods taken into use, programmes kept apart, rounds, roles and numbers."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from lidzas.access import Role
from lidzas.method import MethodFaulty
from lidzas.programmes.actions import (
    CodeTaken,
    NumberOutOfRange,
    give_role,
    open_round,
    set_number,
    take_method,
)
from lidzas.programmes.models import Programme, Round, StaffRole
from lidzas.programmes.queries import capacity_of, method_of, numbers_of, rhythms, staff_roles
from tests.builders import DAY, ROOT, START, a_programme, a_round, files_of

PARDOMAT = ROOT / "content" / "pardomat"


@pytest.mark.django_db
def test_the_same_files_are_taken_once():
    first, second = (take_method(files_of(PARDOMAT), on=START) for _ in range(2))
    assert first == second
    assert str(first) == f"{method_of(first.pk).code} {first.label}"


@pytest.mark.django_db
def test_faulty_files_are_not_taken():
    with pytest.raises(MethodFaulty):
        take_method({"method.toml": ""}, on=START)


def test_whoever_starts_a_programme_leads_it(programme, project_manager):
    assert staff_roles(project_manager, programme.pk) == {Role.PROJECT_MANAGER}
    assert list(Programme.objects.of_staff(project_manager)) == [programme]
    assert str(programme) == programme.name


def test_programmes_of_one_name_get_addresses_of_their_own(project_manager):
    assert [a_programme("Kopā", by=project_manager).code for _ in range(3)] == ["kopa", "kopa-2", "kopa-3"]
    assert a_programme("…", by=project_manager).code == "programme"


def test_a_role_is_given_once(programme, case_manager):
    give_role(programme, case_manager, Role.CASE_MANAGER, by=case_manager, on=DAY)
    [held] = StaffRole.objects.filter(person=case_manager)
    assert str(held) == f"case_manager {held.pk}"


def test_the_newest_number_counts_and_the_earlier_stay(programme, project_manager):
    for value in (10, 20):
        row = set_number(programme, "every_days:contact", value, by=project_manager, on=DAY)
    assert numbers_of(programme.pk) == {"every_days:contact": 20}
    assert rhythms(numbers_of(programme.pk)) == {"contact": 20}
    assert str(row) == f"every_days:contact = 20 from {DAY}"
    assert programme.settings.count() == 2
    assert capacity_of(programme) == 2
    set_number(programme, "capacity", 3, by=project_manager, on=DAY)
    assert capacity_of(programme) == 3


@pytest.mark.parametrize("value", [0, 3651])
def test_a_number_that_nobody_can_mean_is_refused(programme, project_manager, value):
    with pytest.raises(NumberOutOfRange):
        set_number(programme, "capacity", value, by=project_manager, on=DAY)


def test_a_round_ends_after_it_starts(programme):
    wrong = Round(
        programme=programme, name="x", code="x", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 1)
    )
    with pytest.raises(ValidationError, match="ends after"):
        wrong.full_clean()


def test_rounds_of_one_programme_have_different_short_names(programme, project_manager):
    words = {"name": "Spring", "code": "spring", "starts_on": START, "ends_on": DAY, "places": 20}
    open_round(programme, **words, by=project_manager)
    with pytest.raises(CodeTaken):
        open_round(programme, **words, by=project_manager)
    assert open_round(a_programme("Other"), **words, by=project_manager)


def test_a_round_is_called_by_its_name(programme):
    assert str(a_round(programme)) == "Autumn"


def test_a_programme_that_is_not_mine_does_not_exist(signed_in, programme, stranger, mentor):
    a_programme("Other", by=stranger)
    for person in (stranger, mentor):
        address = reverse("journey:settings", kwargs={"programme_code": programme.code})
        assert signed_in(person).get(address).status_code == 404


def test_a_page_beyond_my_role_is_refused(signed_in, programme, developer):
    address = reverse("people:invite_staff", kwargs={"programme_code": programme.code})
    assert signed_in(developer).get(address).status_code == 403


def test_the_command_finds_no_mistake_in_the_shipped_method(capsys):
    call_command("method", "check", str(PARDOMAT))
    assert "No mistakes." in capsys.readouterr().out


def test_the_command_reports_every_mistake_and_ends_with_one(tmp_path, capsys):
    (tmp_path / "method.toml").write_text('code = ""\n')
    with pytest.raises(SystemExit) as ended:
        call_command("method", "check", str(tmp_path))
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5
    assert lines[0].startswith("method.toml:")


def test_the_command_prints_mistakes_as_json(tmp_path):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("method", "check", str(tmp_path), "--json", stdout=out)
    assert set(json.loads(out.getvalue())[0]) == {"file", "line", "reason"}
    out = StringIO()
    call_command("method", "check", str(PARDOMAT), "--json", stdout=out)
    assert json.loads(out.getvalue()) == []


@pytest.mark.django_db
def test_the_command_takes_a_method_into_use(capsys):
    call_command("method", "take", str(PARDOMAT))
    assert "Taken into use: pardomat" in capsys.readouterr().err
