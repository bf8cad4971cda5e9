import copy
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from lidzas.method import (
    ActsAs,
    Ages,
    Count,
    Independence,
    Limit,
    NoAnswer,
    OpenThing,
    Path,
    Period,
    RecordKind,
    Text,
    TimeKind,
    read_files,
    read_method,
)
from lidzas.method.tests.samples import METHOD, PAVADONI, SOUND, changed


@pytest.fixture(scope="module")
def pavadoni():
    return read_method(PAVADONI)


@pytest.fixture(scope="module")
def small():
    return read_files(SOUND)


@pytest.mark.covers("S0.01")
def test_a_text_is_given_in_the_language_asked_for_or_else_in_the_first_of_the_method(small, pavadoni):
    assert small.stage("one").name.in_language("en") == "One"
    assert small.stage("one").name.in_language("de") == "Pirmais"
    assert pavadoni.name.in_language("lv") == "Pavadoņi"
    assert pavadoni.name.in_language("de") == "Companions"


def test_a_text_is_a_mapping_that_nobody_can_change(small):
    name = small.stage("one").name
    assert dict(name) == name == {"lv": "Pirmais", "en": "One"}
    assert len({name, Text((("en", "One"), ("lv", "Pirmais"))), Text((("lv", "Pirmais"),))}) == 2
    assert len(name) == 2
    with pytest.raises(KeyError):
        name["de"]
    with pytest.raises(FrozenInstanceError):
        name.entries = ()


def test_the_languages_of_a_text_come_in_the_order_of_the_method_and_not_of_the_line():
    files = {
        **SOUND,
        "method.toml": changed(METHOD, '{ lv = "Mazā", en = "Small" }', '{ en = "Small", lv = " Mazā " }'),
    }
    assert list(read_files(files).name.items()) == [("lv", "Mazā"), ("en", "Small")]


@pytest.mark.covers("S0.02")
def test_stages_follow_each_other_in_the_order_of_the_file(pavadoni):
    assert [stage.key for stage in pavadoni.stages] == ["first_steps", "side_by_side", "own_way"]
    assert pavadoni.stage_after("first_steps").key == "side_by_side"
    assert pavadoni.stage_after("own_way") is None
    assert pavadoni.position("own_way") == 2


@pytest.mark.covers("S0.04")
def test_roles_are_found_by_key_and_by_what_they_act_as(pavadoni):
    assert pavadoni.role("guide").acts_as is ActsAs.CASE_MANAGER
    assert pavadoni.role_acting_as(ActsAs.MENTEE).key == "leaver"


def test_activities_are_found_with_their_stage(pavadoni):
    assert pavadoni.activity("map_drawn").record is RecordKind.PLAN_AGREED
    assert pavadoni.stage_of("map_drawn").key == "side_by_side"


@pytest.mark.parametrize(
    "ask",
    [
        lambda method: method.stage("x"),
        lambda method: method.stage_after("x"),
        lambda method: method.position("x"),
        lambda method: method.activity("x"),
        lambda method: method.stage_of("x"),
        lambda method: method.role("x"),
        lambda method: method.role_acting_as(ActsAs.TRAINING_COORDINATOR),
    ],
)
def test_a_key_the_method_does_not_know_is_a_key_error(pavadoni, ask):
    with pytest.raises(KeyError):
        ask(pavadoni)


def test_what_a_record_fulfils_is_told_in_the_order_of_the_file(pavadoni):
    def keys(*asked):
        return [activity.key for activity in pavadoni.activities_for_record(*asked)]

    assert keys(RecordKind.MENTEE_CONTACT) == ["first_call", "monthly_call"]
    assert keys(RecordKind.GOING_ON) == ["leaver_answers", "companion_answers"]
    assert keys(RecordKind.GOING_ON, ActsAs.MENTOR) == ["companion_answers"]
    assert keys(RecordKind.GOING_ON, ActsAs.PROJECT_MANAGER) == []


def test_every_record_of_the_product_has_an_activity_in_the_second_method(pavadoni):
    assert all(pavadoni.activities_for_record(record) for record in RecordKind)


def test_everything_written_in_the_files_is_in_the_method(pavadoni):
    assert (pavadoni.code, pavadoni.version, pavadoni.languages) == ("pavadoni", "2026-1", ("en", "lv"))
    assert pavadoni.ages == Ages(13, 25)
    assert pavadoni.origin.licence == "CC BY-SA 4.0"
    assert [point.key for point in pavadoni.points] == ["what", "how_long"]
    assert [rule.key for rule in pavadoni.rules] == ["answer", "private"]
    assert [(step.after_days, step.who) for step in pavadoni.crises[0].steps] == [
        (0, "companion"),
        (10, "guide"),
    ]
    assert [reading.key for reading in pavadoni.readings] == ["wish", "time"]
    assert [len(question.parts) for question in pavadoni.questions] == [2, 0]
    assert [path.key for path in pavadoni.exit_paths] == ["school", "job", "rest"]
    assert [each.key for each in pavadoni.continuations] == ["friends", "goodbye"]
    assert [(target.value, target.of) for target in pavadoni.targets] == [(12, 15), (15, None)]
    assert [(each.url, each.stages, each.for_roles) for each in pavadoni.resources] == [
        (None, ("side_by_side",), ("companion", "leaver")),
        ("https://example.org/open-days", (), ()),
    ]
    assert (pavadoni.resources[0].licence, pavadoni.resources[1].licence) == (None, "CC BY 4.0")
    assert len(pavadoni.stages[0].happens) == 2


def test_the_requirements_behind_an_activity_are_kept():
    text = changed(METHOD, 'key = "hello"', 'key = "hello"\nsource = ["S1.15", "S1.16"]')
    assert read_files({**SOUND, "method.toml": text}).activity("hello").source == ("S1.15", "S1.16")


def test_timing_is_read_as_written(pavadoni):
    together = pavadoni.activity("month_together")
    assert (together.every_days, together.least_days, together.after) == (30, 14, "promises_made")
    assert together.is_timed
    assert not pavadoni.activity("curiosity").is_timed
    assert pavadoni.activity("way_out").due_in_days == 28


def test_an_activity_is_on_its_own_path_or_on_both(pavadoni):
    assert [pavadoni.activity("first_walk").is_on(path) for path in Path] == [True, False]
    assert [pavadoni.activity("map_drawn").is_on(path) for path in Path] == [True, True]


def test_a_gate_keeps_its_demands_in_the_order_of_the_file(pavadoni):
    gate = pavadoni.stage("first_steps").gate
    assert [condition.key for condition in gate.conditions] == [
        "safeguarding_concern",
        "idea_explained",
        "picture_now",
        "hard_days_agreed",
        "right_time",
        "promises_made",
        "mentee_contacts",
        "explanations",
    ]
    assert gate.done[0] == "idea_explained"
    assert gate.none_open == (OpenThing.SAFEGUARDING_CONCERN,)
    assert gate.at_least == ((Count.MENTEE_CONTACTS, 2), (Count.EXPLANATIONS, 1))
    assert gate.why is not None


def test_a_stage_without_a_gate_demands_nothing(small):
    assert small.stage("two").gate.conditions == ()


@pytest.mark.covers("S1.23")
def test_the_assessment_has_five_described_levels_in_every_area(pavadoni):
    form = pavadoni.form
    assert (form.key, form.version, len(form.areas), len(form.levels)) == ("six_windows", "1", 6, 5)
    assert {len(area.levels) for area in form.areas} == {5}
    assert [area.key for area in form.areas if area.crisis_at] == ["mood"]
    assert [answer for answer, _ in form.skips] == list(NoAnswer)
    assert [answer for answer, _ in form.independence] == list(Independence)


@pytest.mark.covers("S6.01")
def test_a_card_says_where_it_belongs_best_first_and_one_belongs_nowhere(pavadoni):
    assert pavadoni.cards[1].stages == ("side_by_side", "first_steps")
    assert [card.discuss for card in pavadoni.cards] == [False, True, False, False, False]
    assert (pavadoni.cards[-1].stages, pavadoni.cards[-1].roles) == ((), ())
    assert pavadoni.cards[1].roles == ("leaver", "companion")
    assert pavadoni.nowhere.in_language("en") == "On no way at all"


def test_help_lines_say_which_are_for_danger_and_when_they_were_checked(pavadoni):
    assert [line.number for line in pavadoni.helps if line.danger] == ["112"]
    assert pavadoni.helps_checked_on == date(2026, 11, 1)


def test_a_method_can_be_copied(pavadoni):
    copied = copy.deepcopy(pavadoni)
    assert copied.stages == pavadoni.stages
    assert copied.activity("map_drawn") == pavadoni.activity("map_drawn")


@pytest.mark.parametrize("field", ["code", "stages", "_index"])
def test_nothing_in_a_method_can_be_changed(pavadoni, field):
    with pytest.raises(FrozenInstanceError):
        setattr(pavadoni, field, "other")


FOURTEEN_HOURS = Limit(
    key="hours",
    name=Text((("en", "Hours"),)),
    minutes=14 * 60,
    per=Period.CASE,
    warn_at=(70, 90),
    counts=(TimeKind.MEETING,),
)


@pytest.mark.covers("S3.35")
@pytest.mark.parametrize(
    ("used", "left", "reached", "is_over"),
    [
        (0, 840, None, False),
        (587, 253, None, False),
        (588, 252, 70, False),
        (755, 85, 70, False),
        (756, 84, 90, False),
        (840, 0, 90, False),
        (841, 0, 90, True),
    ],
)
def test_a_limit_of_fourteen_hours_warns_at_70_and_90_percent_and_never_locks(used, left, reached, is_over):
    state = FOURTEEN_HOURS.state(used)
    assert (state.left_minutes, state.reached, state.is_over) == (left, reached, is_over)


@pytest.mark.covers("S3.35")
def test_a_limit_may_run_month_by_month_and_count_other_time(pavadoni):
    [limit] = pavadoni.limits
    assert (limit.minutes, limit.per, limit.warn_at) == (1200, Period.MONTH, (80, 95))
    assert limit.counts == (TimeKind.MEETING, TimeKind.JOINT_ACTIVITY, TimeKind.TRAVEL)


def test_hours_may_be_given_in_parts():
    table = (
        '[[limit]]\nkey = "h"\nname = { lv = "h", en = "h" }\nhours = 1.5\nper = "case"\ncounts = ["call"]\n'
    )
    [limit] = read_files({**SOUND, "method.toml": METHOD + table}).limits
    assert (limit.minutes, limit.state(91).reached) == (90, None)
