"""A quite different method – three stages, other names, hours by the month, ages 13-25 – runs the same product."""

import random
from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.assessments.choices import Kind
from lidzas.cases.models import OpenActivity
from lidzas.meetings.choices import MeetingKind
from lidzas.meetings.queries import hours
from lidzas.method import Period
from lidzas.practice.actions.looking import assessed
from lidzas.practice.actions.way import Cast, Way
from lidzas.practice.choices import words_in
from lidzas.programmes.actions import give_role
from lidzas.programmes.queries import method_of
from tests.builders import DAY, ROOT, START, a_case, a_person, a_programme, a_round, cleared_mentor
from tests.urls_of_the_site import our_pages
from tests.world import Programmed

PAVADONI = ROOT / "lidzas" / "method" / "tests" / "methods" / "pavadoni"
pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    programme = a_programme("Pavadoņi", method=PAVADONI)
    people = {
        role: a_person(f"{role}")
        for role in (Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER, Role.PROJECT_MANAGER)
    }
    for role in (Role.CASE_MANAGER, Role.PROJECT_MANAGER):
        give_role(programme, people[role], role, by=people[role], on=START)
    round = a_round(programme)
    case = a_case(round, mentee=people[Role.MENTEE], case_manager=people[Role.CASE_MANAGER])
    return Programmed(programme, round, case, people)


@pytest.fixture
def way(place):
    mentor = cleared_mentor(place.programme, place.people[Role.MENTOR])
    manager = place.people[Role.CASE_MANAGER]
    return Way(place.case, Cast(manager, manager, mentor), random.Random(1), words_in("en"))


def walk_to_the_doing(way, on):
    way.contact(on)
    way.contact(on)
    way.explained(on)
    way.own_view(on)
    assessed(way, Kind.BASELINE, on, 2, 4)
    way.crisis_agreed(on)
    way.ready(on)
    way.proposed(on)
    way.meeting(on, kind=MeetingKind.THREE_WAY)
    way.agreed(on)
    way.stage(1, on)
    way.plan(on)
    way.plan_agreed(on)


@pytest.mark.covers("S0.02")
def test_a_young_person_walks_its_three_stages(place, way):
    assert len(method_of(place.case.method_id).stages) == 3
    walk_to_the_doing(way, START)
    way.meeting(START + timedelta(days=3))
    way.stage(2, DAY)
    way.closing_talk(DAY)
    way.goals_evaluated(DAY)
    assessed(way, Kind.REASSESSMENT, DAY, 3, 5)
    way.going_on(DAY)
    way.moved_on(DAY)
    entries = place.case.stage_entries.order_by("made_at")
    assert [entry.missing for entry in entries] == [[], [], []]
    place.case.refresh_from_db()
    assert place.case.closed_on == DAY
    assert not OpenActivity.objects.filter(case=place.case).exists()


@pytest.mark.covers("S3.34", "S3.35")
def test_its_hours_are_counted_by_the_month(place, way):
    walk_to_the_doing(way, START)
    way.meeting(START)
    way.meeting(DAY)
    august, september = hours(place.case, START), hours(place.case, DAY)
    assert (august.per, august.limit_minutes) == (Period.MONTH, 20 * 60)
    assert august.used_minutes > 0
    assert september.used_minutes > 0
    assert august.used_minutes + september.used_minutes > max(august.used_minutes, september.used_minutes)


def test_every_page_of_the_case_speaks_its_language(place, way, client):
    walk_to_the_doing(way, START)
    place.case.refresh_from_db()
    method = method_of(place.case.method_id)
    values = {"case_id": place.case.pk, "programme_code": place.programme.code}
    for person in place.people.values():
        client.force_login(person)
        assert client.get("/home/").status_code == 200
    client.force_login(place.people[Role.CASE_MANAGER])
    text = client.get(f"/c/{place.case.pk}/").content.decode()
    for stage in method.stages:
        assert stage.name.in_language("en") in text
    opened = [
        client.get(page_address(page, values)).status_code
        for page in our_pages()
        if set(page.parameters) <= {"case_id", "programme_code"} and page.parameters
    ]
    assert set(opened) <= {200, 302, 403, 405}


def page_address(page, values):
    return reverse(page.name, kwargs={name: values[name] for name in page.parameters})
