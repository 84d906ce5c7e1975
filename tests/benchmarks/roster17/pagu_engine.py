"""The product's engine on columns of people, without its store: what the arithmetic alone takes."""

from pathlib import Path

import numpy as np
from roster17.columns import save_columns, saved_columns
from roster17.contender import Contender
from roster17.task import GROUPS, JKK_PPM, KECAMATAN, MONTHS, WAGES, Change, Rates

from budget.contribution import Programme, Terms, Wage
from budget.engine.cube import Int64Array
from budget.engine.prices import price
from budget.engine.projection import cost_array, total_cost
from budget.engine.stays import heads_from_stays, stratum_codes
from budget.law import load_law
from budget.period import Month

SIZES = len(GROUPS), len(KECAMATAN), len(WAGES)


class PaguEngine(Contender):
    """Version `risk × 30 + wage` of the prices; strata are group, kecamatan and wage."""

    def read(self, roster: Path, store: Path) -> None:
        save_columns(roster, store)

    def load(self, store: Path) -> None:
        self.columns = [np.frombuffer(column, dtype=np.int8) for column in saved_columns(store)]
        law, month = load_law(), Month(2022, 1)
        terms = [
            Terms(Wage(wage * 100), risk_class=risk) for risk in range(1, len(JKK_PPM) + 1) for wage in WAGES
        ]
        programmes = Programme.JKK, Programme.JKM
        rows = [[price(term, p, month, law, None).rupiah for p in programmes] for term in terms]
        self.rupiah = np.array(rows, dtype=np.int64)

    def calculate(self, rates: Rates) -> Int64Array:
        *codes, entry, end = self.columns
        stratum = stratum_codes(codes, SIZES)
        self.heads = heads_from_stays(stratum, entry, end, int(np.prod(SIZES)), MONTHS)
        return self.recalculate(rates)

    def recalculate(self, rates: Rates) -> Int64Array:
        groups, kecamatan, wages = SIZES
        versions = np.repeat(self._versions(rates), kecamatan, axis=0).reshape(-1, MONTHS)
        cost = cost_array(self.heads, self.rupiah, versions)
        return cost.reshape(MONTHS, groups, kecamatan, wages, -1).sum(axis=3)

    def cells(self, found: Int64Array) -> Int64Array:
        return found

    def prepare_what_ifs(self, base: Rates) -> None:
        """A price depends on group and wage alone: kecamatan are summed away."""
        groups, kecamatan, wages = SIZES
        by_place = self.heads.reshape(groups, kecamatan, wages, MONTHS)
        self.priced = np.ascontiguousarray(by_place.sum(axis=1).reshape(-1, MONTHS))

    def what_if(self, base: Rates, change: Change) -> int:
        versions = self._versions(base.with_change(change)).reshape(-1, MONTHS)
        return total_cost(self.priced, self.rupiah, versions)

    def _versions(self, rates: Rates) -> np.ndarray:
        """int32[group, wage, month]."""
        risk = np.array(rates.risk, dtype=np.int32) * len(WAGES)
        return risk[:, np.newaxis, :] + np.arange(len(WAGES), dtype=np.int32)[:, np.newaxis]
