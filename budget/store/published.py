"""What a regency shows the province of its people: keyed hashes and months, no NIK and no name.

Its two tables are on a server only and outside the tables of a plan: they hold nothing that is not made
anew from the people, so neither migrations nor copies carry them. Why so:
docs/adr/0033-what-a-province-may-see.md.
"""

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, text
from sqlmodel import Session

from budget.errors import FileError, NotAllowed
from budget.roster.keyed_hash import key_mark
from budget.store.columns import on_sqlite
from budget.store.covers import hashed_covers

if TYPE_CHECKING:
    from psycopg import Connection as DriverConnection

TABLES = "published", "published_cover"
# What the current people follow from: undo switches a batch, everything else adds one.
ROSTER = "SELECT md5(COALESCE(string_agg(id || ':' || active, ',' ORDER BY id), '')) FROM roster_batch"
_MADE = """
    CREATE TABLE published_cover (
        hash_high BIGINT NOT NULL, hash_low BIGINT NOT NULL,
        first_month BIGINT NOT NULL, end_month BIGINT,
        PRIMARY KEY (hash_high, hash_low, first_month)
    );
    CREATE TABLE published (
        at TEXT NOT NULL, who TEXT NOT NULL,
        roster TEXT NOT NULL, key_mark BIGINT NOT NULL, covers BIGINT NOT NULL
    )
"""
_BESIDE = """
    CREATE TEMPORARY TABLE hashed (
        hash_high BIGINT, hash_low BIGINT, first_month BIGINT, end_month BIGINT
    ) ON COMMIT DROP
"""
# Not in the order of the list, in which the next row would be the neighbour's.
_SHOWN = "INSERT INTO published_cover SELECT * FROM hashed ORDER BY hash_high, hash_low, first_month"


def is_there(connection: Connection) -> bool:
    found = connection.execute(text("SELECT to_regclass('published')")).scalar_one()
    return found is not None


def make(connection: Connection) -> None:
    """The tables, where the region has none yet; whoever owns the region may."""
    if not is_there(connection):
        connection.exec_driver_sql(_MADE)


def publish(session: Session, key: bytes, who: str, at: datetime) -> int:
    """Put the hashes of all current covers in the place of those shown before; how many there are.

    FileError for a workspace in a file, NotAllowed where only the owner can make the tables.
    """
    if on_sqlite(session):
        raise FileError("Hanya daerah di basis data bersama yang diterbitkan. Pindahkan dengan: pagu copy.")
    connection = session.connection()
    if not is_there(connection):
        may = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
        if not connection.execute(text(may)).scalar_one():
            raise NotAllowed(
                "Tempat terbitan belum dibuat. Minta pembuat daerah ini menjalankan: pagu access give."
            )
        make(connection)
    connection.exec_driver_sql(_BESIDE)
    driver = cast("DriverConnection[Any]", connection.connection.driver_connection)
    covers = 0
    for part in hashed_covers(session, key):
        with closing(driver.cursor()) as cursor, cursor.copy("COPY hashed FROM STDIN") as copy:
            for high, low, _, first, end in part:
                copy.write_row((high, low, first, end))
        covers += len(part)
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(_SHOWN)
    roster = connection.execute(text(ROSTER)).scalar_one()
    connection.execute(
        text("INSERT INTO published VALUES (:at, :who, :roster, :mark, :covers)"),
        {"at": at.isoformat(), "who": who, "roster": roster, "mark": key_mark(key), "covers": covers},
    )
    return covers
