"""What a log or an error message can say of a record."""

import pytest
from django.apps import apps

from lidzas.records.models import Record

KINDS = [model for model in apps.get_models() if issubclass(model, Record)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_is_named_without_any_of_its_sealed_words(kind):
    row = kind()
    sealed = [
        field.attname for field in kind._meta.concrete_fields if field.get_internal_type() == "TextField"
    ]
    for name in sealed:
        row.__dict__[name] = "CANARY"
    assert "CANARY" not in str(row)
