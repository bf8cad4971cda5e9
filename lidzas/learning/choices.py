"""How a module stands with a mentor, and how often somebody is reminded."""

from datetime import timedelta

DONE, BEGUN, AHEAD = "done", "begun", "ahead"
AT_MOST_EVERY = timedelta(days=7)
