"""`lidzas due`: what is due on a day, for one person or everybody, as the pages say it."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import translation
from django.utils.timezone import localdate

from lidzas.accounts.models import User
from lidzas.journey.queries.due import Due, due_of
from lidzas.programmes.models import StaffRole


class Command(BaseCommand):
    help = "List what is due on a day and in the week after it, for one person or for everybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="the day, as 2026-09-30; today if left out"
        )
        parser.add_argument("--person", help="the e-mail address of one person")
        parser.add_argument("--language", choices=["en", "lv"], default="en")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or localdate()
        with translation.override(options["language"]):
            found = [(person, due_of(person, on=on)) for person in self.people(options["person"])]
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    [self.described(person, due) for person, due in found], ensure_ascii=False, indent=1
                )
            )
        else:
            for person, due in found:
                self.print_person(person, due)

    def people(self, email: str | None) -> list[User]:
        if email:
            found = User.objects.filter(email=email.lower())
            if not found:
                raise CommandError(f"Nobody has the address {email}.")
            return list(found)
        staff = StaffRole.objects.filter(until=None).values("person_id")
        rows = User.objects.filter(Q(open_activities__isnull=False) | Q(pk__in=staff))
        return list(rows.distinct().order_by("email"))

    def described(self, person: User, due: list[Due]) -> dict[str, Any]:
        kept = ("activity", "role", "title", "about", "because", "link")
        items = [
            {"due_on": item.due_on.isoformat(), "state": item.state}
            | {name: getattr(item, name) for name in kept}
            for item in due
        ]
        return {"person": person.name, "email": person.email, "due": items}

    def print_person(self, person: User, due: list[Due]) -> None:
        self.stdout.write(f"{person.name} <{person.email}>")
        for item in due:
            mark = "!" if item.is_waiting else " "
            self.stdout.write(f" {mark} {item.due_on}  {item.title}  {item.about}  ({item.because})")
