"""Everything explained to both, and a first version of the agreement."""

import pytest
from django.utils.translation import override

from lidzas.access import Role
from lidzas.agreements.actions import explain, write_agreement
from lidzas.programmes.queries import method_of
from tests.builders import DAY

WORDS = {
    "purpose": "So that Elza takes the bus again",
    "form": "in_person",
    "rhythm": "On Tuesdays in the library",
    "between": "A message till eight",
    "hard_days": "A smiley is enough",
    "rules": "We come in time\nWe say so",
    "fine": "Coffee together",
    "ask_first": "Photographs",
    "not_ok": "Lending money",
    "by_mentee": "Elza looks up the bus",
    "by_mentor": "Māris rides along",
    "by_case_manager": "Gunta calls on Fridays",
    "privacy": "Stays between us",
    "ends_on": None,
}


def keys_of(case):
    return [point.key for point in method_of(case.method_id).points]


def tell(case, *, to=Role.MENTEE, points=None, questions="", by, on=DAY):
    return explain(
        case, told_to=to, points=keys_of(case) if points is None else points, language="lv", form="spoken",
        questions=questions, by=by, on=on,
    )  # fmt: skip


def a_version(case, *, by, on=DAY, version=None, **changed):
    return write_agreement(case, by=by, on=on, version=version, **{**WORDS, **changed})


@pytest.fixture(autouse=True)
def in_english():
    """Sentences of refusals are compared in the language they are written in."""
    with override("en"):
        yield


@pytest.fixture
def explained(case, case_manager):
    tell(case, to=Role.MENTEE, by=case_manager)
    tell(case, to=Role.MENTOR, by=case_manager)
    return case


@pytest.fixture
def agreement(explained, case_manager):
    return a_version(explained, by=case_manager)
