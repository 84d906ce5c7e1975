"""The product and its rivals on one task: what everybody costs, by month, axes and programme.

Every contender is prepared with the data in its own native form; its `run` is what is timed, and `cost`
brings the outcome into int64[month, stratum, programme], untimed, to compare them to the rupiah.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from population import MONTHS, Population, Prices

from budget.engine.cube import Int64Array
from budget.engine.projection import cost_array
from budget.engine.stays import heads_from_stays, stratum_codes

Axes = dict[str, int]


@dataclass(frozen=True)
class Contender:
    run: Callable[[], Any]
    cost: Callable[[Any], Int64Array]


def pagu(people: Population, axes: Axes, prices: Prices) -> Contender:
    columns, sizes = people.columns, list(axes.values())

    def run() -> Int64Array:
        if len(axes) == 1:
            (stratum,) = (columns[name] for name in axes)
        else:
            stratum = stratum_codes([columns[name] for name in axes], sizes)
        heads = heads_from_stays(stratum, columns["entry"], columns["exit"], prod(sizes), MONTHS)
        return cost_array(heads, prices.rupiah, prices.index)

    return Contender(run, lambda cost: cost)


def numpy_month_loop(people: Population, axes: Axes, prices: Prices) -> Contender:
    columns, strata = people.columns, prod(axes.values())

    def run() -> Int64Array:
        stratum = np.zeros(len(people), dtype=np.int32)
        for name, size in axes.items():
            stratum = stratum * size + columns[name]
        cost = np.empty((MONTHS, strata, prices.rupiah.shape[1]), dtype=np.int64)
        for month in range(MONTHS):
            covered = (columns["entry"] <= month) & (month < columns["exit"])
            heads = np.bincount(stratum[covered], minlength=strata)
            cost[month] = heads[:, np.newaxis] * prices.rupiah[prices.index[:, month]]
        return cost

    return Contender(run, lambda cost: cost)


def _dense(axes: Axes, month: Any, codes: list[Any], jkk: Any, jkm: Any) -> Int64Array:
    cost = np.zeros((MONTHS, prod(axes.values()), 2), dtype=np.int64)
    stratum = np.ravel_multi_index([np.asarray(code, dtype=np.int64) for code in codes], tuple(axes.values()))
    month = np.asarray(month, dtype=np.int64)
    cost[month, stratum, 0] = np.asarray(jkk, dtype=np.int64)
    cost[month, stratum, 1] = np.asarray(jkm, dtype=np.int64)
    return cost


def _tariff(axes: Axes, prices: Prices) -> dict[str, Any]:
    """The prices as a table: code of the last axis, month, and both contributions."""
    code, month = (grid.ravel().astype(np.int8) for grid in np.indices(prices.by_code.shape[:2]))
    jkk, jkm = prices.by_code.reshape(-1, 2).T.astype(np.int32)
    return {list(axes)[-1]: code, "month": month, "jkk": jkk.copy(), "jkm": jkm.copy()}


def _grid(axes: Axes, prices: Prices) -> dict[str, Any]:
    """The same for every stratum, as `Prices.index` lays it out for the product."""
    *codes, month = (grid.ravel().astype(np.int8) for grid in np.indices((*axes.values(), MONTHS)))
    jkk, jkm = prices.by_code[codes[-1], month].T.astype(np.int32)
    return {**dict(zip(axes, codes, strict=True)), "month": month, "jkk": jkk.copy(), "jkm": jkm.copy()}


class Duck:
    """A DuckDB in memory with its own table of people, two threads, and the prices beside it."""

    def __init__(self, people: Population, axes: Axes, prices: Prices) -> None:
        import duckdb

        self.axes, self.names, self.last = axes, ", ".join(axes), list(axes)[-1]
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        for table, columns in ("people", people.columns), ("tariff", _tariff(axes, prices)):
            self.connection.register("columns", columns)
            self.connection.execute(f"CREATE TABLE {table} AS SELECT * FROM columns")

    def contender(self, query: str) -> Contender:
        def cost(found: dict[str, Any]) -> Int64Array:
            codes = [found[name] for name in self.axes]
            return _dense(self.axes, found["month"], codes, found["jkk"], found["jkm"])

        return Contender(lambda: self.connection.execute(query).fetchnumpy(), cost)


def duckdb_as_usual(people: Population, axes: Axes, prices: Prices) -> Contender:
    duck = Duck(people, axes, prices)
    return duck.contender(f"""
        SELECT month, {duck.names}, count(*) AS heads,
               sum(jkk)::BIGINT AS jkk, sum(jkm)::BIGINT AS jkm
        FROM people JOIN tariff USING ({duck.last})
        WHERE entry <= month AND month < exit
        GROUP BY month, {duck.names}
    """)


def duckdb_at_its_best(people: Population, axes: Axes, prices: Prices) -> Contender:
    duck = Duck(people, axes, prices)
    names = duck.names
    return duck.contender(f"""
        WITH change AS (
            SELECT {names}, entry AS month, count(*) AS n FROM people GROUP BY ALL
            UNION ALL
            SELECT {names}, exit, -count(*) FROM people WHERE exit < {MONTHS} GROUP BY ALL
        ), net AS (
            SELECT {names}, month, sum(n)::BIGINT AS n FROM change GROUP BY ALL
        ), level AS (
            SELECT {names}, month AS since, lead(month, 1, {MONTHS}) OVER cumulated AS until,
                   (sum(n) OVER cumulated)::BIGINT AS heads
            FROM net WINDOW cumulated AS (PARTITION BY {names} ORDER BY month)
        )
        SELECT month, {names}, heads, heads * jkk AS jkk, heads * jkm AS jkm
        FROM level JOIN tariff USING ({duck.last}) WHERE since <= month AND month < until
    """)


def _polars_cost(axes: Axes) -> Callable[[Any], Int64Array]:
    return lambda found: _dense(
        axes, found["month"], [found[name] for name in axes], found["jkk"], found["jkm"]
    )


def polars_as_usual(people: Population, axes: Axes, prices: Prices) -> Contender:
    import polars as pl

    frame, tariff = pl.DataFrame(people.columns), pl.DataFrame(_tariff(axes, prices))
    last = list(axes)[-1]

    def run() -> Any:
        return (
            frame.lazy()
            .with_columns(month=pl.int_ranges("entry", "exit", dtype=pl.Int8))
            .explode("month")
            .join(tariff.lazy(), on=[last, "month"])
            .group_by("month", *axes)
            .agg(pl.len().alias("heads"), pl.col("jkk", "jkm").cast(pl.Int64).sum())
            .collect(engine="streaming")
        )

    return Contender(run, _polars_cost(axes))


def polars_at_its_best(people: Population, axes: Axes, prices: Prices) -> Contender:
    import polars as pl

    frame, grid = pl.DataFrame(people.columns), pl.DataFrame(_grid(axes, prices))

    def run() -> Any:
        lazy = frame.lazy()
        entries = lazy.group_by(*axes, month="entry").agg(n=pl.len().cast(pl.Int64))
        leavers = lazy.filter(pl.col("exit") < MONTHS)
        exits = leavers.group_by(*axes, month="exit").agg(n=-pl.len().cast(pl.Int64))
        net = pl.concat([entries, exits]).group_by(*axes, "month").agg(pl.col("n").sum())
        heads = pl.col("n").fill_null(0).cum_sum().over(*axes, order_by="month")
        return (
            grid.lazy()
            .join(net, on=[*axes, "month"], how="left")
            .with_columns(heads=heads)
            .with_columns(jkk=pl.col("heads") * pl.col("jkk"), jkm=pl.col("heads") * pl.col("jkm"))
            .collect()
        )

    return Contender(run, _polars_cost(axes))
