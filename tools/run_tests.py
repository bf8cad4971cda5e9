"""Run the whole suite: on SQLite with coverage and browser, then on PostgreSQL."""

import subprocess
import sys

from tools.postgresql import running_postgresql

PYTEST = (sys.executable, "-m", "pytest", "-q")


def run(*arguments: str, environment: dict[str, str] | None = None) -> None:
    code = subprocess.run([*PYTEST, *arguments], env=environment, check=False).returncode
    if code:
        sys.exit(code)


def main() -> None:
    """Stop at the first part that fails."""
    run("-n", "2", "-m", "not browser", "--cov", "--cov-report=term", "--cov-fail-under=100")
    run("-m", "browser")
    with running_postgresql() as environment:
        run("-n", "2", "-m", "not browser", environment=environment)


if __name__ == "__main__":
    main()
