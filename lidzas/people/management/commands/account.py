"""`lidzas account`: close an account at once, or open it again."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lidzas.accounts.models import User
from lidzas.people.actions import close_account, reopen_account
from lidzas.records.actions import Refusal

DEEDS = {"close": close_account, "reopen": reopen_account}


class Command(BaseCommand):
    help = "Close an account: whoever is signed in with it is out at the next page. Records and roles stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, what in (
            ("close", "nobody signs in with it any more"),
            ("reopen", "its person may sign in again"),
        ):
            command = verbs.add_parser(verb, help=what)
            command.add_argument("email")
            command.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError("No account has this address.")
        try:
            DEEDS[options["verb"]](person, by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        said = {"email": person.email, "may_sign_in": person.is_active}
        self.stdout.write(
            json.dumps(said) if options["json"] else f"{person.email}: {options['verb']}, done."
        )
