"""`lidzas sample`: make an invented round."""

import sys
import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from lidzas.practice.actions.sample import make_sample
from lidzas.records.actions import Refusal

WIDTH = 40


class Command(BaseCommand):
    help = "Make an invented round in an empty installation, by the same deeds as the screens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="the same number makes the same round")
        parser.add_argument("--cases", type=int, default=20, help="how many young people")
        parser.add_argument("--language", choices=["lv", "en"], default="lv")
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="the day of the story; today if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        started = time.perf_counter()
        try:
            make_sample(
                seed=options["seed"], on=options["on"] or localdate(), cases=options["cases"],
                language=options["language"], progress=self.show(options["cases"], started),
            )  # fmt: skip
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        seconds = time.perf_counter() - started
        self.stderr.write("")
        self.stdout.write(
            f"{options['cases']} cases in {seconds:.1f} s, {options['cases'] / seconds:.1f} cases a second."
        )

    def show(self, cases: int, started: float) -> Any:
        """A bar on the error stream, moved at most once a percent."""
        step = max(1, cases // 100)

        def progress(done: int) -> None:
            if done % step and done != cases:
                return
            filled = WIDTH * done // cases
            rate = done / (time.perf_counter() - started)
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{cases}  {rate:.1f}/s")
            sys.stderr.flush()

        return progress
