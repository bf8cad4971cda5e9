"""A PostgreSQL server of one's own for the length of a test run."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = "54329"


def programs() -> Path:
    """The folder with `initdb`; Debian keeps it off the path. It is installed where it is missing."""
    known = [Path("/usr/lib/postgresql")]
    found = [path.parent for folder in known for path in sorted(folder.glob("*/bin/initdb"))]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    if found:
        return found[-1]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit("Please install the PostgreSQL server with your system's package manager.")
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"], check=True)
    return programs()


def as_server(*command: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    words = [str(word) for word in command]
    return (
        ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *words]
        if os.geteuid() == 0
        else words
    )


@contextmanager
def running_postgresql() -> Iterator[dict[str, str]]:
    """An empty server on a port of its own; yields the environment in which the tests use it."""
    folder = Path(tempfile.mkdtemp(prefix="lidzas-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    bin_folder, data = programs(), folder / "data"
    subprocess.run(
        as_server(bin_folder / "initdb", "-D", data, "-U", "lidzas", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"),
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    options = f"-p {PORT} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60"
    control = (bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log")
    subprocess.run(as_server(*control, "-o", options, "start"), check=True, stdout=subprocess.DEVNULL)
    try:
        yield {**os.environ, "DATABASE_URL": f"postgres://lidzas@127.0.0.1:{PORT}/postgres"}
    finally:
        subprocess.run(as_server(*control, "-m", "immediate", "stop"), check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
