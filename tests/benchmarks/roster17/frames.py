"""polars: an Arrow file as its store, lazy queries on both cores."""

from pathlib import Path
from typing import Any

import polars as pl
from roster17.contender import Contender, dense, price_rows, rate_rows
from roster17.task import GROUPS, JKM_PPM, KECAMATAN, MONTHS, WAGES, Change, Rates

_STRATUM = ["grp", "kec", "wage"]
_PLACE = ["month", "grp", "kec"]


class _Polars(Contender):
    def read(self, roster: Path, store: Path) -> None:
        texts = pl.scan_csv(roster, schema_overrides={"NIK": pl.String, "Selesai": pl.String})
        texts.select(
            grp=_code("Kelompok", GROUPS),
            kec=_code("Kecamatan", KECAMATAN),
            wage=pl.col("Upah").cast(pl.Int64),
            entry=_position("Mulai").cast(pl.Int8),
            end=(_position("Selesai") + 1).fill_null(MONTHS).cast(pl.Int8),
        ).sink_ipc(store / "people.arrow")

    def load(self, store: Path) -> None:
        self.people = pl.read_ipc(store / "people.arrow")

    def cells(self, found: pl.DataFrame) -> Any:
        return dense({name: found[name].to_numpy() for name in found.columns})


class PolarsAsUsual(_Polars):
    def calculate(self, rates: Rates) -> pl.DataFrame:
        return self._costs(rates).group_by(_PLACE).agg(pl.col("jkk", "jkm").sum()).collect(engine="streaming")

    def what_if(self, base: Rates, change: Change) -> int:
        costs = self._costs(base.with_change(change))
        return int(costs.select((pl.col("jkk") + pl.col("jkm")).sum()).collect(engine="streaming").item())

    def _costs(self, rates: Rates) -> pl.LazyFrame:
        """A row for every person and month."""
        table = pl.LazyFrame(rate_rows(rates)).with_columns(pl.col("grp", "month").cast(pl.Int8))
        return (
            self.people.lazy()
            .with_columns(month=pl.int_ranges("entry", "end", dtype=pl.Int8))
            .explode("month")
            .join(table, on=["grp", "month"])
            .with_columns(
                jkk=_rounded(pl.col("wage") * pl.col("ppm")), jkm=_rounded(pl.col("wage") * JKM_PPM)
            )
        )


class PolarsAtItsBest(_Polars):
    def load(self, store: Path) -> None:
        super().load(store)
        codes = range(len(GROUPS)), range(len(KECAMATAN)), WAGES, range(MONTHS)
        grp, kec, wage, month = (
            pl.Series(name, values, dtype=_KIND[name]).to_frame()
            for name, values in zip(_KIND, codes, strict=True)
        )
        self.grid = grp.join(kec, how="cross").join(wage, how="cross").join(month, how="cross")

    def calculate(self, rates: Rates) -> pl.DataFrame:
        people = self.people.lazy()
        entries = people.group_by(*_STRATUM, month="entry").agg(n=pl.len().cast(pl.Int64))
        leavers = people.filter(pl.col("end") < MONTHS)
        exits = leavers.group_by(*_STRATUM, month="end").agg(n=-pl.len().cast(pl.Int64))
        net = pl.concat([entries, exits]).group_by(*_STRATUM, "month").agg(pl.col("n").sum())
        heads = pl.col("n").fill_null(0).cum_sum().over(*_STRATUM, order_by="month")
        joined = self.grid.lazy().join(net, on=[*_STRATUM, "month"], how="left")
        self.heads = joined.with_columns(heads=heads).collect()
        return self.recalculate(rates)

    def recalculate(self, rates: Rates) -> pl.DataFrame:
        costs = [pl.col("heads").dot(name).alias(name) for name in ("jkk", "jkm")]
        priced = self.heads.lazy().join(_prices(rates), on=["grp", "month", "wage"])
        return priced.group_by(_PLACE).agg(costs).collect()

    def prepare_what_ifs(self, base: Rates) -> None:
        self.priced = self.heads.group_by("grp", "month", "wage").agg(pl.col("heads").sum())

    def what_if(self, base: Rates, change: Change) -> int:
        prices = _prices(base.with_change(change))
        priced = self.priced.lazy().join(prices, on=["grp", "month", "wage"])
        return int(priced.select(pl.col("heads").dot(pl.col("jkk") + pl.col("jkm"))).collect().item())


_KIND = {"grp": pl.Int8, "kec": pl.Int8, "wage": pl.Int64, "month": pl.Int8}


def _prices(rates: Rates) -> pl.LazyFrame:
    kinds = {**_KIND, "jkk": pl.Int64, "jkm": pl.Int64}
    return pl.LazyFrame(price_rows(rates)).with_columns(
        pl.col(name).cast(kinds[name]) for name in ("grp", "month", "wage", "jkk", "jkm")
    )


def _rounded(millionths: pl.Expr) -> pl.Expr:
    return (millionths + 500_000) // 1_000_000


def _code(column: str, names: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).cast(pl.Enum(names)).to_physical().cast(pl.Int8)


def _position(column: str) -> pl.Expr:
    text = pl.col(column)
    return (text.str.head(4).cast(pl.Int32) - 2022) * 12 + text.str.tail(2).cast(pl.Int32) - 1
