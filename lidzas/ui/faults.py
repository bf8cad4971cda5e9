"""How the log names what failed."""

import logging
import traceback
from pathlib import Path

from django.conf import settings


class FaultLine(logging.Formatter):
    """One line with the kind of a fault and the places in the code it came through, the innermost first.

    The message of an exception may quote what a person wrote, and the framework's own message holds the
    path of the page: neither is kept. The id is that of the request's other line.
    """

    def format(self, record: logging.LogRecord) -> str:
        trace = getattr(getattr(record, "request", None), "trace", "-")
        return f"{self.formatTime(record)} {record.levelname} {record.name} {trace} {fault_of(record)}"


def fault_of(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[0] is None:
        return "-"
    kind, _message, trail = record.exc_info
    places = [f"{named(frame.f_code.co_filename)}:{line}" for frame, line in traceback.walk_tb(trail)]
    return f"{kind.__module__}.{kind.__qualname__} at {' < '.join(reversed(places))}"


def named(file: str) -> str:
    """A file by its place below the installation, where it is ours."""
    path = Path(file)
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else file
