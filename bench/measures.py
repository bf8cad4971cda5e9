"""All measures, in the order of their numbers."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import due, footprint, import_people, pages, sample, weight, whole_round, writing
from bench.clock import ROUNDS
from bench.installation import Ground
from bench.report import Found, failed, write

MEASURES: dict[str, Callable[[Ground], Found]] = {
    "P1": pages.home,
    "P2": pages.caseload,
    "P3": pages.case_and_plan,
    "P4": writing.contact,
    "P5": due.due_list,
    "P7": whole_round.whole_round,
    "P9": import_people.import_people,
    "P9-round": sample.sample,
    "P10": weight.weight,
    "P11": footprint.memory_and_start,
    "P13": footprint.from_nothing,
}


def found_by(name: str, ground: Ground) -> Found:
    """A measure that breaks is a finding too: the others still count."""
    try:
        return MEASURES[name](ground)
    except Exception as broken:  # noqa: BLE001
        return failed(name, broken)


def measure(wanted: list[str], folder: Path) -> None:
    if unknown := set(wanted) - set(MEASURES):
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. There are {', '.join(MEASURES)}.")
    ground, found = Ground(folder), dict[str, Found]()
    for name in wanted or MEASURES:
        started = time.perf_counter()
        found[name] = found_by(name, ground)
        label, value = found[name].figures[0]
        print(f"{name}: {label}: {value}  ({time.perf_counter() - started:.0f} s)", flush=True)
    print(write(found, command=" ".join(["python -m bench", *wanted]), rounds=ROUNDS))
