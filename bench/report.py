"""What a measure found, and the page that tells of it."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils.timezone import localtime

HERE = Path(__file__).resolve().parent
HEAD = """# What was measured

Made by `make bench`; a run of single measures (`python -m bench P1 P4`) writes only those. Absolute figures change
with the machine and its other work: what counts are ratios, taken in one run from requests asked in turn.

Pages are asked of a real server (Granian, two worker processes, four threads each) over real HTTP by one signed-in
person. Every figure in ms is the median of {rounds} requests (fewer of what is slow), after a tenth as many that only
warm up; the thing and its reference are asked in turn, A B A B. Databases are SQLite with `synchronous=FULL`. kB and
MB are powers of ten.

**D1** is the yardstick for pages: Django's stock middleware, one indexed query, a one-line template, the same database,
a server of the same kind. Asked in turn with a longer page it takes up to twice as long as asked alone, because its
process has slept meanwhile; so the ratios of two runs differ by up to a quarter.

- Machine: {machine}
- Software: Python {python}, SQLite {sqlite}
- Day: {day}
- Command: `{command}`
"""


@dataclass(frozen=True)
class Found:
    """One measure: its goal, whether it is reached (`None`: for information), and figures with their names.

    The first figure is the one that is judged.
    """

    work: str
    goal: str
    is_reached: bool | None
    figures: Sequence[tuple[str, str]]
    mend: str = ""

    @property
    def verdict(self) -> str:
        return {True: "yes", False: "**no**", None: "-"}[self.is_reached]


def failed(work: str, why: Exception) -> Found:
    said = " ".join(f"{type(why).__name__}: {why}".split()).replace("|", "/")
    return Found(work=work, goal="-", is_reached=False, figures=[("not measured", said)])


def machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores ({names[0] if names else platform.machine()}), {memory:.0f} GB"


def sqlite_version() -> str:
    with connection.cursor() as cursor:
        return str(cursor.execute("select sqlite_version()").fetchone()[0])


def page_of(found: dict[str, Found], *, command: str, rounds: int) -> str:
    head = HEAD.format(
        rounds=rounds,
        machine=machine(),
        python=platform.python_version(),
        sqlite=sqlite_version(),
        day=localtime().strftime("%Y-%m-%d %H:%M"),
        command=command,
    )
    table = ["| # | work | goal | measured | reached |", "|---|---|---|---|---|"]
    table += [
        f"| {name} | {each.work} | {each.goal} | {each.figures[0][1]} | {each.verdict} |"
        for name, each in found.items()
    ]
    return "\n".join([head, *table, *(section(name, each) for name, each in found.items())]) + "\n"


def section(name: str, found: Found) -> str:
    rows = "\n".join(f"| {label} | {value} |" for label, value in found.figures)
    mend = f"\n\nWhat would mend it: {found.mend}" if found.is_reached is False and found.mend else ""
    return f"\n## {name}: {found.work}\n\nGoal: {found.goal}\n\n| figure | value |\n|---|---|\n{rows}{mend}"


def write(found: dict[str, Found], *, command: str, rounds: int) -> Path:
    target = HERE / "RESULTS.md"
    target.write_text(page_of(found, command=command, rounds=rounds))
    return target
