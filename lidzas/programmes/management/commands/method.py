"""`lidzas method`: check the files of a method, or take them into use."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from lidzas.method import check, gather_files
from lidzas.programmes.actions import take_method


class Command(BaseCommand):
    help = "Check a method's files (every mistake at once, exit code 1), or take them into use."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, what in (
            ("check", "report every mistake"),
            ("take", "keep these files as a version to run by"),
        ):
            command = verbs.add_parser(verb, help=what)
            command.add_argument("directory", type=Path)
            command.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        mistakes = check(options["directory"])
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    [{"file": each.file, "line": each.line, "reason": each.reason} for each in mistakes],
                    ensure_ascii=False,
                )
            )
        for each in () if options["json"] else mistakes:
            self.stdout.write(str(each))
        if mistakes:
            sys.exit(1)
        if options["verb"] == "take":
            version = take_method(gather_files(options["directory"]), on=localdate())
            self.stderr.write(f"Taken into use: {version}")
        elif not options["json"]:
            self.stdout.write("No mistakes.")
