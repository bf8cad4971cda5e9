"""What a method says about a stage, in words."""

from dataclasses import replace

import pytest
from django.utils import translation

from lidzas.guide.facts import (
    columns_of,
    gate_of,
    limit_words,
    material_of,
    resources_for,
    rhythm,
    timing_of,
)
from lidzas.method import Period


def names(tasks):
    return [task.activity.key for task in tasks]


def said(method, key):
    return list(timing_of(method, method.activity(key)))


@pytest.mark.covers("S0.04")
def test_a_stage_has_four_columns_of_actors(pardomat):
    columns = columns_of(pardomat, pardomat.stage("doing"))

    assert [column.name for column in columns] == ["Project team", "Case manager", "Mentor", "Young person"]


@pytest.mark.covers("S0.03")
def test_an_activity_stands_in_the_column_of_everyone_who_does_it(pardomat):
    columns = columns_of(pardomat, pardomat.stage("doing"))

    assert [column.key for column in columns if "pair_drives_process" in names(column.tasks)] == [
        "mentor",
        "mentee",
    ]


def test_the_team_column_tells_its_roles_apart(pardomat):
    team, case_manager, *_ = columns_of(pardomat, pardomat.stage("meeting"))

    [task] = [task for task in team.tasks if task.activity.key == "elearning"]
    assert [role.key for role in task.roles] == ["training_coordinator", "programme_developer"]
    assert {task.roles for task in case_manager.tasks} == {()}


@pytest.mark.covers("S0.03")
def test_only_my_role_leaves_one_column_with_only_its_tasks(pardomat):
    stage = pardomat.stage("meeting")
    [column] = columns_of(pardomat, stage, pardomat.role("training_coordinator"))

    assert column.key == "team"
    assert names(column.tasks) == ["elearning", "in_person_meeting", "summer_school"]


def test_what_is_said_to_the_young_person_stands_in_their_column_only(pardomat):
    _team, _case_manager, mentor, mentee = columns_of(pardomat, pardomat.stage("meeting"))

    assert {task.to_you for task in mentor.tasks} == {None}
    assert all(task.to_you for task in mentee.tasks)


@pytest.mark.covers("S5.04")
def test_the_last_stage_names_no_task_for_the_team(pardomat):
    team, *_ = columns_of(pardomat, pardomat.stage("moving_on"))

    assert team.tasks == ()


@pytest.mark.parametrize(
    ("every_days", "words"),
    [
        (1, "every day"),
        (7, "every week"),
        (14, "every 2 weeks"),
        (30, "every month"),
        (60, "every 2 months"),
        (10, "every 10 days"),
    ],
)
def test_a_rhythm_is_said_as_people_say_it(every_days, words):
    assert rhythm(every_days) == words


def test_a_rhythm_with_an_upper_end_says_how_often_at_most():
    assert rhythm(7, 3) == "every week, up to 2 times"
    assert rhythm(7, 5) == "every week"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("case_manager_at_camp", []),
        ("first_contact", ["once, within 7 days of the start of the stage"]),
        ("elearning", ["once, within 14 days of the start of the round"]),
        ("weekly_contact", ["every week, up to 2 times"]),
        ("contact_as_needed", ["every 2 weeks", "until the end of the stage “Closing”"]),
        ("support_intensity_set", ["when there is a mentor"]),
        ("other_preparation", ["when another way is chosen"]),
    ],
)
def test_when_an_activity_is_done_is_said_in_words(pardomat, key, words):
    assert said(pardomat, key) == words


def test_an_activity_that_waits_for_another_names_it(pavadoni):
    assert said(pavadoni, "right_time") == ["once, within 7 days after “Draw the picture of now”"]


@pytest.mark.covers("S0.03")
def test_what_comes_before_going_on_is_said_in_words(pardomat, pavadoni):
    assert gate_of(pardomat, pardomat.stage("doing")) == (
        "Keep in touch and support as much as each case needs",
        "Meet the young person (when there is a mentor)",
        "No worry about anybody's safety is left open",
        "No hard moment is left open",
        "Steps: at least 1",
    )
    assert "Contacts with the young person: at least 2" in gate_of(pavadoni, pavadoni.stage("first_steps"))


def test_resources_are_chosen_by_stage_and_role(pardomat, pavadoni):
    mentee = pardomat.role("mentee")

    assert resources_for(pardomat) == pardomat.resources
    assert [each.key for each in resources_for(pardomat, pardomat.stage("doing"), mentee)] == ["music"]
    assert [
        each.key for each in resources_for(pavadoni, pavadoni.stage("own_way"), pavadoni.role("guide"))
    ] == ["open_days"]


@pytest.mark.parametrize(
    ("stage", "titles"),
    [
        (
            "meeting",
            [
                "What is explained at the start",
                "Life areas",
                "A hard moment: Does not want to cooperate now",
                "A hard moment: Does not answer",
            ],
        ),
        ("goals", ["Guiding questions", "Rules offered as a start"]),
        ("doing", ["Hours of support"]),
        ("closing", ["Questions of the closing talk"]),
        ("moving_on", ["Where the way may lead", "Ways of staying in touch, if both want it"]),
    ],
)
def test_the_methods_own_material_stands_in_the_stage_that_uses_it(pardomat, stage, titles):
    assert [piece.title for piece in material_of(pardomat, pardomat.stage(stage))] == titles


def test_material_without_lines_is_left_out(pardomat):
    bare = replace(pardomat, points=(), crises=())

    assert [piece.title for piece in material_of(bare, bare.stage("meeting"))] == ["Life areas"]


def test_the_steps_of_a_hard_moment_say_when_and_who(pardomat):
    silent = material_of(pardomat, pardomat.stage("meeting"))[-1]

    assert silent.lines[0].startswith("At once · Mentor: Send a short, kind message")
    assert silent.lines[1].startswith("After 3 days · Mentor: Try the second agreed way")


@pytest.mark.covers("S3.35")
def test_a_limit_is_said_in_hours_and_what_counts(pardomat):
    [hours] = material_of(pardomat, pardomat.stage("doing"))

    assert hours.lines == (
        "For each young person in all: at most 14 h",
        "What counts: meetings, doing things together",
    )


def test_half_hours_of_a_limit_are_written_as_the_language_does(pardomat):
    limit = replace(pardomat.limits[0], minutes=90, per=Period.MONTH)

    assert limit_words(limit) == "For each young person in a month: at most 1.5 h"
    with translation.override("lv"):
        assert "1,5" in limit_words(limit)
