"""Refuse to serve from a database that could lose what it acknowledged."""

from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Critical, Tags, register
from django.db import connection

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "recursive_triggers": 1,
}


def is_mended(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the race that can corrupt a write-ahead database."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def sqlite_faults(version: str, pragmas: dict[str, object]) -> Iterator[CheckMessage]:
    if not is_mended(tuple(map(int, version.split(".")))):
        yield Critical(
            f"SQLite {version} can corrupt the database; 3.51.3 or later is needed", id="records.C001"
        )
    for name, wanted in PRAGMAS.items():
        if pragmas.get(name) != wanted:
            yield Critical(f"SQLite's {name} is {pragmas.get(name)}, must be {wanted}", id="records.C002")


@register(Tags.database)
def database_keeps_its_word(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **options: object,  # noqa: ARG001
) -> list[CheckMessage]:
    if not databases or connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        version = cursor.execute("select sqlite_version()").fetchone()[0]
        rows = {name: cursor.execute(f"pragma {name}").fetchone() for name in PRAGMAS}
    return list(sqlite_faults(version, {name: row and row[0] for name, row in rows.items()}))
