"""What is logged, and how: no path, no address, no message of a fault."""

from typing import Any

ONLY_FAULTS: dict[str, Any] = {"handlers": ["faults"], "level": "ERROR", "propagate": False}
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "fault": {"()": "lidzas.ui.faults.FaultLine"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "faults": {"class": "logging.StreamHandler", "formatter": "fault"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "lidzas": {"level": "INFO"},
        # Their messages carry paths, and paths carry the identity of cases and the keys of invitations.
        "django.request": ONLY_FAULTS,
        "django.security": ONLY_FAULTS,
    },
}
