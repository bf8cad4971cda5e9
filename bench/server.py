"""Real servers on folders of their own, and what a tree of processes weighs."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_of(folder: Path, settings: str = "config.settings") -> dict[str, str]:
    return {**os.environ, "LIDZAS_VAR": str(folder), "DJANGO_SETTINGS_MODULE": settings}


def wait_for(url: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    """Until the page answers well; any other answer, the server's end and three minutes are failures."""
    for _ in range(PATIENCE * 100):
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the server ended: {log.read()[-300:].decode()}")
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"{url} did not answer within {PATIENCE} s")


@contextmanager
def running(
    command: Sequence[str], url: str, environment: Mapping[str, str], folder: Path = ROOT
) -> Iterator[int]:
    """The process of a server that answers; it ends with the block."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            wait_for(url, process, log)
            yield process.pid
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def serving(folder: Path, settings: str = "config.settings", page: str = "/help/") -> Iterator[int]:
    """The port of a Granian with two workers, set up as `lidzas run` does, on the installation in `folder`."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    with running(command, f"http://127.0.0.1:{port}{page}", environment_of(folder, settings)):
        yield port


def tree_of(process: int) -> list[int]:
    """A process and all that descend from it."""
    children = [
        int(child)
        for thread in Path(f"/proc/{process}/task").iterdir()
        for child in (thread / "children").read_text().split()
    ]
    return [process, *(each for child in children for each in tree_of(child))]


def megabytes_of(process: int) -> float:
    """PSS: memory that several processes share is counted once."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def settled_megabytes(process: int) -> float:
    """What the whole tree weighs once it has not changed by a hundredth for three seconds."""
    before = 0.0
    for _ in range(20):
        time.sleep(3)
        now = sum(megabytes_of(each) for each in tree_of(process))
        if abs(now - before) < 0.01 * now:
            return now
        before = now
    return before
