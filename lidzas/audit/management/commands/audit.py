"""`lidzas audit verify`: whether the trail is as it was written."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lidzas.audit.queries import broken_entries, chains


class Command(BaseCommand):
    help = "Check that no entry of the trail was changed, removed or put in; exit code 1 if one was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help="walk every chain")
        verify.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {str(pk): broken_entries(pk) for pk in chains()}
        broken = {chain: entries for chain, entries in found.items() if entries}
        if options["json"]:
            self.stdout.write(json.dumps(broken))
        else:
            self.stdout.write(f"{len(found)} chains, {len(broken)} of them broken.")
            for chain, entries in broken.items():
                self.stdout.write(f"{chain}: {', '.join(map(str, entries))}")
        if broken:
            sys.exit(1)
