"""The sample round tells the truth, and large ones are whole."""

import json
import random
from collections import Counter
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import Client

from lidzas.access import Role
from lidzas.assessments.models import Answer
from lidzas.cases.models import Case, DoneActivity, OpenActivity, StageEntry, StandIn, TeamMember
from lidzas.closing.models import GoingOn
from lidzas.learning.queries import untrained
from lidzas.matching.models import Match
from lidzas.meetings.models import Meeting
from lidzas.people.models import Mentor
from lidzas.plans.models import Step
from lidzas.practice.actions.begin import BegunAlready
from lidzas.practice.actions.copies import continue_trail, records_of_cases
from lidzas.practice.actions.sample import make_sample, start_of
from lidzas.practice.choices import FIRST_NAMES, LAST_NAMES, names
from lidzas.practice.management.commands.sample import Command
from lidzas.practice.queries import person_of_the_sample
from lidzas.programmes.models import Programme, StaffRole
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.models import Crisis
from lidzas.screening.models import Leave
from lidzas.screening.queries import cleared

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """One round for all tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_sample(seed=1, on=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def programme(made, db):
    return made


def test_the_round_has_the_shape_of_the_real_one(programme):
    cases = Case.objects.filter(programme=programme)
    assert cases.count() == 20
    assert programme.mentors.count() == 13
    assert StaffRole.objects.filter(role=Role.CASE_MANAGER).count() == 2
    assert cases.values("municipality").distinct().count() == 5
    [round] = programme.rounds.all()
    assert (round.starts_on.month, (round.ends_on - round.starts_on).days) == (8, 160)


def test_people_stand_in_every_stage_and_some_have_moved_on(programme):
    cases = Case.objects.filter(programme=programme)
    stages = dict(cases.filter(closed_on=None).order_by().values_list("stage").annotate(Count("pk")))
    assert set(stages) == {stage.key for stage in method_of(programme.method_id).stages}
    assert cases.filter(closed_on__isnull=False).count() >= 3
    assert cases.filter(path="another_way").count() == 2
    assert Crisis.objects.filter(ended_on=None).count() == 1
    assert Match.objects.filter(ended_on__isnull=False, case__closed_on=None).count() == 1
    assert GoingOn.objects.count() == 4
    assert StageEntry.objects.count() > 40


def test_what_is_done_for_the_round_was_due(programme):
    assert DoneActivity.objects.filter(case=None).exists()
    assert OpenActivity.objects.filter(case=None).exists()


def test_a_sample_stands_beside_nothing_else(programme):
    with pytest.raises(BegunAlready):
        make_sample(seed=2, on=TODAY)
    with pytest.raises(CommandError, match="in use"):
        call_command("sample")


@pytest.mark.parametrize(
    ("on", "start"),
    [
        (date(2026, 11, 24), date(2026, 8, 24)),
        (date(2027, 1, 10), date(2026, 8, 24)),
        (date(2027, 6, 1), date(2027, 3, 1)),
    ],
)
def test_the_camp_was_in_august_where_that_is_near_enough(on, start):
    assert start_of(on) == start


def test_names_never_run_out():
    drawn = names(random.Random(1))
    many = [next(drawn) for _ in range(len(FIRST_NAMES) * len(LAST_NAMES) + 1)]
    assert len({*many[:-1]}) == len(many) - 1
    assert many[-1] in many[:-1]


def test_every_record_of_a_case_is_copied_with_it():
    ordered = records_of_cases()
    assert ordered[0] is Case
    assert {TeamMember, StageEntry, DoneActivity, OpenActivity, Answer, Step, Meeting, Match, Crisis} <= {
        *ordered
    }
    assert {Programme, Mentor, StaffRole}.isdisjoint(ordered)


def test_a_block_without_a_trail_adds_none():
    assert continue_trail([], {}) == 0


def test_the_bar_moves_once_a_percent(capsys):
    progress = Command().show(300, 0.0)
    for done in range(1, 301):
        progress(done)
    assert capsys.readouterr().err.count("\r") == 100


def test_the_command_says_of_everybody_what_their_home_shows(programme):
    out = StringIO()
    call_command("due", "--on", TODAY.isoformat(), "--language", "lv", "--json", stdout=out)
    printed = {
        each["email"]: [(row["activity"], row["due_on"], row["because"], row["state"]) for row in each["due"]]
        for each in json.loads(out.getvalue())
    }
    assert len(printed) > 12
    browser = Client()
    with time_machine.travel(f"{TODAY}T10:00:00Z"):
        for person in person_of_the_sample(programme):
            browser.force_login(person)
            home = browser.get("/home/").context.get("home")
            shown = (
                [(item.activity, item.due_on.isoformat(), item.because, item.state) for item in home.due]
                if home
                else []
            )
            assert shown == printed.get(person.email, []), person.name


@pytest.mark.covers("S1.10")
def test_most_mentors_may_be_matched_some_are_on_their_way_and_one_is_away(programme):
    missing, learning = cleared(programme, TODAY), untrained(programme)
    assert sum(not each for each in missing.values()) == 10
    assert Counter(word for each in missing.values() for word in each) == {
        "certificate": 2, "decision": 1, "references": 1, "on_leave": 1,
    }  # fmt: skip
    assert len(learning) == 2
    [standing] = StandIn.objects.standing(TODAY).values_list("member__person", flat=True).distinct()
    assert Leave.objects.get().mentor.person_id == standing
