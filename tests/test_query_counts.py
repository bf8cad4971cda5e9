"""Lists and homes ask the database as often for four hundred cases as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.cases.models import Case
from tests.crowd import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_home_caseload_and_case_page_ask_as_often_for_one_forty_and_four_hundred_cases(
    client, autumn, case_manager
):
    client.force_login(case_manager)
    counts = []
    for numbers in (range(1), range(1, 40), range(40, 400)):
        fill(autumn, case_manager, numbers)
        case = Case.objects.first()
        pages = [
            "/home/", reverse("journey:caseload", args=[autumn.programme.code]),
            reverse("journey:people", args=[autumn.programme.code]), reverse("journey:case", args=[case.pk]),
        ]  # fmt: skip
        counts.append([asked(client, page) for page in pages])
    assert counts[0] == counts[1] == counts[2]
    assert counts[0][0] <= 12
    assert counts[0][3] <= 15


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
