"""What holds for every page: reading writes nothing, wrong methods are refused kindly, answers carry their headers."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import Role
from tests.builders import DAY
from tests.urls_of_the_site import our_pages
from tests.world import parameters_of, programmed

pytestmark = pytest.mark.django_db
PAGES = [page for page in our_pages() if not {"token", "person_id", "stage_key"} & set(page.parameters)]
RIGA = ZoneInfo("Europe/Riga")
MAY_BE_WRITTEN = ("audit_entry", "audit_chain", "django_session")
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO) "?(\w+)', re.IGNORECASE)


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(f"{DAY}T08:45:00Z"):
            made = programmed("Ours", 4)
        made.browsers = {}
        for role, person in made.people.items():
            made.browsers[role] = Client()
            made.browsers[role].force_login(person)
        yield made
        transaction.set_rollback(True)


def address_of(page, place):
    values = parameters_of(place, place.case)
    if page.app == "safeguarding":
        values["agreement_id"] = values["crisis_agreement_id"]
    if page.name == "journey:mark_work":
        values["activity"] = values["work"]
    return reverse(page.name, kwargs={name: values[name] for name in page.parameters})


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_reading_writes_nothing_but_the_look(place, page):
    address = address_of(page, place)
    for browser in place.browsers.values():
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        written = {found.group(2) for query in asked if (found := WRITES.match(query["sql"]))}
        assert written <= {*MAY_BE_WRITTEN}


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_wrong_method_is_refused_kindly(place, page, method):
    answer = getattr(place.browsers[Role.CASE_MANAGER], method)(address_of(page, place))
    assert answer.status_code == 405
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_answer_carries_its_headers(place, page):
    address = address_of(page, place)
    for browser in (Client(), place.browsers[Role.MENTEE], place.browsers[Role.CASE_MANAGER]):
        answer = browser.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert (
            answer["Cache-Control"] in ("no-store", "private, max-age=300")
            or "no-cache" in answer["Cache-Control"]
        )
        if answer.status_code == 200 and page.lock != "public":
            assert answer["Cache-Control"] == "no-store"


def test_cookies_are_out_of_reach_of_scripts(place):
    answer = place.browsers[Role.MENTEE].get("/home/")
    visit = Client().get("/account/login/")
    for cookie in [*answer.cookies.values(), *visit.cookies.values()]:
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/c/nothing/", "/p/none/people/", "/home/\x00", "/c/%00/", "/home/?as=\x00"]
)
def test_an_address_that_leads_nowhere_is_a_calm_page(place, address):
    answer = place.browsers[Role.CASE_MANAGER].get(address)
    assert answer.status_code in (200, 404)
    assert "<h1" in answer.content.decode()


def test_no_style_or_script_asks_for_anything_outside():
    for folder in ("ui", "guide", "plans", "agreements", "meetings", "matching"):
        for path in finders.find(folder, find_all=True):
            for file in Path(path).rglob("*"):
                if file.suffix in (".css", ".js"):
                    assert not re.search(r"(url\(|fetch\(|import )[\"']?(https?:)?//", file.read_text())


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=RIGA),
        datetime(2026, 10, 25, 3, 30, tzinfo=RIGA),
        datetime(2027, 3, 28, 3, 30, tzinfo=RIGA),
        datetime(2028, 2, 29, 12, tzinfo=RIGA),
    ],
    ids=[
        "summer time ends tonight",
        "the hour that comes twice",
        "the hour that does not exist",
        "a leap day",
    ],
)
def test_pages_open_at_odd_hours(place, moment):
    with time_machine.travel(moment, tick=False):
        for role, person in place.people.items():
            browser = Client()
            browser.force_login(person)
            assert browser.get("/home/").status_code == 200, role
        browser = Client()
        browser.force_login(place.people[Role.MENTOR])
        assert browser.get(f"/c/{place.case.pk}/meetings/log/").status_code == 200
