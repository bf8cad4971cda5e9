"""`lidzas import`: bring people in from a table, all of them or nobody."""  # noqa: N999 - the command is called so

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from lidzas.accounts.models import User
from lidzas.intake.actions.imports import TableFaulty, import_people
from lidzas.intake.choices import Kind
from lidzas.intake.facts.people import Measure
from lidzas.intake.queries.imports import Findings, look_through, measure_for, rows_of
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import staff_roles
from lidzas.records.actions import Refusal

WIDTH = 40
FAULTY = 1


class Command(BaseCommand):
    help = (
        "Bring people in from a CSV or Excel table: young people with --round, mentors without. All or nobody. "
        "Exit code 1: something in the table is wrong; 2: it cannot be begun at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", required=True, help="its short name in addresses")
        parser.add_argument("--round", help="the short name of the round that the young people join")
        parser.add_argument(
            "--by", required=True, help="the e-mail address of who answers for it in the team"
        )
        parser.add_argument("--dry-run", action="store_true", help="look only, make nobody")
        parser.add_argument("--language", choices=["en", "lv"], default="en")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            programme, round, by = self.found(options)
            kind, now = Kind.YOUNG_PEOPLE if round else Kind.MENTORS, timezone.now()
            measure = measure_for(
                programme,
                kind,
                round,
                by=by,
                roles=staff_roles(by, programme.pk),
                today=timezone.localdate(now),
            )
            try:
                file = options["file"].open("rb")
            except OSError as missing:
                raise CommandError(f"{options['file']} cannot be opened.", returncode=2) from missing
            with file:
                deed = partial(self.look, programme) if options["dry_run"] else partial(
                    self.take, programme, round, by=by, at=now
                )  # fmt: skip
                self.answer(deed, file, measure, as_json=options["json"])

    def found(self, options: dict[str, Any]) -> tuple[Programme, Round | None, User]:
        programme = Programme.objects.filter(code=options["programme"]).first()
        if programme is None:
            raise CommandError(f"There is no programme {options['programme']}.", returncode=2)
        by = User.objects.filter(email=options["by"].lower()).first()
        if by is None or not staff_roles(by, programme.pk):
            raise CommandError(f"{options['by']} is not in the team of this programme.", returncode=2)
        if not options["round"]:
            return programme, None, by
        round = programme.rounds.filter(code=options["round"]).first()
        if round is None:
            raise CommandError(f"There is no round {options['round']}.", returncode=2)
        return programme, round, by

    def look(self, programme: Programme, file: BinaryIO, measure: Measure) -> Findings:
        return look_through(programme, rows_of(file), measure, progress=Bar(self.stderr.write))

    def take(
        self,
        programme: Programme,
        round: Round | None,
        file: BinaryIO,
        measure: Measure,
        *,
        by: User,
        at: datetime,
    ) -> Findings:
        bar = Bar(self.stderr.write)
        made = import_people(programme, round, lambda: rows_of(file), measure, by=by, at=at, progress=bar)
        return Findings(people=made)

    def answer(
        self,
        deed: Callable[[BinaryIO, Measure], Findings],
        file: BinaryIO,
        measure: Measure,
        *,
        as_json: bool,
    ) -> None:
        try:
            findings = deed(file, measure)
        except TableFaulty as faulty:
            findings = faulty.findings
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=FAULTY) from refusal
        self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps(asdict(findings), ensure_ascii=False))
        else:
            self.tell(findings)
        if not findings.is_fit:
            sys.exit(FAULTY)

    def tell(self, findings: Findings) -> None:
        for fault in findings.faults:
            self.stdout.write(f"{fault.row}: {fault.column} “{fault.value}” {fault.words}")
        for each in findings.alike:
            self.stdout.write(f"{each.row}: {each.name}: {each.words}")
        self.stdout.write(f"People: {findings.people}. To be mended: {findings.fault_count}.")


class Bar:
    """How many rows were looked at and taken over, on the error stream, once for each piece."""

    def __init__(self, write: Callable[..., object]) -> None:
        self.write, self.started, self.done = write, time.perf_counter(), 0

    def __call__(self, more: int) -> None:
        self.done += more
        rate = self.done / (time.perf_counter() - self.started)
        filled = "#" * (self.done // 5_000 % (WIDTH + 1))
        self.write(f"\r[{filled:.<{WIDTH}}] {self.done}  {rate:,.0f}/s", ending="")
