"""A real server on a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(url: str, process: subprocess.Popen[bytes]) -> None:
    while True:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.02)


@contextmanager
def serving(folder: Path, settings: str = "bench.settings", workers: int = 2) -> Iterator[int]:
    """The port of a Granian serving the installation in `folder`."""
    port = free_port()
    environment = {**os.environ, "LIDZAS_VAR": str(folder), "DJANGO_SETTINGS_MODULE": settings}
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "4", "--no-ws", "--log-level", "error", "config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}/help/", process)
        yield port
    finally:
        process.terminate()
        process.wait(20)
