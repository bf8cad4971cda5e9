"""Telling about oneself, part by part."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.people.choices import Part
from lidzas.people.models import AboutMe, Mentor
from lidzas.records.actions import take_version


@transaction.atomic
def tell(
    person: User,
    part: Part,
    *,
    texts: Mapping[str, str],
    answers: Mapping[str, Any],
    by: User,
    is_shared: bool | None = None,
    place: str | None = None,
    version: int | None = None,
) -> AboutMe:
    """Keep one part of what a person says about themself.

    Somebody else may write it down together with them, and stands beside it by name. `is_shared` says whether
    the other one of the pair reads it; None leaves that as it was. `place` is where a mentor lives.
    """
    AboutMe.objects.get_or_create(person=person)
    words = AboutMe.objects.select_for_update(no_key=True).get(person=person)
    take_version(words, version)
    for name, text in texts.items():
        setattr(words, name, text)
    words.portrait = {**words.portrait, **answers}
    shared = (words.parts.get(part) or {}).get("shared") if is_shared is None else is_shared
    words.parts = {**words.parts, part.value: {"shared": shared, "with": "" if by == person else by.name}}
    words.save(update_fields=[*texts, "portrait", "parts"])
    if place is not None:
        Mentor.objects.filter(person=person, left_on=None).update(municipality=place)
    record("about_me.tell", words, by=by)
    return words
