"""A goal and the place or person that helps with it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from lidzas.directory.actions import show_to, withdraw_consent
from lidzas.directory.tests.builders import a_helper, a_place
from lidzas.plans.actions import PlaceNotShown, name_place
from tests.builders import DAY

pytestmark = pytest.mark.django_db


def page(name, case, **ids):
    return reverse(f"plans:{name}", kwargs={"case_id": case.pk, **ids})


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.covers("S1.31")
@pytest.mark.parametrize("who", ["mentee", "case_manager"])
def test_a_goal_is_tied_to_a_place_that_was_shown(case, goal, case_manager, who, request, signed_in):
    client, address = signed_in(request.getfixturevalue(who)), page("place", case, goal_id=goal.pk)
    assert address in seen(client, page("show", case))
    assert "No place was shown yet" in seen(client, address)
    place = a_place(case.programme, by=case_manager)
    show_to(case, place, why="", by=case_manager, on=DAY)
    assert "Jelgavas bibliotēka · Volunteering · Jelgava" in seen(client, address)
    client.post(address, {"form_key": uuid4().hex, "place": place.pk})
    goal.refresh_from_db()
    assert goal.place == place
    assert "Jelgavas bibliotēka" in seen(client, page("show", case))
    client.post(address, {"form_key": uuid4().hex, "place": ""})
    goal.refresh_from_db()
    assert goal.place is None


@pytest.mark.covers("S1.31")
def test_a_place_that_was_not_shown_does_not_stand_in_the_plan(case, goal, mentee, case_manager, signed_in):
    place = a_place(case.programme, by=case_manager)
    with pytest.raises(PlaceNotShown):
        name_place(goal, place=place, by=mentee, on=DAY)
    response = signed_in(mentee).post(
        page("place", case, goal_id=goal.pk), {"form_key": uuid4().hex, "place": place.pk}
    )
    assert response.status_code in (200, 422)
    goal.refresh_from_db()
    assert goal.place is None


@pytest.mark.covers("S1.29")
def test_a_person_who_takes_the_consent_back_leaves_the_plan_too(case, goal, mentee, case_manager):
    person = a_helper(case.programme, by=case_manager)
    show_to(case, person, why="", by=case_manager, on=DAY)
    name_place(goal, place=person, by=mentee, on=DAY)
    withdraw_consent(person, by=case_manager)
    goal.refresh_from_db()
    assert goal.place is None
