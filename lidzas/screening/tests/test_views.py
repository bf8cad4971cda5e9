from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.screening.actions import (
    apply,
    ask_reference,
    decide,
    go_on_leave,
    hold_interview,
    keep_certificate,
    keep_reference,
)
from lidzas.screening.choices import Outcome, Result, Verdict
from lidzas.screening.models import Application, Certificate, Decision, Leave
from tests.builders import DAY, START, a_mentor, a_person, a_programme, cleared_mentor

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=100)


def page(name, mentor, **more):
    return reverse(
        name, kwargs={"programme_code": mentor.programme.code, **({"mentor_id": mentor.pk} | more)}
    )


def text_of(response):
    return response.content.decode()


@pytest.fixture
def written(newcomer, coordinator):
    """A mentor about whom everything was written down."""
    apply(newcomer, why="CANARY-why", by=newcomer.person, on=DAY)
    hold_interview(newcomer, held_on=DAY, answers={"why": "CANARY-talk"}, by=coordinator, on=DAY)
    asked = ask_reference(newcomer, who="CANARY-who", asked_on=DAY, by=coordinator, on=DAY)
    keep_reference(asked, verdict=Verdict.DOUBTS, said="CANARY-said", answered_on=DAY, by=coordinator, on=DAY)
    keep_certificate(newcomer, checked_on=DAY, result=Result.VALID, due_on=LATER, by=coordinator, on=DAY)
    decide(
        newcomer, outcome=Outcome.YES, reason="CANARY-reason", words="CANARY-words", by=coordinator, on=DAY
    )
    return newcomer


def canaries(text):
    return {word for word in ("why", "talk", "who", "said", "reason", "words") if f"CANARY-{word}" in text}


def test_a_mentor_sees_their_own_words_and_the_kind_sentence_and_nothing_others_said(signed_in, written):
    assert canaries(text_of(signed_in(written.person).get(reverse("screening:mine")))) == {"why", "words"}


def test_the_coordinator_sees_all_of_it(signed_in, written, coordinator):
    shown = text_of(signed_in(coordinator).get(page("screening:show", written)))
    assert canaries(shown) == {"why", "talk", "who", "said", "reason", "words"}


def test_nobody_else_opens_a_mentors_file(signed_in, written, case_manager, project_manager, stranger):
    answers = {
        person: signed_in(person).get(page("screening:show", written)).status_code
        for person in (case_manager, project_manager, stranger, written.person)
    }
    assert answers == {case_manager: 403, project_manager: 403, stranger: 404, written.person: 404}


def test_case_managers_read_yes_or_no_and_nothing_else(signed_in, written, case_manager, coordinator):
    missing = "References"
    assert missing in text_of(
        signed_in(coordinator).get(reverse("journey:mentors", args=[written.programme.code]))
    )
    shown = text_of(signed_in(case_manager).get(reverse("journey:mentors", args=[written.programme.code])))
    assert missing not in shown
    assert "Not yet" in shown
    assert canaries(shown) == set()


def test_the_list_of_mentors_asks_as_often_for_three_as_for_one(client, programme, taken_in, coordinator):
    client.force_login(coordinator)
    address = reverse("journey:mentors", args=[programme.code])
    client.get(address)
    counts = []
    for _number in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
        a_mentor(programme, a_person())
        a_mentor(programme, a_person())
    assert counts[0] == counts[1]


def test_certificates_due_within_sixty_days_stand_first(
    signed_in, programme, taken_in, written, project_manager
):
    Certificate.objects.filter(mentor=taken_in).update(due_on=DAY + timedelta(days=60))
    shown = signed_in(project_manager).get(reverse("screening:certificates", args=[programme.code]))
    assert [row.mentor for row in shown.context["soon"]] == [taken_in]
    assert [row.mentor for row in shown.context["later"]] == [written]


def test_who_has_no_certificate_yet_stands_first_of_all(signed_in, programme, newcomer, coordinator):
    shown = signed_in(coordinator).get(reverse("screening:certificates", args=[programme.code]))
    assert [row.certificate for row in shown.context["soon"]] == [None]


def test_a_mentor_writes_about_themselves_and_changes_it(signed_in, newcomer):
    browser, address = signed_in(newcomer.person), reverse("screening:apply", args=[newcomer.pk])
    assert "Tell us about yourself" in text_of(browser.get(reverse("screening:mine")))
    assert browser.post(address, {"why": "", "version": "0"}).status_code == 422
    assert browser.post(address, {"why": "To listen", "version": "0"}).status_code == 302
    assert Application.objects.get().why == "To listen"
    stale = browser.post(address, {"why": "Other words", "version": "0"})
    assert stale.status_code == 422
    assert "To listen" in text_of(stale)
    assert "Other words" in text_of(stale)


def test_nobody_writes_in_anothers_place(signed_in, newcomer, taken_in):
    assert signed_in(taken_in.person).get(reverse("screening:apply", args=[newcomer.pk])).status_code == 404


def test_who_mentors_nowhere_is_told_so_kindly(signed_in, stranger):
    assert "You do not mentor now" in text_of(signed_in(stranger).get(reverse("screening:mine")))


SENT = {
    "application": {"why": "Together", "version": "0"},
    "interview": {"held_on": "2026-09-01", "why": "Calm", "version": "0"},
    "reference": {"who": "Head of the library", "asked_on": "2026-09-01"},
    "certificate": {"checked_on": "2026-09-01", "result": "valid", "due_on": "2027-08-31"},
    "decide": {"outcome": "yes", "reason": "Fits", "words": "Welcome"},
    "terms": {"capacity": "1", "municipality": "Cēsis", "version": "1"},
}


@pytest.mark.parametrize("name", SENT)
def test_the_coordinator_writes_each_thing_down(signed_in, newcomer, coordinator, name):
    browser, address = signed_in(coordinator), page(f"screening:{name}", newcomer)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"version": "0"}).status_code == 422
    saved = browser.post(address, SENT[name])
    assert (saved.status_code, saved.headers.get("Location")) == (302, page("screening:show", newcomer))
    assert browser.get(address).status_code == 200
    assert browser.get(page("screening:show", newcomer)).status_code == 200


def test_what_a_reference_says_is_written_down_and_can_be_put_right(signed_in, newcomer, coordinator):
    asked = ask_reference(newcomer, who="Head", asked_on=START, by=coordinator, on=DAY)
    address = reverse("screening:answer", args=[newcomer.programme.code, asked.pk])
    browser = signed_in(coordinator)
    assert "How do you know this person" in text_of(browser.get(address))
    sent = {"verdict": "supports", "said": "Calm", "answered_on": "2026-09-01", "version": "1"}
    assert browser.post(address, sent).status_code == 302
    assert "Calm" in text_of(browser.get(address))


def test_a_day_ahead_is_refused_beside_the_field(signed_in, newcomer, coordinator):
    sent = {"checked_on": "2026-09-02", "result": "valid", "due_on": "2027-08-31"}
    shown = signed_in(coordinator).post(page("screening:certificate", newcomer), sent)
    assert shown.status_code == 422
    assert "later than" in text_of(shown)
    assert not Certificate.objects.exists()


def test_a_decision_of_not_now_shows_the_mentor_the_kind_sentence(signed_in, newcomer, coordinator):
    decide(newcomer, outcome=Outcome.NOT_NOW, reason="r", words="CANARY-words", by=coordinator, on=DAY)
    assert "CANARY-words" in text_of(signed_in(newcomer.person).get(reverse("screening:mine")))
    assert Decision.objects.get().outcome == Outcome.NOT_NOW


# Leave


def test_a_leave_is_noted_with_somebody_who_may_stand_in_and_ended_early(
    signed_in, case, mentor, taken_in, newcomer, coordinator, programme
):
    away = programme.mentors.get(person=mentor)
    browser, address = signed_in(coordinator), page("journey:leave", away)
    offered = browser.get(address).context["form"].fields["deputy"].choices
    assert [key for key, _name in offered] == ["", str(taken_in.pk)]
    sent = {"since": "2026-09-01", "back_on": "2026-09-08", "deputy": str(taken_in.pk)}
    assert browser.post(address, sent).status_code == 302
    leave = Leave.objects.get()
    assert leave.deputy == taken_in
    assert "Zane Upe" in text_of(browser.get(page("screening:show", away)))
    assert "Zane Upe" in text_of(signed_in(mentor).get(reverse("screening:mine")))
    assert "Zane Upe" in text_of(
        signed_in(coordinator).get(reverse("journey:mentors", args=[programme.code]))
    )
    browser = signed_in(coordinator)
    browser.post(reverse("screening:back", args=[programme.code, leave.pk]))
    leave.refresh_from_db()
    assert leave.back_on == DAY
    again = browser.post(reverse("screening:back", args=[programme.code, leave.pk]), follow=True)
    assert "over already" in text_of(again)


def test_a_leave_needs_no_deputy_and_the_young_person_reads_until_when(
    signed_in, case, mentor, mentee, coordinator, programme
):
    away = programme.mentors.get(person=mentor)
    go_on_leave(away, since=DAY, back_on=DAY + timedelta(days=10), by=coordinator, on=DAY)
    assert "away, back 11 September" in text_of(
        signed_in(mentee).get(reverse("journey:case", args=[case.pk]))
    )


def test_a_leave_ahead_is_told_with_both_days(signed_in, case, mentor, mentee, coordinator, programme):
    away = programme.mentors.get(person=mentor)
    go_on_leave(
        away, since=DAY + timedelta(days=20), back_on=DAY + timedelta(days=30), by=coordinator, on=DAY
    )
    shown = text_of(signed_in(mentee).get(reverse("journey:case", args=[case.pk])))
    assert "away from 21 September, back 1 October" in shown


def test_a_mentor_elsewhere_is_not_found_here(signed_in, coordinator, programme):
    elsewhere = cleared_mentor(a_programme("Elsewhere"), a_person())
    address = reverse("screening:show", args=[programme.code, elsewhere.pk])
    assert signed_in(coordinator).get(address).status_code == 404
