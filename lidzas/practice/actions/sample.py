"""A whole invented round, made by calling the same actions as the screens."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

from django.db import transaction
from django.utils import timezone

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.actions import begin_round, mark_round_work, open_case
from lidzas.cases.choices import ReferredBy
from lidzas.cases.models import Case, OpenActivity
from lidzas.people.actions import join_as_mentor
from lidzas.people.models import Mentor
from lidzas.people.queries.tellers import vocabulary_of
from lidzas.practice.actions.abouts import tell_as_mentor, tell_as_young_person
from lidzas.practice.actions.begin import hold_untouched, take_shipped
from lidzas.practice.actions.camp import Camp, come_to_camp, hold_camp
from lidzas.practice.actions.copies import copy_block, read_block
from lidzas.practice.actions.helping import Helpers, help_along
from lidzas.practice.actions.mentors import come_later, one_is_away, take_in, train
from lidzas.practice.actions.pairings import settle_pairs
from lidzas.practice.actions.referrals import ask_to_take_part
from lidzas.practice.actions.tales import ORDER, told
from lidzas.practice.actions.way import Cast, Way
from lidzas.practice.choices import MUNICIPALITIES, names, words_in
from lidzas.programmes.actions import give_role, name_contact, start_programme
from lidzas.programmes.models import Programme, Round

CASES_A_CASE_MANAGER = 10
CASES_A_MENTOR = 2
CASES_WALKED = 100
BLOCK = 20
METHOD = "pardomat"
Progress = Callable[[int], None]


def unseen(_done: int) -> None:
    """Progress that nobody watches."""


@dataclass
class World:
    """What the invented people share while the round is made."""

    seed: int
    language: str
    on: date
    words: dict[str, Any] = field(init=False)
    names: Iterator[str] = field(init=False)
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.words = words_in(self.language)
        self.names = names(random.Random(self.seed))  # noqa: S311 - invented names are no secret

    def dice(self, place: object) -> random.Random:
        """Dice of one's own for every case, so that more cases do not change the earlier ones."""
        return random.Random(f"{self.seed}/{place}")  # noqa: S311 - nor are invented days


def start_of(on: date) -> date:
    """The camp's day: the last 24th of August if it is one to five months ago, else thirteen weeks ago."""
    august = date(on.year if on >= date(on.year, 8, 24) else on.year - 1, 8, 24)
    return august if 60 <= (on - august).days <= 150 else on - timedelta(days=92)


def make_sample(
    *, seed: int, on: date, cases: int = 20, language: str = "lv", progress: Progress = unseen
) -> Programme:
    """Make a practice programme with a round of so many cases. Raises BegunAlready beside anything real.

    The first cases are walked deed by deed in one transaction; a larger round goes on with copies of them
    under other names, a block at a time.
    """
    world = World(seed, language, on)
    walked = min(cases, CASES_WALKED)
    programme = walk_all(world, walked, progress)
    if cases > walked:
        copy_more(world, programme, cases - walked, progress)
    return programme


@transaction.atomic
def walk_all(world: World, cases: int, progress: Progress) -> Programme:
    hold_untouched()
    staff = make_staff(world, cases)
    programme = staff_programme(world, staff)
    round = a_round(world, programme, staff, cases)
    mentors = make_mentors(world, programme, staff, cases)
    camp = hold_camp(round, mentors, staff.case_managers, world.words, by=staff.coordinator)
    for number in range(cases):
        walk(world, camp, staff, mentors, number)
        progress(number + 1)
    helpers = Helpers(staff.manager, staff.coordinator, staff.developer)
    help_along(round, helpers, world.words, on=world.on - timedelta(days=4))
    settle_pairs(round, world.words, coordinator=staff.coordinator, on=world.on)
    do_round_work(world, round, staff)
    newer = [somebody(world) for _ in range(3)]
    come_later(programme, newer, world.words, by=staff.coordinator, on=world.on - timedelta(days=6))
    one_is_away(mentors, by=staff.coordinator, on=world.on)
    ask_to_take_part(
        programme, names=[next(world.names) for _ in range(5)], language=world.language,
        case_manager=staff.case_managers[0], manager=staff.manager, on=world.on,
    )  # fmt: skip
    return programme


def copy_more(world: World, programme: Programme, more: int, progress: Progress) -> None:
    """Copy blocks of twenty cases until so many more stand."""
    walked = list(Case.objects.filter(programme=programme).order_by("made_at").values_list("pk", flat=True))
    blocks = [read_block(walked[start : start + BLOCK]) for start in range(0, len(walked), BLOCK)]
    whole, rest = divmod(more, BLOCK)
    for number, block in zip(range(1, whole + 1), cycle(blocks), strict=False):
        copy_block(block, world.names, world.numbers)
        progress(len(walked) + number * BLOCK)
    if rest:
        copy_block(read_block(walked[:rest]), world.names, world.numbers)
        progress(len(walked) + more)


@dataclass(frozen=True)
class Staff:
    manager: User
    coordinator: User
    developer: User
    case_managers: list[User]


def somebody(world: World) -> User:
    """An invented person whose address leads nowhere; only stepping in becomes them."""
    number = next(world.numbers)
    person = User(
        name=next(world.names),
        email=f"practice-{number}@example.invalid",
        language=world.language,
        is_active=True,
        came_in_at=timezone.now(),
    )
    person.set_unusable_password()
    person.save()
    return person


def make_staff(world: World, cases: int) -> Staff:
    managers = max(2, -(-cases // CASES_A_CASE_MANAGER)) if cases > 20 else 2
    return Staff(
        manager=somebody(world),
        coordinator=somebody(world),
        developer=somebody(world),
        case_managers=[somebody(world) for _ in range(managers)],
    )


def staff_programme(world: World, staff: Staff) -> Programme:
    begun = start_of(world.on) - timedelta(days=30)
    version = take_shipped(METHOD, on=begun)
    programme = start_programme(
        world.words["programme"], version, by=staff.manager, on=begun, is_practice=True
    )
    roles = [
        (staff.coordinator, Role.TRAINING_COORDINATOR),
        (staff.developer, Role.PROGRAMME_DEVELOPER),
        *((person, Role.CASE_MANAGER) for person in staff.case_managers),
    ]
    for person, role in roles:
        give_role(programme, person, role, by=staff.manager, on=begun)
    name_contact(
        programme, contact_name=staff.case_managers[0].name, contact_phone="+371 20000000",
        contact_hours="9–17", by=staff.manager,
    )  # fmt: skip
    return programme


def a_round(world: World, programme: Programme, staff: Staff, cases: int) -> Round:
    starts_on = start_of(world.on)
    return begin_round(
        programme, name=f"{world.words['round']} {starts_on.year}", code=f"round-{starts_on.year}",
        starts_on=starts_on, ends_on=starts_on + timedelta(days=160), places=min(cases, 32767), by=staff.manager,
    )  # fmt: skip


def make_mentors(world: World, programme: Programme, staff: Staff, cases: int) -> list[Mentor]:
    found = []
    for number in range(max(1, cases // CASES_A_MENTOR)):
        person = somebody(world)
        mentor = join_as_mentor(
            programme, person, by=staff.coordinator, on=start_of(world.on),
            municipality=MUNICIPALITIES[number % len(MUNICIPALITIES)], is_paid=number % 3 == 0,
        )  # fmt: skip
        tell_as_mentor(
            person, number, words=world.words, vocabulary=vocabulary_of(programme), dice=world.dice(f"mentor {number}")
        )  # fmt: skip
        take_in(mentor, world.words, number, by=staff.coordinator, on=mentor.joined_on)
        train(mentor, on=mentor.joined_on)
        found.append(mentor)
    return found


def walk(world: World, camp: Camp, staff: Staff, mentors: list[Mentor], number: int) -> None:
    """Open one case and let its tale happen, as far as the day has come."""
    tale, dice = ORDER[number % len(ORDER)], world.dice(number)
    case_manager = staff.case_managers[number % len(staff.case_managers)]
    mentee, round = somebody(world), camp.event.round
    tell_as_young_person(
        mentee, number + 1, words=world.words, vocabulary=vocabulary_of(round.programme),
        dice=world.dice(f"young person {number}"), case_manager=case_manager,
    )  # fmt: skip
    begun = round.starts_on + timedelta(days=66 if tale == "new" else 0)
    case = open_case(
        round, mentee, by=case_manager, on=begun,
        referred_by=dice.choice(list(ReferredBy)), municipality=MUNICIPALITIES[number % len(MUNICIPALITIES)],
    )  # fmt: skip
    mentor = mentors[(number // CASES_A_MENTOR) % len(mentors)]
    come_to_camp(camp, case, case_manager, world.dice(f"camp/{number}"), likely=mentor)
    way = Way(case, Cast(case_manager, staff.coordinator, mentor), dice, world.words)
    for day, deed in told(way, tale):
        on = round.starts_on + timedelta(days=day)
        if on > world.on:
            break
        deed(on)


def do_round_work(world: World, round: Round, staff: Staff) -> None:
    """The team has done what was due more than a week ago."""
    holders = {
        Role.PROJECT_MANAGER: staff.manager, Role.TRAINING_COORDINATOR: staff.coordinator,
        Role.PROGRAMME_DEVELOPER: staff.developer, Role.CASE_MANAGER: staff.case_managers[0],
    }  # fmt: skip
    past = OpenActivity.objects.filter(round=round, case=None, due_on__lt=world.on - timedelta(days=7))
    for activity, role in list(past.order_by("due_on").values_list("activity", "role")):
        if OpenActivity.objects.filter(round=round, case=None, activity=activity).exists():
            mark_round_work(round, activity, by=holders[Role(role)], on=world.on - timedelta(days=5))
