"""`lidzas notices`: hand waiting letters to the mail server."""

import json
import logging
import signal
import threading
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.db.models import Count
from django.utils import timezone

from lidzas.notices.actions import send_waiting
from lidzas.notices.models import Notice
from lidzas.records.actions import forget_old_receipts

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 2
TIDIED_EVERY = timedelta(hours=1)


def clear_away(*, now: datetime) -> None:
    """Receipts and sessions that nobody can use any more."""
    forget_old_receipts(now=now)
    call_command("clearsessions")


class Command(BaseCommand):
    help = "Send waiting letters once, or keep sending; or say how many wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        send = verbs.add_parser("send", help="send what waits")
        send.add_argument(
            "--keep-going", action="store_true", help="look again every two seconds until stopped"
        )
        state = verbs.add_parser("state", help="how many letters are in which state")
        state.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "state":
            self.print_state(as_json=options["json"])
        elif options["keep_going"]:
            self.keep_sending()
        else:
            self.stdout.write(f"{send_waiting(now=timezone.now())} sent.")

    def print_state(self, *, as_json: bool) -> None:
        rows = Notice.objects.order_by().values_list("state").annotate(Count("pk"))
        states = dict.fromkeys(Notice.State.values, 0) | dict(rows)
        text = (
            json.dumps(states)
            if as_json
            else "\n".join(f"{state}: {count}" for state, count in states.items())
        )
        self.stdout.write(text)

    def keep_sending(self) -> None:
        """Until the process is asked to stop, and never in the middle of a letter. A database may be away."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        tidied = datetime.min.replace(tzinfo=UTC)
        while not stop.is_set():
            try:
                send_waiting(now=timezone.now())
                if timezone.now() - tidied >= TIDIED_EVERY:
                    clear_away(now=timezone.now())
                    tidied = timezone.now()
            except DatabaseError as fault:
                logger.warning("letters wait, the database failed: %s", type(fault).__name__)
                close_old_connections()
            stop.wait(PAUSE_SECONDS)
