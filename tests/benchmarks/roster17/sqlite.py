"""SQLite of the standard library: its own file, then a copy of it in memory."""

import sqlite3
from pathlib import Path
from typing import Any

from roster17 import sql
from roster17.columns import coded_rows
from roster17.contender import Contender, dense, price_rows, rate_rows
from roster17.task import WAGES, Change, Rates

Found = list[tuple[int, ...]]


class _Sqlite(Contender):
    def read(self, roster: Path, store: Path) -> None:
        with sqlite3.connect(store / "people.sqlite") as connection:
            connection.execute('CREATE TABLE people (grp INT, kec INT, wage INT, entry INT, "end" INT)')
            rows = ((g, k, WAGES[wage], entry, end) for g, k, wage, entry, end in coded_rows(roster))
            connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", rows)

    def load(self, store: Path) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("PRAGMA cache_size = -1000000")
        with sqlite3.connect(store / "people.sqlite") as file:
            file.backup(self.connection)

    def cells(self, found: Found) -> Any:
        columns = zip(*found, strict=True)
        return dense(dict(zip(("month", "grp", "kec", "jkk", "jkm"), columns, strict=True)))

    def _table(self, name: str, columns: dict[str, Any]) -> None:
        """Replaced as a whole; joined by its first columns."""
        keys = ", ".join([key for key in columns if key not in ("jkk", "jkm", "ppm")])
        self.connection.execute(f"DROP TABLE IF EXISTS {name}")
        self.connection.execute(
            f"CREATE TABLE {name} ({', '.join(f'{c} INT' for c in columns)}, PRIMARY KEY ({keys})) "
            "WITHOUT ROWID"
        )
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        self.connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)


class SqliteAsUsual(_Sqlite):
    def calculate(self, rates: Rates) -> Found:
        self._table("rates", rate_rows(rates))
        return self.connection.execute(sql.as_usual("sqlite", "month, grp, kec")).fetchall()

    def what_if(self, base: Rates, change: Change) -> int:
        self._table("rates", rate_rows(base.with_change(change)))
        return sum(self.connection.execute(sql.as_usual("sqlite", "")).fetchone())


class SqliteAtItsBest(_Sqlite):
    def calculate(self, rates: Rates) -> Found:
        self._table("prices", price_rows(rates))
        self.connection.execute("DROP TABLE IF EXISTS heads")
        self.connection.execute(sql.HEADS)
        return self.connection.execute(sql.COST_OF_HEADS).fetchall()

    def recalculate(self, rates: Rates) -> Found:
        self._table("prices", price_rows(rates))
        return self.connection.execute(sql.COST_OF_HEADS).fetchall()

    def prepare_what_ifs(self, base: Rates) -> None:
        self._table("prices", price_rows(base))
        self.connection.execute(sql.PRICED)

    def what_if(self, base: Rates, change: Change) -> int:
        """Only the rows of the changed group's prices are written; the total is of everybody."""
        changed = _of_group(price_rows(base.with_change(change)), change.group)
        update = "UPDATE prices SET jkk = ? WHERE grp = ? AND month = ? AND wage = ?"
        self.connection.execute("SAVEPOINT before")
        self.connection.executemany(update, changed)
        (total,) = self.connection.execute(sql.TOTAL).fetchone()
        self.connection.execute("ROLLBACK TO before")
        self.connection.execute("RELEASE before")
        return int(total)


def _of_group(prices: dict[str, Any], group: int) -> list[tuple[int, ...]]:
    rows = prices["grp"] == group
    return list(zip(*(prices[name][rows].tolist() for name in ("jkk", "grp", "month", "wage")), strict=True))
