"""P4: logging a contact beside a bare durable insert, and twenty people who write at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle

from django.urls import reverse

from bench.clock import Browser, Deed, at_95_percent, beside, milliseconds
from bench.installation import Ground, session_of
from bench.load import TODAY
from bench.pages import REFERENCE
from bench.report import Found
from bench.server import serving
from lidzas.cases.models import Case
from lidzas.meetings.models import Contact
from lidzas.records.identity import new_id

EACH = 25
PACED = 10
A_PAUSE = 1.0


def a_contact(browser: Browser, case: Case) -> Deed:
    """A filled-in form is sent with a key of its own, as the page would."""
    address = reverse("meetings:contact", kwargs={"case_id": case.pk})
    said = {
        "with_whom": "mentee",
        "held_on": f"{TODAY}",
        "channel": "phone",
        "reached": "yes",
        "note": "We spoke.",
    }
    return lambda: browser.post(address, {**said, "form_key": new_id().hex})


def contact(ground: Ground) -> Found:
    """P4."""
    installation, writers = ground.thousand, ground.world.writers
    with installation.opened():
        before = Contact.objects.count()
        sessions = [session_of(person) for person, _case in writers]
    with serving(installation.folder) as port, serving(installation.folder, **REFERENCE) as other:
        browsers = [Browser(port, session) for session in sessions]
        deeds = [a_contact(browser, case) for browser, (_who, case) in zip(browsers, writers, strict=True)]
        bare, turn, alone = Browser(other, sessions[0]), cycle(deeds), count()
        took = beside(lambda: (next(turn)(), next(alone)), lambda: bare.post("/insert/", {"note": "-"}))
        started = time.perf_counter()
        parallel, refused = at_once(deeds)
        seconds = time.perf_counter() - started
        paced, refused_paced = at_once(deeds, times=PACED, pause=A_PAUSE)
    with installation.opened():
        kept = Contact.objects.count() - before
    sent = next(alone) + len(deeds) * (EACH + PACED)
    p95 = at_95_percent(parallel)
    return Found(
        "log a contact",
        "≤ 6 x a bare durable insert; 20 writers at once: p95 ≤ 150 ms, none refused",
        took.times <= 6 and p95 <= 150 and not refused + refused_paced and kept == sent,
        [
            ("alone; 20 at once", f"{took}; p95 {p95:.0f} ms, {refused} refused"),
            ("written by 20 at once, each without a pause", f"{len(parallel)} in {seconds:.1f} s"),
            (
                "the same twenty, each once a second",
                f"p95 {at_95_percent(paced):.0f} ms, {refused_paced} refused",
            ),
            ("sent in all, and found in the database", f"{sent}, {kept}"),
        ],
        "Twenty who never pause wait for each other: the time is that of twenty deeds. Within the turn `mark_done` and "
        "`renew` ask the same tables twice; fewer questions make the turn shorter for all.",
    )


def at_once(deeds: list[Deed], *, times: int = EACH, pause: float = 0) -> tuple[list[float], int]:
    """Milliseconds of every writing that was answered well, and how many were not.

    With a pause in seconds the writers begin one after the other within it, and keep that rhythm.
    """
    start, took, refused = threading.Barrier(len(deeds)), list[float](), list[Exception]()

    def write(place: int, deed: Deed) -> None:
        start.wait()
        begun = time.perf_counter() + pause * place / len(deeds)
        for turn in range(times):
            time.sleep(max(0.0, begun + pause * turn - time.perf_counter()))
            try:
                took.append(milliseconds(deed))
            except RuntimeError as refusal:
                refused.append(refusal)

    with ThreadPoolExecutor(len(deeds)) as crowd:
        list(crowd.map(write, count(), deeds))
    return took, len(refused)
