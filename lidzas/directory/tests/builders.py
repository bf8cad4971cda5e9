"""Places and people for tests."""

from lidzas.directory.actions import add_listing
from tests.builders import DAY

WORDS = {
    "name": "Jelgavas bibliotēka", "chance": "volunteering", "offer": "Putting books on shelves",
    "municipality": "Jelgava", "where": "Akadēmijas iela 26", "way_there": "Bus 5 to the market",
    "access": "A lift, and a quiet corner", "contact": "Rita at the desk", "youngest": 16, "oldest": 25,
    "capacity": 2, "notes": "CANARY-team-note", "checked_on": DAY,
}  # fmt: skip
CONSENT = {"consent_words": "CANARY-consent by telephone", "consent_on": DAY}


def a_place(programme, *, by, is_suggested=False, **words):
    return add_listing(
        programme, is_person=False, is_another=True, is_suggested=is_suggested, by=by, **{**WORDS, **words}
    )


def a_helper(programme, *, by, **words):
    said = {**WORDS, "name": "Rita Ziediņa", "chance": "trial_day", **CONSENT, **words}
    return add_listing(programme, is_person=True, is_another=True, by=by, **said)
