"""What a stage has come to: figures from the records, the team's words, versions."""

import random
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lidzas.assessments.choices import Kind
from lidzas.audit.models import Entry
from lidzas.cases.actions import close_case
from lidzas.cases.models import DoneActivity, OpenActivity
from lidzas.method import RecordKind
from lidzas.people.models import Mentor
from lidzas.practice.actions.looking import assessed
from lidzas.practice.actions.way import Cast, Way
from lidzas.practice.choices import words_in
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Stale
from lidzas.reports.actions import RoundNotBegun, write_summary
from lidzas.reports.models import StageSummary
from lidzas.reports.queries import figures_of, hidden, in_words, sheet_of
from tests.builders import DAY, START, a_case, a_programme, a_round

pytestmark = pytest.mark.django_db


def at(name, round, stage=None):
    ids = {"round_code": round.code, "stage": stage.key} if stage else {}
    return reverse(f"reports:{name}", kwargs={"programme_code": round.programme.code, **ids})


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def method(programme):
    return method_of(programme.method_id)


@pytest.fixture
def stage(method):
    return method.stages[0]


@pytest.fixture
def walked(case, case_manager, coordinator, mentor):
    """A young person who was spoken with, heard what the programme is, and is in the second stage."""
    way = Way(
        case,
        Cast(case_manager, coordinator, Mentor.objects.get(person=mentor)),
        random.Random(1),
        words_in("en"),
    )
    way.contact(START)
    way.explained(START)
    way.own_view(START)
    assessed(way, Kind.BASELINE, START, 2, 4)
    way.stage(1, START + timedelta(days=3))
    way.meeting(START + timedelta(days=4))
    return case


def counts_in(figures):
    return {key: value for key, value in figures["counts"] if value}


@pytest.mark.covers("S1.12")
def test_the_figures_are_counted_from_the_records(walked, autumn, stage, method, case_manager):
    a_case(autumn, case_manager=case_manager)
    figures = figures_of(autumn, stage, method, on=DAY)
    counts = counts_in(figures)
    assert (counts["young_people"], counts["came_in"], counts["went_on"]) == (2, 2, 1)
    assert (counts["reached"], counts["meetings"]) == (1, 1)
    done = {key: (times, last) for key, times, last in figures["done"]}
    [baseline] = [each.key for each in stage.activities if each.record is RecordKind.BASELINE]
    assert done[baseline] == (1, START.isoformat())
    assert min(times for times, _last in done.values()) == 0


def test_another_round_is_not_counted(walked, programme, stage, method, project_manager):
    other = a_round(programme, by=project_manager)
    assert counts_in(figures_of(other, stage, method, on=DAY)) == {}


def test_who_has_moved_on_went_on_from_every_stage(case, autumn, stage, method, case_manager):
    close_case(case, by=case_manager, on=DAY)
    counts = counts_in(figures_of(autumn, stage, method, on=DAY))
    assert (counts["went_on"], counts["moved_on"]) == (1, 1)


@pytest.mark.covers("S1.12")
def test_a_summary_is_dated_and_every_version_is_kept(walked, autumn, stage, project_manager, case_manager):
    write_summary(autumn, stage, words="Well begun", by=project_manager, on=DAY)
    a_case(autumn, case_manager=case_manager)
    write_summary(autumn, stage, words="Going well", by=project_manager, on=DAY + timedelta(days=30))
    first, second = StageSummary.objects.order_by("number")
    assert (first.number, first.words, first.written_on) == (1, "Well begun", DAY)
    assert (second.number, second.words, second.written_on) == (2, "Going well", DAY + timedelta(days=30))
    assert counts_in(first.figures)["young_people"] == 1
    assert counts_in(second.figures)["young_people"] == 2


@pytest.mark.covers("S1.12")
def test_a_summary_is_the_teams_work_done(walked, autumn, stage, project_manager):
    keys = [each.key for each in stage.activities if each.record is RecordKind.STAGE_SUMMARY]
    before = OpenActivity.objects.get(round=autumn, case=None, activity__in=keys)
    write_summary(autumn, stage, words="", by=project_manager, on=DAY)
    assert DoneActivity.objects.get(round=autumn, activity__in=keys).done_on == DAY
    assert OpenActivity.objects.get(round=autumn, case=None, activity__in=keys).due_on > before.due_on


def test_a_stage_without_that_work_has_a_summary_all_the_same(autumn, method, project_manager):
    stage = next(
        each for each in method.stages
        if not any(activity.record is RecordKind.STAGE_SUMMARY for activity in each.activities)
    )  # fmt: skip
    assert write_summary(autumn, stage, words="", by=project_manager, on=DAY).number == 1


def test_of_two_who_write_at_once_the_second_is_told(autumn, stage, project_manager, developer):
    write_summary(autumn, stage, words="One", by=project_manager, on=DAY, version=0)
    with pytest.raises(Stale):
        write_summary(autumn, stage, words="Two", by=developer, on=DAY, version=0)


def test_there_is_nothing_to_bring_together_before_the_round(autumn, stage, project_manager):
    with pytest.raises(RoundNotBegun):
        write_summary(autumn, stage, words="", by=project_manager, on=START - timedelta(days=1))


def test_a_figure_that_the_method_has_dropped_is_left_out(method):
    told = in_words({"counts": [["unheard", 3]], "done": [["unheard", 3, ""]]}, method)
    assert (told.counts, told.young_people, told.team) == ([], [], [])


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (21, "21")])
def test_counts_below_five_are_hidden_in_what_leaves(value, shown):
    assert hidden(value) == shown


def test_a_count_that_would_tell_the_few_others_is_hidden_too(autumn, stage, method, project_manager):
    summary = write_summary(autumn, stage, words="", by=project_manager, on=DAY)
    activity = next(each for each in stage.activities if each.about == "case" and each.is_timed)
    summary.figures = {
        "counts": [["young_people", 20], ["came_in", 20]],
        "done": [[activity.key, 18, DAY.isoformat()]],
    }
    assert [value for _label, value in sheet_of(summary)] == ["20", "20", "<5"]


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        ("came_in", "young_people"),
        ("went_on", "came_in"),
        ("moved_on", "young_people"),
        ("reached", "young_people"),
    ],
)
def test_nearly_all_of_a_count_that_leaves_too_tells_nothing_of_the_few(
    autumn, stage, project_manager, key, whole
):
    summary = write_summary(autumn, stage, words="", by=project_manager, on=DAY)
    everybody = {"young_people": 20, "came_in": 20}
    for few, shown in ((2, "<5"), (5, "15"), (0, "20")):
        counts = {**everybody, key: everybody[whole] - few}
        summary.figures = {"counts": [*counts.items()], "done": []}
        assert [value for _label, value in sheet_of(summary)][[*counts].index(key)] == shown


def test_the_team_writes_and_reads_a_summary(walked, autumn, stage, developer, coordinator, client):
    client.force_login(developer)
    assert "not written yet" in seen(client, at("summaries", autumn))
    assert at("write_summary", autumn, stage) in seen(client, at("summary", autumn, stage))
    assert "Young people in the round" in seen(client, at("write_summary", autumn, stage))
    sent = {"form_key": uuid4().hex, "version": 0, "words": "Well begun"}
    client.post(at("write_summary", autumn, stage), sent)
    client.post(
        at("write_summary", autumn, stage),
        {"form_key": uuid4().hex, "version": 1, "words": "Going well"},
    )
    client.force_login(coordinator)
    content = seen(client, at("summary", autumn, stage))
    assert content.index("Going well") < content.index("Earlier versions") < content.index("Well begun")
    assert at("write_summary", autumn, stage) not in content


def test_who_writes_second_sees_the_words_that_stand(autumn, stage, project_manager, signed_in):
    write_summary(autumn, stage, words="Written by somebody else", by=project_manager, on=DAY)
    response = signed_in(project_manager).post(
        at("write_summary", autumn, stage), {"form_key": uuid4().hex, "version": 0, "words": "Mine"}
    )
    assert response.status_code == 422
    assert "Written by somebody else" in response.content.decode()


def test_who_does_not_write_is_told_who_does(autumn, stage, coordinator, signed_in):
    assert "The programme developer or the project manager writes it." in seen(
        signed_in(coordinator), at("summary", autumn, stage)
    )


def test_a_table_hides_small_counts_leaves_a_line_in_the_trail_and_holds_no_formula(
    walked, autumn, stage, project_manager, signed_in
):
    write_summary(autumn, stage, words="=1+1", by=project_manager, on=DAY)
    response = signed_in(project_manager).get(at("sheet", autumn, stage))
    rows = response.content.decode().splitlines()
    assert "Young people in the round,<5" in rows
    assert rows[-1].endswith(",'=1+1")
    assert Entry.objects.filter(deed="summary_export", by=project_manager).count() == 1


def test_there_is_no_table_before_there_is_a_summary(autumn, stage, project_manager, signed_in):
    assert signed_in(project_manager).get(at("sheet", autumn, stage)).status_code == 404


def test_a_stage_or_round_that_is_not_ours_is_not_found(autumn, stage, project_manager, signed_in):
    client = signed_in(project_manager)
    address = at("summary", autumn, stage)
    assert client.get(address.replace(stage.key, "nowhere")).status_code == 404
    assert client.get(address.replace(autumn.code, "nowhere")).status_code == 404


def test_a_programme_without_a_round_says_what_will_stand_here(project_manager, signed_in):
    programme = a_programme("New", by=project_manager)
    address = reverse("reports:summaries", args=[programme.code])
    assert "No round yet" in seen(signed_in(project_manager), address)


def test_the_list_asks_as_often_for_one_round_as_for_three(programme, autumn, project_manager, signed_in):
    client, counts = signed_in(project_manager), []
    for more in (0, 2):
        for _ in range(more):
            a_round(programme, by=project_manager)
        seen(client, at("summaries", autumn))
        with CaptureQueriesContext(connection) as asked:
            seen(client, at("summaries", autumn))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_work_of_the_round_leads_to_the_page_of_the_summary(autumn, stage, project_manager, signed_in):
    address = reverse("journey:work", args=[autumn.programme.code])
    assert at("write_summary", autumn, stage) in seen(signed_in(project_manager), address)
