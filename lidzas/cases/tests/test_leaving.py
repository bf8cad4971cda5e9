"""Handing cases over, and ending roles of the project team."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.cases.actions import RoleTaken, close_case, join_team, open_case
from lidzas.cases.actions.leaving import NotACaseManager, SuccessorMissing, end_staff_role, hand_over
from lidzas.cases.choices import ReferredBy
from lidzas.cases.models import Case, TeamMember
from lidzas.notices.models import Notice
from lidzas.programmes.actions import LastProjectManager, end_role, give_role
from lidzas.programmes.models import StaffRole
from tests.builders import DAY, START, a_person, a_programme

KEY = {"form_key": "k"}


@pytest.fixture
def successor(programme):
    person = a_person("Rasa Ozola")
    give_role(programme, person, Role.CASE_MANAGER, by=person, on=START)
    return person


def role_of(person, role=Role.CASE_MANAGER):
    return StaffRole.objects.get(person=person, role=role, until=None)


def page(name, **parts):
    return reverse(f"cases:{name}", kwargs=parts)


def manager_of(case):
    return case.team.get(role=Role.CASE_MANAGER, left_on=None).person


def test_a_case_handed_over_opens_to_the_new_case_manager_and_shuts_to_the_old(
    signed_in, case, case_manager, successor
):
    case_page = reverse("journey:case", kwargs={"case_id": case.pk})
    hand = page("pass_on", case_id=case.pk)
    assert "Rasa Ozola" in signed_in(case_manager).get(hand).content.decode()
    answer = signed_in(case_manager).post(hand, {"successor": successor.pk}, follow=True)
    assert "Handed over." in answer.content.decode()
    assert signed_in(case_manager).get(case_page).status_code == 404
    assert signed_in(successor).get(case_page).status_code == 200
    assert {row.person for row in case.open_activities.filter(role=Role.CASE_MANAGER)} == {successor}
    assert [letter.address for letter in Notice.objects.all()] == [successor.email]


def test_a_project_manager_hands_a_case_over_without_reading_it(signed_in, case, project_manager, successor):
    browser = signed_in(project_manager)
    hand = page("pass_on", case_id=case.pk)
    pairs = browser.get(reverse("matching:show", kwargs={"case_id": case.pk}))
    assert hand in pairs.content.decode()
    assert browser.post(hand, {"successor": successor.pk}).status_code == 302
    assert manager_of(case) == successor
    assert browser.get(reverse("journey:case", kwargs={"case_id": case.pk})).status_code == 403


def test_nobody_takes_over_who_is_no_case_manager_here(signed_in, case, case_manager, coordinator, successor):
    other = a_programme("Elsewhere")
    foreign = a_person("Foreign")
    give_role(other, foreign, Role.CASE_MANAGER, by=foreign, on=START)
    for person in (coordinator, foreign):
        with pytest.raises(NotACaseManager):
            hand_over(case, successor=person, by=case_manager, on=DAY)
    refused = signed_in(case_manager).post(page("pass_on", case_id=case.pk), {"successor": foreign.pk})
    assert refused.status_code == 422
    assert manager_of(case) == case_manager


def test_the_mentor_of_a_young_person_does_not_become_their_case_manager(
    case, case_manager, mentor, programme
):
    give_role(programme, mentor, Role.CASE_MANAGER, by=mentor, on=START)
    with pytest.raises(RoleTaken):
        hand_over(case, successor=mentor, by=case_manager, on=DAY)
    assert manager_of(case) == case_manager


def test_one_person_has_one_role_on_a_case(autumn, case, case_manager):
    with pytest.raises(RoleTaken, match="Nobody is their own case manager"):
        open_case(autumn, case_manager, by=case_manager, on=DAY, referred_by=ReferredBy.THEMSELF)
    second = open_case(autumn, a_person("B"), by=case_manager, on=DAY, referred_by=ReferredBy.THEMSELF)
    with pytest.raises(RoleTaken, match="another role"):
        join_team(second, second.mentee, Role.MENTOR, by=case_manager, on=DAY)


def test_without_a_colleague_there_is_nobody_to_hand_over_to(signed_in, case, case_manager):
    answer = signed_in(case_manager).get(page("pass_on", case_id=case.pk))
    assert "There is no other case manager" in answer.content.decode()


def test_a_role_that_ends_shuts_the_programme_at_once(signed_in, programme, project_manager, coordinator):
    end = page(
        "end_role", programme_code=programme.code, role_id=role_of(coordinator, Role.TRAINING_COORDINATOR).pk
    )
    people = reverse("journey:people", kwargs={"programme_code": programme.code})
    browser = signed_in(project_manager)
    assert end in browser.get(people).content.decode()
    assert "Kristīne Zariņa" in browser.get(end).content.decode()
    assert "The role has ended." in browser.post(end, KEY, follow=True).content.decode()
    assert browser.get(end).status_code == 404
    assert signed_in(coordinator).get(people).status_code == 404
    assert Entry.objects.filter(deed="role.end", by=project_manager).count() == 1


def test_a_case_manager_leaves_only_when_somebody_takes_over(
    signed_in, programme, project_manager, case, case_manager, successor
):
    close_case(case, by=case_manager, on=DAY)
    end = page("end_role", programme_code=programme.code, role_id=role_of(case_manager).pk)
    browser = signed_in(project_manager)
    assert "1 young person goes to somebody else" in browser.get(end).content.decode()
    refused = browser.post(end, KEY)
    assert refused.status_code == 422
    assert "Please choose one." in refused.content.decode()
    assert browser.post(end, {"successor": successor.pk}).status_code == 302
    assert manager_of(case) == successor
    assert not TeamMember.objects.active().filter(person=case_manager).exists()
    assert Notice.objects.filter(address=successor.email).count() == 1


def test_without_a_successor_nothing_changes(case, case_manager, project_manager, signed_in, programme):
    held = role_of(case_manager)
    with pytest.raises(SuccessorMissing):
        end_staff_role(held, by=project_manager, on=DAY)
    held.refresh_from_db()
    assert held.until is None
    end = page("end_role", programme_code=programme.code, role_id=held.pk)
    assert "Please invite one first." in signed_in(project_manager).get(end).content.decode()


def test_a_case_manager_without_young_people_simply_leaves(case_manager, project_manager, successor):
    end_staff_role(role_of(case_manager), successor=successor, by=project_manager, on=DAY)
    assert not Case.objects.exists()
    assert not Notice.objects.exists()


def test_a_programme_keeps_a_project_manager(signed_in, programme, project_manager, successor):
    held = role_of(project_manager, Role.PROJECT_MANAGER)
    end = page("end_role", programme_code=programme.code, role_id=held.pk)
    refused = signed_in(project_manager).post(end, KEY)
    assert refused.status_code == 422
    assert "needs a project manager" in refused.content.decode()
    with pytest.raises(LastProjectManager):
        end_role(held, by=project_manager, on=DAY)
    give_role(programme, successor, Role.PROJECT_MANAGER, by=project_manager, on=DAY)
    assert signed_in(project_manager).post(end, KEY, follow=True).redirect_chain[0][0] == reverse(
        "journey:home"
    )
