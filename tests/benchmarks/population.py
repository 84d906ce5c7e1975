"""Seeded people as columns in memory: who belongs where, joined late, left early; and dated prices."""

from dataclasses import dataclass
from functools import cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from budget.contribution import Programme, Terms, Wage
from budget.engine.cube import Int64Array
from budget.engine.prices import price
from budget.law import load_law
from budget.period import Month, MonthRange

SPAN = MonthRange(Month(2022, 1), Month(2023, 5))
MONTHS = len(SPAN)
PROGRAMMES = (Programme.JKK, Programme.JKM)
GROUPS, KECAMATAN, WAGES = 12, 31, 30
# The axes of a table by name with their numbers of codes; the last one decides the price.
BY_GROUP = {"grp": GROUPS}
BY_THREE = {"grp": GROUPS, "kec": KECAMATAN, "wage": WAGES}


@dataclass(frozen=True)
class Population:
    """int8 columns by name: the axes, `entry` (first month of cover) and `exit` (first month without)."""

    columns: dict[str, NDArray[np.int8]]

    def __len__(self) -> int:
        return len(self.columns["entry"])


@dataclass(frozen=True)
class Prices:
    """`rupiah` int64[version, programme] and `index` int32[stratum, month], as the engine takes them.

    `by_code` is int64[code of the last axis, month, programme]: the same prices for the rivals.
    """

    rupiah: Int64Array
    index: NDArray[np.int32]
    by_code: Int64Array


@cache
def population(people: int) -> Population:
    """A quarter joins after the first month, a fifth leaves before the end; codes are uneven."""
    random = np.random.default_rng(people)
    columns = {name: np.minimum(*random.integers(0, size, (2, people))) for name, size in BY_THREE.items()}
    late, early = random.random((2, people)) < [[0.25], [0.2]]
    entry = np.where(late, random.integers(1, MONTHS, people), 0)
    columns["entry"] = entry
    columns["exit"] = np.where(early, random.integers(entry + 1, MONTHS + 1), MONTHS)
    return Population({name: values.astype(np.int8) for name, values in columns.items()})


def prices(axes: dict[str, int]) -> Prices:
    """Wages from 1.500.000 on by the code of the last axis, 7 % more from January 2023."""
    codes, strata = list(axes.values())[-1], prod(axes.values())
    law = load_law()
    wages = [(150_000_000 + 9_870_123 * code) * part // 100 for code in range(codes) for part in (100, 107)]
    rupiah = np.array(
        [[price(Terms(Wage(sen)), p, SPAN.first, law, None).rupiah for p in PROGRAMMES] for sen in wages],
        dtype=np.int64,
    )
    year = np.array([month.year - SPAN.first.year for month in SPAN], dtype=np.int32)
    version = np.arange(codes, dtype=np.int32)[:, np.newaxis] * 2 + year
    return Prices(rupiah, np.tile(version, (strata // codes, 1)), rupiah[version])
