"""The pages of who prepares an event and of a case, as people use them."""

import pytest

from lidzas.events.actions.coming import sit_out, tell_needs
from lidzas.events.actions.preparing import add_session
from lidzas.events.actions.seeing import (
    give_signals,
    make_first_contact,
    make_mentor_contact,
    reflect,
    see_pair,
)
from lidzas.events.choices import ConsentKind, Ease, Part, Presence, Signal
from lidzas.events.facts import Said
from lidzas.events.models import Event, FirstContact, Observation, PairSeen, Session
from lidzas.events.queries.signals import met_by
from lidzas.events.tests.conftest import FIRST, LAST, a_plan
from lidzas.programmes.models import Round
from tests.builders import DAY

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code in (200, 422)
    return answer.content.decode()


@pytest.fixture
def told(camp):
    """A camp at which everything was said that must not be read by everybody."""
    camp.all_there()
    for part, why in ((Part.MENTEE, "CANARY-of-mentee"), (Part.MENTOR, "CANARY-of-mentor")):
        person = camp.people[part]
        said = {met: Said(Signal.RATHER_NOT, why) for met in met_by(person, camp.event)}
        give_signals(camp.event, said, by=person, on=DAY)
        reflect(
            camp.place(part), liked="CANARY-kept", noticed="", next_time="", is_shared=False,
        )  # fmt: skip
    tell_needs(
        camp.place(Part.MENTEE), food="CANARY-food", sleep="", quiet="", travel="", on=DAY,
        emergency_contact="CANARY-call",
        consents={ConsentKind.PHOTOS: False, ConsentKind.EMERGENCY: True},
    )  # fmt: skip
    return camp


SAID = {
    "called": "summer school", "name": "By the sea", "starts_on": "2026-10-01", "ends_on": "2026-10-03",
    "place": "Sea house",
}  # fmt: skip


@pytest.mark.covers("S1.09", "S1.11")
def test_the_coordinator_prepares_changes_and_copies_an_event(signed_in, camp, coordinator):
    browser = signed_in(coordinator)
    assert "Lake days" in text(browser.get(f"/p/{camp.event.programme.code}/events/"))
    new = f"/p/{camp.event.programme.code}/events/new/"
    assert "The last day is not before the first." in text(
        browser.post(new, SAID | {"round": camp.event.round.pk, "ends_on": "2026-09-01"})
    )
    assert browser.post(new, SAID | {"round": camp.event.round.pk}).status_code == 302
    event = Event.objects.get(name="By the sea")
    assert event.called == "summer school"
    page = camp.page("change", event_id=event.pk)
    assert "By the sea" in text(browser.get(page))
    assert browser.post(page, SAID | {"name": "At sea", "version": event.version}).status_code == 302
    stale = text(browser.post(page, SAID | {"version": event.version}))
    assert "At sea" in stale
    assert browser.get(camp.page("copy", event_id=event.pk)).status_code == 200
    answer = browser.post(
        camp.page("copy"), {"round": camp.event.round.pk, "name": "Again", "starts_on": "2026-12-01"}
    )
    assert answer.url == camp.page("show", event_id=Event.objects.get(name="Again").pk)


SESSION = {
    "day": FIRST.isoformat(),
    "starts_at": "14:00",
    "ends_at": "15:30",
    "kind": "dance_movement",
    "led_by": "Agnese",
}


@pytest.mark.covers("S1.37", "S1.38", "S1.39")
def test_without_a_certified_therapist_a_session_is_a_movement_session_everywhere(
    signed_in, camp, coordinator
):
    browser = signed_in(coordinator)
    page = camp.page("add_session")
    assert "A certified therapist leads it" in text(browser.get(page))
    assert browser.post(page, SESSION).status_code == 302
    assert browser.post(page, SESSION | {"kind": "art_music", "has_therapist": "on"}).status_code == 302
    assert browser.post(page, SESSION | {"kind": "own", "own_kind": "Bread baking"}).status_code == 302
    for name in ("show", "timetable"):
        shown = text(browser.get(camp.page(name)))
        assert "Movement session" in shown
        assert "Dance and movement therapy" not in shown
        assert "Arts therapy: music" in shown
        assert "Bread baking" in shown
    assert "herapy" not in text(signed_in(camp.people[Part.MENTEE]).get(camp.mine("my_event")))
    assert "Arts therapy: music" in text(signed_in(camp.people[Part.MENTOR]).get(camp.mine("my_event")))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_at": "13:00"}, "A session ends after it starts."),
        ({"kind": "own"}, "Please write what kind of session it is."),
        ({"kind": "own", "own_kind": "x" * 61}, "There is room for 60 characters"),
        ({"day": "2026-01-01"}, "Please choose one of these answers."),
    ],
)
def test_a_slip_in_a_session_is_told_beside_it(signed_in, camp, coordinator, wrong, words):
    answer = signed_in(coordinator).post(camp.page("add_session"), SESSION | wrong)
    assert answer.status_code == 422
    assert words in text(answer)


def test_a_session_is_changed_and_taken_out(signed_in, camp, coordinator):
    browser = signed_in(coordinator)
    page = camp.page("change_session", session_id=camp.walk.pk)
    assert 'value="10:00"' in text(browser.get(page))
    assert browser.post(page, SESSION | {"version": camp.walk.version}).status_code == 302
    stale = text(browser.post(page, SESSION | {"led_by": "Somebody", "version": camp.walk.version}))
    assert "Agnese" in stale
    own = add_session(camp.event, a_plan(hour=18, kind="", own_kind="Stars"), by=coordinator)
    assert 'value="Stars"' in text(browser.get(camp.page("change_session", session_id=own.pk)))
    browser.post(camp.page("remove_session", session_id=camp.walk.pk))
    assert [*Session.objects.all()] == [own]


def test_the_method_offers_icebreakers_the_gentlest_first(signed_in, camp, coordinator):
    shown = text(signed_in(coordinator).get(f"/p/{camp.event.programme.code}/icebreakers/"))
    assert shown.index("Gentle: nothing need be said") < shown.index(
        "More: speaking or showing before others"
    )


def test_a_project_manager_copies_a_round(signed_in, camp, project_manager):
    browser = signed_in(project_manager)
    page = camp.of_round("copy_round")
    assert "Autumn" in text(browser.get(page))
    assert (
        browser.post(page, {"name": "Spring", "code": "spring", "starts_on": "2027-03-01"}).status_code == 302
    )
    assert Round.objects.get(code="spring").events.get().name == "Lake days"


def test_people_are_invited_with_everybody_ticked(signed_in, camp, coordinator, case):
    browser = signed_in(coordinator)
    page = camp.page("invite")
    shown = text(browser.get(page))
    assert "checked" in shown
    assert "Please choose at least one person." in text(browser.post(page, {"form_key": "a-key"}))
    assert browser.post(page, {"team": [str(coordinator.pk)]}).status_code == 302
    assert camp.event.participants.filter(person=coordinator).exists()
    browser.post(page, {"team": [str(person.pk) for person in people_in(browser.get(page))]})
    assert "Everybody is invited already" in text(browser.get(page))


def people_in(answer):
    return [each.person for each in answer.context["people"]]


@pytest.mark.covers("S1.11")
def test_needs_are_a_list_to_act_on_for_who_prepares_and_for_nobody_else(
    signed_in, told, coordinator, project_manager, developer, mentor
):
    shown = text(signed_in(coordinator).get(told.page("needs")))
    assert "CANARY-food" in shown
    assert "CANARY-call" in shown
    assert "Who has not said yes is not photographed:" in shown
    for person in (project_manager, developer):
        assert signed_in(person).get(told.page("needs")).status_code == 403
        assert "CANARY" not in text(signed_in(person).get(told.page("show"))).replace("CANARY-practical", "")
    assert signed_in(mentor).get(told.page("needs")).status_code == 404


def test_the_developer_sees_counts_and_no_names(signed_in, told, developer):
    shown = text(signed_in(developer).get(told.page("show")))
    assert "Elza" not in shown
    assert "Māris" not in shown


def ticks(camp, **there):
    found = {"everybody": "yes"} if there.pop("everybody", False) else {}
    for part, (shown, said) in there.items():
        place = camp.place(Part(part))
        found |= {f"there_{place.pk}": said, f"shown_{place.pk}": shown}
    return found


@pytest.mark.covers("S1.32", "S1.33", "S1.44")
def test_everybody_is_marked_with_one_tap_and_the_exceptions_with_one_each(signed_in, camp, case_manager):
    browser = signed_in(case_manager)
    page = camp.page("attendance", session_id=camp.walk.pk)
    sit_out(camp.place(Part.MENTOR), camp.walk, on=DAY)
    shown = text(browser.get(page))
    assert "Everybody else was here" in shown
    assert "chose to sit out; no reason is needed" in shown
    said = ticks(camp, mentee=("", "part"), mentor=("not", "not"), staff=("", ""), everybody=True)
    assert browser.post(page, said).status_code == 302
    found = {part: camp.presence(part) for part in Part}
    assert found == {Part.MENTEE: Presence.PART, Part.MENTOR: Presence.NOT, Part.STAFF: Presence.HERE}
    assert "Everybody else was here" not in text(browser.get(page))


def test_two_people_who_mark_at_once_do_not_lose_each_others_ticks(
    signed_in, camp, case_manager, coordinator
):
    page = camp.page("attendance", session_id=camp.walk.pk)
    signed_in(case_manager).post(page, ticks(camp, mentee=("", "here"), mentor=("", "")))
    signed_in(coordinator).post(page, ticks(camp, mentee=("", ""), mentor=("", "not")))
    assert (camp.presence(Part.MENTEE), camp.presence(Part.MENTOR)) == (Presence.HERE, Presence.NOT)


def test_a_list_sent_twice_counts_once_and_a_strange_word_changes_nothing(signed_in, camp, case_manager):
    browser, page = signed_in(case_manager), camp.page("attendance", session_id=camp.walk.pk)
    said = ticks(camp, mentee=("", "here")) | {"form_key": "a-key"}
    assert browser.post(page, said).url == browser.post(page, said).url
    assert camp.walk.attendance.count() == 1
    assert browser.post(page, ticks(camp, mentor=("", "asleep"))).status_code == 422
    assert camp.walk.attendance.count() == 1


@pytest.mark.covers("S1.44")
def test_going_home_early_is_noted_kindly(signed_in, camp, case_manager):
    browser, place = signed_in(case_manager), camp.place(Part.MENTEE)
    page = camp.page("left", participant_id=place.pk)
    assert "Going home early is fine." in text(browser.get(page))
    assert browser.post(page, {"left_on": FIRST.isoformat()}).status_code == 302
    later = add_session(camp.event, a_plan(LAST), by=case_manager)
    assert "went home:" in text(browser.get(camp.page("attendance", session_id=later.pk)))
    assert "went home:" in text(browser.get(camp.page("show")))
    browser.post(page, {"left_on": ""})
    assert camp.place(Part.MENTEE).left_on is None


def test_who_is_invited_too_is_led_to_their_own_page(signed_in, camp, case_manager, coordinator):
    assert "You are invited too." in text(signed_in(case_manager).get(camp.page("show")))
    assert "You are invited too." not in text(signed_in(coordinator).get(camp.page("show")))


@pytest.mark.covers("S1.15", "S1.16", "S1.34")
def test_the_grid_shows_who_has_met_whom_and_who_has_no_first_contact(signed_in, camp, case_manager, mentor):
    browser = signed_in(case_manager)
    page = camp.of_round("met")
    assert text(browser.get(page)).count("First contact is made") == 2
    place = camp.event.programme.mentors.get(person=mentor)
    browser.post(camp.of_round("met_mentor", mentor_id=place.pk))
    browser.post(camp.of_case("first_contact"))
    camp.all_there()
    shown = text(browser.get(page))
    assert FirstContact.objects.count() == 2
    assert "First contact is made" not in shown.replace("First contact is made.", "")
    assert "met-cell is-met" in shown


@pytest.mark.covers("S1.01")
def test_the_coordinator_reads_the_result_and_neither_answer(signed_in, told, coordinator, case_manager):
    shown = text(signed_in(coordinator).get(told.of_round("possible")))
    assert "not possible" in shown
    assert "CANARY-of" not in shown
    assert "Rather not" not in shown
    assert signed_in(case_manager).get(told.of_round("possible")).status_code == 403
    assert signed_in(coordinator).get(told.of_case("signals")).status_code == 403


@pytest.mark.covers("S1.01", "S1.41")
def test_only_the_case_manager_of_the_case_reads_both_sides(
    signed_in, told, case_manager, mentee, mentor, coordinator, developer, project_manager
):
    shown = text(signed_in(case_manager).get(told.of_case("signals")))
    assert "CANARY-of-mentee" in shown
    assert "CANARY-of-mentor" in shown
    for person in (mentee, mentor, coordinator, developer, project_manager):
        assert signed_in(person).get(told.of_case("signals")).status_code in (403, 404)


@pytest.mark.covers("S1.40")
def test_what_mentors_share_is_read_by_who_prepares(signed_in, told, coordinator):
    page = told.of_round("shared")
    assert "CANARY-kept" not in text(signed_in(coordinator).get(page))
    reflect(told.place(Part.MENTOR), liked="CANARY-kept", noticed="a", next_time="b", is_shared=True)
    assert "CANARY-kept" in text(signed_in(coordinator).get(page))


@pytest.mark.covers("S1.08", "S2.20")
def test_an_observation_is_written_and_read_by_the_young_person_and_not_by_the_mentor(
    signed_in, camp, case_manager, mentee, mentor
):
    browser, page = signed_in(case_manager), camp.of_case("observe")
    assert "What it may mean" in text(browser.get(page))
    words = {
        "spoken": "",
        "unspoken": "CANARY-seen",
        "meaning": "",
        "seen_on": DAY.isoformat(),
        "session": "",
    }
    assert "Please write what you saw or heard" in text(browser.post(page, words | {"unspoken": ""}))
    assert browser.post(page, words | {"session": str(camp.walk.pk)}).status_code == 302
    assert Observation.objects.get().event == camp.event
    camp.all_there()
    reflect(camp.place(Part.MENTEE), liked="CANARY-liked", noticed="", next_time="", is_shared=True)
    shown = text(browser.get(camp.of_case("observations")))
    assert "CANARY-seen" in shown
    assert "CANARY-liked" in shown
    mine = text(signed_in(mentee).get(camp.of_case("observations")))
    assert "CANARY-seen" in mine
    assert "Private signals" not in mine
    assert signed_in(mentor).get(camp.of_case("observations")).status_code == 404


def test_how_contact_looked_is_described_in_words(signed_in, camp, case_manager, mentor):
    browser = signed_in(case_manager)
    place = camp.event.programme.mentors.get(person=mentor)
    page = camp.of_case("pair", mentor_id=place.pk)
    assert "They have not been in a session together yet." in text(browser.get(page))
    assert browser.post(page, {"has_met": "yes", "ease": "3"}).status_code == 302
    assert PairSeen.objects.get().ease == Ease.BY_THEMSELVES
    camp.all_there()
    assert "Sessions together: 1" in text(browser.get(page))
    assert "They got into contact by themselves" in text(browser.get(camp.of_case("observations")))
    make_first_contact(camp.case, made_on=DAY, by=case_manager, on=DAY)
    make_mentor_contact(place, camp.event.round, made_on=DAY, by=case_manager, on=DAY)
    see_pair(camp.case, mentor, has_met=True, ease=None, by=case_manager, on=DAY)
    assert "First contact:" in text(browser.get(camp.of_case("observations")))


def test_a_calendar_file_says_nothing_of_what_happens(signed_in, camp, coordinator):
    add_session(
        camp.event,
        a_plan(LAST, 15, kind="art_music", title="CANARY-title", has_therapist=True),
        by=coordinator,
    )
    answer = signed_in(coordinator).get(camp.page("calendar"))
    found = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "CANARY" not in found
    assert "herapy" not in found
    assert found.count("BEGIN:VEVENT") == 3
    assert "DTSTART:20260831T070000Z" in found
    assert "DTSTART;VALUE=DATE:20260901" in found
    assert "LOCATION:Lake house" in found
