"""Drawing one's own network; only the young person does it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import hold
from lidzas.cases.models import Case
from lidzas.networks.models import Picture, Tie
from lidzas.networks.queries import as_kept
from lidzas.records.actions import Refusal, take_version

ROOM = 40
WORDS = ("name", "kind", "ring", "line", "energy", "reach", "wish", "note", "shown")


class NetworkFull(Refusal):
    """More would not be legible any more."""


class NothingToKeep(Refusal):
    """There is nobody on the map yet."""


@transaction.atomic
def add_tie(case: Case, *, by: User, on: date, **words: Any) -> Tie:
    """Put somebody on the map. Raises NetworkFull beyond forty."""
    case = hold(case, on=on)
    if Tie.objects.filter(case=case, let_go_on=None).count() >= ROOM:
        raise NetworkFull(_("There is room for forty on this map. Take somebody off first."))
    tie = Tie.objects.create(case=case, **words)
    record("network.add", tie, by=by)
    return tie


@transaction.atomic
def change_tie(tie: Tie, *, by: User, on: date, version: int | None = None, **words: Any) -> Tie:
    """Say something else of somebody, or show it to others."""
    hold(tie.case, on=on)
    take_version(tie, version)
    for name in WORDS:
        setattr(tie, name, words[name])
    tie.save(update_fields=WORDS)
    record("network.change", tie, by=by)
    return tie


@transaction.atomic
def let_tie_go(tie: Tie, *, by: User, on: date) -> Tie:
    """Take somebody off the map; kept pictures stay as they were."""
    hold(tie.case, on=on)
    take_version(tie, None)
    tie.let_go_on = on
    tie.save(update_fields=["let_go_on"])
    record("network.let_go", tie, by=by)
    return tie


@transaction.atomic
def keep_picture(case: Case, *, by: User, on: date) -> Picture:
    """Keep the network as it is today, to look back at later. Raises NothingToKeep for an empty map."""
    case = hold(case, on=on)
    ties = list(Tie.objects.filter(case=case, let_go_on=None).order_by("made_at", "pk"))
    if not ties:
        raise NothingToKeep(_("There is nobody on the map yet."))
    picture = Picture.objects.create(case=case, taken_on=on, ties=as_kept(ties))
    record("network.keep", picture, by=by)
    return picture
