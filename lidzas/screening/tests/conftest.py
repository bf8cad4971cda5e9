"""A mentor on the way in, and one who is taken in."""

import pytest

from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from tests.builders import a_mentor, a_person, cleared_mentor


@pytest.fixture
def newcomer(programme: Programme) -> Mentor:
    return a_mentor(programme, a_person("Laura Eglīte"))


@pytest.fixture
def taken_in(programme: Programme) -> Mentor:
    return cleared_mentor(programme, a_person("Zane Upe"))
