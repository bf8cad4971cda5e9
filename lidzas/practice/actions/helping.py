"""What goes on beside the invented cases: places that help, questions about plans, pairs' cards, the team's notes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.actions import expect, propose_rule, say_yes_to_rule
from lidzas.agreements.choices import Topic, View
from lidzas.cases.facts import team_of
from lidzas.cases.models import Case
from lidzas.directory.actions import add_listing, note_approach, say_interest, show_to
from lidzas.directory.choices import Answer, Interest
from lidzas.directory.models import Listing
from lidzas.plans.actions import advise, ask_for_help
from lidzas.programmes.models import Programme, Round
from lidzas.programmes.queries import method_of
from lidzas.reports.actions import decide, note_need, write_summary

PAIRS = 4
A_YEAR_AND_MORE = timedelta(days=420)
VIEWS: tuple[dict[str, str], ...] = (
    {Topic.LATE: View.FINE, Topic.HOME: View.ASK_FIRST, Topic.PHOTOS: View.NOT_OK, Topic.GIFTS: View.FINE},
    {
        Topic.LATE: View.FINE,
        Topic.HOME: View.NOT_OK,
        Topic.PHOTOS: View.NOT_OK,
        Topic.WRITING: View.ASK_FIRST,
    },
)


@dataclass(frozen=True)
class Helpers:
    """Who of the invented team does it."""

    manager: User
    coordinator: User
    developer: User


def help_along(round: Round, team: Helpers, words: dict[str, Any], *, on: date) -> None:
    """Fill what stands beside the cases of a round, as of a day."""
    told = words["helping"]
    listings = list_places(round.programme, team, told, on=on)
    for number, case in enumerate(pairs_in(round)):
        go_together(case, number, told, on=on)
        case_manager = User.objects.get(pk=team_of(case)[Role.CASE_MANAGER])
        shown = show_to(case, listings[number % len(listings)], why=told["why"], by=case_manager, on=on)
        if number % 2:
            say_interest(shown, interest=Interest.YES, by=case.mentee, on=on)
        ask_about_plan(case, number, case_manager, team, told, on=on)
    improve(round, team, told, on=on)
    stage = method_of(round.programme.method_id).stages[0]
    write_summary(round, stage, words=told["summary"], by=team.manager, on=on)


def pairs_in(round: Round) -> list[Case]:
    """A few of the cases that go with a mentor today."""
    cases = Case.objects.open().filter(round=round, team__role=Role.MENTOR, team__left_on=None)
    return list(cases.select_related("mentee", "programme").order_by("made_at")[:PAIRS])


def list_places(programme: Programme, team: Helpers, told: dict[str, Any], *, on: date) -> list[Listing]:
    """Some places and a person; one was suggested, one not checked for long, two were spoken with."""
    base: dict[str, Any] = {"youngest": 16, "oldest": None, "capacity": 2, "notes": ""}
    found = [
        add_listing(
            programme,
            is_person=False,
            is_another=True,
            by=team.coordinator,
            **base,
            **place,
            checked_on=on - (A_YEAR_AND_MORE if number == 3 else timedelta(days=30)),
        )
        for number, place in enumerate(told["places"][:-1])
    ]
    add_listing(
        programme, is_person=False, is_another=True, is_suggested=True, by=team.developer, **base,
        **told["places"][-1], checked_on=on,
    )  # fmt: skip
    found.append(
        add_listing(
            programme,
            is_person=True,
            is_another=True,
            by=team.coordinator,
            **base,
            **{**told["places"][1], "name": told["person"], "offer": told["person_offer"]},
            checked_on=on,
            consent_on=on,
            consent_words=told["consent"],
        )
    )
    for listing, answer in zip(found[:3], (Answer.AGREED, Answer.AGREED, Answer.ASKED), strict=True):
        note_approach(listing, answer=answer, words=told["talk"], asked_on=on, by=team.coordinator)
    return list(Listing.objects.filter(pk__in=[row.pk for row in found]).order_by("made_at"))


def go_together(case: Case, number: int, told: dict[str, Any], *, on: date) -> None:
    """The pair fills in what each expects, and makes its card; the last one has only begun."""
    mentor = User.objects.get(pk=team_of(case)[Role.MENTOR])
    expect(
        case, role=Role.MENTEE, wish=told["wish"], mine=told["mine"], manner=told["manner"], views=VIEWS[0],
        is_done=True, by=case.mentee, on=on,
    )  # fmt: skip
    first, second = told["rules"]
    rule = propose_rule(case, words=first, role=Role.MENTEE, by=case.mentee, on=on)
    propose_rule(case, words=second, role=Role.MENTOR, by=mentor, on=on)
    if number < PAIRS - 1:
        say_yes_to_rule(rule, role=Role.MENTOR, by=mentor, on=on)
        expect(
            case, role=Role.MENTOR, wish=told["wish_mentor"], mine=told["mine_mentor"], manner=told["manner"],
            views=VIEWS[1], is_done=True, by=mentor, on=on,
        )  # fmt: skip


def ask_about_plan(
    case: Case, number: int, case_manager: User, team: Helpers, told: dict[str, Any], *, on: date
) -> None:
    """The first case manager is answered; the second pair's mentor still waits."""
    if number == 0:
        asked = ask_for_help(case, about=told["question"], copied=told["copied"], by=case_manager, on=on)
        advise(asked, words=told["advice"], by=team.developer, on=on)
    elif number == 1:
        mentor = User.objects.get(pk=team_of(case)[Role.MENTOR])
        ask_for_help(case, about=told["question_mentor"], copied="", by=mentor, on=on)


def improve(round: Round, team: Helpers, told: dict[str, Any], *, on: date) -> None:
    for each in told["needs"]:
        noted = note_need(
            round.programme, need=each["need"], origin=each["origin"], round=round, by=team.developer, on=on
        )
        decide(
            noted, **each, owner=team.coordinator if each["decision"] else None,
            due_on=on + timedelta(days=21) if each["decision"] else None, by=team.developer, on=on,
        )  # fmt: skip
