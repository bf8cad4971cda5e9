"""`lidzas match`: what the round's facts propose. It changes nothing."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lidzas.matching.facts.kinds import Aim, Condition
from lidzas.matching.facts.proposal import BrokenLock, LeftOut, Outcome, Pair, Proposal, Weights
from lidzas.matching.facts.reasons import PairView, condition_name, view_of
from lidzas.matching.facts.sheet import Sheet
from lidzas.matching.queries.round import names_on, proposal_for, sheet_of, weights_of
from lidzas.programmes.models import Round

AIM_NAMES = {Aim.FAIREST: "fairest", Aim.HIGHEST_TOTAL: "highest total"}


class Command(BaseCommand):
    help = (
        "Propose a mentor for every young person of a round who waits for one, with scores and reasons, and "
        "say who is left and why. It changes nothing: people decide. Whoever may run this reads what only "
        "the case manager sees on the pages. Exit code 0: everybody has a proposal; 1: somebody is left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--round", required=True, help="the short name of the round")
        parser.add_argument(
            "--programme", help="the short name of its programme, where several have such a round"
        )
        parser.add_argument(
            "--highest-total", action="store_true",
            help="the most points in all, even if somebody is left far behind; the fairest if left out",
        )  # fmt: skip
        parser.add_argument("--language", choices=["en", "lv"], default="en")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        round = self.round_named(options["round"], options["programme"])
        aim = Aim.HIGHEST_TOTAL if options["highest_total"] else Aim.FAIREST
        sheet, weights = sheet_of(round, on=localdate()), weights_of(round.programme_id)
        proposal = proposal_for(sheet, weights, aim)
        with translation.override(options["language"]):
            said = described(sheet, weights, proposal, names_on(sheet))
            self.stdout.write(
                json.dumps(said, ensure_ascii=False, indent=1) if options["json"] else as_text(said)
            )
        if proposal.left_out:
            raise SystemExit(1)

    def round_named(self, code: str, programme: str | None) -> Round:
        found = Round.objects.filter(code=code).select_related("programme").order_by("programme__code")
        rounds = [each for each in found if programme in (None, each.programme.code)]
        if not rounds:
            raise CommandError(
                f"There is no round {code}." if programme is None else f"{programme} has no round {code}."
            )
        if len(rounds) > 1:
            codes = ", ".join(each.programme.code for each in rounds)
            raise CommandError(f"Several programmes have a round {code}. Say which with --programme: {codes}")
        return rounds[0]


def described(sheet: Sheet, weights: Weights, proposal: Proposal, names: Mapping[Any, str]) -> dict[str, Any]:
    views = [view_of(sheet, pair.seeker, pair.companion, weights) for pair in proposal.pairs]
    other = next(each for each in Aim if each is not proposal.aim)
    return {
        "aim": proposal.aim,
        "outcome": outcome(proposal.outcome),
        "other_aim": {"aim": other, "outcome": outcome(proposal.other)},
        "pairs": [one_pair(*each, names) for each in zip(proposal.pairs, views, strict=True)],
        "left_out": [one_left_out(each, names) for each in proposal.left_out],
        "locks_that_cannot_hold": [one_lock(each, names) for each in proposal.broken_locks],
    }


def outcome(found: Outcome) -> dict[str, Any]:
    return {"pairs": found.pairs, "left_out": found.left_out, "total": found.total, "weakest": found.weakest}


def one_pair(pair: Pair, view: PairView, names: Mapping[Any, str]) -> dict[str, Any]:
    return {
        "case": str(pair.seeker.case_id),
        "young_person": names[pair.seeker.person_id],
        "mentor_id": str(pair.companion.mentor_id),
        "mentor": names[pair.companion.person_id],
        "locked": pair.is_locked,
        "score": pair.score.shown,
        "known": round(pair.score.known_share, 2),
        "enough_known": pair.score.is_enough,
        "speaks_for": [each.sentence for each in view.speaks_for],
        "to_talk_about": [each.sentence for each in view.to_talk_about],
        "not_known": [each.sentence for each in view.not_known],
    }


def one_left_out(left: LeftOut, names: Mapping[Any, str]) -> dict[str, Any]:
    return {
        "case": str(left.seeker.case_id),
        "young_person": names[left.seeker.person_id],
        "possible_mentors": left.possible,
        "ruled_out": by_name(left.removed),
        "ruled_out_by_this_alone": by_name(left.alone),
    }


def by_name(counts: Mapping[Condition, int]) -> dict[str, int]:
    return {condition_name(condition): count for condition, count in counts.items()}


def one_lock(lock: BrokenLock, names: Mapping[Any, str]) -> dict[str, Any]:
    return {
        "case": str(lock.seeker.case_id),
        "young_person": names[lock.seeker.person_id],
        "mentor": names[lock.companion.person_id],
        "ruled_out": [condition_name(each) for each in Condition if each in lock.ruled_out],
    }


def as_text(said: dict[str, Any]) -> str:
    """The same as lines for a terminal."""
    lines = [sum_of(said["outcome"], AIM_NAMES[said["aim"]])]
    lines += [sum_of(said["other_aim"]["outcome"], AIM_NAMES[said["other_aim"]["aim"]]), ""]
    for each in said["pairs"]:
        strength = f"{each['score']:.1f}" if each["enough_known"] else _("too little known yet")
        lines.append(
            f"{each['young_person']} – {each['mentor']}  {strength}{'  (locked)' if each['locked'] else ''}"
        )
        for sign, key in (("+", "speaks_for"), ("~", "to_talk_about"), ("?", "not_known")):
            lines += [f"    {sign} {sentence}" for sentence in each[key]]
    for each in said["left_out"]:
        lines.append(
            f"{each['young_person']} – nobody. Mentors who would be possible: {each['possible_mentors']}"
        )
        lines += [f"    - {name}: {count}" for name, count in each["ruled_out"].items()]
    for each in said["locks_that_cannot_hold"]:
        why = ", ".join(each["ruled_out"]) or "the places are taken"
        lines.append(f"{each['young_person']} – {each['mentor']} cannot be kept: {why}")
    return "\n".join(lines)


def sum_of(found: dict[str, Any], name: str) -> str:
    weakest = "–" if found["weakest"] is None else f"{found['weakest']:.1f}"
    return f"{name}: pairs {found['pairs']}, left {found['left_out']}, total {found['total']:.1f}, weakest {weakest}"
