"""P11 and P13: what the running product weighs, how soon it answers, and how soon from nothing."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.urls import reverse

from bench.clock import Browser
from bench.first_start import first_start
from bench.installation import Ground, session_of
from bench.report import Found
from bench.server import environment_of, free_port, running, settled_megabytes, tree_of
from lidzas.accounts.models import User

STARTS = 3


@contextmanager
def lidzas_run(folder: Path) -> Iterator[tuple[int, int, float]]:
    """`lidzas run`: its process, its port, and the seconds until the first page answered."""
    port, started = free_port(), time.perf_counter()
    command = [sys.executable, "-m", "lidzas", "run", "--port", str(port)]
    with running(command, f"http://127.0.0.1:{port}/", environment_of(folder)) as process:
        yield process, port, time.perf_counter() - started


def start_of(folder: Path) -> float:
    with lidzas_run(folder) as (_process, _port, seconds):
        return seconds


def memory_and_start(ground: Ground) -> Found:
    """P11."""
    folder = ground.sample.folder
    starts = [start_of(folder) for _ in range(STARTS)]
    empty = ground.root / "empty"
    first = start_of(empty)
    with ground.sample.opened():
        session = session_of(User.objects.filter(staff_roles__role="case_manager")[0])
    with lidzas_run(folder) as (process, port, _seconds):
        idle, processes = settled_megabytes(process), len(tree_of(process))
        browser = Browser(port, session)
        for _ in range(50):
            browser.get(reverse("journey:home"))
        used = settled_megabytes(process)
    start = statistics.median(starts)
    return Found(
        "`lidzas run`: memory at rest, cold start to the first page",
        "≤ 200 MB; ≤ 2.5 s",
        idle <= 200 and start <= 2.5,
        [
            ("at rest; cold start", f"{idle:.0f} MB; {start:.1f} s"),
            ("processes, whose PSS is added up", str(processes)),
            ("after 50 pages", f"{used:.0f} MB"),
            ("starts", ", ".join(f"{each:.1f} s" for each in starts)),
            ("the very first start, which makes the database", f"{first:.1f} s"),
        ],
        "`lidzas run` stays beside server and sender with everything loaded; handing its place to the server "
        "(and sending letters from there) saves a process.",
    )


def from_nothing(ground: Ground) -> Found:
    """P13: a fresh copy of the repository, `make run`, until the first page answers."""
    copy = ground.root / "copy"
    seconds = first_start(copy)
    return Found(
        "from a fresh copy and `make run` to the first page",
        "≤ 30 s with a warm package mirror",
        seconds <= 30,
        [
            ("to the first page", f"{seconds:.1f} s"),
            (".venv", f"{size_of(copy / '.venv'):.0f} MB"),
            ("the working copy", f"{size_of(copy) - size_of(copy / '.venv'):.0f} MB"),
        ],
        "Nearly all of it is pip unpacking and compiling packages; fewer packages, or `--no-compile`, make it shorter.",
    )


def size_of(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6
