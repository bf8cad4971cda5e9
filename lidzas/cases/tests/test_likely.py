"""Before somebody is added, the programme shows who may be the same person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.models import Case
from lidzas.cases.queries import likely_young_people
from lidzas.people.actions import invite
from lidzas.people.models import Invitation
from lidzas.people.queries import likely_people
from tests.builders import DAY, MOMENT, a_case, a_mentor, a_person, a_programme, a_round

pytestmark = pytest.mark.django_db


def opening(programme, **said):
    return {
        "name": "Elza Kalniņa", "email": "elza@example.org", "language": "lv", "municipality": "Jelgava",
        "referred_by": "themself", "round": programme.rounds.get().pk, "opened_on": DAY.isoformat(), **said,
    }  # fmt: skip


def found(programme, by, name="Elza Kalniņa", email=""):
    return likely_young_people(programme, name=name, email=email, seen_by=by)


def test_opening_a_case_asks_first_whether_it_is_somebody_known(
    signed_in, programme, autumn, case, case_manager
):
    browser = signed_in(case_manager)
    address = reverse("cases:open", args=[programme.code])
    asked = browser.post(address, opening(programme, name="Kalniņa Elza"))
    page = asked.content.decode()
    assert asked.status_code == 422
    assert reverse("journey:case", args=[case.pk]) in page
    assert "Is it one of these people?" in page
    assert 'value="Kalniņa Elza"' in page
    assert Case.objects.count() == 1
    gone_on = browser.post(address, opening(programme, name="Kalniņa Elza", is_somebody_new="on"))
    assert gone_on.status_code == 302
    assert Case.objects.count() == 2


def test_nobody_alike_asks_nothing(signed_in, programme, autumn, case, case_manager):
    sent = signed_in(case_manager).post(
        reverse("cases:open", args=[programme.code]), opening(programme, name="Roberts Sils")
    )
    assert sent.status_code == 302


def test_the_same_address_is_alike_whatever_the_name(programme, case, case_manager):
    assert [each.name for each in found(programme, case_manager, "Xyz Q", case.mentee.email.upper())] == [
        case.mentee.name
    ]


def test_a_colleagues_young_person_is_not_named(programme, autumn, case_manager):
    other = a_person("Inese Cita")
    a_case(autumn, mentee=a_person("Elza Kalniņa-CANARY"), case_manager=other)
    (likely,) = found(programme, case_manager, "Elza Kalniņa CANARY")
    assert "CANARY" not in likely.name + likely.about + likely.url
    assert "Inese Cita" in likely.about
    assert not likely.url


def test_people_of_another_programme_are_never_shown(programme, case_manager):
    theirs = a_programme("Theirs")
    a_case(a_round(theirs), mentee=a_person("Elza Kalniņa"))
    a_mentor(theirs, a_person("Elza Kalnina"))
    assert found(programme, case_manager) == []


def test_an_invited_person_is_called_here_as_the_invitation_calls_them(programme, coordinator, case_manager):
    elsewhere = a_mentor(a_programme("Theirs"), a_person("Secret CANARY")).person
    invite(
        programme, Role.MENTOR, email=elsewhere.email, name="Zane", language="lv", by=coordinator, at=MOMENT,
        link_for=str,
    )  # fmt: skip
    for likely in (
        found(programme, case_manager, "Somebody", elsewhere.email),
        likely_people(programme, name="Somebody", email=elsewhere.email),
    ):
        assert [(each.name, each.about) for each in likely] == [("Zane", "Invited, not here yet")]


def test_mentors_staff_and_who_is_invited_are_shown_with_what_they_are(programme, coordinator, case_manager):
    a_mentor(programme, a_person("Elza Kalniņa"))
    invite(
        programme, Role.MENTOR, email="e@example.org", name="Elza Kalnina", language="lv", by=coordinator,
        at=MOMENT, link_for=str,
    )  # fmt: skip
    a_case(
        a_round(programme), mentee=a_person("Elza Kalniņš"), case_manager=case_manager
    ).__class__.objects.update(closed_on=DAY)
    assert {each.about for each in found(programme, case_manager)} == {
        "Mentor", "Invited, not here yet", "Moved on",
    }  # fmt: skip
    assert [each.about for each in found(programme, case_manager, coordinator.name)] == ["Project team"]


def test_it_asks_the_database_as_often_for_one_as_for_many(programme, autumn, case_manager):
    counts = []
    for more in (1, 3):
        for _ in range(more):
            a_case(autumn, mentee=a_person("Elza Kalniņa"), case_manager=case_manager)
        with CaptureQueriesContext(connection) as asked:
            assert found(programme, case_manager)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_inviting_a_mentor_asks_first_too(signed_in, programme, coordinator):
    a_mentor(programme, a_person("Māris Ozols"))
    browser, address = signed_in(coordinator), reverse("people:invite_mentor", args=[programme.code])
    said = {"name": "Maris Ozols", "email": "maris@example.org", "language": "lv"}
    asked = browser.post(address, said)
    assert asked.status_code == 422
    assert "Already here, and alike" in asked.content.decode()
    assert not Invitation.objects.exists()
    assert browser.post(address, {**said, "is_somebody_new": "on"}).status_code == 302
    assert Invitation.objects.get().person.email == "maris@example.org"


def test_without_a_name_there_is_nobody_to_look_for(signed_in, programme, coordinator):
    sent = signed_in(coordinator).post(
        reverse("people:invite_mentor", args=[programme.code]), {"language": "lv"}
    )
    assert sent.status_code == 422
    assert "Already here" not in sent.content.decode()


def test_a_name_of_one_letter_finds_its_like_and_no_others(programme, case_manager):
    a_mentor(programme, a_person("Q"))
    a_mentor(programme, a_person("Qi"))
    assert [each.name for each in found(programme, case_manager, "Q")] == ["Q"]


def test_an_accepted_invitation_stands_for_who_takes_part(programme, coordinator, signed_in):
    invited = invite(
        programme, Role.MENTEE, email="z@example.org", name="Zane Zīle", language="lv", by=coordinator,
        at=MOMENT, link_for=str,
    )  # fmt: skip
    Invitation.objects.filter(pk=invited.invitation.pk).update(accepted_at=MOMENT)
    asked = signed_in(coordinator).post(
        reverse("people:invite_mentor", args=[programme.code]),
        {"name": "Zane Zīle", "email": "zz@example.org", "language": "lv"},
    )
    assert "Takes part" in asked.content.decode()
