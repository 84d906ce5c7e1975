"""Plain Python, standard library only: equal people counted, then months and prices."""

from collections import Counter
from pathlib import Path
from typing import Any

from roster17.columns import save_columns, saved_columns
from roster17.contender import Contender, dense
from roster17.task import JKK_PPM, JKM_PPM, MONTHS, WAGES, Change, Rates, contribution

Found = dict[tuple[int, int, int], list[int]]


class PlainPython(Contender):
    def read(self, roster: Path, store: Path) -> None:
        save_columns(roster, store)

    def load(self, store: Path) -> None:
        self.columns = saved_columns(store)

    def calculate(self, rates: Rates) -> Found:
        group, kecamatan, wage, entry, end = self.columns
        changes: dict[tuple[int, int, int], list[int]] = {}
        stays = Counter(zip(group, kecamatan, wage, entry, end, strict=True))
        for (grp, kec, code, first, after), number in stays.items():
            change = changes.get((grp, kec, code))
            if change is None:
                change = changes[grp, kec, code] = [0] * (MONTHS + 1)
            change[first] += number
            change[after] -= number
        self.heads: dict[tuple[int, int, int], list[int]] = {}
        for stratum, change in changes.items():
            people = 0
            self.heads[stratum] = levels = []
            for net in change[:MONTHS]:
                people += net
                levels.append(people)
        return self.recalculate(rates)

    def recalculate(self, rates: Rates) -> Found:
        prices = _prices(rates)
        jkm = [contribution(wage, JKM_PPM) for wage in WAGES]
        found: Found = {}
        for (group, kecamatan, code), levels in self.heads.items():
            for month, people in enumerate(levels):
                cell = found.get((month, group, kecamatan))
                if cell is None:
                    cell = found[month, group, kecamatan] = [0, 0]
                cell[0] += people * prices[group][month][code]
                cell[1] += people * jkm[code]
        return found

    def cells(self, found: Found) -> Any:
        month, grp, kec = zip(*found, strict=True)
        jkk, jkm = zip(*found.values(), strict=True)
        return dense({"month": month, "grp": grp, "kec": kec, "jkk": jkk, "jkm": jkm})

    def prepare_what_ifs(self, base: Rates) -> None:
        priced: Counter[tuple[int, int, int]] = Counter()
        for (group, _, code), levels in self.heads.items():
            for month, people in enumerate(levels):
                priced[group, month, code] += people
        self.priced = list(priced.items())

    def what_if(self, base: Rates, change: Change) -> int:
        prices = _prices(base.with_change(change))
        jkm = [contribution(wage, JKM_PPM) for wage in WAGES]
        return sum(people * (prices[g][m][code] + jkm[code]) for (g, m, code), people in self.priced)


def _prices(rates: Rates) -> list[list[list[int]]]:
    """JKK by group, month and code of the wage."""
    by_ppm = {ppm: [contribution(wage, ppm) for wage in WAGES] for ppm in JKK_PPM}
    return [[by_ppm[JKK_PPM[risk]] for risk in row] for row in rates.risk]
