from datetime import date, timedelta

import pytest

from lidzas.method import (
    Activity,
    OpenWork,
    Path,
    Reason,
    Text,
    Why,
    due_on,
    open_work,
    read_method,
    round_work,
)
from lidzas.method.tests.samples import PAVADONI

START = date(2026, 1, 5)


def day(number):
    return START + timedelta(days=number)


def activity(**timing):
    return Activity("a", Text((("en", "A"),)), ("you",), **timing)


class TestOneActivity:
    def test_what_is_due_once_is_counted_from_entering_the_stage(self):
        assert due_on(activity(due_in_days=14), entered_on=START) == day(14)

    def test_what_is_due_once_is_never_due_again(self):
        assert due_on(activity(due_in_days=14), entered_on=START, last_done_on=day(3)) is None

    def test_what_waits_is_not_due_until_the_other_is_done(self):
        waiting = activity(due_in_days=7, after="b")
        assert due_on(waiting, entered_on=START) is None
        assert due_on(waiting, entered_on=START, after_done_on=day(10)) == day(17)
        assert due_on(waiting, entered_on=START, after_done_on=day(10), last_done_on=day(12)) is None

    def test_what_waited_for_an_earlier_stage_is_not_late_on_the_day_its_own_begins(self):
        assert due_on(activity(due_in_days=7, after="b"), entered_on=day(30), after_done_on=day(2)) == day(37)

    @pytest.mark.covers("S2.24")
    def test_what_comes_back_is_counted_from_the_last_time_or_from_the_start(self):
        weekly = activity(every_days=7)
        assert due_on(weekly, entered_on=START) == day(7)
        assert due_on(weekly, entered_on=START, last_done_on=day(5)) == day(12)

    @pytest.mark.covers("S2.24")
    def test_a_programme_may_have_its_own_rhythm(self):
        weekly = activity(every_days=7)
        assert due_on(weekly, entered_on=START, every_days=4) == day(4)
        assert due_on(weekly, entered_on=START, last_done_on=day(4), every_days=4) == day(8)

    def test_a_rhythm_does_not_turn_what_is_due_once_into_what_comes_back(self):
        assert due_on(activity(due_in_days=14), entered_on=START, every_days=3) == day(14)
        assert due_on(activity(), entered_on=START, every_days=3) is None

    def test_what_comes_back_may_wait_for_another_to_be_done(self):
        waiting = activity(every_days=30, after="b")
        assert due_on(waiting, entered_on=START) is None
        assert due_on(waiting, entered_on=START, last_done_on=day(1)) is None
        assert due_on(waiting, entered_on=START, after_done_on=day(10)) == day(40)
        assert due_on(waiting, entered_on=START, after_done_on=day(10), last_done_on=day(20)) == day(50)

    def test_what_has_no_timing_is_never_due(self):
        assert due_on(activity(), entered_on=START) is None


@pytest.fixture(scope="module")
def method():
    return read_method(PAVADONI)


def keys(method, *, done=(), path=Path.MENTOR, every_days=None, **entered):
    """What is open when the stages were entered on these days, the last named being the current one."""
    works = open_work(
        method,
        entered={stage: day(number) for stage, number in entered.items()},
        current=list(entered)[-1],
        done=dict(done),
        path=path,
        every_days=every_days or {},
    )
    return {work.activity.key: (work.due_on - START).days for work in works}


class TestACase:
    def test_at_the_start_all_dated_work_of_the_first_stage_is_open_and_nothing_else(self, method):
        assert keys(method, first_steps=0) == {
            "first_call": 5,
            "idea_explained": 10,
            "picture_now": 20,
            "hard_days_agreed": 25,
        }

    def test_work_is_told_in_the_order_of_the_file_with_the_reason(self, method):
        works = open_work(
            method,
            entered={"first_steps": START},
            current="first_steps",
            done={"picture_now": day(9)},
            path=Path.MENTOR,
        )
        assert [work.activity.key for work in works] == [
            "first_call",
            "idea_explained",
            "hard_days_agreed",
            "right_time",
        ]
        assert works[0].why == Why(Reason.STAGE_ENTERED, since=START, days=5)
        assert works[3] == OpenWork(method.activity("right_time"), day(16), Why(Reason.AFTER_DONE, day(9), 7))

    @pytest.mark.covers("S2.28")
    def test_on_another_way_nothing_that_needs_a_mentor_is_open(self, method):
        done = {"right_time": day(3), "companion_found": day(4), "promises_made": day(5)}
        open_now = keys(method, done=done, path=Path.ANOTHER_WAY, first_steps=0, side_by_side=10)
        assert {"companion_called", "month_together", "date_fixed"}.isdisjoint(open_now)
        assert {"map_drawn", "monthly_call"} <= set(open_now)

    @pytest.mark.covers("S0.02")
    def test_going_on_does_not_close_what_is_still_open_from_before(self, method):
        assert keys(method, first_steps=0, side_by_side=30)["hard_days_agreed"] == 25

    def test_what_comes_back_runs_until_its_stage_is_left(self, method):
        done = {"companion_heard": day(31), "promises_made": day(20)}
        assert keys(method, done=done, first_steps=0, side_by_side=30)["companion_heard"] == 61
        assert "companion_heard" not in keys(method, done=done, first_steps=0, side_by_side=30, own_way=90)
        assert "date_fixed" not in keys(method, done=done, first_steps=0, side_by_side=30, own_way=90)

    def test_what_comes_back_runs_on_until_a_later_stage_where_the_method_says_so(self, method):
        done = {"monthly_call": day(80)}
        assert keys(method, first_steps=0, side_by_side=30, own_way=90)["monthly_call"] == 60
        assert keys(method, done=done, first_steps=0, side_by_side=30, own_way=90)["monthly_call"] == 110

    def test_what_comes_back_has_its_reason(self, method):
        [never, *_] = [
            work
            for work in open_work(
                method, entered={"side_by_side": START}, current="side_by_side", done={}, path=Path.MENTOR
            )
            if work.activity.key == "monthly_call"
        ]
        [again, *_] = [
            work
            for work in open_work(
                method,
                entered={"side_by_side": START},
                current="side_by_side",
                done={"monthly_call": day(3)},
                path=Path.MENTOR,
            )
            if work.activity.key == "monthly_call"
        ]
        assert never.why == Why(Reason.STAGE_ENTERED, START, 30)
        assert again.why == Why(Reason.LAST_DONE, day(3), 30)

    @pytest.mark.covers("S0.02")
    def test_going_back_reopens_nothing_that_was_done_once(self, method):
        done = {key: day(4) for key in ("first_call", "idea_explained", "picture_now")}
        assert keys(method, done=done, side_by_side=10, first_steps=40) == {
            "hard_days_agreed": 65,
            "right_time": 47,
            "map_drawn": 40,
        }

    def test_what_comes_back_rests_while_the_case_is_back_in_an_earlier_stage(self, method):
        assert "monthly_call" not in keys(method, side_by_side=10, first_steps=40)

    def test_a_stage_that_was_passed_over_opens_nothing_once_but_its_rhythm_runs(self, method):
        open_now = keys(method, first_steps=0, own_way=20)
        assert "map_drawn" not in open_now
        assert open_now["monthly_call"] == 50

    def test_a_programme_may_change_a_rhythm_from_the_outside(self, method):
        done = {"monthly_call": day(31)}
        open_now = keys(
            method, done=done, every_days={"monthly_call": 10, "map_drawn": 2}, first_steps=0, side_by_side=30
        )
        assert (open_now["monthly_call"], open_now["map_drawn"]) == (41, 60)

    def test_team_work_of_a_round_is_no_work_of_a_case(self, method):
        assert {"companions_invited", "circle", "season_told"}.isdisjoint(
            keys(method, first_steps=0, side_by_side=30)
        )


class TestARound:
    def test_a_round_opens_its_team_work_from_the_day_it_starts(self, method):
        works = round_work(method, starts_on=START, done={})
        assert [(work.activity.key, work.due_on) for work in works] == [
            ("companions_invited", day(30)),
            ("circle", day(30)),
        ]
        assert {work.why for work in works} == {Why(Reason.ROUND_STARTED, START, 30)}

    @pytest.mark.covers("S3.27")
    def test_the_meeting_of_mentors_comes_back(self, method):
        done = {"companions_invited": day(20), "circle": day(41)}
        works = round_work(method, starts_on=START, done=done)
        assert [(work.activity.key, work.due_on) for work in works] == [
            ("circle", day(71)),
            ("season_told", day(34)),
        ]
        assert [work.why.reason for work in works] == [Reason.LAST_DONE, Reason.AFTER_DONE]

    @pytest.mark.covers("S3.27")
    def test_a_programme_may_change_the_rhythm_of_its_mentor_meetings(self, method):
        works = round_work(method, starts_on=START, done={"circle": day(2)}, every_days={"circle": 14})
        assert {work.activity.key: work.due_on for work in works}["circle"] == day(16)


def test_a_case_can_be_walked_from_the_first_call_to_the_next_place(method):
    """Whoever does what is open, as it opens, comes to the end with nothing left to do."""
    done, entered, today = {}, {}, START
    for stage in method.stages:
        entered[stage.key] = today
        while once := [
            work
            for work in open_work(method, entered=entered, current=stage.key, done=done, path=Path.MENTOR)
            if work.activity.due_in_days
        ]:
            assert all(work.due_on >= today for work in once)
            today += timedelta(days=1)
            done[once[0].activity.key] = today
    gates = {key for stage in method.stages for key in stage.gate.done}
    assert gates <= set(done)
    assert today < day(100)
