"""A real server, started as an operator starts it, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.builders import ROOT

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@dataclass
class Site:
    """A running installation and the folder that holds everything of it."""

    url: str
    folder: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Run `lidzas WORDS` against this installation and return what it prints."""
        result = subprocess.run(
            [sys.executable, "-m", "lidzas", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return result.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            threading.Event().wait(0.1)
    pytest.fail("the server did not answer within a minute")


def start(folder: Path, *before: str) -> Iterator[Site]:
    port = free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIDZAS_", "DJANGO_", "DATABASE_"))
    }
    site = Site(f"http://127.0.0.1:{port}", folder, {**environment, "LIDZAS_VAR": str(folder)})
    if before:
        site.command(*before)
    process = subprocess.Popen(
        [sys.executable, "-m", "lidzas", "run", "--port", str(port)], cwd=ROOT, env=site.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(site.url, process)
        yield site
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty installation that the tests of one file share."""
    yield from start(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def practice_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation with the sample round."""
    yield from start(tmp_path_factory.mktemp("practice"), "sample", "--seed", "7")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("These tests need Chromium: `make dev` installs it.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`open_window(language="lv", width=360)` is a fresh browser of one person; all are closed at the end."""
    opened: list[BrowserContext] = []

    def window(*, language: str = "lv", width: int = 360, **options: object) -> BrowserContext:
        context = browser.new_context(
            locale=language, viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield window
    for context in opened:
        context.close()
