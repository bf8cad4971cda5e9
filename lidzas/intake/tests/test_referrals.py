"""How young people come to a programme: the public page, the list, the case, the kind no."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.audit.queries import broken_entries
from lidzas.cases.choices import ReferredBy
from lidzas.cases.models import Case
from lidzas.intake.actions.referrals import AnsweredAlready, answer_referral, change_door, receive
from lidzas.intake.choices import Answer, Way
from lidzas.intake.models import Door, Referral
from lidzas.notices.models import Notice
from lidzas.programmes.actions import give_role
from lidzas.records.actions import Stale
from tests.builders import DAY, START, a_case, a_person, a_programme

pytestmark = pytest.mark.django_db
KEY = "a" * 32


@pytest.fixture
def client():
    """A visitor who reads English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    """How often an address writes is counted beyond one test."""
    cache.clear()


def at(page, programme, **more):
    name = "door" if page in ("door", "come", "recommend", "received") else "programme_code"
    return reverse(f"intake:{page}", kwargs={name: programme.code, **more})


def asks(**said):
    return {"name": "Elza", "phone": "20000000", "words": "I like dogs", "form_key": KEY, **said}


def recommends(**said):
    return {
        "referrer": "Inga Sile", "organisation": "Dobele", "referrer_contact": "inga@example.org",
        "name": "Elza Kalniņa", "email": "elza@example.org", "has_agreed": "on", "form_key": KEY, **said,
    }  # fmt: skip


def a_referral(programme, **said):
    return receive(
        programme, Way.THEMSELF, language="lv", receipt=None, **{"name": "Elza Kalniņa", "phone": "2", **said}
    )


def words_of(answer):
    return answer.content.decode()


# ── at the door ────────────────────────────────────────────────────────────────────────────────────────


def test_a_young_person_asks_to_take_part_without_signing_in(client, programme, case_manager):
    assert "I would like to take part" in words_of(client.get(at("door", programme)))
    assert client.get(at("come", programme)).status_code == 200
    sent = client.post(at("come", programme), asks(municipality="Dobele"), follow=True)
    assert sent.redirect_chain == [(at("received", programme), 302)]
    kept = Referral.objects.get()
    assert (kept.name, kept.phone, kept.words, kept.municipality) == (
        "Elza",
        "20000000",
        "I like dogs",
        "Dobele",
    )
    assert (kept.way, kept.is_open, kept.language) == (Way.THEMSELF, True, "en")
    assert str(kept) == f"Referral {kept.pk}"
    assert Entry.objects.latest("pk").deed == "referral.receive"
    assert "csrftoken" not in client.cookies
    assert not client.session.keys()


def test_what_is_written_is_sealed(client, programme):
    client.post(at("come", programme), asks(name="CANARY", words="CANARY"))
    with connection.cursor() as cursor:
        cursor.execute("select * from intake_referral")
        assert "CANARY" not in repr(cursor.fetchall())


def test_sending_twice_is_one_referral_and_other_words_are_another(client, programme):
    for words in ("one", "one", "two"):
        assert client.post(at("come", programme), asks(words=words)).status_code == 302
    assert Referral.objects.count() == 2


def test_a_key_that_no_page_gives_stands_for_nothing(client, programme):
    for _ in range(2):
        client.post(at("come", programme), asks(form_key="no key at all"))
    assert Referral.objects.count() == 2


def test_one_way_to_be_reached_is_enough_and_needed(client, programme):
    page = client.post(at("come", programme), asks(phone=""))
    assert page.status_code == 422
    assert "Please leave an e-mail address or a telephone number." in words_of(page)
    assert "I like dogs" in words_of(page)
    assert not Referral.objects.exists()


@pytest.mark.parametrize("said", [{"name": ""}, {"name": "a\x00b"}, {"words": "x" * 2001}, {"email": "no"}])
def test_what_cannot_be_kept_is_said_beside_the_field(client, programme, said):
    page = client.post(at("come", programme), asks(**said))
    assert page.status_code == 422
    assert 'class="errorlist' in words_of(page) or "is-caution" in words_of(page)


def test_a_service_recommends_somebody_who_has_agreed(client, programme):
    assert client.get(at("recommend", programme)).status_code == 200
    refused = client.post(at("recommend", programme), recommends(has_agreed=""))
    assert refused.status_code == 422
    assert "It is their decision" in words_of(refused)
    assert client.post(at("recommend", programme), recommends()).status_code == 302
    kept = Referral.objects.get()
    assert (kept.way, kept.referrer, kept.organisation) == (Way.SERVICE, "Inga Sile", "Dobele")
    assert kept.has_agreed


def test_the_page_says_who_reads_and_when_somebody_answers(client, programme, project_manager):
    change_door(programme, is_open=True, age_from=None, age_to=None, answers_in_days=3, by=project_manager)
    page = words_of(client.get(at("come", programme)))
    assert "Only the case managers of this programme read it." in page
    assert "Somebody answers within days: 3." in page
    assert "invented" not in page
    invented = a_programme("Invented", is_practice=True)
    assert "This programme is invented." in words_of(client.get(at("door", invented)))


def test_the_page_gives_a_number_to_call_when_the_programme_has_one(client, programme):
    programme.contact_phone, programme.contact_hours = "+371 2", "9–17"
    programme.save()
    for page in ("door", "received"):
        assert 'href="tel:+3712"' in words_of(client.get(at(page, programme)))


@pytest.mark.parametrize(
    ("age_from", "age_to", "age", "is_let_in"),
    [(16, 29, 16, True), (16, 29, 29, True), (16, 29, 15, False), (16, 29, 30, False), (16, None, 15, False),
     (None, 29, 30, False), (None, 29, 1, True)],
)  # fmt: skip
def test_an_age_outside_the_programmes_limits_is_told_kindly_and_never_kept(
    client, programme, project_manager, age_from, age_to, age, is_let_in
):
    change_door(
        programme, is_open=True, age_from=age_from, age_to=age_to, answers_in_days=7, by=project_manager
    )
    for page, said in (("come", asks), ("recommend", recommends)):
        sent = client.post(at(page, programme), said(age=age))
        assert sent.status_code == (302 if is_let_in else 422)
        if not is_let_in:
            assert "This programme is for people" in words_of(sent)
    assert Referral.objects.count() == (2 if is_let_in else 0)
    assert "age" not in {field.name for field in Referral._meta.fields}


def test_without_limits_no_age_is_asked(client, programme):
    assert "How old are you?" not in words_of(client.get(at("come", programme)))


def test_a_closed_door_is_not_told_from_one_that_never_was(client, programme, project_manager):
    change_door(programme, is_open=False, age_from=None, age_to=None, answers_in_days=7, by=project_manager)
    for page in ("door", "come", "recommend", "received"):
        assert client.get(at(page, programme)).status_code == 404
    assert client.post(at("come", programme), asks()).status_code == 404
    assert not Referral.objects.exists()


def test_who_writes_very_often_is_asked_to_wait_and_keeps_their_words(client, programme):
    statuses = [client.post(at("come", programme), asks(name=f"Name {n}")).status_code for n in range(6)]
    assert statuses == [302] * 5 + [429]
    assert Referral.objects.count() == 5
    page = words_of(client.post(at("come", programme), asks(name="Still here")))
    assert 'value="Still here"' in page
    assert "send it again in a few minutes" in page


def test_the_case_managers_get_one_letter_for_what_waits(programme, case_manager):
    a_referral(programme)
    a_referral(programme)
    letter = Notice.objects.get()
    assert letter.address == case_manager.email
    assert "Elza" not in letter.subject + letter.body


def test_forgery_is_refused(programme):
    assert Client(enforce_csrf_checks=True).post(at("come", programme), asks()).status_code == 403


# ── on the case manager's side ─────────────────────────────────────────────────────────────────────────


def test_open_referrals_stand_in_a_list_longest_waiting_first(signed_in, programme, case_manager):
    first, second = (
        a_referral(programme, name="First"),
        a_referral(programme, name="Second", municipality="Rēzekne"),
    )
    a_referral(a_programme("Theirs"), name="CANARY")
    browser = signed_in(case_manager)
    page = words_of(browser.get(at("referrals", programme)))
    assert page.index("First") < page.index("Second")
    assert "CANARY" not in page
    assert f"http://testserver{at('door', programme)}" in page
    home = words_of(browser.get("/home/"))
    assert at("referrals", programme) in home
    assert "ask to take part" in home
    answer_referral(first, answer="not_now", reason="Later", by=case_manager, on=DAY)
    answer_referral(second, answer="elsewhere", reason="There", by=case_manager, on=DAY)
    page = words_of(browser.get(at("referrals", programme)))
    assert "Nobody waits" in page
    assert page.index("Second") < page.index("First")
    assert "ask to take part" not in words_of(browser.get("/home/"))


def test_the_list_asks_as_often_for_one_as_for_three(signed_in, programme, case_manager):
    browser, counts = signed_in(case_manager), []
    browser.get(at("referrals", programme))
    for more in (1, 2):
        for _ in range(more):
            a_referral(programme)
            answer_referral(a_referral(programme), answer="not_now", reason="-", by=case_manager, on=DAY)
        with CaptureQueriesContext(connection) as asked:
            browser.get(at("referrals", programme))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_reading_a_referral_leaves_a_look(signed_in, programme, case_manager):
    referral = a_referral(programme, words="CANARY words", email="elza@example.org")
    page = signed_in(case_manager).get(at("referral", programme, referral_id=referral.pk))
    assert "CANARY words" in words_of(page)
    look = Entry.objects.latest("pk")
    assert (look.deed, look.is_look, look.by, look.subject_id) == (
        "referral_view", True, case_manager, str(referral.pk),
    )  # fmt: skip


def test_others_of_the_team_do_not_read_it(
    signed_in, programme, coordinator, project_manager, developer, stranger
):
    referral = a_referral(programme)
    for person, status in ((coordinator, 403), (project_manager, 403), (developer, 403), (stranger, 404)):
        browser = signed_in(person)
        assert browser.get(at("referrals", programme)).status_code == status
        assert browser.get(at("referral", programme, referral_id=referral.pk)).status_code == status


@pytest.fixture
def colleague(programme):
    person = a_person("Ilga Kolēģe")
    give_role(programme, person, Role.CASE_MANAGER, by=person, on=START)
    return person


def taken(autumn, **said):
    return {
        "name": "Elza Kalniņa", "email": "elza@example.org", "language": "lv", "municipality": "Dobele",
        "referred_by": "themself", "round": autumn.pk, "opened_on": DAY.isoformat(), "form_key": KEY, **said,
    }  # fmt: skip


def test_taking_a_referral_opens_the_case_once(signed_in, programme, autumn, case_manager):
    referral = a_referral(programme, email="elza@example.org", municipality="Dobele")
    browser = signed_in(case_manager)
    address = at("take_referral", programme, referral_id=referral.pk)
    form = browser.get(address).context["form"]
    assert (form["name"].value(), form["email"].value(), form["municipality"].value()) == (
        "Elza Kalniņa", "elza@example.org", "Dobele",
    )  # fmt: skip
    assert form["referred_by"].value() == ReferredBy.THEMSELF
    for _ in range(2):
        sent = browser.post(address, taken(autumn))
        assert sent.status_code == 302
    case = Case.objects.get()
    referral.refresh_from_db()
    assert (referral.case, referral.answer, referral.answered_by, referral.answered_on) == (
        case, Answer.TAKEN, case_manager, DAY,
    )  # fmt: skip
    assert referral.audit_case_id == case.pk
    assert case.team.get(role=Role.CASE_MANAGER).person == case_manager
    late = browser.post(
        address, taken(autumn, form_key="b" * 32, email="other@example.org", is_somebody_new="on")
    )
    assert late.status_code == 422
    assert "A colleague has answered this" in words_of(late)
    assert Case.objects.count() == 1
    assert broken_entries(programme.pk) == []


def test_who_may_be_the_same_person_is_shown_before_a_case_is_opened(
    signed_in, programme, autumn, case, case_manager
):
    referral = a_referral(programme, name="Kalniņa Elza")
    browser = signed_in(case_manager)
    assert reverse("journey:case", args=[case.pk]) in words_of(
        browser.get(at("referral", programme, referral_id=referral.pk))
    )
    asked = browser.post(at("take_referral", programme, referral_id=referral.pk), taken(autumn))
    assert asked.status_code == 422
    assert "Is it one of these people?" in words_of(asked)
    assert Case.objects.count() == 1


def test_what_a_colleague_has_taken_is_read_by_them_and_no_other(
    signed_in, programme, autumn, case_manager, colleague
):
    referral = a_referral(programme, name="Elza CANARY", email="elza@example.org")
    page = at("referral", programme, referral_id=referral.pk)
    assert "CANARY" in words_of(signed_in(colleague).get(page))
    signed_in(case_manager).post(at("take_referral", programme, referral_id=referral.pk), taken(autumn))

    assert "CANARY" in words_of(signed_in(case_manager).get(page))
    assert "CANARY" in words_of(signed_in(case_manager).get(at("referrals", programme)))
    browser = signed_in(colleague)
    assert browser.get(page).status_code == 404
    assert "CANARY" not in words_of(browser.get(at("referrals", programme)))
    for deed in ("take_referral", "answer"):
        assert browser.get(at(deed, programme, referral_id=referral.pk)).url == at("referrals", programme)


def test_a_services_referral_is_taken_as_one(signed_in, programme, autumn, case_manager):
    referral = receive(
        programme, Way.SERVICE, language="en", receipt=None, name="Elza", phone="2", referrer="Inga",
        organisation="Dobele", referrer_contact="3", has_agreed=True,
    )  # fmt: skip
    browser = signed_in(case_manager)
    form = browser.get(at("take_referral", programme, referral_id=referral.pk)).context["form"]
    assert form["referred_by"].value() == ReferredBy.SOCIAL_SERVICE
    assert "Inga · Dobele" in words_of(browser.get(at("referral", programme, referral_id=referral.pk)))


def test_a_kind_no_keeps_its_reason_and_sends_nothing(signed_in, programme, case_manager):
    referral = a_referral(programme)
    Notice.objects.all().delete()
    browser = signed_in(case_manager)
    address = at("answer", programme, referral_id=referral.pk)
    assert "taken" not in dict(browser.get(address).context["form"].fields["answer"].choices)
    assert browser.post(address, {"answer": "elsewhere", "reason": ""}).status_code == 422
    sent = browser.post(address, {"answer": "elsewhere", "reason": "Nearer to home", "form_key": KEY})
    assert sent.status_code == 302
    referral.refresh_from_db()
    assert (referral.answer, referral.reason, referral.is_open) == (Answer.ELSEWHERE, "Nearer to home", False)
    assert not Notice.objects.exists()
    assert "Nearer to home" in words_of(browser.get(at("referral", programme, referral_id=referral.pk)))
    with pytest.raises(AnsweredAlready):
        answer_referral(referral, answer="not_now", reason="-", by=case_manager, on=DAY)


# ── how it began ───────────────────────────────────────────────────────────────────────────────────────


def test_the_young_person_reads_later_what_was_written(
    signed_in, case, case_manager, mentee, mentor, project_manager
):
    address = reverse("intake:beginning", args=[case.pk])
    assert "Nothing was written" in words_of(signed_in(mentee).get(address))
    referral = a_referral(case.programme, words="CANARY words")
    Referral.objects.filter(pk=referral.pk).update(
        case=case, answer=Answer.TAKEN, answered_on=DAY, answered_by=case_manager
    )
    for person in (mentee, case_manager):
        assert "CANARY words" in words_of(signed_in(person).get(address))
    assert signed_in(mentor).get(address).status_code == 403
    assert signed_in(project_manager).get(address).status_code == 403
    page = words_of(signed_in(mentee).get(reverse("journey:case", args=[case.pk])))
    assert address in page
    assert address in words_of(signed_in(case_manager).get(reverse("journey:case", args=[case.pk])))


def test_a_colleagues_case_is_not_read_by_its_beginning(signed_in, programme, autumn, case):
    other = a_person("Inese Cita")
    a_case(autumn, mentee=a_person("Zane"), case_manager=other)
    assert signed_in(other).get(reverse("intake:beginning", args=[case.pk])).status_code == 404


# ── the door itself ────────────────────────────────────────────────────────────────────────────────────


def test_the_project_manager_opens_and_closes_the_door(signed_in, programme, project_manager, case_manager):
    browser, address = signed_in(project_manager), at("change_the_door", programme)
    assert address in words_of(browser.get(reverse("journey:settings", args=[programme.code])))
    assert browser.get(address).context["form"]["is_open"].value() is True
    said = {"age_from": "16", "age_to": "29", "answers_in_days": "5", "version": "1"}
    assert browser.post(address, {**said, "age_to": "15"}).status_code == 422
    assert not Door.objects.exists()
    assert browser.post(address, {**said, "form_key": KEY}).status_code == 302
    door = Door.objects.get()
    assert (door.is_open, door.age_from, door.age_to, door.answers_in_days) == (False, 16, 29, 5)
    assert str(door) == f"Door {door.pk}"
    stale = browser.post(address, {**said, "is_open": "on"})
    assert stale.status_code == 422
    assert "What stands now" in words_of(stale)
    assert "The public page is closed." in words_of(
        browser.get(reverse("journey:settings", args=[programme.code]))
    )
    give_role(programme, case_manager, Role.CASE_MANAGER, by=project_manager, on=START)
    assert "The public page is closed." in words_of(signed_in(case_manager).get(at("referrals", programme)))


def test_two_who_change_the_door_at_once_are_told(programme, project_manager):
    said = {"age_from": None, "age_to": None, "answers_in_days": 7, "by": project_manager}
    change_door(programme, is_open=False, **said, version=1)
    with pytest.raises(Stale):
        change_door(programme, is_open=True, **said, version=1)
