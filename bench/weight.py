"""P10: how much a phone has to fetch, counted by the browser itself."""

import gzip
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from playwright.sync_api import BrowserContext, sync_playwright

from bench.clock import Browser
from bench.installation import Ground, session_of
from bench.report import Found
from bench.server import serving
from lidzas.cases.models import Case

START = "front page"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
}


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire by kind of file, answers' headers included."""

    kinds: Counter[str]

    @property
    def kilobytes(self) -> float:
        return self.kinds.total() / 1000

    def __str__(self) -> str:
        return ", ".join(
            f"{kind.lower()} {size / 1000:.1f}" for kind, size in sorted(self.kinds.items()) if size
        )


def weigh(context: BrowserContext, url: str) -> Weight:
    """What one page makes the browser fetch; what it has kept costs nothing."""
    page, kinds, kind_of = context.new_page(), Counter[str](), dict[str, str]()
    devtools = context.new_cdp_session(page)

    def begun(event: dict[str, Any]) -> None:
        kind = event["type"]
        kind_of[event["requestId"]] = "Icon" if kind == "Other" else kind

    def ended(event: dict[str, Any]) -> None:
        kinds[kind_of[event["requestId"]]] += int(event["encodedDataLength"])

    devtools.on("Network.responseReceived", begun)
    devtools.on("Network.loadingFinished", ended)
    devtools.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    page.close()
    return Weight(kinds)


def sign_in(context: BrowserContext, session: str, site: str) -> BrowserContext:
    if session:
        context.add_cookies([{"name": "session", "value": session, "url": site}])
    return context


def compressed(browser: Browser, address: str) -> float:
    """Kilobytes of a page's HTML if the server compressed it."""
    return len(gzip.compress(browser.get(address), 6)) / 1000


def addresses_of(case: Case) -> dict[str, str]:
    of_case = {"case_id": case.pk}
    return {
        START: reverse("guide:start"),
        "home": reverse("journey:home"),
        "plan": reverse("plans:show", kwargs=of_case),
        "meetings": reverse("meetings:index", kwargs=of_case),
        "exercise": reverse("guide:exercise"),
    }


def weight(ground: Ground) -> Found:
    """P10."""
    with ground.sample.opened():
        cases = Case.objects.open().annotate(many=Count("steps"))
        case = cases.order_by("-many", "pk").select_related("mentee")[0]
        session = session_of(case.mentee)
    addresses = addresses_of(case)
    first, later, packed = dict[str, Weight](), dict[str, Weight](), dict[str, float]()
    with serving(ground.sample.folder) as port, sync_playwright() as playwright:
        site = f"http://127.0.0.1:{port}"
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)

        def phone() -> BrowserContext:
            return chromium.new_context(**PHONE)

        known = phone()
        for name, address in addresses.items():
            who = "" if name == START else session
            sign_in(known, who, site)
            first[name] = weigh(sign_in(phone(), who, site), site + address)
            later[name] = weigh(known, site + address)
            packed[name] = compressed(Browser(port, who), address)
        chromium.close()
    del later[START]
    return told(first, later, packed)


def told(first: dict[str, Weight], later: dict[str, Weight], packed: dict[str, float]) -> Found:
    heaviest = max(each.kilobytes for each in first.values())
    heaviest_later = max(each.kilobytes for each in later.values())
    script = max(each.kinds["Script"] / 1000 for each in first.values())
    return Found(
        "weight on a phone: first visit; later pages",
        "≤ 100 kB; ≤ 25 kB; script ≤ 40 kB",
        heaviest <= 100 and heaviest_later <= 25 and script <= 40,
        [
            ("the heaviest page", f"{heaviest:.0f} kB; {heaviest_later:.0f} kB; script {script:.0f} kB"),
            *((f"{name}, first visit", f"{each.kilobytes:.1f} kB: {each}") for name, each in first.items()),
            *(
                (f"{name}, after the front page", f"{each.kilobytes:.1f} kB: {each}")
                for name, each in later.items()
            ),
            ("their HTML if it were compressed", ", ".join(f"{kb:.1f}" for kb in packed.values()) + " kB"),
        ],
        "Styles and scripts are compressed, HTML is not: `django.middleware.gzip.GZipMiddleware` (which guards "
        "against BREACH), or compression in the proxy.",
    )
