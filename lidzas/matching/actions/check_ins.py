"""How each side of a pair finds going together, told to the case manager alone."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import hold, mark_done
from lidzas.matching.models import SENTENCES, CheckIn, Match
from lidzas.method import RecordKind
from lidzas.records.actions import Refusal

TALK_WITHIN = timedelta(days=7)


class NothingSaid(Refusal):
    """Every sentence was left out, so that there is nothing to keep."""


class NotGoingTogether(Refusal):
    """The pair has ended meanwhile."""


class TalkedAlready(Refusal):
    """No talk is waiting about this check-in."""


@transaction.atomic
def check_in(match: Match, *, as_role: Role, answers: Mapping[str, str], by: User, on: date) -> CheckIn:
    """Keep what one side says; the newest answer counts, and earlier ones stay.

    An answer that asks for it gives the case manager a week to talk. Nobody else is told.
    """
    case = hold(match.case, on=on)
    if not Match.objects.active().filter(pk=match.pk).exists():
        raise NotGoingTogether(_("You do not go together any more, so there is nothing to say here now."))
    said = {name: answers.get(name, "") for name in SENTENCES}
    if not any(said.values()):
        raise NothingSaid(_("Everything is left out. Please answer one sentence, or come back later."))
    kept = CheckIn(case=case, match=match, role=as_role, by=by, answered_on=on, **said)
    kept.talk_by = on + TALK_WITHIN if kept.asks_for_a_talk else None
    kept.save(force_insert=True)
    mark_done(case, RecordKind.CHECK_IN, by=by, on=on, role=as_role)
    record("pair.check_in", kept, by=by, role=as_role)
    return kept


@transaction.atomic
def note_talk(kept: CheckIn, *, by: User, on: date) -> CheckIn:
    """Say that what a check-in asked for was talked about."""
    case = hold(kept.case, on=on)
    held = CheckIn.objects.select_for_update(of=("self",), no_key=True).get(pk=kept.pk)
    if held.talk_by is None or held.talked_on is not None:
        raise TalkedAlready(_("No talk is waiting here any more."))
    held.case, held.talked_on = case, max(on, held.answered_on)
    held.save(update_fields=["talked_on"])
    record("pair.talk", held, by=by, role=Role.CASE_MANAGER)
    return held
