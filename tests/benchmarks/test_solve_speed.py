"""How long a cut takes over the roster of a large regency: 100.800 strata, 17 months, 920.000 people."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from budget.contribution import RosterWage, Segment, Terms
from budget.engine.calendar import calendar
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection, project
from budget.engine.solve import most_people
from budget.law import load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadSource, Plan, Region, Tariff
from budget.plan.roster import Stratum, counted

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

SPAN = MonthRange(Month(2022, 1), Month(2023, 5))
GROUPS, VILLAGES, WAGES = 12, 280, 30
WORKERS = {f"Kecamatan {k:02}": 20_000 + 1_777 * k for k in range(30)}


@cache
def regency() -> Projection:
    """A quarter joins after the first month, a fifth of the others leaves; one kecamatan has no figure."""
    random = np.random.default_rng(1)
    strata = [
        Stratum(f"Kelompok {g:02}", f"Kecamatan {v % 31:02}", f"Desa {v:03}", 150_000_000 + 9_870_123 * w)
        for g in range(GROUPS)
        for v in range(VILLAGES)
        for w in range(WAGES)
    ]
    rows: list[tuple[int, int, int, int]] = []
    for stratum, heads in enumerate(random.integers(1, 18, len(strata)).tolist()):
        late = int(random.binomial(heads, 0.25))
        leaving = int(random.binomial(heads - late, 0.2))
        rows.append((stratum, SPAN.first.index, heads - late, 0))
        rows += [(stratum, SPAN.first.index + m, 1, 0) for m in random.integers(1, 17, late).tolist()]
        rows += [(stratum, SPAN.first.index + m, 0, 1) for m in random.integers(2, 17, leaving).tolist()]
    names = [f"Kelompok {g:02}" for g in range(GROUPS)]
    plan = Plan(
        Region("32.04", "Kabupaten Bandung"),
        SPAN,
        groups=tuple(Group(n, "", Segment.PU, i, source=HeadSource.ROSTER) for i, n in enumerate(names)),
        tariffs=tuple(Tariff(n, Validity(SPAN.first), Terms(RosterWage())) for n in names),
        roster=counted(strata, rows, {n.casefold(): SPAN.last for n in names}),
    )
    return project(plan, load_law())


@pytest.mark.parametrize("order", CutOrder)
def test_a_cut_of_a_large_roster_takes_less_than_a_second(benchmark: Any, order: CutOrder) -> None:
    """The money of each fiscal year less a tenth."""
    projection = regency()
    money = {
        2022: int(projection.cost[:12].sum()) * 9 // 10,
        2023: int(projection.cost[12:].sum()) * 9 // 10,
    }
    benchmark.group = "cut"
    months = calendar(projection)
    cut = benchmark.pedantic(
        most_people, (projection, months, order, money, None, WORKERS), rounds=5, warmup_rounds=1
    )
    assert len(projection.strata) == 100_800
    assert cut.is_affordable and cut.people_cut > 0
    assert np.median(benchmark.stats.stats.data) < 1
