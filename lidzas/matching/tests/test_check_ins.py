"""Four weeks on, each side of a pair says how it is; the case manager alone reads it."""

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import enter_stage
from lidzas.cases.models import OpenActivity
from lidzas.matching.actions import check_ins as actions
from lidzas.matching.actions.pairs import end_match
from lidzas.matching.choices import Amount, EndReason
from lidzas.matching.models import CheckIn
from lidzas.matching.tests.builders import a_match
from lidzas.method import Facts, Path
from lidzas.programmes.queries import method_of
from tests.builders import DAY

NOTHING = Facts(done={}, counts={}, open_things=frozenset(), path=Path.MENTOR)

LOW = {"at_ease": "a_little", "what_matters": "", "listened_to": "fully", "go_on": "mostly"}
FINE = {"at_ease": "fully", "what_matters": "mostly", "listened_to": "fully", "go_on": "partly"}


@pytest.fixture
def match(seeking, maris, case_manager, coordinator):
    return a_match(seeking, maris, case_manager=case_manager, coordinator=coordinator)


def page(name, case, **more):
    return reverse(f"matching:{name}", kwargs={"case_id": case.pk, **more})


def text_of(response):
    return response.content.decode()


@pytest.mark.covers("S3.31")
def test_a_low_answer_gives_the_case_manager_a_week_to_talk_and_nobody_else_learns_of_it(
    signed_in, match, mentee, maris, case_manager, coordinator, project_manager
):
    case = match.case
    browser = signed_in(mentee)
    assert "Only your case manager reads this." in text_of(browser.get(page("check_in", case)))
    assert browser.post(page("check_in", case), LOW).status_code == 302
    kept = CheckIn.objects.get()
    assert (kept.talk_by - DAY).days == 7

    home = text_of(signed_in(case_manager).get(reverse("journey:home")))
    assert page("check_ins", case) in home
    read = text_of(signed_in(case_manager).get(page("check_ins", case)))
    assert "A little" in read
    assert "I would like to go on." in read
    for person in (mentee, maris.person, coordinator, project_manager):
        assert signed_in(person).get(page("check_ins", case)).status_code == 403
    for address in (page("check_in", case), reverse("journey:home"), reverse("journey:case", args=[case.pk])):
        shown = text_of(signed_in(maris.person).get(address))
        assert "A little" not in shown.split("<form")[0]
        assert "not right yet" not in shown

    browser = signed_in(case_manager)
    browser.post(page("talked", case, check_in_id=kept.pk))
    assert page("check_ins", case) not in text_of(browser.get(reverse("journey:home")))
    assert "Talked about" in text_of(browser.get(page("check_ins", case)))


def test_what_is_fine_asks_for_no_talk(signed_in, match, maris, case_manager):
    signed_in(maris.person).post(page("check_in", match.case), FINE)

    kept = CheckIn.objects.get()
    assert (kept.role, kept.talk_by) == (Role.MENTOR, None)
    assert "Said here last:" in text_of(signed_in(maris.person).get(page("check_in", match.case)))
    with pytest.raises(actions.TalkedAlready):
        actions.note_talk(kept, by=case_manager, on=DAY)


def test_each_side_is_asked_four_weeks_after_the_pair_began(match, mentee, maris, case_manager):
    second = method_of(match.case.method_id).stages[1].key
    enter_stage(match.case, second, NOTHING, by=case_manager, on=DAY, reason="The camp is over.")
    waiting = OpenActivity.objects.filter(case=match.case, activity__endswith="check_in")
    assert {(each.person, (each.due_on - DAY).days) for each in waiting} == {(mentee, 28), (maris.person, 28)}

    actions.check_in(match, as_role=Role.MENTEE, answers=FINE, by=mentee, on=DAY)

    assert [each.person for each in waiting.all()] == [maris.person]


def test_everything_left_out_is_nothing_said(signed_in, match, mentee):
    response = signed_in(mentee).post(page("check_in", match.case), {"at_ease": ""})

    assert response.status_code == 422
    assert "Everything is left out." in text_of(response)
    assert signed_in(mentee).post(page("check_in", match.case), {"at_ease": "x"}).status_code == 422
    assert not CheckIn.objects.exists()


def test_an_ended_pair_is_not_asked_any_more(signed_in, match, mentee, case_manager):
    case = match.case
    assert "Nothing is said yet" in text_of(signed_in(case_manager).get(page("check_ins", case)))
    end_match(match, reason=EndReason.DID_NOT_FIT, note="", goodbye_done=True, by=case_manager, on=DAY)

    assert "There is nothing to answer here" in text_of(signed_in(mentee).get(page("check_in", case)))
    with pytest.raises(actions.NotGoingTogether):
        actions.check_in(match, as_role=Role.MENTEE, answers=FINE, by=mentee, on=DAY)


def test_a_check_in_names_itself_without_its_content(match, mentee):
    kept = actions.check_in(
        match, as_role=Role.MENTEE, answers={"go_on": Amount.NOT_AT_ALL}, by=mentee, on=DAY
    )
    assert str(kept) == f"Check-in of a pair {kept.pk}"
