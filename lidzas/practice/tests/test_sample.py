"""The sample round tells the truth."""

from datetime import date

import pytest
from django.db.models import Count

from lidzas.access import Role
from lidzas.cases.models import Case, StageEntry
from lidzas.practice.actions.sample import make_sample
from lidzas.programmes.models import StaffRole
from lidzas.programmes.queries import method_of

TODAY = date(2026, 11, 24)


@pytest.mark.django_db
def test_the_round_has_the_shape_of_the_real_one():
    programme = make_sample(seed=1, on=TODAY)
    cases = Case.objects.filter(programme=programme)
    assert cases.count() == 20
    assert programme.mentors.count() == 10
    assert StaffRole.objects.filter(role=Role.CASE_MANAGER).count() == 2
    assert cases.values("municipality").distinct().count() == 5
    stages = dict(cases.filter(closed_on=None).order_by().values_list("stage").annotate(Count("pk")))
    assert set(stages) == {stage.key for stage in method_of(programme.method_id).stages}
    assert cases.filter(closed_on__isnull=False).count() >= 2
    assert StageEntry.objects.count() > 40
