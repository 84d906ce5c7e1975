"""DuckDB with two threads: its own file, then its table in memory."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from roster17 import sql
from roster17.contender import Contender, dense, price_rows, rate_rows
from roster17.task import GROUPS, KECAMATAN, MONTHS, Change, Rates

Found = dict[str, Any]


class _DuckDb(Contender):
    def read(self, roster: Path, store: Path) -> None:
        with duckdb.connect(store / "people.duckdb") as connection:
            groups, kecamatan = (list(names) for names in (GROUPS, KECAMATAN))
            connection.execute(
                f"""
                CREATE TABLE people AS
                SELECT (list_position($1, Kelompok) - 1)::TINYINT AS grp,
                       (list_position($2, Kecamatan) - 1)::TINYINT AS kec, Upah AS wage,
                       ({_position("Mulai")})::TINYINT AS entry,
                       coalesce({_position("Selesai")} + 1, {MONTHS})::TINYINT AS "end"
                FROM read_csv($3, header = true, columns = {_COLUMNS})
                """,
                [groups, kecamatan, str(roster)],
            )

    def load(self, store: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        self.connection.execute(f"ATTACH '{store / 'people.duckdb'}' AS file (READ_ONLY)")
        self.connection.execute("CREATE TABLE people AS SELECT * FROM file.people")

    def cells(self, found: Found) -> Any:
        return dense(found)

    def _table(self, name: str, columns: dict[str, Any]) -> None:
        self.connection.register("columns", columns)
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM columns")
        self.connection.unregister("columns")

    def _columns(self, query: str) -> Found:
        return {
            name: np.asarray(column, dtype=np.int64)
            for name, column in self.connection.execute(query).fetchnumpy().items()
        }


class DuckDbAsUsual(_DuckDb):
    def calculate(self, rates: Rates) -> Found:
        self._table("rates", _wide(rate_rows(rates)))
        return self._columns(_whole(sql.as_usual("duckdb", "month, grp, kec"), "month, grp, kec, "))

    def what_if(self, base: Rates, change: Change) -> int:
        self._table("rates", _wide(rate_rows(base.with_change(change))))
        ((jkk, jkm),) = self.connection.execute(sql.as_usual("duckdb", "")).fetchall()
        return int(jkk) + int(jkm)


class DuckDbAtItsBest(_DuckDb):
    def calculate(self, rates: Rates) -> Found:
        self._table("prices", price_rows(rates))
        self.connection.execute("DROP TABLE IF EXISTS heads")
        self.connection.execute(sql.HEADS)
        return self._cost()

    def recalculate(self, rates: Rates) -> Found:
        self._table("prices", price_rows(rates))
        return self._cost()

    def _cost(self) -> Found:
        return self._columns(_whole(sql.COST_OF_HEADS, "month, grp, kec, "))

    def prepare_what_ifs(self, base: Rates) -> None:
        self.connection.execute(sql.PRICED)

    def what_if(self, base: Rates, change: Change) -> int:
        self._table("prices", price_rows(base.with_change(change)))
        ((total,),) = self.connection.execute(sql.TOTAL).fetchall()
        return int(total)


def _whole(query: str, names: str) -> str:
    """Sums as BIGINT: DuckDB sums BIGINT to HUGEINT, which numpy would get as floats."""
    return f"SELECT {names}jkk::BIGINT AS jkk, jkm::BIGINT AS jkm FROM ({query})"


def _wide(columns: dict[str, Any]) -> dict[str, Any]:
    """A wage times parts per million passes 32 bits."""
    return {**columns, "ppm": columns["ppm"].astype(np.int64)}


def _position(column: str) -> str:
    return f"(left({column}, 4)::INT - 2022) * 12 + right({column}, 2)::INT - 1"


_TEXTS = ("NIK", "Nama", "Tanggal Lahir", "L/P", "Kelompok", "Kecamatan", "Desa", "Mulai", "Selesai")
_COLUMNS = {**dict.fromkeys(_TEXTS, "VARCHAR"), "Upah": "BIGINT"}
