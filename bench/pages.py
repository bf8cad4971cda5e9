"""P1-P3: how long pages take beside the minimal page, and how many queries they ask."""

from collections.abc import Mapping
from contextlib import ExitStack

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.clock import Browser, Deed, Ratio, beside, in_turn
from bench.installation import Ground, Installation, browser_of, session_of
from bench.report import Found
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


def beside_d1(installation: Installation, pages: Mapping[str, tuple[User, str]]) -> dict[str, Ratio]:
    """Some pages, each asked by its person and each in turn with D1, on one installation."""
    with installation.opened():
        sessions = {name: session_of(person) for name, (person, _address) in pages.items()}
    with serving(installation.folder) as port, serving(installation.folder, **REFERENCE) as other:
        d1 = page(Browser(other), "/d1/")
        return {
            name: beside(page(Browser(port, sessions[name]), address), d1)
            for name, (_person, address) in pages.items()
        }


def d1_alone(installation: Installation) -> float:
    with serving(installation.folder, **REFERENCE) as port:
        return in_turn({"d1": page(Browser(port), "/d1/")})["d1"]


def asked_twice(person: User, address: str) -> tuple[int, int]:
    """Queries of a first look at a page, which the trail notes, and of the next one."""
    client = browser_of(person)
    queries(client, reverse("journey:home"))
    return queries(client, address), queries(client, address)


def home(ground: Ground) -> Found:
    """P1."""
    installation, managers = ground.thousand, ground.world.managers
    address = reverse("journey:home")
    with installation.opened():
        asked = {cases: asked_twice(person, address)[1] for cases, person in managers.items()}
    took = beside_d1(installation, {f"{cases}": (person, address) for cases, person in managers.items()})
    in_large = beside_d1(ground.hundred_thousand, {"40": (managers[40], address)})["40"]
    return Found(
        "home of a case manager with 40 cases",
        "≤ 8 x D1; ≤ 12 queries, as many for 1 and 400 cases",
        took["40"].times <= 8 and max(asked.values()) <= 12 and len({*asked.values()}) == 1,
        [
            ("40 cases", f"{took['40']}, {asked[40]} queries"),
            ("1 case", f"{took['1']}, {asked[1]} queries"),
            ("400 cases", f"{took['400']}, {asked[400]} queries"),
            ("40 cases, in an installation of 100,000", f"{in_large}"),
            ("D1 asked alone, without a pause", f"{d1_alone(installation):.2f} ms"),
        ],
        "Every due row costs a sentence, an address and its drawing: fewer rows on the first screen, the others "
        "on a page of their own. The frame (session, roles, navigation) is most of what is left.",
    )


def caseload(ground: Ground) -> Found:
    """P2."""
    sizes = {"1k": ground.thousand, "10k": ground.ten_thousand, "100k": ground.hundred_thousand}
    address = reverse("journey:caseload", kwargs={"programme_code": ground.world.round.programme.code})
    asked = {f"{cases} cases": (ground.world.managers[cases], address) for cases in (40, 400)}
    took = {size: beside_d1(installation, asked) for size, installation in sizes.items()}
    side_by_side = among_sizes(sizes, *asked["400 cases"])
    growth = side_by_side["100k"] / side_by_side["1k"]
    worst = max((each["400 cases"] for each in took.values()), key=lambda ratio: ratio.times)
    return Found(
        "caseload page of 60 rows, at 1k, 10k and 100k cases in the installation",
        "≤ 6 x D1; growth from 1k to 100k ≤ 1.2 x",
        worst.times <= 6 and growth <= 1.2,
        [
            ("the slowest of the three; growth, asked in turn", f"{worst}; growth {growth:.2f} x"),
            *(
                (f"{size}, case manager with {cases}", f"{ratio}")
                for size, ratios in took.items()
                for cases, ratio in ratios.items()
            ),
        ],
        "Each row costs an address, a day and two languages in the template; drawn by hand, as the other parts "
        "that stand by the dozen (`ui/often.py`), it would cost a fraction.",
    )


def among_sizes(sizes: Mapping[str, Installation], person: User, address: str) -> dict[str, float]:
    """One page in installations of different size, in turn."""
    with ExitStack() as servers:
        deeds: dict[str, Deed] = {}
        for size, installation in sizes.items():
            with installation.opened():
                session = session_of(person)
            port = servers.enter_context(serving(installation.folder))
            deeds[size] = page(Browser(port, session), address)
        return in_turn(deeds)


def case_and_plan(ground: Ground) -> Found:
    """P3."""
    installation, world = ground.thousand, ground.world
    case = {"case_id": world.rich.pk}
    addresses = {
        "case page": reverse("journey:case", kwargs=case),
        "plan": reverse("plans:show", kwargs=case),
    }
    with installation.opened():
        asked = {name: asked_twice(world.manager, address) for name, address in addresses.items()}
    took = beside_d1(installation, {name: (world.manager, address) for name, address in addresses.items()})
    slowest = max(took.values(), key=lambda ratio: ratio.times)
    most = max(again for _first, again in asked.values())
    return Found(
        "case page with 60 contacts; plan with 5 goals and 60 steps",
        "≤ 10 x D1; ≤ 15 queries",
        slowest.times <= 10 and most <= 15,
        [
            ("the slower of both", f"{slowest}, {most} queries"),
            *(
                (name, f"{took[name]}, {again} queries; {first} on a first look, which the trail notes")
                for name, (first, again) in asked.items()
            ),
        ],
        "Each step of the plan is a template with a form of its own: steps that are folded away need neither.",
    )
