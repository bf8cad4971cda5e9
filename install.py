"""Make the environment that `make run` and `make test` need, with the standard library alone.

A bare Debian has neither `ensurepip` nor the right to install into the system, so the environment is
made without pip and filled by the system's pip. Nothing is done twice: a stamp remembers the lock file.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SYSTEM_TOOLS = {"chromium": "chromium", "xgettext": "gettext", "msgfmt": "gettext"}


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def pip(*arguments: str | Path) -> None:
    run(
        sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check", "install",
        "--quiet", "--no-deps", *arguments,
    )  # fmt: skip


def fingerprint(lock: Path) -> str:
    content = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content).hexdigest()


def install_python_packages(lock: Path) -> None:
    stamp = VENV / f"installed-{lock.stem}"
    if stamp.exists() and stamp.read_text() == fingerprint(lock):
        return
    print(f"Installing what {lock.name} names into .venv …", flush=True)
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
    pip("--require-hashes", "--only-binary=:all:", "-r", lock)
    pip("--no-build-isolation", "--no-index", "--editable", ROOT)
    stamp.write_text(fingerprint(lock))


def install_system_packages(tools: Iterable[str]) -> None:
    missing = sorted({SYSTEM_TOOLS[tool] for tool in tools if shutil.which(tool) is None})
    if not missing:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"Please install these programs with your system's package manager: {', '.join(missing)}")
    print(f"Installing {', '.join(missing)} …", flush=True)
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--dev", action="store_true", help="also what checks and tests need, a browser included"
    )
    if parser.parse_args().dev:
        install_system_packages(SYSTEM_TOOLS)
        install_python_packages(ROOT / "requirements-dev.lock")
    else:
        install_python_packages(ROOT / "requirements.lock")


if __name__ == "__main__":
    main()
