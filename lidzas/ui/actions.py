"""What the frame of the pages changes about a person."""

from lidzas.accounts.models import User


def choose_language(person: User, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])
