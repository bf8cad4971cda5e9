"""What a newcomer does first: clone, `make run`, look at the first page. `python -m bench.first_start` tries it."""

import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from bench.server import ROOT, running

PORT = 8000
OURS = ("LIDZAS_", "DJANGO_", "DATABASE_", "VIRTUAL_ENV", "PYTHONPATH")


def first_start(clone: Path) -> float:
    """Seconds from `git clone` to the first page; raises RuntimeError when it never comes."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", PORT)) == 0:
            raise RuntimeError(f"`make run` serves on port {PORT}, and something else does already")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    started = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
    with running(["make", "run"], f"http://127.0.0.1:{PORT}/", environment, clone):
        return time.perf_counter() - started


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lidzas-first-start-") as folder:
        print(f"The first page after {first_start(Path(folder) / 'clone'):.1f} s.")


if __name__ == "__main__":
    main()
