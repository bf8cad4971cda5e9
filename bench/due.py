"""P5: what is due to one person, read in installations of very different size."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from bench.clock import Deed, in_turn
from bench.installation import Ground, Installation
from bench.load import TODAY
from bench.report import Found
from lidzas.journey.queries.due import due_of, work_of


@contextmanager
def kept_open(installations: dict[str, Installation]) -> Iterator[dict[str, DatabaseWrapper]]:
    before = connections["default"]
    opened = {name: installation.connection() for name, installation in installations.items()}
    try:
        yield opened
    finally:
        connections["default"] = before
        for each in opened.values():
            each.close()


def due_list(ground: Ground) -> Found:
    """P5."""
    sizes = {"1k": ground.thousand, "100k": ground.hundred_thousand, "1M": ground.million}
    person = ground.world.managers[40]

    def reading(connection: DatabaseWrapper, *, rows_only: bool) -> Deed:
        def read() -> int:
            connections["default"] = connection
            return len(work_of(person)[:50] if rows_only else due_of(person, on=TODAY))

        return read

    with kept_open(sizes) as opened:
        deeds = {
            (size, rows_only): reading(connection, rows_only=rows_only)
            for size, connection in opened.items()
            for rows_only in (False, True)
        }
        items = deeds["1k", False]()
        took = in_turn({f"{size} {rows_only}": deed for (size, rows_only), deed in deeds.items()})
    growth = took["1M False"] / took["1k False"]
    return Found(
        "due list of one person, at 1k, 100k and 1M cases",
        "flat: ≤ 1.3 x between 1k and 1M",
        growth <= 1.3,
        [
            ("1M beside 1k", f"{growth:.2f} x"),
            *(
                (f"{size}, all {items} with their reasons", f"{took[f'{size} False']:.2f} ms")
                for size in sizes
            ),
            *((f"{size}, the first 50 rows alone", f"{took[f'{size} True']:.2f} ms") for size in sizes),
        ],
        "What joins a person's rows with those of their rounds must be served by indexes on both sides: ask for the "
        "rounds first, and give the work of rounds an index of its own.",
    )
