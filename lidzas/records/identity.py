"""Identifiers nobody can guess that still sort by the time they were made (RFC 9562, version 7)."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    milliseconds = time.time_ns() // 1_000_000
    randomness = secrets.randbits(74)
    high = (milliseconds << 16) | (0x7 << 12) | (randomness >> 62)
    low = (0b10 << 62) | (randomness & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)
