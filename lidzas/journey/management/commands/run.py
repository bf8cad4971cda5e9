"""`lidzas run`: bring the installation up to date and serve it."""

import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PAUSE_SECONDS = 0.2
ENDED_WELL = (0, -signal.SIGTERM)


def compile_messages(folder: Path) -> None:
    """Make the catalogues that gettext reads, where the source is newer."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


def prepare() -> None:
    """Refuse an unsafe database, then migrate it, and gather styles, scripts and catalogues."""
    close_to_others(settings.VAR_DIR)
    call_command("check", databases=["default"])
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    for folder in settings.LOCALE_PATHS:
        compile_messages(Path(folder))


def close_to_others(folder: Path) -> None:
    """Nobody but the owner reads the database and the letters, whoever made the folder they lie in."""
    for path in (*folder.glob("lidzas.sqlite3*"), *folder.glob("mail"), *folder.glob("mail/*")):
        path.chmod(path.stat().st_mode & 0o700)


def is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


class Command(BaseCommand):
    help = "Migrate, then serve the site and send its letters until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="serving processes")
        parser.add_argument(
            "--only-prepare", action="store_true", help="bring everything up to date and stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        prepare()
        if options["only_prepare"]:
            return
        if is_taken(options["host"], options["port"]):
            raise CommandError(
                f"Something else answers on port {options['port']}. Choose another with --port."
            )
        self.stdout.write(f"Līdzās is at http://{options['host']}:{options['port']}/  (stop it with Ctrl+C)")
        self.stdout.flush()
        sys.exit(serve(options["host"], options["port"], options["workers"]))


def serve(host: str, port: int, workers: int) -> int:
    """Run the server and the sender of letters."""
    server = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "config.wsgi:application",
    ]  # fmt: skip
    return run_together([server, [sys.executable, "-m", "lidzas", "notices", "send", "--keep-going"]])


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Run programs until asked to stop or until one of them ends; then end the others too.

    The code is that of the first which ended otherwise than well or as asked, so that whoever watches
    over this one starts it again.
    """
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    processes = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603

    def stop(*_: object) -> None:
        for process in processes:
            process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    pause = threading.Event()
    while all(process.poll() is None for process in processes):
        pause.wait(PAUSE_SECONDS)
    stop()
    codes = [process.wait() for process in processes]
    return next((code for code in codes if code not in ENDED_WELL), 0)
