from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.access import Role
from lidzas.cases.actions import close_case
from lidzas.meetings.actions import not_this_time
from lidzas.meetings.choices import Lead, MeetingKind, NoteFor, Status
from lidzas.meetings.models import Contact, HoursExtension, Meeting
from lidzas.meetings.queries import A_PAGE, next_meeting
from lidzas.meetings.tests.builders import a_contact, a_held_meeting, a_planned_meeting, at
from lidzas.plans.actions import draft_plan, write_goal, write_step
from tests.builders import DAY, START, a_case, a_person

SOON = at(DAY + timedelta(days=3))
EVERY_PAGE = ("index", "plan", "log", "extend", "contacts", "contact")


def page(name, case, **more):
    return reverse(f"meetings:{name}", kwargs={"case_id": case.pk, **more})


def text_of(response):
    return response.content.decode()


def logged(**more):
    return {
        "kind": "meeting", "held_on": "2026-09-01", "length": "60", "channel": "in_person", "who_led": "together",
        "note": "We walked.", "note_for": "all", "next_day": "2026-09-08", "next_time": "15:00", "next_place": "Park",
        **more,
    }  # fmt: skip


# Who may come in


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_stranger_does_not_learn_that_the_case_exists(signed_in, case, stranger, name):
    assert signed_in(stranger).get(page(name, case)).status_code == 404


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_visitor_is_asked_to_sign_in(client, case, name):
    assert client.get(page(name, case)).status_code == 302


def test_each_does_what_is_theirs(signed_in, case, mentee, mentor, case_manager, coordinator):
    allowed = {
        mentee: {"index", "plan", "contacts"},
        mentor: {"index", "plan", "log"},
        case_manager: set(EVERY_PAGE),
        coordinator: set(),
    }
    for person, pages in allowed.items():
        browser = signed_in(person)
        answers = {name: browser.get(page(name, case)).status_code for name in EVERY_PAGE}
        assert answers == {name: 200 if name in pages else 403 for name in EVERY_PAGE}, person


def test_contacts_never_show_for_the_mentor(signed_in, case, mentor, case_manager):
    a_contact(case, by=case_manager, note="CANARY")

    assert "CANARY" not in text_of(signed_in(mentor).get(page("index", case)))


# The page of meetings


@pytest.mark.covers("S2.36", "S2.41")
def test_the_next_meeting_comes_first(signed_in, case, mentee, mentor):
    a_planned_meeting(case, by=mentor, planned_for=at(DAY + timedelta(days=20)), place="Far ahead")
    a_planned_meeting(case, by=mentor, planned_for=SOON, place="Library")

    shown = text_of(signed_in(mentee).get(page("index", case)))

    assert shown.index("Library") < shown.index("Far ahead")
    assert "Further on" in shown


def test_without_a_next_meeting_the_page_says_how_to_begin(signed_in, case, mentee, mentor):
    assert "You can suggest a day too." in text_of(signed_in(mentee).get(page("index", case)))
    assert "not to lose each other" in text_of(signed_in(mentor).get(page("index", case)))


def test_what_was_planned_and_has_passed_waits_for_a_word(signed_in, case, mentee, mentor):
    meeting = a_planned_meeting(case, by=mentor, planned_for=at(DAY, 7))

    for_mentor = text_of(signed_in(mentor).get(page("index", case)))
    for_mentee = text_of(signed_in(mentee).get(page("index", case)))

    assert f"?meeting={meeting.pk}" in for_mentor
    assert page("not_this_time", case, meeting_id=meeting.pk) in for_mentee
    assert f"?meeting={meeting.pk}" not in for_mentee


@pytest.mark.covers("S3.35")
def test_hours_are_shown_to_the_staff_and_gently_to_the_young_person(signed_in, case, mentee, mentor):
    a_held_meeting(case, by=mentor, minutes=13 * 60)

    for_mentor = text_of(signed_in(mentor).get(page("index", case)))
    for_mentee = text_of(signed_in(mentee).get(page("index", case)))

    assert "Used: 13 h. Left: 1 h." in for_mentor
    assert "It does not stop anything" in for_mentor
    assert page("extend", case) not in for_mentor
    assert "Time we still have" in for_mentee
    assert "Used:" not in for_mentee
    assert "1 h" in for_mentee


def test_a_note_for_the_case_manager_does_not_reach_the_young_persons_page(
    signed_in, case, mentee, mentor, case_manager
):
    a_held_meeting(
        case,
        by=mentor,
        note="CANARY",
        note_for=NoteFor.ME_AND_CASE_MANAGER,
        next_for=None,
        not_fixed_reason="CANARY",
    )

    assert "CANARY" not in text_of(signed_in(mentee).get(page("index", case)))
    assert text_of(signed_in(case_manager).get(page("index", case))).count("CANARY") == 2


@pytest.mark.covers("S2.43")
def test_what_did_not_happen_is_shown_to_the_staff_alone_and_without_blame(
    signed_in, case, mentee, mentor, case_manager
):
    for days in (3, 4):
        planned = a_planned_meeting(case, by=mentor, planned_for=at(DAY + timedelta(days=days)))
        not_this_time(planned, next_for=None, not_fixed_reason="CANARY", by=mentor, on=DAY)

    for_manager = text_of(signed_in(case_manager).get(page("index", case)))
    for_mentor = text_of(signed_in(mentor).get(page("index", case)))
    for_mentee = text_of(signed_in(mentee).get(page("index", case)))

    assert "Twice in a row it did not work out." in for_manager
    assert "CANARY" in for_manager
    assert "did not happen this time" in for_mentor
    assert "CANARY" not in for_mentor
    assert "did not happen this time" not in for_mentee


@pytest.mark.covers("S3.07")
def test_the_lead_is_drawn_and_said_in_words(signed_in, case, mentee, mentor):
    a_held_meeting(case, by=mentor, who_led=Lead.MENTOR, held_on=START)
    a_held_meeting(case, by=mentor, who_led=Lead.MENTEE)

    for_mentee = text_of(signed_in(mentee).get(page("index", case)))
    for_mentor = text_of(signed_in(mentor).get(page("index", case)))

    assert "Of the last 2 times, you led 1." in for_mentee
    assert "you led" in for_mentee
    assert "Of the last 2 meetings the young person led 1." in for_mentor
    assert "led by: the young person" in for_mentor


def test_older_meetings_are_a_page_further(signed_in, case, mentor):
    for number in range(A_PAGE + 1):
        a_held_meeting(case, by=mentor, note=f"note {number}.")
    browser = signed_in(mentor)
    first = text_of(browser.get(page("index", case)))
    assert "note 1." in first
    assert "note 0." not in first

    older = first.split("?before=")[1].split('"')[0]
    second = text_of(browser.get(page("index", case), {"before": older}))

    assert "note 0." in second
    assert "Next meeting" not in second


@pytest.mark.parametrize("cursor", ["nonsense", "0199aaaa-0000-7000-8000-000000000000"])
def test_a_cursor_nobody_gave_begins_at_the_newest(signed_in, case, mentor, cursor):
    a_held_meeting(case, by=mentor, note="We walked.")

    assert "We walked." in text_of(signed_in(mentor).get(page("index", case), {"before": cursor}))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_meeting_as_for_three(
    signed_in, case, mentor, number, django_assert_max_num_queries
):
    for _each in range(number):
        a_held_meeting(case, by=mentor, note="Fine.")
        a_planned_meeting(case, by=mentor, planned_for=SOON)
    browser = signed_in(mentor)
    browser.get(page("index", case))

    with django_assert_max_num_queries(30):
        browser.get(page("index", case))


def test_hostile_words_are_shown_as_words(signed_in, case, mentor):
    a_held_meeting(case, by=mentor, note="<script>alert(1)</script> 🙂 \u202eabc")

    shown = text_of(signed_in(mentor).get(page("index", case)))

    assert "<script>alert" not in shown
    assert "🙂" in shown


def test_a_closed_case_is_read_and_offers_nothing_to_do(signed_in, case, mentee, case_manager):
    close_case(case, by=case_manager, on=DAY)

    shown = text_of(signed_in(mentee).get(page("index", case)))

    assert page("plan", case) not in shown
    assert signed_in(case_manager).post(page("log", case), logged()).status_code == 422


# Logging


@pytest.mark.covers("S2.36", "S3.32")
def test_a_mentor_logs_a_meeting_and_the_next(signed_in, case, mentor, mentee, case_manager):
    plan = draft_plan(case, vision="", by=mentee, on=DAY)
    goal = write_goal(plan, words="Work", horizon="short", whose_idea="mine", by=mentee, on=DAY)
    write_step(
        goal, what="Ask in the bakery", when_text="", with_whom="", kind="me", area="work", by=mentee,
        as_role=Role.MENTEE, on=DAY,
    )  # fmt: skip
    browser = signed_in(mentor)
    asked = text_of(browser.get(page("log", case)))
    assert "Ask in the bakery" in asked
    assert 'value="2026-09-01"' in asked

    response = browser.post(page("log", case), logged())

    assert response.url == page("index", case)
    held = Meeting.objects.held().get()
    assert (held.kind, held.minutes, held.who_led, held.note, held.logged_by) == (
        MeetingKind.MEETING, 60, Lead.TOGETHER, "We walked.", mentor,
    )  # fmt: skip
    assert (held.next_meeting.planned_for, held.next_meeting.place) == (at(DAY + timedelta(days=7)), "Park")


def test_a_length_of_ones_own_is_typed(signed_in, case, mentor):
    signed_in(mentor).post(page("log", case), logged(length="", other_length="75"))

    assert Meeting.objects.held().get().minutes == 75


def test_a_meeting_sent_twice_is_logged_once(signed_in, case, mentor):
    browser = signed_in(mentor)

    for _time in range(2):
        browser.post(page("log", case), logged(form_key="tapped-twice"))

    assert Meeting.objects.held().count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"held_on": "2026-09-02"}, "This day is later than"),
        ({"held_on": "2026-08-01"}, "This day is earlier than"),
        ({"length": ""}, "Please say how long you met."),
        ({"length": "", "other_length": "0"}, "Please write 1 or more."),
        ({"other_length": "many"}, "Please write a whole number in digits."),
        ({"length": "7"}, "Please choose one of these answers."),
        ({"next_day": "", "next_time": ""}, "When do you meet next?"),
        ({"next_time": ""}, "Please write a time."),
        ({"next_day": ""}, "Please choose a day."),
        ({"next_day": "2026-08-30"}, "This day is earlier than"),
        ({"next_time": "half past"}, "Please write a time of day"),
        ({"note": "x" * 5001}, "There is room for 5000 characters here"),
        ({"note": "a\x00b"}, "There is a character here that cannot be kept."),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(signed_in, case, mentor, typed, said):
    response = signed_in(mentor).post(page("log", case), logged(**{"next_place": "The old oak", **typed}))

    assert response.status_code == 422
    assert said in text_of(response)
    assert "The old oak" in text_of(response)
    assert not Meeting.objects.exists()


def test_a_next_meeting_that_stands_need_not_be_typed_again(signed_in, case, mentor):
    planned = a_planned_meeting(case, by=mentor, planned_for=SOON)
    browser = signed_in(mentor)
    assert "Planned already:" in text_of(browser.get(page("log", case)))

    browser.post(page("log", case), logged(next_day="", next_time=""))

    assert Meeting.objects.held().get().next_meeting == planned


def test_the_meeting_planned_for_today_is_no_next_one(signed_in, case, mentor):
    a_planned_meeting(case, by=mentor, planned_for=at(DAY))

    response = signed_in(mentor).post(page("log", case), logged(next_day="", next_time=""))

    assert response.status_code == 422


def test_a_log_begins_with_what_was_planned(signed_in, case, mentor):
    meeting = a_planned_meeting(case, by=mentor, planned_for=at(DAY, 7), kind=MeetingKind.JOINT_ACTIVITY)

    shown = text_of(signed_in(mentor).get(page("log", case), {"meeting": meeting.pk}))

    [chosen] = [tag for tag in shown.split("<input") if "checked" in tag and 'name="kind"' in tag]
    assert 'value="joint_activity"' in chosen


# Planning, moving, not this time


def test_the_young_person_plans_and_moves_a_meeting(signed_in, case, mentee):
    browser = signed_in(mentee)
    sent = {"kind": "meeting", "day": "2026-09-04", "time": "15:00", "place": "Library"}
    assert browser.post(page("plan", case), sent).url == page("index", case)
    planned = next_meeting(case)
    assert (planned.planned_for, planned.place) == (SOON, "Library")
    moving = page("move", case, meeting_id=planned.pk)
    assert "Library" in text_of(browser.get(moving))

    browser.post(moving, {"day": "2026-09-05", "time": "10:00", "place": "Park"})

    assert (next_meeting(case).planned_for, next_meeting(case).place) == (
        at(DAY + timedelta(days=4), 10),
        "Park",
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2026-08-31"}, "This day is earlier than"),
        ({"day": ""}, "Please choose a day."),
        ({"time": ""}, "Please write a time."),
        ({"kind": "party"}, "Please choose one of these answers."),
    ],
)
def test_a_plan_that_cannot_be_is_told_so(signed_in, case, mentee, typed, said):
    sent = {"kind": "meeting", "day": "2026-09-04", "time": "15:00", "place": "", **typed}

    response = signed_in(mentee).post(page("plan", case), sent)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not Meeting.objects.exists()


@pytest.mark.covers("S2.43")
def test_the_young_person_owes_no_reason_for_not_this_time(signed_in, case, mentee):
    planned = a_planned_meeting(case, by=mentee, planned_for=SOON)
    address = page("not_this_time", case, meeting_id=planned.pk)
    browser = signed_in(mentee)
    assert "That is all right." in text_of(browser.get(address))

    response = browser.post(address, {"day": "", "time": "", "not_fixed_reason": ""})

    assert response.url == page("index", case)
    planned.refresh_from_db()
    assert planned.status == Status.NOT_THIS_TIME
    assert planned.not_fixed_reason == "The young person says: we agree on it later."


def test_a_mentor_says_when_instead_or_why_that_is_open(signed_in, case, mentor):
    planned = a_planned_meeting(case, by=mentor, planned_for=SOON)
    address = page("not_this_time", case, meeting_id=planned.pk)
    browser = signed_in(mentor)
    refused = browser.post(address, {"day": "", "time": "", "not_fixed_reason": ""})
    assert refused.status_code == 422
    assert "When do you meet next?" in text_of(refused)

    browser.post(address, {"day": "2026-09-10", "time": "15:00", "not_fixed_reason": ""})

    assert next_meeting(case).planned_day == DAY + timedelta(days=9)


def test_a_meeting_of_another_case_cannot_be_moved_here(signed_in, case, autumn, mentor, case_manager):
    other = a_case(autumn, mentee=a_person("Zane"), case_manager=case_manager)
    foreign = a_planned_meeting(other, by=case_manager, planned_for=SOON)
    browser = signed_in(mentor)

    for name in ("move", "not_this_time"):
        assert browser.get(page(name, case, meeting_id=foreign.pk)).status_code == 404
    assert browser.get(page("log", case), {"meeting": foreign.pk}).status_code == 404


# Contacts and hours


@pytest.mark.covers("S1.15", "S2.24", "S2.25")
def test_a_case_manager_logs_a_contact_in_three_taps(signed_in, case, case_manager, mentee):
    browser = signed_in(case_manager)
    sent = {
        "with_whom": "mentee",
        "held_on": "2026-09-01",
        "channel": "phone",
        "reached": "yes",
        "note": "Sounds well.",
    }

    response = browser.post(page("contact", case), sent)

    assert response.url == page("contacts", case)
    assert Contact.objects.get().is_reached
    assert "Sounds well." in text_of(browser.get(page("contacts", case)))
    assert "Sounds well." in text_of(signed_in(mentee).get(page("contacts", case)))


def test_a_contact_that_came_to_nothing_is_said_without_blame(signed_in, case, case_manager, mentee):
    a_contact(case, by=case_manager, reached=False)

    assert "no answer this time" in text_of(signed_in(mentee).get(page("contacts", case)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reached": ""}, "Please choose one."),
        ({"channel": ""}, "Please choose one."),
        ({"held_on": "2026-09-02"}, "This day is later than"),
    ],
)
def test_a_contact_needs_its_three_answers(signed_in, case, case_manager, typed, said):
    sent = {"with_whom": "mentee", "held_on": "2026-09-01", "channel": "phone", "reached": "no", **typed}

    response = signed_in(case_manager).post(page("contact", case), sent)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not Contact.objects.exists()


def test_no_contacts_yet_and_older_contacts(signed_in, case, case_manager, mentee):
    for person in (case_manager, mentee):
        assert "Nothing here yet" in text_of(signed_in(person).get(page("contacts", case)))
    for number in range(A_PAGE + 1):
        a_contact(case, by=case_manager, note=f"note {number}.")
    browser = signed_in(case_manager)
    older = text_of(browser.get(page("contacts", case))).split("?before=")[1].split('"')[0]

    assert "note 0." in text_of(browser.get(page("contacts", case), {"before": older}))


@pytest.mark.covers("S3.35")
def test_a_case_manager_gives_more_time_with_a_reason(signed_in, case, case_manager):
    browser = signed_in(case_manager)
    refused = browser.post(page("extend", case), {"hours": "", "reason": ""})
    assert refused.status_code == 422

    response = browser.post(page("extend", case), {"hours": "1.5", "reason": "Moving house."})

    assert response.url == page("index", case)
    assert HoursExtension.objects.get().minutes == 90
    assert "Moving house." in text_of(browser.get(page("extend", case)))


# Notes and a later mentor


@pytest.mark.covers("S3.31")
def test_the_young_person_says_on_the_page_whether_a_later_mentor_reads_a_note(
    signed_in, case, mentee, mentor
):
    meeting = a_held_meeting(case, by=mentor, note="We walked.")
    browser, address = signed_in(mentee), page("share", case, meeting_id=meeting.pk)
    assert "Show this to a later mentor too" in text_of(browser.get(page("index", case)))

    assert browser.post(address, {"shared": "yes"}).url == page("index", case)
    shown = text_of(browser.get(page("index", case)))
    assert "A later mentor may read this too." in shown
    assert "Do not show it to a later mentor" in shown
    browser.post(address, {"shared": "perhaps"})
    meeting.refresh_from_db()
    assert meeting.is_shared_on

    browser.post(address, {"shared": "no"})
    meeting.refresh_from_db()
    assert not meeting.is_shared_on


def test_a_first_meeting_of_all_three_is_planned_from_the_pair(signed_in, case, case_manager):
    shown = signed_in(case_manager).get(page("plan", case), {"kind": "three_way"})
    assert shown.context["form"].initial == {"kind": "three_way"}
    assert signed_in(case_manager).get(page("plan", case), {"kind": "x"}).context["form"].initial == {}
