"""The same form sent several times at once, to a server with threads and a database they share."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from lidzas.audit.models import Entry
from lidzas.meetings.choices import Channel, WithWhom
from lidzas.meetings.models import Contact
from lidzas.records.models import Receipt
from tests.builders import DAY, a_case, a_person

pytestmark = pytest.mark.slow
AT_ONCE = 6
TOKEN = "a" * 32


@pytest.fixture
def apart(django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """A database of its own, where rows are written for good and threads meet; SQLite's is a file.

    Other tests take back what they wrote; here it would stay, since nobody may empty the trail.
    """
    named, kept = connection.settings_dict["NAME"], connection.connection
    with django_db_blocker.unblock(), made(tmp_path) as name:
        connection.connection, connection.settings_dict["NAME"] = None, name
        call_command("migrate", verbosity=0)
        yield
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, named


@contextmanager
def made(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield str(folder / "apart.sqlite3")
        return
    name = f"apart_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def site(apart: None) -> Iterator[str]:
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


def send(url: str, headers: dict[str, str], body: str, together: Barrier) -> tuple[int, str | None]:
    browser = HTTPConnection(urlsplit(url).netloc, timeout=30)
    together.wait(30)
    browser.request("POST", urlsplit(url).path, body, headers)
    answer = browser.getresponse()
    answer.read()
    browser.close()
    return answer.status, answer.headers["Location"]


def test_a_form_sent_several_times_at_once_is_carried_out_once(site):
    case_manager = a_person("Gunta Liepa")
    case = a_case(case_manager=case_manager)
    client = Client()
    client.force_login(case_manager)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    form = {
        "with_whom": WithWhom.MENTEE, "held_on": DAY.isoformat(), "channel": Channel.PHONE, "reached": "yes",
        "note": "Sounds well.", "form_key": "0123456789abcdef" * 2, "csrfmiddlewaretoken": TOKEN,
    }  # fmt: skip
    url, together = site + reverse("meetings:contact", args=[case.pk]), Barrier(AT_ONCE)

    with ThreadPoolExecutor(AT_ONCE) as browsers:
        sent = [browsers.submit(send, url, headers, urlencode(form), together) for _ in range(AT_ONCE)]
    answers = {each.result() for each in sent}

    assert answers == {(302, reverse("meetings:contacts", args=[case.pk]))}
    assert Contact.objects.filter(case=case).count() == 1
    assert Entry.objects.filter(case_id=case.pk, deed="contact.log").count() == 1
    assert Receipt.objects.count() == 1
