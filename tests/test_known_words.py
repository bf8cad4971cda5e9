"""The database itself knows the words on which hangs who sees what, and what is counted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import CheckConstraint

from lidzas.agreements.models import Confirmation, Expectation
from lidzas.assessments.models import Measurement, Readiness, Risk
from lidzas.cases.models import Case, TeamMember
from lidzas.closing.models import ClosingAnswer, GoingOn
from lidzas.directory.models import Approach, Listing, Shown
from lidzas.events.models import Attendance, Consent, Participant, PrivateSignal
from lidzas.intake.models import Referral, Upload
from lidzas.matching.models import CheckIn, Exclusion, MatchProposal, Ruling
from lidzas.meetings.models import Meeting
from lidzas.plans.models import Goal, Step
from lidzas.programmes.models import StaffRole
from lidzas.reports.models import Improvement
from lidzas.safeguarding.models import Acknowledgement
from lidzas.screening.models import Certificate, Decision, Reference

WORDS = [
    (Attendance, "presence"), (Consent, "kind"), (Participant, "part"), (Participant, "reply"), (PrivateSignal, "signal"),
    (Acknowledgement, "role"), (Certificate, "result"), (Decision, "outcome"), (Reference, "verdict"),
    (Case, "path"), (CheckIn, "role"), (CheckIn, "at_ease"),
    (ClosingAnswer, "role"), (Confirmation, "role"), (Exclusion, "kind"), (Goal, "status"),
    (GoingOn, "role"), (MatchProposal, "mentee_answer"), (MatchProposal, "mentor_answer"), (Measurement, "voice"), (Meeting, "note_for"),
    (Meeting, "status"), (Ruling, "kind"), (Readiness, "outcome"), (Risk, "level"), (StaffRole, "role"), (Step, "status"), (TeamMember, "role"),
    (Approach, "answer"), (Expectation, "role"), (Improvement, "origin"), (Improvement, "state"),
    (Listing, "answer"), (Listing, "chance"), (Shown, "interest"),
    (Referral, "answer"), (Referral, "way"), (Upload, "kind"),
]  # fmt: skip


def refusals(model, **said):
    """The constraints of a model that do not let these values in."""
    found = set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(model, model(**said))
            except ValidationError:
                found.add(constraint.name)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), WORDS, ids=lambda it: getattr(it, "__name__", it))
def test_the_database_takes_no_word_that_nobody_knows(model, field):
    known = [refusals(model, **{field: word}) for word, _label in model._meta.get_field(field).choices]
    assert refusals(model, **{field: "xyz"}).difference(*known)


def test_a_role_on_a_case_that_nobody_knows_is_not_stored(case):
    with pytest.raises(IntegrityError):
        case.team.update(role="owner")
