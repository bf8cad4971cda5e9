"""Sample rounds made from an empty installation: alike for a seed, and whole when they are large."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from lidzas.audit.models import Entry
from lidzas.audit.queries import broken_entries
from lidzas.cases.models import Case
from lidzas.matching.models import Match
from lidzas.people.models import Mentor
from lidzas.practice.actions import sample
from lidzas.practice.actions.copies import records_of_cases
from lidzas.practice.actions.sample import make_sample

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.slow


def told(programme):
    """What a round tells, without identities and moments."""
    cases = Case.objects.filter(programme=programme).order_by("made_at")
    return [
        (case.mentee.name, case.stage, case.municipality, str(case.closed_on), case.done_activities.count())
        for case in cases.select_related("mentee")
    ]


def test_the_same_seed_tells_the_same_round(db):
    rounds = []
    for _ in range(2):
        with transaction.atomic():
            rounds.append(told(make_sample(seed=1, on=TODAY, cases=6)))
            transaction.set_rollback(True)
    assert rounds[0] == rounds[1]
    with transaction.atomic():
        assert told(make_sample(seed=2, on=TODAY, cases=6)) != rounds[0]
        transaction.set_rollback(True)


@pytest.mark.parametrize("cases", [40, 47])
def test_a_larger_round_goes_on_with_whole_copies(db, monkeypatch, cases):
    monkeypatch.setattr(sample, "CASES_WALKED", 20)
    done = []
    programme = make_sample(seed=1, on=TODAY, cases=cases, progress=done.append)
    found = list(Case.objects.filter(programme=programme).order_by("made_at"))
    assert (len(found), done[-1], 40 in done) == (cases, cases, True)
    first, copy = found[1], found[21]
    for model in records_of_cases():
        if any(field.name == "case" for field in model._meta.fields):
            assert model.objects.filter(case=first).count() == model.objects.filter(case=copy).count(), model
    assert copy.mentee.name != first.mentee.name
    assert [meeting.note for meeting in copy.meetings.order_by("made_at")] == [
        meeting.note for meeting in first.meetings.order_by("made_at")
    ]
    assert Entry.objects.about_case(copy.pk).count() == Entry.objects.about_case(first.pk).count()
    assert broken_entries(programme.pk) == []
    for mentor in Mentor.objects.all():
        assert (
            Match.objects.filter(mentor=mentor, ended_on=None, case__closed_on=None).count()
            <= mentor.capacity
        )


def test_the_command_shows_its_progress_and_rate(db, capsys):
    out = StringIO()
    call_command(
        "sample", "--cases", "2", "--seed", "5", "--language", "en", "--on", "2026-11-24", stdout=out
    )
    assert "2 cases in" in out.getvalue()
    assert "2/2" in capsys.readouterr().err
