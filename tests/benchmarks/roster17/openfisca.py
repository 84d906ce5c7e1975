"""openfisca-core and policyengine-core: as their documentation shows it, and tuned by hand."""

from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from roster17.columns import save_columns, saved_columns
from roster17.contender import Contender
from roster17.rules import GROUP_KEYS, Costs, Rules, costs
from roster17.task import GROUPS, KECAMATAN, MONTHS, WAGES, Change, Rates, month_text

Cells = NDArray[np.float64]


class _Fisca(Contender):
    exact = False
    package: ClassVar[str] = "openfisca_core"

    def read(self, roster: Path, store: Path) -> None:
        save_columns(roster, store)

    def load(self, store: Path) -> None:
        self.rules = Rules(self.package)
        group, kecamatan, wage, self.entry, self.end = (
            np.frombuffer(column, dtype=np.int8) for column in saved_columns(store)
        )
        self.group, self.code = group, wage
        self.wage = np.array(WAGES, dtype=np.float32)[wage]
        self.place = group.astype(np.int64) * len(KECAMATAN) + kecamatan


class _EveryPerson(_Fisca):
    def cells(self, found: Costs) -> Cells:
        return found.cells

    def own_sums(self, found: Costs) -> NDArray[np.float32]:
        return found.own_sums

    def what_if(self, base: Rates, change: Change) -> float:
        return float(self.calculate(base.with_change(change)).cells.sum())


class OpenFiscaAsDocumented(_EveryPerson):
    """A situation that names every person, as “Run a simulation” of the documentation builds it."""

    largest = 80_000
    why_no_larger = "a situation is read in time that grows with the square of its persons"

    def load(self, store: Path) -> None:
        super().load(store)
        self.situation = {
            "persons": {
                f"person_{number}": {
                    "grp": {"ETERNITY": GROUP_KEYS[group]},
                    "wage": {"ETERNITY": wage},
                    "entry": {"ETERNITY": entry},
                    "end": {"ETERNITY": end},
                }
                for number, (group, wage, entry, end) in enumerate(
                    zip(*(c.tolist() for c in (self.group, self.wage, self.entry, self.end)), strict=True)
                )
            }
        }

    def calculate(self, rates: Rates) -> Costs:
        builder = self.rules.module("simulations").SimulationBuilder()
        simulation = builder.build_from_entities(self.rules.system(rates), self.situation)
        return costs(simulation, self.place)


class OpenFiscaByArrays(_EveryPerson):
    """Every person, their variables set as arrays, as for survey data."""

    def calculate(self, rates: Rates) -> Costs:
        columns = {"wage": self.wage, "entry": self.entry, "end": self.end}
        columns["grp"] = self.rules.group_enum.encode(self.group.astype(np.int16))
        return costs(self.rules.simulation(self.rules.system(rates), columns), self.place)


class PolicyEngine(OpenFiscaByArrays):
    package = "policyengine_core"


class OpenFiscaTuned(_Fisca):
    """One person for each group and wage, priced by the rules; people counted and multiplied in numpy."""

    def cells(self, found: Cells) -> Cells:
        return found

    def calculate(self, rates: Rates) -> Cells:
        strata = len(GROUPS) * len(KECAMATAN) * len(WAGES)
        stratum = self.place * len(WAGES) + self.code
        size = strata * (MONTHS + 1)
        joined, left = (
            np.bincount(stratum * (MONTHS + 1) + at, minlength=size).reshape(strata, -1)
            for at in (self.entry, self.end)
        )
        heads = np.cumsum(joined - left, axis=1)[:, :MONTHS]
        self.heads = heads.reshape(len(GROUPS), len(KECAMATAN), len(WAGES), MONTHS)
        return self.recalculate(rates)

    def recalculate(self, rates: Rates) -> Cells:
        return np.einsum("gkwm,pmgw->mgkp", self.heads, self._prices(rates), optimize=True)

    def prepare_what_ifs(self, base: Rates) -> None:
        self.priced = self.heads.sum(axis=1)

    def what_if(self, base: Rates, change: Change) -> float:
        prices = self._prices(base.with_change(change))
        return float(np.einsum("gwm,pmgw->", self.priced, prices, optimize=True))

    def _prices(self, rates: Rates) -> NDArray[Any]:
        """float64[programme, month, group, wage]."""
        group = np.repeat(np.arange(len(GROUPS), dtype=np.int16), len(WAGES))
        columns: dict[str, NDArray[Any]] = {
            "grp": self.rules.group_enum.encode(group),
            "wage": np.tile(np.array(WAGES, dtype=np.float32), len(GROUPS)),
            "end": np.full(len(group), MONTHS, dtype=np.int32),
        }
        simulation = self.rules.simulation(self.rules.system(rates), columns)
        months = [month_text(month) for month in range(MONTHS)]
        prices = [[simulation.calculate(name, month) for month in months] for name in ("jkk", "jkm")]
        return np.array(prices, dtype=np.float64).reshape(2, MONTHS, len(GROUPS), len(WAGES))
