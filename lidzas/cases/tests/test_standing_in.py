"""A deputy has the rights of the mentor they stand in for, between two dates, and does not speak for them."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import ONES_OWN_VOICE, POLICY, Permission, Role
from lidzas.agreements.actions import propose_rule
from lidzas.audit.models import Entry
from lidzas.cases.actions import leave_team
from lidzas.cases.actions.standing import memberships_of, stand_in
from lidzas.cases.locks import Standing
from lidzas.cases.models import Case
from lidzas.people.actions import leave_as_mentor
from lidzas.people.models import Mentor
from tests.builders import DAY, a_case, a_mentor, a_person

pytestmark = pytest.mark.django_db
BACK = DAY + timedelta(days=7)


@pytest.fixture
def deputy(programme):
    return a_mentor(programme, a_person("Zane Upe"))


@pytest.fixture
def lent(case, mentor, deputy, coordinator):
    [member] = memberships_of(Mentor.objects.get(person=mentor))
    return stand_in(member, deputy, since=DAY, until=BACK, by=coordinator)


def test_a_deputy_may_what_the_mentor_may_except_to_speak_for_them(case, mentor, deputy, lent):
    standing = Standing(deputy.person, case)
    assert standing.stands_in_for == mentor.pk
    for permission in Permission:
        expected = Standing(mentor, case).allows(permission) and permission not in ONES_OWN_VOICE
        assert standing.allows(permission) is expected, permission


def test_a_deputy_reads_the_pairs_rules_and_says_yes_to_none(case, mentor, deputy, lent, mentee, signed_in):
    rule = propose_rule(case, words="We tell each other", role=Role.MENTEE, by=mentee, on=DAY)
    browser = signed_in(deputy.person)
    page = browser.get(reverse("agreements:card", args=[case.pk])).content.decode()
    assert "We tell each other" in page
    assert reverse("agreements:say_yes", args=[case.pk, rule.pk]) not in page
    for deed in ("say_yes", "let_go"):
        assert browser.post(reverse(f"agreements:{deed}", args=[case.pk, rule.pk])).status_code == 403
    rule.refresh_from_db()
    assert (rule.mentor_yes_on, rule.let_go_on) == (None, None)


def test_lists_and_locks_say_the_same_of_a_deputy(case, deputy, lent):
    for permission in POLICY:
        reached = Case.objects.within_reach(deputy.person, permission).filter(pk=case.pk).exists()
        assert reached is Standing(deputy.person, case).allows(permission), permission


def test_it_begins_and_ends_by_its_dates_without_a_write(case, deputy, lent, signed_in):
    page = reverse("journey:case", args=[case.pk])
    assert signed_in(deputy.person).get(page).status_code == 200
    for day in (DAY - timedelta(days=1), BACK):
        with time_machine.travel(f"{day}T09:00:00Z"):
            assert not Standing(deputy.person, case).on_case
            assert not Case.objects.within_reach(deputy.person, Permission.CASE_VIEW).exists()
    lent.until = DAY
    lent.save()
    assert signed_in(deputy.person).get(page).status_code == 404


def test_it_ends_when_the_mentor_leaves_the_case_or_the_deputy_the_programme(
    case, deputy, lent, coordinator, autumn
):
    leave_as_mentor(deputy, by=coordinator, on=DAY)
    assert not Standing(deputy.person, case).on_case
    Mentor.objects.filter(pk=deputy.pk).update(left_on=None)
    assert Standing(deputy.person, case).on_case == {Role.MENTOR}
    leave_team(case, Role.MENTOR, by=coordinator, on=DAY)
    assert not Standing(deputy.person, case).on_case


def test_a_deputy_reaches_that_case_and_no_other(case, deputy, lent, autumn):
    other = a_case(autumn, mentee=a_person(), mentor=a_person("Other mentor"))
    assert list(Case.objects.within_reach(deputy.person, Permission.CASE_VIEW)) == [case]
    assert list(Case.objects.looked_after_by(deputy.person, Role.MENTOR, DAY)) == [case]
    assert not Standing(deputy.person, other).on_case


def test_the_trail_and_the_young_person_see_in_whose_place_a_deputy_looked(
    case, mentor, deputy, lent, mentee, signed_in
):
    signed_in(deputy.person).get(reverse("plans:show", args=[case.pk]))
    entry = Entry.objects.looks().get(by=deputy.person)
    assert (entry.role, entry.reason) == ("mentor", f"in place of {mentor.pk}")
    signed_in(mentor).get(reverse("plans:show", args=[case.pk]))
    assert Entry.objects.looks().get(by=mentor).stood_for == ""
    page = signed_in(mentee).get(reverse("journey:looks", args=[case.pk])).content.decode()
    assert page.count("standing in for Māris Ozols") == 1


def test_the_young_person_and_the_case_manager_see_who_stands_in(
    case, deputy, lent, mentee, case_manager, signed_in
):
    for person in (mentee, case_manager):
        page = signed_in(person).get(reverse("journey:case", args=[case.pk])).content.decode()
        assert "Zane Upe" in page
        assert "Standing in for Māris Ozols" in page


def test_a_deputy_finds_the_young_person_on_their_home(case, deputy, lent, mentor, signed_in):
    assert "You stand in for the mentor" in signed_in(deputy.person).get("/home/").content.decode()
    assert "You stand in for the mentor" not in signed_in(mentor).get("/home/").content.decode()


def test_for_everybody_else_nothing_more_is_asked(case, mentor, deputy, lent, stranger):
    counts = []
    for person in (mentor, stranger, deputy.person):
        with CaptureQueriesContext(connection) as queries:
            Standing(person, case)
            list(Case.objects.within_reach(person, Permission.CASE_VIEW))
        counts.append(len(queries))
    assert counts == [2, 2, 2]


def test_a_team_role_in_the_programme_is_not_marked_as_standing_in(case, deputy, lent, mentor):
    standing = Standing(deputy.person, case)
    assert standing.lends(Role.MENTOR) == mentor.pk
    assert standing.lends(Role.CASE_MANAGER) is None
    assert Standing(mentor, case).lends(Role.MENTOR) is None
