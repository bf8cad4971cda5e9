"""The first page of an installation, and stepping into invented people."""

import re

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.models import INSTALLATION
from lidzas.audit.queries import broken_entries
from lidzas.practice.actions.begin import (
    BegunAlready,
    MethodMissing,
    begin_programme,
    hold_untouched,
    take_shipped,
)
from lidzas.practice.actions.sample import make_sample
from lidzas.programmes.models import Programme, StaffRole
from tests.builders import DAY, ROOT, a_person, a_programme

BEGIN = {
    "programme_name": "Kopā", "name": "Pēteris", "email": "Peteris@example.org", "password": "three words in a row",
}  # fmt: skip


@pytest.fixture
def two_methods(settings, tmp_path):
    for name, folder in (
        ("pardomat", ROOT / "content" / "pardomat"), ("pavadoni", ROOT / "lidzas/method/tests/methods/pavadoni"),
    ):  # fmt: skip
        (tmp_path / name).symlink_to(folder)
    settings.LIDZAS_METHODS = tmp_path


@pytest.mark.django_db
def test_the_first_person_starts_the_programme_and_leads_it(client):
    assert client.get(reverse("practice:begin")).status_code == 200
    assert client.post(reverse("practice:begin"), BEGIN).url == reverse("journey:home")
    person = User.objects.get(email="peteris@example.org")
    assert (person.is_administrator, person.check_password("three words in a row")) == (True, True)
    assert StaffRole.objects.get().role == Role.PROJECT_MANAGER
    assert client.get(reverse("journey:home")).context["hat"].programme_name == "Kopā"


@pytest.mark.django_db
def test_a_weak_password_is_refused_and_nothing_begins(client):
    for password in ("", "short", "kopā"):
        assert client.post(reverse("practice:begin"), {**BEGIN, "password": password}).status_code == 422
    assert not Programme.objects.exists()


def test_once_begun_the_first_page_is_gone(client, programme):
    assert client.get(reverse("practice:begin")).status_code == 404
    assert client.post(reverse("practice:practise")).status_code == 404
    with pytest.raises(BegunAlready):
        begin_programme(
            programme_name="x", name="x", email="x@example.org", password="x", method="pardomat", on=DAY
        )


@pytest.mark.django_db
def test_who_begins_takes_a_turn_before_looking_whether_somebody_was_first():
    with CaptureQueriesContext(connection) as asked:
        hold_untouched()
    tables = [re.search(r'FROM "(\w+)"', query["sql"]) for query in asked.captured_queries]
    assert [found[1] for found in tables if found] == ["audit_chain", "accounts_user", "programmes_programme"]
    assert broken_entries(INSTALLATION) == []


def test_a_method_that_is_not_at_hand_is_refused(db):
    with pytest.raises(MethodMissing):
        take_shipped("nowhere", on=DAY)


@pytest.mark.django_db
def test_with_several_methods_at_hand_one_is_chosen(client, two_methods):
    page = client.get(reverse("practice:begin"))
    assert [code for code, _name in page.context["form"].fields["method"].choices] == ["pardomat", "pavadoni"]
    client.post(reverse("practice:begin"), {**BEGIN, "method": "pavadoni"})
    assert Programme.objects.get().method.code == "pavadoni"


def test_a_second_programme_is_started_by_who_keeps_the_installation(client, programme):
    keeper = a_person("Keeper", is_administrator=True)
    client.force_login(keeper)
    address = reverse("practice:programme")
    assert client.get(address).status_code == 200
    client.post(address, {"programme_name": "Līdzās Dobelē"})
    other = Programme.objects.get(name="Līdzās Dobelē")
    assert (other.code, other.method) == ("lidzas-dobele", programme.method)
    assert (
        reverse("practice:programme")
        in client.get(reverse("journey:settings", args=[other.code])).content.decode()
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_practising_makes_a_round_whose_people_one_can_be(client):
    assert client.post(reverse("practice:practise")).url == reverse("practice:people")
    assert client.post(reverse("practice:practise")).url == reverse("practice:people")
    page = client.get(reverse("practice:people"))
    roles = [role for role, _people in page.context["parts"]]
    assert len(roles) == 6
    for _role, people in page.context["parts"]:
        client.post(reverse("practice:step_into", args=[people[0].person.pk]))
        home = client.get(reverse("journey:home"))
        assert (home.status_code, home.wsgi_request.user) == (200, people[0].person)
        assert "everybody here is invented" in home.content.decode() or "izdomāti" in home.content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_practice_and_real_people_never_mix(client):
    make_sample(seed=1, on=DAY, cases=1)
    keeper = a_person("Keeper", is_administrator=True)
    assert client.post(reverse("practice:step_into", args=[keeper.pk])).status_code == 404
    client.force_login(keeper)
    refused = client.post(reverse("practice:programme"), {"programme_name": "Real"})
    assert refused.status_code == 422
    assert Programme.objects.count() == 1


def test_stepping_into_people_does_not_exist_with_real_people(client, programme, mentor):
    a_programme("Other")
    assert client.get(reverse("practice:people")).status_code == 404
    assert client.post(reverse("practice:step_into", args=[mentor.pk])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("sqlstate", "expected"), [("55P03", BegunAlready), ("57014", OperationalError)])
def test_who_begins_while_the_invented_round_is_made_is_told_so(sqlstate, expected):
    def the_row_is_held(execute, sql, *rest):
        if '"audit_chain"' in sql:
            cause = Exception("held")
            cause.sqlstate = sqlstate
            raise OperationalError("held") from cause
        return execute(sql, *rest)

    with connection.execute_wrapper(the_row_is_held), pytest.raises(expected):
        hold_untouched()
