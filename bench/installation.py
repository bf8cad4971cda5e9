"""Installations in folders of their own, all reachable from this process, and the ground they make together."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client

from bench.load import World, a_world, fill_up_to
from bench.server import ROOT, environment_of
from lidzas.accounts.models import User


@dataclass(frozen=True)
class Installation:
    folder: Path

    def lidzas(self, *words: str) -> None:
        command = [sys.executable, "-m", "lidzas", *words]
        subprocess.run(command, cwd=ROOT, env=environment_of(self.folder), check=True, capture_output=True)

    def connection(self) -> DatabaseWrapper:
        file = str(self.folder / "lidzas.sqlite3")
        return DatabaseWrapper({**connections.settings["default"], "NAME": file}, "default")

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Within the block every query of this process goes to this installation."""
        before, here = connections["default"], self.connection()
        connections["default"] = here
        try:
            yield
        finally:
            connections["default"] = before
            here.close()

    def copy_to(self, folder: Path) -> "Installation":
        shutil.copytree(self.folder, folder)
        return Installation(folder)


def browser_of(person: User) -> Client:
    """An in-process browser in which the person is signed in."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def session_of(person: User) -> str:
    return browser_of(person).cookies["session"].value


class Ground:
    """What is measured on: the same people in installations of 1,000 to 1,000,000 cases, made when asked for."""

    world: World

    def __init__(self, root: Path) -> None:
        self.root = root

    def fresh(self, name: str) -> Installation:
        """An empty installation that is ready to be served: a copy of this process's own."""
        return Installation(settings.VAR_DIR).copy_to(self.root / name)

    @cached_property
    def thousand(self) -> Installation:
        made = self.fresh("1k")
        with made.opened():
            self.world = a_world()
            fill_up_to(self.world.round, 1_000)
        return made

    def grown(
        self, smaller: Installation, name: str, cases: int, *, with_history: bool = True
    ) -> Installation:
        made = smaller.copy_to(self.root / name)
        with made.opened():
            fill_up_to(self.world.round, cases, with_history=with_history)
        return made

    @cached_property
    def ten_thousand(self) -> Installation:
        return self.grown(self.thousand, "10k", 10_000)

    @cached_property
    def hundred_thousand(self) -> Installation:
        return self.grown(self.ten_thousand, "100k", 100_000)

    @cached_property
    def million(self) -> Installation:
        return self.grown(self.hundred_thousand, "1M", 1_000_000, with_history=False)

    @cached_property
    def sample(self) -> Installation:
        """The practice round that every installation offers."""
        made = self.fresh("sample")
        made.lidzas("sample", "--cases", "20")
        return made
