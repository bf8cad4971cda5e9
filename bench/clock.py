"""Timing: whole requests of a real server, the measured one and its reference in turn, medians and their ratio."""

import http.client
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Ratio:
    """Medians in milliseconds of the thing and of its reference, measured in turn."""

    thing: float
    reference: float

    @property
    def times(self) -> float:
        return self.thing / self.reference


class Browser:
    """One keep-alive connection with a session."""

    def __init__(self, port: int, session: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"session": session} if session else {}

    def ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            token = self.cookies["csrf"]
            body = urlencode({**fields, "csrfmiddlewaretoken": token})
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, address, body=body, headers=headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, answer.read()

    def get(self, address: str) -> bytes:
        status, content = self.ask("GET", address)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
        return content

    def post(self, address: str, fields: dict[str, str]) -> None:
        status, _content = self.ask("POST", address, fields)
        if status != 302:
            raise RuntimeError(f"{address} answered {status}")


def milliseconds(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1000


def in_turn(thing: Callable[[], object], reference: Callable[[], object], runs: int = 60) -> Ratio:
    """Both, one after the other, again and again; the first tenth only warms up."""
    pairs = [(milliseconds(thing), milliseconds(reference)) for _ in range(runs)]
    counted = pairs[runs // 10 :]
    return Ratio(statistics.median(a for a, _ in counted), statistics.median(b for _, b in counted))
