"""The log tells where something failed, and nothing of whom it was about."""

import io
import logging
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from lidzas.ui.faults import FaultLine

pytestmark = pytest.mark.django_db
LOGGERS = ("django.request", "django.security")


@pytest.fixture
def log():
    """What the product writes about faults."""
    paper = io.StringIO()
    ours = {
        handler for name in LOGGERS for handler in logging.getLogger(name).handlers
        if isinstance(handler.formatter, FaultLine)
    }  # fmt: skip
    kept = {handler: handler.setStream(paper) for handler in ours}
    yield paper.getvalue
    for handler, stream in kept.items():
        handler.setStream(stream)


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def test_a_fault_is_logged_by_its_kind_and_place_and_without_its_words(log, visitor, case, mentor):
    visitor.force_login(mentor)

    def away(execute, sql, *rest):
        if "meetings_meeting" in sql:
            raise OperationalError(f"CANARY {case.pk}")
        return execute(sql, *rest)

    with connection.execute_wrapper(away):
        response = visitor.get(reverse("meetings:index", args=[case.pk]))

    assert response.status_code == 500
    [line] = log().splitlines()
    assert f"django.request {response['X-Request-ID']} django.db.utils.OperationalError at " in line
    assert re.search(r"lidzas/meetings/(views|queries)\.py:\d+", line)
    assert str(case.pk) not in line
    assert "CANARY" not in line


def test_a_form_from_elsewhere_is_not_logged_with_its_address(log, visitor, caplog):
    address = reverse("people:invitation", args=["SECRET-OF-AN-INVITATION"])

    assert visitor.post(address, {"name": "Anna"}).status_code == 403

    assert "SECRET" not in log() + caplog.text


def test_a_form_that_cannot_be_read_is_logged_without_its_address(log, visitor, case, mentor):
    visitor.handler.enforce_csrf_checks = False
    visitor.force_login(mentor)
    fields = {f"field{number}": "CANARY" for number in range(2500)}

    assert visitor.post(reverse("meetings:log", args=[case.pk]), fields).status_code == 400

    assert "TooManyFieldsSent" in log()
    assert str(case.pk) not in log()


def test_what_fails_without_an_exception_is_still_a_line(log):
    logging.getLogger("django.request").error("Gone: %s", "/c/CANARY/")
    assert log().strip().endswith("ERROR django.request - -")
