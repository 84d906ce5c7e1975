"""All rows of a workspace into another one, and the hash that proves them equal."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine, Table, select, text

from budget.store import coverage_tables, form_tables, payment_tables, roster_tables, version_tables
from budget.store.tables import METADATA

if TYPE_CHECKING:  # only where a server is asked
    from psycopg import Connection as DriverConnection

__all__ = ["Copied", "copy_rows", "digest_of"]
# Their tables are in the metadata because they were loaded.
_LOADED = coverage_tables, form_tables, payment_tables, roster_tables, version_tables
_TOGETHER = 5_000
_VERSIONS = METADATA.tables["plan_version"]
# A version is stored as a draft only, and goes on from there by these steps.
_STEPS = {
    "draft": (),
    "submitted": ("submitted",),
    "approved": ("submitted", "approved"),
    "superseded": ("submitted", "approved", "superseded"),
}


@dataclass(frozen=True, slots=True)
class Copied:
    """`digest` is the SHA-256 of all rows, in hexadecimal, the same on every kind of database."""

    rows: int
    digest: str


def copy_rows(source: Engine, target: Engine) -> Copied:
    """Fill the empty tables of `target` in one transaction, as the rows of `source` are at one moment."""
    digest, count = hashlib.sha256(), 0
    with source.execution_options(writes=False).begin() as old, target.begin() as new:
        for table in METADATA.sorted_tables:
            for rows in _parts(old, table):
                count += len(rows)
                _take_in(digest, table, rows)
                _insert(new, table, rows)
            _count_on(new, table)
    return Copied(count, digest.hexdigest())


def digest_of(engine: Engine) -> str:
    """The digest of what is stored."""
    digest = hashlib.sha256()
    with engine.execution_options(writes=False).begin() as connection:
        for table in METADATA.sorted_tables:
            for rows in _parts(connection, table):
                _take_in(digest, table, rows)
    return digest.hexdigest()


def _parts(connection: Connection, table: Table) -> Iterator[Sequence[tuple[Any, ...]]]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execution_options(yield_per=_TOGETHER).execute(query) as found:
        for part in found.partitions():
            yield [tuple(row) for row in part]


def _take_in(digest: "hashlib._Hash", table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    digest.update("".join(f"{table.name}{row!r}\n" for row in rows).encode())


def _insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    if table is _VERSIONS:
        _insert_versions(connection, [dict(zip(names, row, strict=True)) for row in rows])
    elif connection.dialect.name == "postgresql":
        driver = cast("DriverConnection[Any]", connection.connection.driver_connection)
        statement = f"COPY {table.name} ({', '.join(names)}) FROM STDIN"
        with closing(driver.cursor()) as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    else:
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])


def _insert_versions(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    nobody = {"approved_by": None, "approved_at": None}
    for row in rows:
        connection.execute(_VERSIONS.insert(), {**row, "state": "draft", **nobody})
        approval = {name: row[name] for name in nobody}
        for state in _STEPS[row["state"]]:
            values = {} if state == "submitted" else approval
            query = _VERSIONS.update().where(_VERSIONS.c.id == row["id"])
            connection.execute(query.values(state=state, **values))


def _count_on(connection: Connection, table: Table) -> None:
    """Let a server give the next row a number after those that were copied."""
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        query = f"""
            SELECT setval(sequence, (SELECT max(id) FROM {table.name}))
            FROM (SELECT pg_get_serial_sequence('{table.name}', 'id') AS sequence) AS s
            WHERE sequence IS NOT NULL AND EXISTS (SELECT 1 FROM {table.name})
        """
        connection.execute(text(query))
