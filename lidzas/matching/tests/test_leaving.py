"""Ending a mentor's place."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.matching.choices import ProposalState
from lidzas.matching.models import Match
from lidzas.matching.tests.builders import a_match, a_signed_proposal, make_ready
from lidzas.notices.models import Notice
from lidzas.people.actions import join_as_mentor
from tests.builders import DAY, a_case, a_person

KEY = {"form_key": "k"}


def end_page(mentor):
    return reverse(
        "matching:let_go", kwargs={"programme_code": mentor.programme.code, "mentor_id": mentor.pk}
    )


@pytest.mark.covers("S3.31")
def test_a_mentor_who_leaves_sees_nothing_more_and_the_case_managers_are_told(
    signed_in, seeking, maris, case_manager, coordinator, autumn
):
    match = a_match(seeking, maris, case_manager=case_manager, coordinator=coordinator)
    other = make_ready(a_case(autumn, mentee=a_person("Ieva"), case_manager=case_manager), by=case_manager)
    asked = a_signed_proposal(other, maris, case_manager=case_manager, coordinator=coordinator)
    browser = signed_in(coordinator)
    people = browser.get(reverse("journey:people", kwargs={"programme_code": maris.programme.code}))
    assert end_page(maris) in people.content.decode()
    assert "Elza Kalniņa" in browser.get(end_page(maris)).content.decode()
    assert browser.post(end_page(maris), KEY).status_code == 422
    assert browser.post(end_page(maris), {"reason": "time_or_health"}).status_code == 302
    match.refresh_from_db()
    asked.refresh_from_db()
    assert (match.ended_on, match.end_reason) == (DAY, "time_or_health")
    assert asked.state is ProposalState.NOT_THIS_TIME
    assert browser.get(end_page(maris)).status_code == 404
    letters = Notice.objects.exclude(address=maris.person.email)
    assert [letter.address for letter in letters] == [case_manager.email]
    case_page = reverse("journey:case", kwargs={"case_id": seeking.pk})
    assert signed_in(maris.person).get(case_page).status_code == 404


def test_a_mentor_without_a_pair_leaves_by_one_button_and_may_come_back(
    signed_in, maris, project_manager, programme
):
    assert signed_in(project_manager).post(end_page(maris), KEY).status_code == 302
    maris.refresh_from_db()
    assert maris.left_on == DAY
    back = join_as_mentor(programme, maris.person, by=project_manager, on=DAY)
    assert (back.pk, back.left_on, back.joined_on) == (maris.pk, None, DAY)
    assert not Match.objects.exists()


def test_a_suggestion_is_taken_back_in_the_role_of_who_ended_the_place(
    signed_in, seeking, maris, case_manager, coordinator
):
    proposal = a_signed_proposal(seeking, maris, case_manager=case_manager, coordinator=coordinator)
    signed_in(coordinator).post(end_page(maris), KEY)
    entry = Entry.objects.get(deed="match.withdraw", subject_id=str(proposal.pk))
    assert (entry.by, entry.role) == (coordinator, Role.TRAINING_COORDINATOR)
