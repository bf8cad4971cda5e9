"""The cast of every test: one case with its team, the project team, and strangers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import translation

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.models import Case
from lidzas.journey.management.commands.run import compile_messages
from lidzas.programmes.actions import give_role
from lidzas.programmes.models import Programme, Round
from tests.builders import DAY, START, a_case, a_person, a_programme, a_round


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make the Latvian that tests read, once, before any process of the run loads it."""
    if not hasattr(session.config, "workerinput"):
        for folder in settings.LOCALE_PATHS:
            compile_messages(Path(folder))


@pytest.fixture(autouse=True)
def the_day(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests live on the first of September 2026, at noon in Riga; browser tests live today."""
    if "browser" in request.keywords:
        yield
        return
    with time_machine.travel(f"{DAY}T09:00:00Z", tick=True):
        yield


@pytest.fixture(autouse=True)
def the_language() -> Iterator[None]:
    """What tests ask outside a request is answered in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def project_manager(db: None) -> User:
    return a_person("Pēteris Vītols")


@pytest.fixture
def programme(project_manager: User) -> Programme:
    return a_programme(by=project_manager)


@pytest.fixture
def autumn(programme: Programme, project_manager: User) -> Round:
    return a_round(programme, by=project_manager)


def _staff(programme: Programme, name: str, role: Role) -> User:
    person = a_person(name)
    give_role(programme, person, role, by=person, on=START)
    return person


@pytest.fixture
def coordinator(programme: Programme) -> User:
    return _staff(programme, "Kristīne Zariņa", Role.TRAINING_COORDINATOR)


@pytest.fixture
def developer(programme: Programme) -> User:
    return _staff(programme, "Dace Krūmiņa", Role.PROGRAMME_DEVELOPER)


@pytest.fixture
def case_manager(programme: Programme) -> User:
    return _staff(programme, "Gunta Liepa", Role.CASE_MANAGER)


@pytest.fixture
def mentee(db: None) -> User:
    return a_person("Elza Kalniņa")


@pytest.fixture
def mentor(db: None) -> User:
    return a_person("Māris Ozols")


@pytest.fixture
def case(autumn: Round, mentee: User, mentor: User, case_manager: User) -> Case:
    """A case in its first stage with all three on the team."""
    return a_case(autumn, mentee=mentee, case_manager=case_manager, mentor=mentor)


@pytest.fixture
def stranger(db: None) -> User:
    return a_person("Svešs Cilvēks")


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """`signed_in(mentor)` is a browser in which that person is signed in."""

    def sign_in(person: User) -> Client:
        client.force_login(person)
        return client

    return sign_in
