"""What is due: sentences, links, and the same answer everywhere."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from lidzas.access import Role
from lidzas.cases.actions import enter_stage, mark_done
from lidzas.cases.models import OpenActivity
from lidzas.journey.queries.due import due_of, due_on_case, soon, waiting
from lidzas.method import Facts, Path, RecordKind
from lidzas.programmes.queries import method_of
from tests.builders import DAY, START, a_person

NOTHING = Facts(done={}, counts={}, open_things=frozenset(), path=Path.MENTOR)


@pytest.fixture
def in_goals(case, case_manager):
    enter_stage(case, method_of(case.method_id).stages[1].key, NOTHING, by=case_manager, on=DAY, reason="–")
    case.refresh_from_db()
    return case


def of_record(items, case, record):
    method = method_of(case.method_id)
    return [item for item in items if method.activity(item.activity).record == record]


def test_what_is_due_today_waits_and_the_rest_of_the_week_comes_soon(case, case_manager):
    OpenActivity.objects.filter(case=case).update(due_on=DAY)
    row = OpenActivity.objects.filter(case=case, person=case_manager).first()
    OpenActivity.objects.filter(pk=row.pk).update(due_on=DAY + timedelta(days=7))
    items = [item for item in due_of(case_manager, on=DAY) if item.about == case.mentee.name]
    assert [item.activity for item in soon(items)] == [row.activity]
    assert {item.state for item in waiting(items)} == {"waiting"}
    assert soon(items)[0].state == "soon"


def test_what_is_due_later_than_a_week_is_not_shown_yet(case, case_manager):
    OpenActivity.objects.filter(case=case).update(due_on=DAY + timedelta(days=8))
    assert not [item for item in due_of(case_manager, on=DAY) if item.about == case.mentee.name]


@pytest.mark.covers("S2.24")
@pytest.mark.parametrize(
    ("days_ago", "said"),
    [
        (0, "The last time was today."),
        (1, "The last time was yesterday."),
        (9, "The last time was 9 days ago."),
    ],
)
def test_a_rhythm_says_how_long_ago_the_last_time_was(in_goals, case_manager, days_ago, said):
    mark_done(in_goals, RecordKind.MENTEE_CONTACT, by=case_manager, on=DAY)
    items = due_of(case_manager, on=DAY + timedelta(days=days_ago), until=DAY + timedelta(days=60))
    [contact] = of_record(items, in_goals, RecordKind.MENTEE_CONTACT)
    assert contact.because == f"Agreed rhythm: every 7 days. {said}"
    assert contact.link == reverse("meetings:contact", kwargs={"case_id": in_goals.pk})


def test_the_first_time_is_counted_from_the_beginning_of_the_stage(in_goals, case_manager):
    [readiness] = of_record(
        due_of(case_manager, on=DAY, until=DAY + timedelta(days=60)), in_goals, RecordKind.READINESS
    )
    assert readiness.because == "This stage began on 1 Sep 2026."


def test_what_follows_something_says_what(in_goals, case_manager):
    mark_done(in_goals, RecordKind.READINESS, by=case_manager, on=DAY + timedelta(days=1))
    [pair] = of_record(
        due_of(case_manager, on=DAY, until=DAY + timedelta(days=60)), in_goals, RecordKind.PAIR
    )
    assert pair.because.startswith("Follows “")
    assert pair.because.endswith("done on 2 Sep 2026.")


def test_work_of_a_round_belongs_to_the_role(autumn, coordinator, developer):
    items = due_of(coordinator, on=START, until=START + timedelta(days=300))
    assert items
    assert {item.about for item in items} == {autumn.name}
    assert any(item.because == "The round started on 24 Aug 2026." for item in items)
    assert all(
        item.link == reverse("journey:work", kwargs={"programme_code": autumn.programme.code})
        for item in items
    )
    assert {item.activity for item in items}.isdisjoint(
        {item.activity for item in due_of(a_person(), on=DAY)}
    )


def test_a_rhythm_of_a_round_counts_from_its_start(autumn, case_manager):
    items = due_of(case_manager, on=START, until=START + timedelta(days=300))
    assert any(
        item.because == "Agreed rhythm: every 14 days. The round started on 24 Aug 2026." for item in items
    )


def test_the_young_person_reads_their_own_words(case, mentee):
    with translation.override("lv"):
        [item] = of_record(due_of(mentee, on=DAY, until=DAY + timedelta(days=90)), case, RecordKind.BASELINE)
    spoken = method_of(case.method_id).activity(item.activity).to_you
    assert (item.title, item.about) == (spoken.in_language("lv"), "")


def test_what_has_no_page_of_its_own_is_marked_by_hand(in_goals, case_manager):
    OpenActivity.objects.filter(case=in_goals).update(due_on=DAY)
    method = method_of(in_goals.method_id)
    row = OpenActivity.objects.filter(case=in_goals, person=case_manager).first()
    by_hand = next(
        activity.key for stage in method.stages for activity in stage.activities
        if activity.record is None and activity.about == "case"
    )  # fmt: skip
    OpenActivity.objects.filter(pk=row.pk).update(activity=by_hand)
    links = [item.link for item in due_of(case_manager, on=DAY) if item.activity == by_hand]
    assert links == [reverse("journey:mark", kwargs={"case_id": in_goals.pk, "activity": by_hand})]


def test_a_record_that_is_somebody_elses_to_make_leads_to_the_case(case, mentor):
    row = OpenActivity.objects.filter(case=case).first()
    method = method_of(case.method_id)
    exit_activity = method.activities_for_record(RecordKind.EXIT)[0].key
    OpenActivity.objects.filter(pk=row.pk).update(
        activity=exit_activity, role=Role.MENTOR, person=mentor, due_on=DAY
    )
    [item] = [each for each in due_of(mentor, on=DAY) if each.activity == exit_activity]
    assert item.link == reverse("journey:case", kwargs={"case_id": case.pk})


def test_the_case_shows_what_is_open_for_everybody(case, mentee, case_manager):
    people = {item.person for item in due_on_case(case, on=DAY)}
    assert {mentee, case_manager} <= people


def test_the_command_prints_what_the_homes_show(case, case_manager, autumn):
    out = StringIO()
    call_command("due", "--on", DAY.isoformat(), "--json", stdout=out)
    printed = {each["email"]: each["due"] for each in json.loads(out.getvalue())}
    with translation.override("en"):
        shown = due_of(case_manager, on=DAY)
    assert [
        (each["activity"], each["due_on"], each["because"], each["state"])
        for each in printed[case_manager.email]
    ] == [(item.activity, item.due_on.isoformat(), item.because, item.state) for item in shown]


def test_the_command_prints_one_person_for_reading(case, case_manager):
    out = StringIO()
    call_command("due", "--person", case_manager.email.upper(), stdout=out)
    assert out.getvalue().startswith(f"{case_manager.name} <{case_manager.email}>")


def test_the_command_knows_whom_it_does_not_know(db):
    with pytest.raises(CommandError, match="Nobody"):
        call_command("due", "--person", "nobody@example.org")
