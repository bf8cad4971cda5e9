"""Timing: whole requests of a real server, the measured one and its reference in turn, and medians."""

import socket
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

ROUNDS = 200
FEWEST = 11
LONGEST_SECONDS = 30
TOKEN = "b" * 32
Deed = Callable[[], object]


class Browser:
    """One keep-alive connection with a session: so thin a client that it is not what is measured."""

    def __init__(self, port: int, session: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")
        self.headers = f"Host: 127.0.0.1\r\nCookie: session={session}; csrf={TOKEN}\r\n"

    def ask(self, method: str, address: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
        head = f"{method} {address} HTTP/1.1\r\n{self.headers}{kind}Content-Length: {len(body)}\r\n\r\n"
        self.socket.sendall(head.encode() + body)
        status = int(self.reader.readline().split()[1])
        headers = {}
        while (line := self.reader.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return status, headers, self.reader.read(int(headers["content-length"]))

    def get(self, address: str) -> bytes:
        status, _headers, content = self.ask("GET", address)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
        return content

    def post(self, address: str, fields: Mapping[str, str]) -> None:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        status, headers, _content = self.ask("POST", address, body)
        if status != 302 or headers["location"].startswith("/account/"):
            raise RuntimeError(f"{address} answered {status}")


def milliseconds(deed: Deed) -> float:
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1000


def in_turn(deeds: Mapping[str, Deed], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each in milliseconds: all are asked one after the other, again and again.

    The first tenth only warms up. What is slow is asked less often: a measure ends after half a minute.
    """
    took: dict[str, list[float]] = {name: [] for name in deeds}
    ends = time.perf_counter() + LONGEST_SECONDS
    for done in range(rounds + rounds // 10):
        if done >= FEWEST and time.perf_counter() > ends:
            break
        for name, deed in deeds.items():
            took[name].append(milliseconds(deed))
    return {name: statistics.median(times[len(times) // 11 :]) for name, times in took.items()}


@dataclass(frozen=True)
class Ratio:
    """A thing beside its reference, both in milliseconds."""

    thing: float
    reference: float

    @property
    def times(self) -> float:
        return self.thing / self.reference

    def __str__(self) -> str:
        return f"{self.times:.1f} x ({self.thing:.2f} ms; reference {self.reference:.2f} ms)"


def beside(thing: Deed, reference: Deed) -> Ratio:
    """Both in turn, and nothing else between them."""
    took = in_turn({"thing": thing, "reference": reference})
    return Ratio(took["thing"], took["reference"])


def at_95_percent(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
