"""Whoever sees a case leaves a line, whatever becomes of what they sent."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.meetings.models import Meeting


@pytest.fixture
def log(case):
    return reverse("meetings:log", kwargs={"case_id": case.pk})


def looks_at(case):
    return list(Entry.objects.about_case(case.pk).looks().values_list("by", "role"))


@pytest.mark.parametrize(("method", "page"), [("get", "log"), ("get", "index"), ("head", "index")])
def test_reading_a_page_leaves_a_look(signed_in, case, mentor, method, page):
    address = reverse(f"meetings:{page}", kwargs={"case_id": case.pk})
    assert getattr(signed_in(mentor), method)(address).status_code == 200
    assert looks_at(case) == [(mentor.pk, Role.MENTOR)]


@pytest.mark.parametrize("form_key", ["", "0123456789abcdef0123456789abcdef"])
def test_a_form_shown_again_leaves_a_look_though_nothing_was_done(signed_in, case, mentor, log, form_key):
    response = signed_in(mentor).post(log, {"happened_on": "never", "form_key": form_key})
    assert response.status_code == 422
    assert not Meeting.objects.exists()
    assert looks_at(case) == [(mentor.pk, Role.MENTOR)]


def test_what_a_young_person_sends_is_no_look(signed_in, case, mentee, log):
    signed_in(mentee).post(log)
    assert looks_at(case) == []


def test_who_is_refused_has_seen_nothing(signed_in, case, stranger, coordinator, log):
    assert signed_in(stranger).post(log).status_code == 404
    assert signed_in(coordinator).post(log).status_code == 403
    assert looks_at(case) == []
