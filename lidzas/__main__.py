"""The command `lidzas`: everything an operator does."""

import os
import sys

from django.core.management import execute_from_command_line

COMMANDS = {
    "run": "serve the site and send its letters",
    "sample": "make an invented round to practise with",
    "method": "check a method's files, or take them into use",
    "due": "list what is due, for one person or everybody",
    "import": "bring people in from a table",
    "match": "propose a mentor for everybody of a round who waits",
    "account": "close an account at once, or open it again",
    "audit": "verify that the trail was not altered",
    "notices": "send waiting letters",
}


def overview() -> str:
    lines = (f"  lidzas {name:<10} {what}" for name, what in COMMANDS.items())
    return "\n".join(["Usage: lidzas COMMAND [options]", "", *lines, "", "lidzas COMMAND --help tells more."])


def main(arguments: list[str] | None = None) -> None:
    """Run one command; an unknown one ends with exit code 2. What it makes is for its owner alone."""
    os.umask(0o077)
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not words or words[0] in {"help", "--help", "-h"}:
        print(overview())
        return
    execute_from_command_line(["lidzas", *words])


if __name__ == "__main__":
    main()
