"""What follows a decision on a mentor: steps that are ticked, and another way that is looked at again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lidzas.assessments import queries
from lidzas.assessments.actions import NothingSaid, decide_readiness, say_own_view
from lidzas.assessments.actions.ways_on import DecidedAnew, add_step, look_again, tick_step
from lidzas.assessments.choices import Outcome, Stance
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.assessments.models import PreparationStep, WayReview
from lidzas.cases.actions import DateOutOfPlace, enter_stage
from lidzas.journey.queries.due import due_on_case
from lidzas.journey.queries.figures import figures_of
from lidzas.meetings.actions import log_contact
from lidzas.meetings.choices import Channel, WithWhom
from lidzas.method import Facts, Path, RecordKind
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from tests.builders import DAY, a_case, a_person

LATER = DAY + timedelta(days=28)
NOTHING = Facts(done={}, counts={}, open_things=frozenset(), path=Path.MENTOR)


def url(page, case, **more):
    return reverse(f"assessments:{page}", kwargs={"case_id": case.pk, **more})


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def not_yet(case, case_manager):
    return decide_readiness(
        case, outcome=Outcome.NOT_YET, reasons="Sleep first", evidence="", review_on=LATER, by=case_manager, on=DAY,
        steps=[PlannedStep("Walk weekly", "Ilze", LATER), PlannedStep("See the doctor")],
    )  # fmt: skip


@pytest.fixture
def another_way(case, case_manager):
    return decide_readiness(
        case, outcome=Outcome.ANOTHER_WAY, reasons="A place fits better", evidence="", place="Library",
        supporter="Zane", goals="Two mornings", begins_on=DAY, ends_on=DAY + timedelta(days=90),
        review_on=LATER, by=case_manager, on=DAY,
    )  # fmt: skip


@pytest.mark.covers("S2.27")
def test_the_young_person_ticks_their_own_steps_and_may_open_them_again(not_yet, case, mentee):
    first, second = queries.way_on(case).steps
    done = tick_step(first, is_done=True, by=mentee, on=DAY, version=first.version)
    assert (done.done_on, done.done_by) == (DAY, mentee)
    assert tick_step(done, is_done=True, by=mentee, on=LATER, version=1).done_on == DAY
    assert queries.way_on(case).open_steps == (second,)
    with pytest.raises(Stale):
        tick_step(first, is_done=False, by=mentee, on=DAY, version=1)
    assert not tick_step(first, is_done=False, by=mentee, on=DAY).is_done


@pytest.mark.covers("S2.27")
def test_a_step_is_added_while_the_decision_counts(not_yet, case, case_manager):
    add_step(not_yet, what="Ask about mentors", by=case_manager, on=DAY)
    assert [step.what for step in queries.way_on(case).steps][-1] == "Ask about mentors"
    with pytest.raises(NothingSaid):
        add_step(not_yet, what=" ", by=case_manager, on=DAY)
    step = PreparationStep.objects.first()
    decide_readiness(case, outcome=Outcome.READY, reasons="R", evidence="", by=case_manager, on=DAY)
    with pytest.raises(DecidedAnew):
        add_step(not_yet, what="Too late", by=case_manager, on=DAY)
    with pytest.raises(DecidedAnew):
        tick_step(step, is_done=True, by=case_manager, on=DAY)


def due_of_record(case, kind):
    keys = {each.key for each in method_of(case.method_id).activities_for_record(kind)}
    return [(each.due_on, each.link) for each in due_on_case(case, on=DAY) if each.activity in keys]


@pytest.mark.covers("S2.27")
def test_a_not_yet_after_a_yes_is_looked_at_again_and_no_pair_is_asked_for(case, case_manager):
    enter_stage(case, method_of(case.method_id).stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    decide_readiness(case, outcome=Outcome.READY, reasons="R", evidence="", by=case_manager, on=DAY)
    assert due_of_record(case, RecordKind.READINESS) == []
    assert due_of_record(case, RecordKind.PAIR) != []
    decide_readiness(
        case, outcome=Outcome.NOT_YET, reasons="R", evidence="", steps=[PlannedStep("Rest")], review_on=LATER,
        by=case_manager, on=DAY,
    )  # fmt: skip
    assert {due_on for due_on, _link in due_of_record(case, RecordKind.READINESS)} == {LATER}
    assert due_of_record(case, RecordKind.PAIR) == []


@pytest.mark.covers("S2.28")
def test_another_way_is_looked_at_again_on_the_day_that_was_agreed(another_way, case, case_manager):
    case.refresh_from_db()
    enter_stage(case, method_of(case.method_id).stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    assert due_of_record(case, RecordKind.WAY_REVIEWED) == [(LATER, url("look_again", case))]
    next_on = DAY + timedelta(days=50)
    review = look_again(another_way, words="The mornings hold", next_on=next_on, by=case_manager, on=LATER)
    assert due_of_record(case, RecordKind.WAY_REVIEWED) == [(next_on, url("look_again", case))]
    way = queries.way_on(case)
    assert (way.reviews, way.look_on, way.decision) == ((review,), next_on, another_way)
    for refusal, said in (
        (NothingSaid, {"words": " ", "next_on": next_on}),
        (DateOutOfPlace, {"words": "x", "next_on": LATER + timedelta(days=93)}),
        (DateOutOfPlace, {"words": "x", "next_on": DAY}),
    ):
        with pytest.raises(refusal):
            look_again(another_way, **said, by=case_manager, on=LATER)
    assert WayReview.objects.count() == 1


@pytest.mark.covers("S2.26", "S2.27", "S2.28")
def test_every_way_counts_as_a_participant_and_nobody_is_left_out(case, case_manager, not_yet, autumn):
    others = [a_case(autumn, mentee=a_person(f"P{n}"), case_manager=case_manager) for n in range(3)]
    decide_readiness(others[0], outcome=Outcome.READY, reasons="R", evidence="", by=case_manager, on=DAY)
    decide_readiness(
        others[1], outcome=Outcome.ANOTHER_WAY, reasons="R", evidence="", place="P", supporter="S", goals="G",
        review_on=LATER, by=case_manager, on=DAY,
    )  # fmt: skip
    figures = figures_of(autumn.programme, method_of(case.method_id), "en")
    assert [count for _name, count in figures.ways] == [1, 1, 1, 1]
    assert sum(count for _name, count in figures.ways) == figures.young_people == 4


@pytest.mark.covers("S2.26")
def test_the_contacts_since_the_opening_stand_beside_the_decision(signed_in, case, case_manager, mentee):
    log_contact(
        case, with_whom=WithWhom.MENTEE, held_on=DAY, channel=Channel.IN_PERSON, reached=True, note="Talked of the bus",
        by=case_manager, on=DAY,
    )  # fmt: skip
    log_contact(
        case, with_whom=WithWhom.MENTEE, held_on=DAY, channel=Channel.IN_PERSON, reached=False, note="", by=case_manager,
        on=DAY,
    )  # fmt: skip
    log_contact(
        case, with_whom=WithWhom.MENTOR, held_on=DAY, channel=Channel.IN_PERSON, reached=True, note="Mentor only",
        by=case_manager, on=DAY,
    )  # fmt: skip
    browser = signed_in(case_manager)
    for name in ("decide", "readiness"):
        page = words(browser.get(url(name, case)))
        assert "Contacts with the young person: 2. Reached: 1." in page
        assert "Talked of the bus" in page
        assert "Mentor only" not in page
    assert "Talked of the bus" not in words(signed_in(mentee).get(url("readiness", case)))


@pytest.mark.covers("S2.27")
def test_the_young_person_sees_the_steps_on_every_page_of_theirs_and_ticks_one(
    signed_in, not_yet, case, mentee, mentor, case_manager
):
    step = queries.way_on(case).steps[0]
    browser = signed_in(mentee)
    for address in (url("readiness", case), "/home/", reverse("journey:case", kwargs={"case_id": case.pk})):
        page = words(browser.get(address))
        for said in ("Walk weekly", "You keep your place", url("tick", case, preparation_id=step.pk)):
            assert said in page
    tick = url("tick", case, preparation_id=step.pk)
    assert browser.post(tick, {"version": step.version}).headers["location"] == url("readiness", case)
    page = words(browser.get(url("readiness", case)))
    assert "Well walked" in page
    assert "Open it again" in page
    browser.post(tick, {"version": 2, "is_done": "0"})
    assert not PreparationStep.objects.get(pk=step.pk).is_done
    staff = words(signed_in(case_manager).get(reverse("journey:case", kwargs={"case_id": case.pk})))
    assert "On the way to a mentor" in staff
    assert "See the doctor" in staff
    others = words(signed_in(mentor).get(reverse("journey:case", kwargs={"case_id": case.pk})))
    assert "See the doctor" not in others


@pytest.mark.covers("S2.28")
def test_another_way_is_told_in_warm_words_and_looked_at_again(
    signed_in, another_way, case, mentee, case_manager
):
    browser = signed_in(mentee)
    for address in (url("readiness", case), "/home/", reverse("journey:case", kwargs={"case_id": case.pk})):
        page = words(browser.get(address))
        assert "Library" in page
        assert "Zane" in page
    staff = signed_in(case_manager)
    assert "Library" in words(staff.get(reverse("journey:case", kwargs={"case_id": case.pk})))
    assert "Library" in words(staff.get(url("look_again", case)))
    sent = {"words": "The mornings hold", "next_on": (DAY + timedelta(days=20)).isoformat()}
    assert staff.post(url("look_again", case), sent).headers["location"] == url("readiness", case)
    late = {**sent, "next_on": (DAY + timedelta(days=120)).isoformat()}
    assert staff.post(url("look_again", case), late).status_code == 422
    assert "The mornings hold" in words(signed_in(mentee).get(url("readiness", case)))


def test_a_page_of_another_decision_leads_to_the_one_that_counts(signed_in, not_yet, case, case_manager):
    browser = signed_in(case_manager)
    response = browser.get(url("look_again", case), follow=True)
    assert response.redirect_chain[-1][0] == url("readiness", case)
    assert "Another decision counts now" in words(response)
    sent = {"what": "Call the school", "with_whom": "Ilze", "by_day": LATER.isoformat()}
    assert browser.post(url("step", case), sent).headers["location"] == url("readiness", case)
    assert "Call the school" in words(browser.get(url("readiness", case)))
    decide_readiness(case, outcome=Outcome.READY, reasons="R", evidence="", by=case_manager, on=DAY)
    assert browser.get(url("step", case)).headers["location"] == url("readiness", case)


@pytest.mark.covers("S2.27")
def test_who_decides_anew_finds_the_open_steps_in_the_form(signed_in, not_yet, case, case_manager, mentee):
    first, second = queries.way_on(case).steps
    PreparationStep.objects.filter(pk=second.pk).update(by_day=DAY - timedelta(days=1))
    tick_step(first, is_done=True, by=mentee, on=DAY)
    form = signed_in(case_manager).get(url("decide", case)).context["form"]
    assert (form["step_1_what"].value(), form["step_1_by"].value()) == ("See the doctor", None)
    assert form["step_2_what"].value() is None


@pytest.mark.covers("S1.46")
def test_the_own_view_stands_with_the_way(case, not_yet, mentee):
    say_own_view(case, stance=Stance.TALK_FIRST, words="Who is it?", by=mentee, on=DAY)
    assert queries.way_on(case).own_view.words == "Who is it?"


@pytest.mark.parametrize("outcome", [*Outcome])
def test_the_three_outcomes_weigh_the_same_on_the_page(signed_in, case, case_manager, outcome):
    page = words(signed_in(case_manager).get(url("decide", case)))
    cards = page.count('class="option')
    assert page.count(f'value="{outcome}"') == 1
    assert cards >= 3
    assert "checked" not in page.split("</fieldset>")[0].split("<fieldset")[-1]
