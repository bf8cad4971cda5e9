"""What the database itself does not let happen to an agreement."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lidzas.access import Role
from lidzas.agreements.actions import confirm
from lidzas.agreements.models import Agreement, Confirmation, Explanation
from lidzas.agreements.tests.conftest import a_version, tell
from tests.builders import DAY


def refused(row, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**values)


def test_every_version_has_its_own_number(agreement, case_manager):
    assert (agreement.number, a_version(agreement.case, by=case_manager).number) == (1, 2)
    refused(agreement, number=2)


def test_an_agreement_ends_after_it_is_written(agreement):
    refused(agreement, ends_on=DAY - timedelta(days=1))


@pytest.mark.covers("S2.35")
def test_a_role_has_one_standing_yes(agreement, mentee):
    confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(
            case=agreement.case, agreement=agreement, role=Role.MENTEE, person=mentee, confirmed_on=DAY
        )


def test_a_yes_is_not_taken_back_before_it_was_said(agreement, mentee):
    refused(confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY), withdrawn_on=DAY - timedelta(days=1))


@pytest.mark.parametrize("model", [Agreement, Explanation])
def test_nothing_of_it_can_be_read_in_the_database(agreement, case_manager, model):
    tell(agreement.case, questions="May I bring my dog along?", by=case_manager)
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {model._meta.db_table}")  # noqa: S608 - our own table's name
        kept = str(cursor.fetchall())
    for word in ("the bus", "the library", "smiley", "Photographs", "Lending money", "my dog along"):
        assert word not in kept


def test_rows_are_named_by_their_id_alone(agreement, mentee):
    explanation = Explanation.objects.first()
    confirmation = confirm(agreement, role=Role.MENTEE, by=mentee, on=DAY)
    assert str(agreement) == f"Agreement {agreement.pk}"
    assert str(explanation) == f"Explanation {explanation.pk}"
    assert str(confirmation) == f"Confirmation {confirmation.pk}"
