"""P1-P3: how long pages take beside the minimal page, and how many queries they ask."""

from collections.abc import Mapping
from contextlib import ExitStack

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.clock import Browser, Deed, in_turn
from bench.installation import Ground, Installation, browser_of, session_of
from bench.report import Found, times
from bench.server import serving
from lidzas.accounts.models import User

REFERENCE = {"settings": "bench.settings", "page": "/d1/"}


def page(browser: Browser, address: str) -> Deed:
    return lambda: browser.get(address)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(captured)


def beside_d1(installation: Installation, pages: Mapping[str, tuple[User, str]]) -> dict[str, float]:
    """Medians of some pages, each asked by its person, and of D1, on one installation."""
    with installation.opened():
        sessions = {name: session_of(person) for name, (person, _address) in pages.items()}
    with serving(installation.folder) as port, serving(installation.folder, **REFERENCE) as other:
        asked = {name: page(Browser(port, sessions[name]), address) for name, (_p, address) in pages.items()}
        return in_turn({**asked, "d1": page(Browser(other), "/d1/")})


def home(ground: Ground) -> Found:
    """P1."""
    installation, managers = ground.thousand, ground.world.managers
    address = reverse("journey:home")
    took = beside_d1(installation, {f"{cases}": (person, address) for cases, person in managers.items()})
    in_large = beside_d1(ground.hundred_thousand, {"40": (managers[40], address)})
    with installation.opened():
        asked = {cases: asked_twice(person, address)[1] for cases, person in managers.items()}
    ratio = took["40"] / took["d1"]
    return Found(
        "home of a case manager with 40 cases",
        "≤ 8 x D1; ≤ 12 queries, as many for 1 and 400 cases",
        ratio <= 8 and max(asked.values()) <= 12 and len({*asked.values()}) == 1,
        [
            ("40 cases", f"{times(took['40'], took['d1'])}, {asked[40]} queries"),
            ("1 case", f"{times(took['1'], took['d1'])}, {asked[1]} queries"),
            ("400 cases", f"{times(took['400'], took['d1'])}, {asked[400]} queries"),
            ("40 cases, in an installation of 100,000", times(in_large["40"], in_large["d1"])),
        ],
        "The counts above the list ask the tables of contacts, answers and concerns once each; the rest is drawing.",
    )


def asked_twice(person: User, address: str) -> tuple[int, int]:
    """Queries of a first look at a page, which the trail notes, and of the next one."""
    client = browser_of(person)
    queries(client, reverse("journey:home"))
    return queries(client, address), queries(client, address)


def caseload(ground: Ground) -> Found:
    """P2."""
    sizes = {"1k": ground.thousand, "10k": ground.ten_thousand, "100k": ground.hundred_thousand}
    address = reverse("journey:caseload", kwargs={"programme_code": ground.world.round.programme.code})
    deeds: dict[str, Deed] = {}
    with ExitStack() as servers:
        for size, installation in sizes.items():
            port = servers.enter_context(serving(installation.folder))
            for cases in (40, 400):
                with installation.opened():
                    session = session_of(ground.world.managers[cases])
                deeds[f"{size} {cases}"] = page(Browser(port, session), address)
        other = servers.enter_context(serving(ground.thousand.folder, **REFERENCE))
        took = in_turn({**deeds, "d1": page(Browser(other), "/d1/")})
    growth = took["100k 400"] / took["1k 400"]
    worst = max(took[f"{size} 400"] for size in sizes)
    return Found(
        "caseload page of 60 rows, at 1k, 10k and 100k cases",
        "≤ 6 x D1; growth from 1k to 100k ≤ 1.2 x",
        worst <= 6 * took["d1"] and growth <= 1.2,
        [
            ("the slowest of the three; growth", f"{times(worst, took['d1'])}; growth {growth:.2f} x"),
            *((f"{size}, a full page of 60", times(took[f"{size} 400"], took["d1"])) for size in sizes),
            *((f"{size}, 40 rows", times(took[f"{size} 40"], took["d1"])) for size in sizes),
        ],
        "Counting the stages reads every case of the case manager; the rest is drawing the rows.",
    )


def case_and_plan(ground: Ground) -> Found:
    """P3."""
    installation, world = ground.thousand, ground.world
    case = {"case_id": world.rich.pk}
    addresses = {"case": reverse("journey:case", kwargs=case), "plan": reverse("plans:show", kwargs=case)}
    with installation.opened():
        asked = {name: asked_twice(world.manager, address) for name, address in addresses.items()}
    took = beside_d1(installation, {name: (world.manager, address) for name, address in addresses.items()})
    slowest, most = max(took["case"], took["plan"]), max(again for _first, again in asked.values())
    return Found(
        "case page with 60 contacts; plan with 5 goals and 60 steps",
        "≤ 10 x D1; ≤ 15 queries",
        slowest <= 10 * took["d1"] and most <= 15,
        [
            ("the slower of both", f"{times(slowest, took['d1'])}, {most} queries"),
            *(
                (
                    f"{name}; a first look is noted in the trail",
                    f"{times(took[name], took['d1'])}, {again} queries; {first}",
                )
                for name, (first, again) in asked.items()
            ),
        ],
        "Every step of an open goal is drawn with its own forms; folding a goal's steps would draw fewer.",
    )
