"""Closing and reopening accounts."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from lidzas.audit.models import Entry
from tests.builders import a_person


def test_whoever_is_signed_in_with_a_closed_account_is_out_at_the_next_page(signed_in, mentor):
    a_person("Keeper", is_administrator=True)
    browser = signed_in(mentor)
    call_command("account", "close", mentor.email.upper(), stdout=StringIO())
    answer = browser.get(reverse("people:profile"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    out = StringIO()
    call_command("account", "reopen", mentor.email, "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"email": mentor.email, "may_sign_in": True}
    assert signed_in(mentor).get(reverse("people:profile")).status_code == 200
    assert list(Entry.objects.order_by("pk").values_list("deed", flat=True)) == [
        "account.close", "account.reopen",
    ]  # fmt: skip


def test_the_account_that_keeps_the_installation_stays_open(db):
    keeper = a_person("Keeper", is_administrator=True)
    with pytest.raises(CommandError, match="only account that keeps"):
        call_command("account", "close", keeper.email)
    a_person("Second", is_administrator=True)
    call_command("account", "close", keeper.email, stdout=StringIO())
    keeper.refresh_from_db()
    assert not keeper.is_active


def test_an_account_that_waits_for_its_person_is_neither_closed_nor_reopened(db):
    waiting = a_person("Jānis", is_active=False, came_in_at=None)
    for deed in ("close", "reopen"):
        with pytest.raises(CommandError, match="Nobody has come in"):
            call_command("account", deed, waiting.email)


def test_an_unknown_address_ends_the_command(db):
    with pytest.raises(CommandError, match="No account"):
        call_command("account", "close", "nobody@example.org")
