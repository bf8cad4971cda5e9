"""What was seen, who has met whom, and what each says in private."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lidzas.access import Role
from lidzas.audit.models import Entry
from lidzas.cases.actions import CaseClosed, close_case, join_team
from lidzas.cases.models import OpenActivity
from lidzas.events.actions.coming import invite_people
from lidzas.events.actions.seeing import (
    NothingSeen,
    NotMet,
    NotYet,
    PairStands,
    give_signals,
    make_first_contact,
    make_mentor_contact,
    observe,
    reflect,
    see_pair,
)
from lidzas.events.choices import Ease, Joint, Part, Signal
from lidzas.events.facts import Said
from lidzas.events.models import Consent, FirstContact, PairSeen, PrivateSignal, Reflection
from lidzas.events.queries import ease_of, observations_on, signals_of
from lidzas.events.queries.people import MayCome
from lidzas.events.queries.signals import joint_results, met_by, own_signals, signals_on
from lidzas.events.queries.together import contact_with, grid_of, shared_by_mentors, shared_reflections
from lidzas.people.actions import leave_as_mentor
from lidzas.people.models import Mentor
from tests.builders import DAY, START, a_case, a_mentor, a_person

pytestmark = pytest.mark.django_db


def say(camp, part, signal, why=""):
    """A word of one side about everybody they met."""
    person = camp.people[part]
    return give_signals(
        camp.event, {met: Said(signal, why) for met in met_by(person, camp.event)}, by=person, on=DAY
    )


def seen(case, by, **words):
    said = {"spoken": "", "unspoken": "", "meaning": ""} | words
    return observe(case, seen_on=DAY, by=by, on=DAY, **said)


@pytest.mark.covers("S1.08", "S2.20", "S1.14")
def test_an_observation_keeps_words_silence_and_meaning_apart(camp, case_manager):
    observe(
        camp.case, seen_on=DAY, session=camp.walk, spoken="Said hello", unspoken="Stayed close",
        meaning="May like company", by=case_manager, on=DAY,
    )  # fmt: skip
    [kept] = observations_on(camp.case)
    assert (kept.spoken, kept.unspoken, kept.meaning) == ("Said hello", "Stayed close", "May like company")
    assert (kept.event, kept.session) == (camp.event, camp.walk)


def test_a_meaning_alone_is_no_observation(camp, case_manager):
    with pytest.raises(NothingSeen):
        seen(camp.case, case_manager, meaning="Shy")
    with pytest.raises(NotYet):
        observe(
            camp.case,
            seen_on=DAY + timedelta(days=1),
            spoken="x",
            unspoken="",
            meaning="",
            by=case_manager,
            on=DAY,
        )


def test_nothing_is_written_into_a_case_that_has_ended(camp, case_manager):
    close_case(camp.case, by=case_manager, on=DAY)
    with pytest.raises(CaseClosed):
        seen(camp.case, case_manager, spoken="x")


@pytest.mark.covers("S1.07", "S1.15")
def test_first_contact_with_a_young_person_is_said_once_and_does_what_the_method_asks(camp, case_manager):
    open_before = OpenActivity.objects.filter(case=camp.case).count()
    assert grid_of(camp.event.round, case_manager).rows[0].contact is None
    make_first_contact(camp.case, made_on=DAY, by=case_manager, on=DAY)
    make_first_contact(camp.case, made_on=START, by=case_manager, on=DAY)
    assert FirstContact.objects.get().made_on == DAY
    assert grid_of(camp.event.round, case_manager).rows[0].contact.by == case_manager
    assert OpenActivity.objects.filter(case=camp.case).count() < open_before
    assert FirstContact.objects.get().audit_case_id == camp.case.pk


@pytest.mark.covers("S1.16")
def test_first_contact_with_a_mentor_shows_who_has_none_yet(camp, case_manager, mentor):
    place = camp.event.programme.mentors.get(person=mentor)
    other = a_mentor(camp.event.programme)
    join_team(camp.case, mentor, Role.MENTOR, by=case_manager, on=DAY)
    for _twice in range(2):
        make_mentor_contact(place, camp.event.round, made_on=DAY, by=case_manager, on=DAY)
    columns = {column.mentor: column.contact for column in grid_of(camp.event.round, case_manager).columns}
    assert columns[place].by == case_manager
    assert columns[other] is None


@pytest.mark.covers("S1.34", "S1.40", "S1.43")
def test_who_shared_a_session_or_was_seen_meeting_has_met(camp, case_manager, mentor):
    round = camp.event.round
    place = camp.event.programme.mentors.get(person=mentor)
    assert not grid_of(round, case_manager).rows[0].cells[0].is_met
    see_pair(camp.case, mentor, has_met=True, ease=Ease.WITH_HELP, by=case_manager, on=DAY)
    assert contact_with(camp.case, place).cell.ease is Ease.WITH_HELP
    assert ease_of(round) == {(camp.case.mentee_id, mentor.pk): 2}
    see_pair(camp.case, mentor, has_met=False, ease=Ease.WITH_HELP, by=case_manager, on=DAY)
    assert ease_of(round) == {}
    assert not contact_with(camp.case, place).cell.is_met
    camp.all_there()
    row = grid_of(round, case_manager).rows[0]
    assert (row.cells[0].sessions, row.cells[0].is_met, row.met) == (1, True, 1)
    assert PairSeen.objects.count() == 2


def test_a_case_manager_sees_their_own_rows_and_the_coordinator_all(camp, case_manager, coordinator):
    a_case(camp.event.round)
    assert len(grid_of(camp.event.round, case_manager).rows) == 1
    assert len(grid_of(camp.event.round, coordinator).rows) == 2


def test_the_grid_and_the_results_ask_as_often_for_three_rows_as_for_one(camp, coordinator):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            grid_of(camp.event.round, coordinator)
            joint_results(camp.event.round, coordinator)
            signals_of(camp.event.programme)
        return len(queries)

    asked()
    one = asked()
    for _more in range(2):
        other = a_case(camp.event.round)
        invite_people(camp.event, [MayCome(other.mentee, Part.MENTEE, other)], by=coordinator, on=DAY)
        a_mentor(camp.event.programme, a_person())
    camp.all_there()
    assert asked() == one


@pytest.mark.covers("S1.01", "S1.41")
def test_both_sides_say_in_private_how_it_feels_and_the_case_manager_sees_both(camp, mentee, mentor):
    camp.all_there()
    say(camp, Part.MENTEE, Signal.RATHER_NOT, "CANARY-why")
    say(camp, Part.MENTOR, Signal.YES)
    [pair] = signals_on(camp.case)
    assert (pair.mentor, pair.by_mentee.why, pair.by_mentor.signal) == (mentor, "CANARY-why", Signal.YES)
    assert signals_of(camp.event.round) == {
        (mentee.pk, mentor.pk): Signal.RATHER_NOT, (mentor.pk, mentee.pk): Signal.YES,
    }  # fmt: skip
    assert signals_of(camp.event.programme) == signals_of(camp.event.round)
    assert {*own_signals(mentee, camp.event)} == {mentor.pk}


@pytest.mark.covers("S1.01")
def test_only_what_is_said_last_is_kept(camp):
    camp.all_there()
    say(camp, Part.MENTEE, Signal.RATHER_NOT, "CANARY-why")
    say(camp, Part.MENTEE, Signal.YES)
    assert [(row.signal, row.why) for row in PrivateSignal.objects.all()] == [(Signal.YES, "")]


def test_a_mentor_learns_the_first_name_and_a_young_person_whom_they_met(camp, mentee, mentor):
    assert met_by(mentee, camp.event) == []
    camp.all_there()
    assert [met.name for met in met_by(mentor, camp.event)] == ["Elza"]
    assert [met.name for met in met_by(mentee, camp.event)] == ["Māris Ozols"]


def test_a_mentor_who_has_left_is_told_no_names_and_nobody_is_asked_about_them(
    camp, mentee, mentor, coordinator
):
    camp.all_there()
    leave_as_mentor(Mentor.objects.get(person=mentor), by=coordinator, on=DAY)
    assert met_by(mentor, camp.event) == met_by(mentee, camp.event) == []


def test_two_young_people_of_one_first_name_get_an_initial(camp, mentor, coordinator):
    other = a_case(camp.event.round, mentee=a_person("Elza Vītola"))
    invite_people(camp.event, [MayCome(other.mentee, Part.MENTEE, other)], by=coordinator, on=DAY)
    camp.all_there()
    assert [met.name for met in met_by(mentor, camp.event)] == ["Elza K.", "Elza V."]


def test_who_was_seen_meeting_is_met_for_both(camp, mentee, mentor, case_manager):
    see_pair(camp.case, mentor, has_met=True, ease=None, by=case_manager, on=DAY)
    assert len(met_by(mentee, camp.event)) == len(met_by(mentor, camp.event)) == 1


def test_nothing_is_said_about_a_stranger_by_the_team_or_of_a_pair(camp, mentee, mentor, case_manager):
    camp.all_there()
    [met] = met_by(mentee, camp.event)
    assert met_by(case_manager, camp.event) == []
    with pytest.raises(NotMet):
        give_signals(camp.event, {met: Said(Signal.YES)}, by=case_manager, on=DAY)
    join_team(camp.case, mentor, Role.MENTOR, by=case_manager, on=DAY)
    with pytest.raises(PairStands):
        say(camp, Part.MENTEE, Signal.YES)


def test_nothing_more_is_asked_once_the_case_has_ended(camp, mentee, mentor, case_manager):
    camp.all_there()
    close_case(camp.case, by=case_manager, on=DAY)
    assert met_by(mentee, camp.event) == met_by(mentor, camp.event) == []


@pytest.mark.covers("S1.01")
def test_the_coordinator_sees_only_what_both_answers_come_to(camp, coordinator):
    camp.all_there()
    assert joint_results(camp.event.round, coordinator)[1][0].results == [Joint.NOT_KNOWN]
    say(camp, Part.MENTEE, Signal.RATHER_NOT)
    assert joint_results(camp.event.round, coordinator)[1][0].results == [Joint.NOT_KNOWN]
    say(camp, Part.MENTOR, Signal.YES)
    assert joint_results(camp.event.round, coordinator)[1][0].results == [Joint.NOT_POSSIBLE]
    say(camp, Part.MENTEE, Signal.NOT_SURE)
    assert joint_results(camp.event.round, coordinator)[1][0].results == [Joint.POSSIBLE]


@pytest.mark.covers("S1.01")
def test_a_mentors_signal_stands_in_no_trail_of_the_young_persons_case(camp):
    camp.all_there()
    say(camp, Part.MENTOR, Signal.RATHER_NOT)
    say(camp, Part.MENTEE, Signal.YES)
    trail = Entry.objects.filter(case_id=camp.case.pk, deed="event.signal")
    assert [entry.by for entry in trail] == [camp.people[Part.MENTEE]]


@pytest.mark.covers("S1.40")
def test_a_reflection_is_ones_own_until_it_is_shared(camp):
    mentee, mentor = camp.place(Part.MENTEE), camp.place(Part.MENTOR)
    words = {"liked": "The lake", "noticed": "", "next_time": ""}
    for place in (mentee, mentor):
        reflect(place, **words, is_shared=False)
    assert shared_reflections(camp.case) == shared_by_mentors(camp.event.round) == []
    for place in (mentee, mentor):
        reflect(place, **words, is_shared=True, version=2)
    assert [each.participant for each in shared_reflections(camp.case)] == [mentee]
    assert [each.participant for each in shared_by_mentors(camp.event.round)] == [mentor]
    assert Reflection.objects.get(participant=mentee).audit_case_id == camp.case.pk


def test_records_name_themselves_without_saying_anything(camp, case_manager, mentor):
    camp.all_there()
    place = camp.place(Part.MENTEE)
    rows = [
        place, Consent(event=camp.event, participant=place), camp.walk.attendance.first(), seen(camp.case, case_manager, spoken="x"),
        see_pair(camp.case, mentor, has_met=True, ease=None, by=case_manager, on=DAY),
        make_first_contact(camp.case, made_on=DAY, by=case_manager, on=DAY), *say(camp, Part.MENTEE, Signal.YES),
        reflect(camp.place(Part.MENTEE), liked="", noticed="", next_time="", is_shared=False),
    ]  # fmt: skip
    assert all(str(row).endswith(str(row.pk)) for row in rows)
