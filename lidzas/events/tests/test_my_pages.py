"""What an invited person sees and says on their phone."""

import pytest
from django.urls import reverse

from lidzas.events.actions.coming import reply
from lidzas.events.choices import Part, Presence, Reply, Signal
from lidzas.events.models import PrivateSignal, Reflection
from lidzas.events.tests.conftest import FIRST, LAST
from tests.builders import DAY

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code in (200, 422)
    return answer.content.decode()


@pytest.mark.covers("S1.09", "S1.44")
def test_the_home_shows_the_coming_event_and_where_to_answer(signed_in, camp, mentee, mentor):
    for person in (mentee, mentor):
        shown = text(signed_in(person).get("/home/"))
        assert camp.mine("my_reply") in shown
        assert "Lake days" in shown
    reply(camp.place(Part.MENTEE), answer=Reply.COMING, days=[], on=DAY)
    assert camp.mine("my_reply") not in text(signed_in(mentee).get("/home/"))


def test_an_event_is_nobody_elses(signed_in, camp, stranger, coordinator):
    for person in (stranger, coordinator):
        assert signed_in(person).get(camp.mine("my_event")).status_code == 404
    assert "Nothing is planned right now" in text(signed_in(stranger).get(reverse("events:mine")))


@pytest.mark.covers("S1.32", "S1.44")
def test_somebody_answers_in_one_tap_and_changes_their_mind(signed_in, camp, mentee):
    browser, page = signed_in(mentee), camp.mine("my_reply")
    assert "Nobody asks why." in text(browser.get(page))
    assert "On which days do you come?" in text(browser.post(page, {"answer": "partly", "version": 1}))
    assert (
        browser.post(page, {"answer": "partly", "days": [LAST.isoformat()], "version": 1}).status_code == 302
    )
    assert camp.place(Part.MENTEE).days == [LAST.isoformat()]
    calendar = browser.get(camp.mine("my_calendar")).content.decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert browser.post(page, {"answer": "not_this_time", "version": 2}).status_code == 302
    shown = text(browser.get(camp.mine("my_event")))
    assert "Not this time" in shown
    assert camp.mine("my_needs") not in shown


def test_an_event_of_one_day_asks_for_no_days(signed_in, camp, mentee):
    camp.event.ends_on = FIRST
    camp.event.starts_on = FIRST
    camp.event.save()
    assert "On which days?" not in text(signed_in(mentee).get(camp.mine("my_reply")))


@pytest.mark.covers("S1.11")
def test_needs_and_consents_begin_empty_and_unticked(signed_in, camp, mentee):
    browser, page = signed_in(mentee), camp.mine("my_needs")
    assert "checked" not in text(browser.get(page))
    answer = browser.post(page, {"food": "No nuts", "emergency": "on", "version": 1})
    assert "Whom may we call?" in text(answer)
    said = {
        "food": "No nuts",
        "emergency": "on",
        "emergency_contact": "Sister, 2000",
        "photos": "on",
        "version": 1,
    }
    assert browser.post(page, said).status_code == 302
    shown = text(browser.get(page))
    assert "Sister, 2000" in shown
    assert "Last said:" in shown


@pytest.mark.covers("S1.45")
def test_a_young_person_sits_out_and_joins_in_from_the_programme(signed_in, camp, mentee):
    browser = signed_in(mentee)
    assert "I would rather not" in text(browser.get(camp.mine("my_event")))
    browser.post(camp.mine("sit_out", session_id=camp.walk.pk))
    assert camp.presence(Part.MENTEE) is Presence.NOT
    assert "I join in after all" in text(browser.get(camp.mine("my_event")))
    browser.post(camp.mine("join_in", session_id=camp.walk.pk))
    assert not camp.walk.attendance.exists()


@pytest.mark.covers("S1.01", "S1.41")
def test_each_says_in_private_and_the_other_never_learns_that_it_exists(signed_in, camp, mentee, mentor):
    page = camp.mine("my_signals")
    assert "Nobody to say something about yet" in text(signed_in(mentee).get(page))
    before = text(signed_in(mentee).get(camp.mine("my_event")))
    assert page not in before
    camp.all_there()
    browser = signed_in(mentor)
    shown = text(browser.get(page))
    assert "Elza" in shown
    assert "Kalniņa" not in shown
    mine = {f"signal_{mentee.pk}": "rather_not", f"why_{mentee.pk}": "CANARY-mentor"}
    assert browser.post(page, mine).status_code == 302
    assert "CANARY-mentor" in text(browser.get(page))
    browser = signed_in(mentee)
    pages = (
        "/home/",
        page,
        camp.mine("my_event"),
        camp.of_case("observations"),
        reverse("journey:looks", args=[camp.case.pk]),
    )
    for address in pages:
        shown = text(browser.get(address))
        assert "CANARY" not in shown.replace("CANARY-practical", "")
        assert 'rather_not" checked' not in shown
    why = f"why_{mentor.pk}"
    assert "Please choose one of the three, too." in text(browser.post(page, {why: "CANARY-mentee"}))
    assert "There is room for" in text(browser.post(page, {f"signal_{mentor.pk}": "yes", why: "x" * 300}))
    browser.post(page, {f"signal_{mentor.pk}": "yes", why: "CANARY-mentee"})
    assert PrivateSignal.objects.get(giver=mentee).signal == Signal.YES
    for address in (page, "/home/", camp.mine("my_event")):
        assert "CANARY-mentee" not in text(signed_in(mentor).get(address))


def test_leaving_somebody_out_says_nothing_about_them(signed_in, camp, mentee, mentor):
    camp.all_there()
    browser, page = signed_in(mentee), camp.mine("my_signals")
    assert browser.post(page, {f"signal_{mentor.pk}": "", f"why_{mentor.pk}": ""}).status_code == 302
    assert not PrivateSignal.objects.exists()


@pytest.mark.covers("S1.40")
def test_a_few_words_can_be_left_out_kept_and_shared(signed_in, camp, mentee, case_manager):
    browser, page = signed_in(mentee), camp.mine("my_reflection")
    assert "My case manager may read it" in text(browser.get(page))
    assert browser.post(page, {"liked": ""}).status_code == 302
    assert not Reflection.objects.get().is_shared
    assert browser.post(page, {"liked": "Soup", "is_shared": "on", "version": 2}).status_code == 302
    assert "Soup" in text(browser.get(page))
    staff = signed_in(case_manager)
    assert "may read it" not in text(staff.get(page))
    assert staff.post(page, {"liked": "Rain"}).status_code == 302


def test_what_has_been_stays_to_be_read(signed_in, camp, mentee):
    camp.event.starts_on = camp.event.ends_on = FIRST
    camp.event.save()
    browser = signed_in(mentee)
    assert camp.mine("my_event") in text(browser.get(reverse("events:mine")))
    shown = text(browser.get(camp.mine("my_event")))
    assert "I would rather not" not in shown
    assert "What I allowed" in shown
