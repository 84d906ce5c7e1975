"""Whether a workspace is whole: its pages, what points to what, what is counted, what the journal tells."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from budget.store.counts import recounted, stored_counts
from budget.store.people_proof import PeopleProof, people_proof
from budget.store.reconciliation import Reconciled, reconciled

# How many steps of SQLite's machine pass between two questions whether to stop: some milliseconds.
_STEPS = 200_000
# Columns that name another row and are no foreign keys, as rows of both come and go: table, column, target.
_POINTERS = (
    ("likely_twin", "member_a", "member"),
    ("likely_twin", "member_b", "member"),
    ("member", "superseded_by", "roster_batch"),
    ("journal", "target_id", "journal"),
)
# The end of a cover that has none, beyond every month.
_OPEN_END = 99_999
# People who are covered by two current rows in one month: a row that begins before an earlier one has ended.
_OVERLAPS = f"""
    SELECT id FROM (
        SELECT id, nik, first_month, MAX(COALESCE(end_month, {_OPEN_END})) OVER (
            PARTITION BY nik ORDER BY first_month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_until
        FROM member WHERE +current = 1
    ) AS covers WHERE first_month < covered_until
"""


@dataclass(frozen=True, slots=True)
class Stray:
    """Rows of a table that point with a column to rows of another that are not there."""

    table: str
    column: str
    target: str
    rows: int


class Integrity:
    """Reads only. In a file `stop` is asked every few milliseconds; when it says so, the statement fails."""

    def __init__(self, session: Session, stop: Callable[[], bool]) -> None:
        self._session = session
        driver = session.connection().connection.driver_connection
        # A server looks after its pages and foreign keys itself, and lets nobody do it for it.
        self._file = driver if isinstance(driver, sqlite3.Connection) else None
        if self._file is not None:
            # The connection is closed with the transaction, and the handler goes with it.
            self._file.set_progress_handler(stop, _STEPS)

    def damage(self, most: int = 100) -> tuple[str, ...]:
        """What SQLite finds wrong with pages, indexes and constraints, at most so many findings."""
        if self._file is None:
            return ()
        with closing(self._file.execute(f"PRAGMA integrity_check({most})")) as found:
            said = tuple(str(row[0]) for row in found)
        return () if said == ("ok",) else said

    def dangling(self) -> tuple[Stray, ...]:
        """Rows whose foreign key names no row."""
        counts: dict[tuple[str, str, str], int] = {}
        if self._file is None:
            return ()
        with closing(self._file.execute("PRAGMA foreign_key_check")) as found:
            for table, _, target, number in found:
                key = table, _column(self._file, table, number), target
                counts[key] = counts.get(key, 0) + 1
        return tuple(Stray(*key, rows) for key, rows in counts.items())

    def orphans(self) -> tuple[Stray, ...]:
        """Rows that point to nothing where no foreign key forbids it."""
        found: list[Stray] = []
        for table, column, target in _POINTERS:
            query = (
                f"SELECT COUNT(*) FROM {table} WHERE {column} IS NOT NULL "
                f"AND NOT EXISTS (SELECT 1 FROM {target} AS t WHERE t.id = {table}.{column})"
            )
            if rows := int(self._session.connection().execute(text(query)).scalar_one()):
                found.append(Stray(table, column, target, rows))
        return tuple(found)

    def miscounted(self) -> int:
        """How many cells of stratum and month are not as counted anew from the people."""
        kept = {row[:2]: row[2:] for row in stored_counts(self._session)}
        anew = {row[:2]: row[2:] for row in recounted(self._session)}
        return sum(kept.get(cell) != anew.get(cell) for cell in {**kept, **anew})

    def people(self) -> int:
        """How many rows of people are current."""
        query = "SELECT COUNT(*) FROM member WHERE current = 1"
        return int(self._session.connection().execute(text(query)).scalar_one())

    def covered_twice(self) -> tuple[int, ...]:
        """The rows of people who are covered in a month by an earlier row already."""
        return tuple(number for (number,) in self._session.connection().execute(text(_OVERLAPS)))

    def reconciled(self) -> Reconciled:
        """Every row against what the journal says of it."""
        return reconciled(self._session)

    def people_proof(self) -> PeopleProof:
        """Every person against what was said when they came."""
        return people_proof(self._session)


def _column(file: sqlite3.Connection, table: str, number: int) -> str:
    """The column of a table's foreign key of that number."""
    with closing(file.execute(f"PRAGMA foreign_key_list({table})")) as keys:
        return next((str(key[3]) for key in keys if key[0] == number), "?")
