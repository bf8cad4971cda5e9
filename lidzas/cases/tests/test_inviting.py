"""The invitation of a young person belongs to their case."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import refer
from lidzas.people.models import Invitation
from lidzas.programmes.actions import give_role
from tests.builders import DAY, MOMENT, a_person


@pytest.fixture
def colleague(programme):
    person = a_person("Otra Vadītāja")
    give_role(programme, person, Role.CASE_MANAGER, by=person, on=DAY)
    return person


@pytest.fixture
def opened(autumn, case_manager, colleague):
    """Two cases just opened, one of each case manager."""
    return [
        refer(
            autumn, name="Young", email=email, language="lv", municipality="", referred_by="themself",
            opened_on=DAY, by=by, at=MOMENT, link_for=str,
        )
        for by, email in ((case_manager, "mine@example.org"), (colleague, "theirs@example.org"))
    ]  # fmt: skip


def people_page(browser, programme):
    return browser.get(reverse("journey:people", args=[programme.code])).content.decode()


def test_case_managers_see_the_invitations_of_their_own_young_people(
    signed_in, programme, case_manager, coordinator, opened
):
    page = people_page(signed_in(case_manager), programme)
    assert ("mine@example.org" in page, "theirs@example.org" in page) == (True, False)
    page = people_page(signed_in(coordinator), programme)
    assert ("mine@example.org" in page, "theirs@example.org" in page) == (True, True)


def test_a_new_link_for_a_young_person_is_sent_by_their_own_case_manager(
    signed_in, programme, case_manager, colleague, coordinator, opened
):
    case = opened[0].case
    again = reverse("cases:invite_again", args=[case.pk])
    waiting = Invitation.objects.filter(person=case.mentee)
    assert again not in people_page(signed_in(coordinator), programme)
    assert signed_in(coordinator).post(again).status_code == 403
    assert signed_in(colleague).post(again).status_code == 404
    browser = signed_in(case_manager)
    assert again in people_page(browser, programme)
    page = browser.post(again, {"form_key": "a" * 32}, follow=True).content.decode()
    assert "Young can come in by this link" in page
    assert (waiting.count(), waiting.waiting(programme).count()) == (2, 1)


def test_who_has_come_in_needs_no_link(signed_in, programme, case_manager, opened):
    case = opened[0].case
    Invitation.objects.filter(person=case.mentee).update(accepted_at=MOMENT)
    again = reverse("cases:invite_again", args=[case.pk])
    assert signed_in(case_manager).post(again).status_code == 404
