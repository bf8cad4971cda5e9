"""The first page of every role: what is mine today, and numbers that open their lists."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import close_case
from lidzas.cases.models import OpenActivity
from lidzas.journey.queries.due import due_of, waiting
from lidzas.meetings.actions import log_contact
from lidzas.programmes.actions import give_role
from lidzas.safeguarding.actions import raise_concern
from tests.builders import DAY, START, a_case, a_mentor, a_person
from tests.world import programmed

HOME = "/home/"


def number(page, label):
    """The figure that stands above a label on a page."""
    text = page.content.decode()
    before = text[: text.index(f'<span class="number-label">{label}')]
    return int(before[before.rindex('number-value">') + len('number-value">') :].split("<")[0])


@pytest.fixture
def contact(case, case_manager):
    def log(on=DAY):
        log_contact(
            case,
            with_whom="mentee",
            held_on=on,
            channel="phone",
            reached=True,
            note="",
            by=case_manager,
            on=on,
        )

    return log


def test_somebody_without_a_role_is_told_so(signed_in, stranger):
    page = signed_in(stranger).get(HOME)
    assert "you hold no role" in page.content.decode()


@pytest.mark.covers("S3.36")
def test_the_case_managers_home_counts_what_it_lists(signed_in, case, case_manager):
    OpenActivity.objects.filter(case=case, person=case_manager).update(due_on=DAY)
    page = signed_in(case_manager).get(HOME)
    assert number(page, "waiting for me") == len(waiting(due_of(case_manager, on=DAY))) > 0
    assert number(page, "young people with me") == 1
    assert page.content.decode().count("due is-waiting") == number(page, "waiting for me")


@pytest.mark.covers("S2.24")
def test_who_was_not_reached_this_week_is_counted_until_they_are(signed_in, case, case_manager, contact):
    browser = signed_in(case_manager)
    contact(DAY - timedelta(days=7))
    assert number(browser.get(HOME), "not reached this week") == 1
    contact()
    assert number(browser.get(HOME), "not reached this week") == 0


def test_what_waits_on_others_for_a_week_is_counted_and_opens_its_list(signed_in, case, case_manager):
    OpenActivity.objects.filter(case=case, role=Role.MENTEE).update(due_on=DAY - timedelta(days=8))
    browser = signed_in(case_manager)
    assert number(browser.get(HOME), "waiting on others") == 1
    listed = browser.get(reverse("journey:caseload", args=[case.programme.code]), {"only": "others"})
    assert [row.case for row in listed.context["page"].rows] == [case]


def test_open_concerns_are_counted_for_case_manager_and_project_manager(
    signed_in, case, case_manager, mentor, project_manager
):
    raise_concern(case, text="CANARY", by=mentor, on=DAY)
    assert number(signed_in(case_manager).get(HOME), "open concerns") == 1
    page = signed_in(project_manager).get(HOME)
    assert number(page, "open concerns") == 1
    assert "CANARY" not in page.content.decode()


def test_the_young_persons_home_shows_the_way_and_who_is_beside_them(
    signed_in, case, mentee, mentor, case_manager
):
    text = signed_in(mentee).get(HOME).content.decode()
    assert mentor.name in text
    assert case_manager.name in text
    assert "Getting to know each other" in text
    assert mentee.name not in text[text.index("<title>") : text.index("</title>")]


def test_a_young_persons_phone_stays_signed_in_longer(signed_in, case, mentee, case_manager):
    browser = signed_in(mentee)
    browser.get(HOME)
    assert browser.session["idle_minutes"] == 720
    browser.logout()
    browser = signed_in(case_manager)
    browser.get(HOME)
    assert browser.session["idle_minutes"] == 30


@pytest.mark.django_db
def test_the_whole_way_shows_on_the_homes(client):
    place = programmed("Ours", 5)
    client.force_login(place.people[Role.MENTEE])
    text = client.get(HOME).content.decode()
    assert place.case.goals.filter(is_top=True).get().steps.order_by("position").first().what in text
    client.force_login(place.people[Role.MENTOR])
    page = client.get(HOME)
    [companion] = page.context["home"].companions
    assert (companion.case, companion.meeting is not None) == (place.case, True)
    assert companion.hours.used_minutes > 0
    for role in (Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER, Role.PROJECT_MANAGER):
        client.force_login(place.people[role])
        page = client.get(HOME)
        assert page.context["figures"].pairs == 1
        assert page.context["figures"].meetings == 1


@pytest.mark.django_db
def test_after_the_end_the_young_person_keeps_their_page(client):
    place = programmed("Ours", 6)
    close_case(place.case, by=place.people[Role.CASE_MANAGER], on=DAY)
    client.force_login(place.people[Role.MENTEE])
    assert "This page stays yours" in client.get(HOME).content.decode()
    client.force_login(place.people[Role.MENTOR])
    assert client.get(HOME).context["home"].companions == []


def test_a_mentor_without_a_young_person_reads_what_will_come(signed_in, autumn, mentor, case_manager):
    a_mentor(autumn.programme, mentor)
    page = signed_in(mentor).get(HOME)
    assert "No young person is with you yet" in page.content.decode()
    assert reverse("people:about_me") in page.content.decode()


@pytest.mark.covers("S0.04")
def test_one_person_with_several_roles_acts_in_one_at_a_time(signed_in, case, mentor, programme):
    give_role(programme, mentor, Role.TRAINING_COORDINATOR, by=mentor, on=START)
    browser = signed_in(mentor)
    page = browser.get(HOME)
    assert [hat.role for hat in page.context["hats"]] == [Role.MENTOR, Role.TRAINING_COORDINATOR]
    assert page.context["hat"].role == Role.MENTOR
    browser.get(HOME, {"as": f"training_coordinator@{programme.code}"})
    assert (
        browser.get(reverse("journey:people", args=[programme.code])).context["hat"].role
        == Role.TRAINING_COORDINATOR
    )
    assert browser.get(HOME, {"as": "project_manager@nowhere"}).context["hat"].role == Role.MENTOR


def asked_times(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(20) as asked:
        client.get(address)
    return len(asked)


def test_lists_ask_as_often_for_one_case_as_for_many(
    client, autumn, case_manager, django_assert_max_num_queries
):
    client.force_login(case_manager)
    addresses = [
        HOME,
        reverse("journey:caseload", args=[autumn.programme.code]),
        reverse("journey:people", args=[autumn.programme.code]),
    ]
    counts = []
    for more in (1, 3):
        for number_ in range(more):
            a_case(autumn, case_manager=case_manager, mentor=a_person(f"Mentor {number_}"))
        counts.append([asked_times(client, address, django_assert_max_num_queries) for address in addresses])
    assert counts[0] == counts[1]
    assert counts[0][0] <= 12
