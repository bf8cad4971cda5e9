"""The pages of explaining and agreeing, as each of the three sees them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import Role
from lidzas.agreements.actions import confirm, withdraw
from lidzas.agreements.models import Agreement, Confirmation, Explanation
from lidzas.agreements.queries import is_confirmed
from lidzas.agreements.tests.conftest import WORDS, a_version, keys_of, tell
from lidzas.cases.actions import close_case, join_team, leave_team
from tests.builders import DAY, a_case, a_person

CANARY = "Zeltīte kanārijputniņš"
THREE = ["mentee", "mentor", "case_manager"]


def page(name, case, **ids):
    return reverse(f"agreements:{name}", kwargs={"case_id": case.pk, **ids})


def shown(client, name, case, **ids):
    response = client.get(page(name, case, **ids))
    assert response.status_code == 200
    return response.content.decode()


def send(client, name, case, said=None, **ids):
    return client.post(page(name, case, **ids), {"form_key": uuid4().hex, **(said or {})})


def told(case, **changed):
    return {
        "told_to": "mentee", "points": keys_of(case), "language": "lv", "form": "easy_read",
        "questions": "", "told_on": DAY.isoformat(), **changed,
    }  # fmt: skip


def written(**changed):
    return {**WORDS, "ends_on": "", **changed}


@pytest.mark.covers("S1.17", "S1.18", "S1.19", "S1.20", "S1.21", "S1.22")
def test_the_case_manager_notes_what_was_explained(case, case_manager, signed_in):
    client = signed_in(case_manager)
    assert "Elza Kalniņa" in shown(client, "explain", case)
    assert send(client, "explain", case, told(case)).url == page("explanations", case)
    assert Explanation.objects.get().form == "easy_read"


def test_a_note_without_a_point_says_so_and_keeps_the_rest(case, case_manager, signed_in):
    response = send(signed_in(case_manager), "explain", case, told(case, points=[], questions="How long?"))
    assert response.status_code == 422
    assert "How long?" in response.content.decode()
    assert not Explanation.objects.exists()


@pytest.mark.parametrize("day", ["2026-09-02", "2026-08-23", "soon"])
def test_a_talk_lies_between_the_opening_of_the_case_and_today(case, case_manager, day, signed_in):
    assert send(signed_in(case_manager), "explain", case, told(case, told_on=day)).status_code == 422


def test_only_those_on_the_team_can_have_been_told(autumn, case_manager, signed_in):
    case = a_case(autumn, case_manager=case_manager)
    client = signed_in(case_manager)
    assert 'value="mentor"' not in shown(client, "explain", case)
    assert send(client, "explain", case, told(case, told_to="mentor")).status_code == 422


def test_when_the_young_person_has_heard_all_the_form_starts_with_the_mentor(case, case_manager, signed_in):
    tell(case, by=case_manager)
    content = shown(signed_in(case_manager), "explain", case)
    assert content.index("checked") > content.index('value="mentor"')


@pytest.mark.parametrize("who", THREE)
def test_all_three_see_what_was_told_to_whom(case, case_manager, who, signed_in, request):
    tell(case, by=case_manager)
    content = shown(signed_in(request.getfixturevalue(who)), "explanations", case)
    assert "What this programme is" in content
    assert "2026-09-01" in content
    assert "not yet" in content
    assert (page("explain", case) in content) is (who == "case_manager")


@pytest.mark.parametrize("asked", ["mentee", "mentor"])
@pytest.mark.parametrize("who", THREE)
def test_what_somebody_asked_stays_between_them_and_the_case_manager(
    case, case_manager, asked, who, signed_in, request
):
    tell(case, to=Role(asked), questions=CANARY, by=case_manager)
    content = shown(signed_in(request.getfixturevalue(who)), "explanations", case)
    assert (CANARY in content) is (who in {asked, "case_manager"})


def test_before_anything_was_explained_the_page_says_what_will_come(case, mentee, signed_in):
    assert "Each talk is noted here" in shown(signed_in(mentee), "explanations", case)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("mentee", "You write it together"),
        ("mentor", "It is written together with"),
        ("case_manager", "Write the agreement"),
    ],
)
def test_before_there_is_an_agreement_each_is_told_how_it_begins(case, who, words, signed_in, request):
    assert words in shown(signed_in(request.getfixturevalue(who)), "show", case)


@pytest.mark.covers("S1.24")
def test_the_first_version_starts_from_the_methods_rules(case, case_manager, signed_in):
    assert "We meet without alcohol and drugs." in shown(signed_in(case_manager), "write", case)


@pytest.mark.covers("S1.02", "S1.05", "S2.32", "S2.33", "S2.35", "S2.38", "S2.39", "S2.40")
@pytest.mark.parametrize("who", THREE)
def test_all_three_read_the_whole_agreement(case, case_manager, who, signed_in, request):
    assert send(signed_in(case_manager), "write", case, written()).url == page("show", case)
    content = shown(signed_in(request.getfixturevalue(who)), "show", case)
    for said in ("So that Elza takes", "On Tuesdays", "A message till", "A smiley", "We come in time", "Coffee", "Photographs", "Lending money", "looks up the bus", "rides along", "calls on Fridays", "Stays between us", "In person", "Ask first"):  # fmt: skip
        assert said in content


def test_an_agreement_may_say_little(case, case_manager, mentee, signed_in):
    little = dict.fromkeys(WORDS, "") | {"purpose": "To walk the dog", "form": "mixed"}
    send(signed_in(case_manager), "write", case, little)
    content = shown(signed_in(mentee), "show", case)
    assert "To walk the dog" in content
    assert "On hard days" not in content
    assert "Boundaries" not in content


@pytest.mark.parametrize(
    "wrong",
    [{"purpose": ""}, {"form": ""}, {"rules": "a" * 5001}, {"fine": "\x00"}, {"ends_on": "2026-08-31"}],
)
def test_what_cannot_be_kept_is_refused_at_its_field_and_nothing_typed_is_lost(
    case, case_manager, wrong, signed_in
):
    response = send(signed_in(case_manager), "write", case, written(**wrong))
    assert response.status_code == 422
    assert "Gunta calls on Fridays" in response.content.decode()
    assert not Agreement.objects.exists()


def test_an_agreement_is_written_once_however_often_the_form_is_sent(case, case_manager, signed_in):
    client, said = signed_in(case_manager), written(form_key=uuid4().hex)
    for _each in range(2):
        client.post(page("write", case), said)
    assert Agreement.objects.count() == 1


def test_the_next_version_starts_from_the_last(agreement, case_manager, signed_in):
    client = signed_in(case_manager)
    assert "On Tuesdays in the library" in shown(client, "write", agreement.case)
    send(client, "write", agreement.case, written(rhythm="On Fridays", version=1))
    assert Agreement.objects.get(number=2).rhythm == "On Fridays"


def test_two_who_write_at_once_see_both_texts_and_nothing_is_lost(agreement, case_manager, signed_in):
    a_version(agreement.case, rhythm="On Sundays", by=case_manager)
    response = send(signed_in(case_manager), "write", agreement.case, written(rhythm="On Fridays", version=1))
    content = response.content.decode()
    assert response.status_code == 422
    for words in ("On Sundays", "On Fridays"):
        assert words in content
    assert Agreement.objects.count() == 2


@pytest.mark.covers("S2.35")
def test_everyone_says_yes_on_their_own_page(agreement, mentee, mentor, case_manager, signed_in):
    for person in (mentee, mentor, case_manager):
        client = signed_in(person)
        assert "I agree" in shown(client, "show", agreement.case)
        send(client, "confirm", agreement.case, agreement_id=agreement.pk)
    assert is_confirmed(agreement.case)
    assert "Everyone has said yes" in shown(client, "show", agreement.case)


@pytest.mark.covers("S2.35")
@pytest.mark.parametrize("who", THREE)
def test_everyone_can_take_their_yes_back(agreement, who, signed_in, request):
    person = request.getfixturevalue(who)
    confirm(agreement, role=Role(who), by=person, on=DAY)
    client = signed_in(person)
    assert "I want to change or end this" in shown(client, "show", agreement.case)
    send(client, "withdraw", agreement.case, agreement_id=agreement.pk)
    assert Confirmation.objects.get().withdrawn_on == DAY
    assert "Took the yes back" in shown(client, "show", agreement.case)


@pytest.mark.covers("S1.22")
@pytest.mark.parametrize("who", THREE)
def test_before_everything_is_explained_there_is_no_yes(case, case_manager, who, signed_in, request):
    agreement = a_version(case, by=case_manager)
    client = signed_in(request.getfixturevalue(who))
    content = shown(client, "show", case)
    assert page("confirm", case, agreement_id=agreement.pk) not in content
    assert page("explanations", case) in content
    assert send(client, "confirm", case, agreement_id=agreement.pk).url == page("show", case)
    assert not Confirmation.objects.exists()


@pytest.mark.covers("S2.35")
@pytest.mark.parametrize("who", THREE)
def test_earlier_versions_stay_readable(agreement, case_manager, who, signed_in, request):
    a_version(agreement.case, rhythm="On Fridays", by=case_manager)
    client = signed_in(request.getfixturevalue(who))
    assert page("earlier", agreement.case) in shown(client, "show", agreement.case)
    content = shown(client, "earlier", agreement.case)
    assert "On Tuesdays in the library" in content
    assert "On Fridays" not in content


def test_without_an_earlier_version_the_page_says_so(agreement, mentee, signed_in):
    assert "There is no earlier version" in shown(signed_in(mentee), "earlier", agreement.case)


def test_a_later_mentor_reads_nothing_of_an_earlier_mentors_agreement(
    agreement, mentor, case_manager, signed_in
):
    case = agreement.case
    confirm(agreement, role=Role.MENTOR, by=mentor, on=DAY)
    withdraw(agreement, role=Role.MENTOR, by=mentor, on=DAY)
    leave_team(case, Role.MENTOR, by=case_manager, on=DAY)
    newcomer = a_person("Juris Kalns")
    join_team(case, newcomer, Role.MENTOR, by=case_manager, on=DAY)
    client = signed_in(newcomer)
    assert WORDS["rhythm"] not in shown(client, "show", case)
    assert WORDS["rhythm"] not in shown(client, "earlier", case)
    assert send(client, "confirm", case, agreement_id=agreement.pk).status_code == 404


def test_when_somebody_has_left_the_case_manager_is_told_to_write_anew(
    agreement, mentor, case_manager, signed_in
):
    confirm(agreement, role=Role.MENTOR, by=mentor, on=DAY)
    leave_team(agreement.case, Role.MENTOR, by=case_manager, on=DAY)
    assert "is no longer on the team" in shown(signed_in(case_manager), "show", agreement.case)


def test_a_former_mentor_reads_nothing_any_more(agreement, mentor, case_manager, signed_in):
    leave_team(agreement.case, Role.MENTOR, by=case_manager, on=DAY)
    assert signed_in(mentor).get(page("show", agreement.case)).status_code == 404


@pytest.mark.parametrize("who", ["mentee", "case_manager"])
def test_the_agreement_of_a_case_that_ended_can_only_be_read(
    agreement, case_manager, who, signed_in, request
):
    close_case(agreement.case, by=case_manager, on=DAY)
    content = shown(signed_in(request.getfixturevalue(who)), "show", agreement.case)
    assert WORDS["rhythm"] in content
    assert "I agree" not in content
    assert page("write", agreement.case) not in content


def test_an_agreement_of_another_case_is_not_found(agreement, autumn, case_manager, signed_in):
    other = a_case(autumn, case_manager=case_manager)
    assert send(signed_in(case_manager), "confirm", other, agreement_id=agreement.pk).status_code == 404


def test_the_page_asks_the_database_as_often_for_three_versions_as_for_one(
    agreement, mentee, case_manager, signed_in, django_assert_num_queries
):
    client, address = signed_in(mentee), page("show", agreement.case)
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    client.get(address)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    for _each in range(2):
        confirm(a_version(agreement.case, by=case_manager), role=Role.MENTEE, by=mentee, on=DAY)
    with django_assert_num_queries(len(for_one)):
        client.get(address)


DEEDS = {"confirm", "withdraw"}
EVERY = ["explanations", "explain", "show", "write", "earlier", "confirm", "withdraw"]


def knock(client, name, agreement):
    ids = {"agreement_id": agreement.pk} if name in DEEDS else {}
    address = page(name, agreement.case, **ids)
    return client.post(address, {"form_key": uuid4().hex}) if name in DEEDS else client.get(address)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("developer", 404), ("coordinator", 403)])
def test_whoever_is_not_on_the_case_reads_nothing(agreement, name, who, status, signed_in, request):
    assert knock(signed_in(request.getfixturevalue(who)), name, agreement).status_code == status


@pytest.mark.parametrize("name", ["explain", "write"])
@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_only_the_case_manager_writes_it_down(agreement, name, who, signed_in, request):
    assert knock(signed_in(request.getfixturevalue(who)), name, agreement).status_code == 403


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_a_deed_is_not_done_by_opening_its_address(agreement, name, mentee, signed_in):
    address = page(name, agreement.case, agreement_id=agreement.pk)
    assert signed_in(mentee).get(address).status_code == 405


@pytest.mark.parametrize("name", ["explanations", "show", "earlier"])
def test_a_page_that_only_reads_cannot_be_written_to(agreement, name, mentee, signed_in):
    assert send(signed_in(mentee), name, agreement.case).status_code == 405
