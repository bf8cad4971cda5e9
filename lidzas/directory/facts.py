"""When two names mean the same place."""

import re

from lidzas.accounts.models import fold

# What stands in many names and tells nothing apart.
NOISE = frozenset({"sia", "vsia", "biedriba", "nodibinajums", "pasvaldiba", "the", "and"})


def words_in(name: str) -> frozenset[str]:
    """The words of a name that tell it apart, without case and diacritics."""
    words = re.findall(r"\w+", fold(name))
    return frozenset(word for word in words if len(word) > 2 and word not in NOISE) or frozenset(words)


def is_alike(name: str, other: str) -> bool:
    """Whether more than half of the shorter name stands in the longer one."""
    one, two = words_in(name), words_in(other)
    return len(one & two) * 2 > min(len(one), len(two))
