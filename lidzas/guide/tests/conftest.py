"""The guide is read in English here, from the shipped method or from one quite unlike it."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from django.test import Client
from django.utils import translation

from lidzas.guide.queries import Choice, choice_of
from lidzas.method import Method, read_method
from lidzas.method.tests.samples import ASSESSMENT, METHOD, PAVADONI
from tests.builders import ROOT

PARDOMAT = ROOT / "content" / "pardomat"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def pardomat() -> Method:
    return read_method(PARDOMAT)


@pytest.fixture
def pavadoni() -> Method:
    return read_method(PAVADONI)


@pytest.fixture
def shelf(tmp_path: Path, settings) -> Path:
    """An empty folder of methods, which the guide reads from now on."""
    settings.LIDZAS_METHODS = tmp_path
    return tmp_path


@pytest.fixture
def two_methods(shelf: Path) -> Path:
    copytree(PARDOMAT, shelf / "pardomat")
    copytree(PAVADONI, shelf / "pavadoni")
    return shelf


@pytest.fixture
def no_cards(shelf: Path) -> Path:
    """The smallest method: without cards, questions and help lines."""
    folder = shelf / "small"
    folder.mkdir()
    (folder / "method.toml").write_text(METHOD)
    (folder / "assessment.toml").write_text(ASSESSMENT)
    return shelf


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def choice() -> Choice:
    found = choice_of({})
    assert found
    return found
