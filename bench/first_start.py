"""What a newcomer does first: a fresh copy, `make run`, the first page. `python -m bench.first_start` tries it."""

import os
import shutil
import socket
import tempfile
import time
from pathlib import Path

from bench.server import ROOT, running

PORT = 8000
MADE_HERE = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".coverage*", "var", "*.mo", "*.egg-info", "__pycache__"
)
OURS = ("LIDZAS_", "DJANGO_", "DATABASE_", "VIRTUAL_ENV", "PYTHONPATH")


def first_start(copy: Path) -> float:
    """Seconds from a fresh copy of the files to the first page; raises RuntimeError when it never comes."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", PORT)) == 0:
            raise RuntimeError(f"`make run` serves on port {PORT}, and something else does already")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    started = time.perf_counter()
    shutil.copytree(ROOT, copy, ignore=MADE_HERE)
    with running(["make", "run"], f"http://127.0.0.1:{PORT}/", environment, copy):
        return time.perf_counter() - started


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lidzas-first-start-") as folder:
        print(f"The first page after {first_start(Path(folder) / 'copy'):.1f} s.")


if __name__ == "__main__":
    main()
