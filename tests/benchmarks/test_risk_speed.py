"""10.000 draws of the risk take less than a second, however many strata a roster has; run by `make bench`."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from budget.contribution import Programme, RosterWage, Segment, Terms
from budget.engine.calendar import calendar
from budget.engine.projection import Projection, project
from budget.engine.ranges import Range, Ranges
from budget.engine.risk import risk
from budget.law import load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadSource, Plan, Region, Tariff
from budget.plan.roster import RosterStratum, counted

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

SPAN = MonthRange(Month(2022, 1), Month(2023, 5))
GROUPS, VILLAGES = 12, 280
UNSURE = Ranges(
    joiners=Range(-100_000, 0, 200_000),
    leavers=Range(-100_000, 0, 100_000),
    loss=Range(40_000, 60_000, 100_000),
    growth=Range(0, 50_000, 90_000),
)


def regency(wages: int, villages: int) -> Projection:
    """GROUPS × villages × wages strata of about ten people; a tenth of all moves in each month."""
    random = np.random.default_rng(1)
    names = [f"Kelompok {number}" for number in range(GROUPS)]
    strata = [
        RosterStratum(name, f"Kecamatan {village % 31}", f"Desa {village}", 150_000_000 + 1_234_567 * wage)
        for name in names
        for village in range(villages)
        for wage in range(wages)
    ]
    size = len(strata)
    start, moving = random.integers(5, 15, size), np.arange(size)
    month = SPAN.first.index + 1 + moving % (len(SPAN) - 1)
    rows = [
        *((i, SPAN.first.index, int(start[i]), 0) for i in range(size)),
        *((i, int(month[i]), i % 3, i % 2) for i in range(size)),
    ]
    return project(
        Plan(
            region=Region("32.04", "Kabupaten Bandung"),
            span=SPAN,
            groups=tuple(Group(name, "", Segment.PU, source=HeadSource.ROSTER) for name in names),
            tariffs=tuple(Tariff(name, Validity(SPAN.first), Terms(RosterWage())) for name in names),
            allocations=tuple(
                Allocation(year, "", "", "", "", (Programme.JKK, Programme.JKM), 10**11)
                for year in (2022, 2023)
            ),
            roster=counted(strata, rows, {name.casefold(): SPAN.last for name in names}),
        ),
        load_law(),
    )


@pytest.mark.parametrize(("wages", "villages"), [(30, VILLAGES), (8_400, 1)], ids=["villages", "wages"])
def test_ten_thousand_draws_of_a_hundred_thousand_strata_in_a_second(
    benchmark: Any, wages: int, villages: int
) -> None:
    """100.800 strata × 17 months, of 30 wages in 280 villages each, or nearly every one of its own wage."""
    projection = regency(wages, villages)
    assert projection.cube.heads.shape == (100_800, 17)
    months = calendar(projection)
    assert risk(projection, months, replace(Ranges()), draws=1).likely == projection.total
    benchmark.group = "risk"
    found = benchmark.pedantic(risk, (projection, months, UNSURE, 10_000), rounds=7, warmup_rounds=1)
    assert found.pooled.spread.low < found.pooled.spread.median < found.pooled.spread.high
    assert np.median(benchmark.stats.stats.data) < 1
