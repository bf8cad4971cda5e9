"""Bringing a stage together, and keeping what the programme needs."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import mark_round_work
from lidzas.cases.models import OpenActivity
from lidzas.method import RecordKind, Stage
from lidzas.programmes.actions import hold_programme
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, Stale, take_version
from lidzas.reports.choices import Origin, State
from lidzas.reports.models import Improvement, StageSummary
from lidzas.reports.queries import figures_of


class RoundNotBegun(Refusal):
    """There is nothing to bring together before the round begins."""


class DecisionMissing(Refusal):
    """Decided or done says what was decided."""


@transaction.atomic
def write_summary(
    round: Round, stage: Stage, *, words: str, by: User, on: date, version: int | None = None
) -> StageSummary:
    """Write the next version of a stage's summary, with the figures of the day (S1.12).

    `version` is the number of the one it was written from: Stale when another was written meanwhile.
    The team's work that the method fulfils by a summary of this stage is done by it.
    """
    if on < round.starts_on:
        raise RoundNotBegun(_("The round has not begun yet. There is nothing to bring together."))
    hold_programme(round.programme)
    written = StageSummary.objects.filter(round=round, stage=stage.key)
    last: int = written.aggregate(last=Max("number"))["last"] or 0
    if version is not None and version != last:
        raise Stale(
            _("Somebody wrote a newer version meanwhile. Your text is still here: compare, then save again.")
        )
    method_id = round.programme.method_id
    summary = StageSummary.objects.create(
        programme_id=round.programme_id, round=round, method_id=method_id, stage=stage.key, number=last + 1,
        figures=figures_of(round, stage, method_of(method_id), on=on), words=words, written_on=on, by=by,
    )  # fmt: skip
    for activity in stage.activities:
        if activity.record is RecordKind.STAGE_SUMMARY and is_open(round, activity.key):
            mark_round_work(round, activity.key, by=by, on=on)
    record("summary.write", summary, by=by)
    return summary


def is_open(round: Round, activity: str) -> bool:
    return OpenActivity.objects.filter(case=None, round=round, activity=activity).exists()


@transaction.atomic
def note_need(
    programme: Programme, *, need: str, origin: str, round: Round | None, by: User, on: date
) -> Improvement:
    """Note something that the programme needs, and where it came to light (S1.13)."""
    noted = Improvement.objects.create(
        programme=programme, round=round, need=need, origin=Origin(origin), noted_on=on, noted_by=by
    )
    record("improvement.note", noted, by=by)
    return noted


@transaction.atomic
def decide(
    improvement: Improvement,
    *,
    need: str,
    origin: str,
    decision: str,
    owner: User | None,
    due_on: date | None,
    state: str,
    by: User,
    on: date,
    version: int | None = None,
) -> Improvement:
    """Say what is done about a need, whose it is and by when; what is done may be taken up again."""
    take_version(improvement, version)
    if state != State.OPEN and not decision.strip():
        raise DecisionMissing(_("Please say what was decided."))
    improvement.need, improvement.origin, improvement.decision = need, Origin(origin), decision.strip()
    improvement.owner, improvement.due_on, improvement.state = owner, due_on, State(state)
    improvement.done_on = (improvement.done_on or on) if state == State.DONE else None
    improvement.save()
    record("improvement.decide", improvement, by=by)
    return improvement
