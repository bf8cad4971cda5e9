"""A young person for whom a mentor is sought, and a mentor with free places."""

import pytest

from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.matching.tests.builders import make_ready
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme, Round
from tests.builders import a_case, cleared_mentor


@pytest.fixture
def seeking(autumn: Round, mentee: User, case_manager: User) -> Case:
    """It is decided that a mentor would help; there is none yet."""
    return make_ready(a_case(autumn, mentee=mentee, case_manager=case_manager), by=case_manager)


@pytest.fixture
def maris(programme: Programme, mentor: User) -> Mentor:
    return cleared_mentor(programme, mentor)
