"""P9: a hundred thousand people from a table, with checks and their lines in the trail."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from bench.installation import Ground
from bench.report import Found
from bench.server import ROOT, environment_of
from lidzas.audit.models import Entry
from lidzas.audit.queries import broken_entries
from lidzas.cases.models import Case
from lidzas.people.models import Mentor
from lidzas.programmes.models import StaffRole

PEOPLE = 100_000
MEGABYTES = 300


def write_table(file: Path, people: int, kind: str, managers: list[str]) -> None:
    with file.open("w", encoding="utf-8") as table:
        table.write("Name;E-mail;Municipality;Case manager\n")
        for number in range(people):
            manager = managers[number % len(managers)] if kind == "young" else ""
            table.write(f"Anna{number % 997} Bērziņa{number};{kind}{number}@example.org;Jelgava;{manager}\n")


def timed(folder: Path, words: list[str]) -> tuple[float, float]:
    """Seconds that `lidzas import` takes, and the most memory it ever held, in MB."""
    command = [sys.executable, "-m", "lidzas", "import", *words]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment_of(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )  # fmt: skip
    said = process.stdout.read().decode() if process.stdout else ""
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not re.search(r'"people": [1-9]', said):
        raise RuntimeError(said[-500:])
    return time.perf_counter() - started, used.ru_maxrss * 1024 / 1e6


def import_people(ground: Ground) -> Found:
    """P9."""
    made = ground.thousand.copy_to(ground.root / "import")
    with made.opened():
        programme, round = ground.world.round.programme, ground.world.round
        roles = StaffRole.objects.filter(programme=programme, until=None).select_related("person")
        managers = [row.person.email for row in roles if row.role == "case_manager"]
        by = next(row.person.email for row in roles if row.role == "project_manager")
        before = Mentor.objects.count(), Case.objects.count(), Entry.objects.count()
    took = {}
    for kind, more in (("mentor", []), ("young", ["--round", round.code])):
        file = ground.root / f"{kind}.csv"
        write_table(file, PEOPLE, kind, managers)
        words = [str(file), "--programme", programme.code, "--by", by, "--json", *more]
        took[kind] = timed(made.folder, words)
    with made.opened():
        mentors, cases = Mentor.objects.count() - before[0], Case.objects.count() - before[1]
        lines, broken = Entry.objects.count() - before[2], broken_entries(programme.pk)
    (mentor_seconds, mentor_memory), (young_seconds, young_memory) = took["mentor"], took["young"]
    return Found(
        f"import of {PEOPLE:,} people",
        f"≥ 2,000 rows/s with checks, trail and progress; at most {MEGABYTES} MB",
        PEOPLE / mentor_seconds >= 2_000
        and max(mentor_memory, young_memory) <= MEGABYTES
        and (mentors, cases) == (PEOPLE, PEOPLE)
        and not broken,
        [
            (
                "mentors; most memory",
                f"{PEOPLE / mentor_seconds:,.0f} rows/s ({mentor_seconds:.0f} s); {mentor_memory:.0f} MB",
            ),
            (
                "young people, each with case, team and open work; most memory",
                f"{PEOPLE / young_seconds:,.0f} rows/s ({young_seconds:.0f} s); {young_memory:.0f} MB",
            ),
            ("mentors and cases made", f"{mentors:,}, {cases:,}"),
            ("lines in the trail, of which broken", f"{lines:,}, {len(broken)}"),
        ],
        "A row of a young person makes ten records; fewer open activities on the first day make fewer.",
    )
