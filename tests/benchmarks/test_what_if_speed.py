"""What-ifs on a million people in 100.800 strata; run by `make bench`.

First the quick projection must agree with the whole one to the rupiah, then it is timed and held to what is
promised: a line of text within 100 ms, ten scenarios side by side within a second.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random
from statistics import median
from typing import Any

import pytest

from budget.contribution import Programme, RosterWage, Segment, Terms, Wage
from budget.engine.calendar import Basis
from budget.engine.comparison import compare
from budget.engine.projection import project
from budget.engine.waterfall import waterfall
from budget.law import load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadSource, MinimumWage, Plan, Region, Scenario, Tariff
from budget.plan.roster import Stratum, counted
from budget.plan.scenario import base_plan, with_adjustments
from budget.plan.what_if_text import read_what_if
from budget.services import comparing
from budget.services.scenarios import preview, weigh

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

SPAN = MonthRange(Month(2022, 1), Month(2023, 5))
LAW = load_law()
# Half of them begin later, some leave: 12 groups × 280 villages × 30 wages.
LINES = {
    "wages": "upah semua = 1.600.000 mulai 2023-01",
    "segment": "kelompok 3 jadi BPU mulai 2022-07",
    "law": "JKK kelas 1 = 0,30% mulai 2022-07",
    "cover": "kelompok 4 mulai 2022-04 sampai 2022-09",
    "money": "potong pagu 10%",
    "added": "+2000 honorer mulai 2022-07",
    "taken": "-500 kelompok 5 mulai 2022-07",
}


@cache
def regency(*, by_wage: bool) -> Plan:
    """Everybody on a list, each with the wage that the list gives, or all of a group with one."""
    draw = Random(17)
    names = [f"Kelompok {number}" for number in range(1, 13)]
    strata: list[Stratum] = []
    rows: list[tuple[int, int, int, int]] = []
    first = SPAN.first.index
    for name in names:
        for village in range(280):
            for wage in range(30):
                place = len(strata)
                sen = 150_000_000 + 9_870_123 * wage
                strata.append(Stratum(name, f"Kecamatan {village % 31}", f"Desa {village}", sen))
                rows.append((place, first, 8, 0))
                rows.append((place, first + draw.randint(1, 16), draw.randint(0, 4), 0))
                rows.append((place, first + draw.randint(1, 16), 0, draw.randint(0, 3)))
    own, one = Terms(RosterWage() if by_wage else Wage(150_000_000)), Terms(Wage(150_000_000))
    both = (Programme.JKK, Programme.JKM)
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        SPAN,
        groups=(
            *(Group(name, "", Segment.PU, source=HeadSource.ROSTER) for name in names),
            Group("Honorer", "", Segment.PU),
        ),
        tariffs=(
            *(Tariff(name, Validity(SPAN.first), own, "PAD") for name in names),
            Tariff("Honorer", Validity(SPAN.first), one, "PAD"),
        ),
        minimum_wages=(MinimumWage(2022, 350_000_000), MinimumWage(2023, 360_000_000)),
        allocations=tuple(Allocation(y, "", "", "", "PAD", both, 100_000_000_000) for y in (2022, 2023)),
        roster=counted(strata, rows, {name.casefold(): SPAN.last for name in names}),
    )


def timed(benchmark: Any, call: Callable[[], object], rounds: int) -> float:
    benchmark.group = "what-if, 1.000.000 people"
    benchmark.pedantic(call, rounds=rounds, warmup_rounds=2)
    return median(benchmark.stats.stats.data)


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_text_is_answered_within_100_ms(benchmark: Any, name: str) -> None:
    plan, text = regency(by_wage=True), LINES[name]
    before = weigh(plan)
    whole = project(with_adjustments(plan, read_what_if(text, plan)), LAW)
    assert preview(plan, None, text, before=before).after.total == whole.total
    assert timed(benchmark, lambda: preview(plan, None, text, before=before), 9) < 0.1


def test_ten_scenarios_are_compared_within_a_second(benchmark: Any) -> None:
    """The plan and ten scenarios side by side, and the waterfall from the plan to each of them."""
    plan = regency(by_wage=True)
    texts = [*LINES.values(), "kelas risiko semua = 2", "susut 6%", "bayar triwulan di muka"]
    scenarios = tuple(Scenario(f"S{n}", read_what_if(text, plan)) for n, text in enumerate(texts))
    plan = replace(plan, scenarios=scenarios)
    names = ["dasar", *(scenario.name for scenario in scenarios)]
    assert len(scenarios) == 10
    whole = [project(base_plan(plan, name), LAW) for name in names[:3]]
    found = comparing.compare_in(plan, names[:3])
    assert found.comparison == compare(whole, Basis.ACCRUAL)
    assert found.waterfalls == tuple(waterfall(whole[0], other) for other in whole[1:])
    assert timed(benchmark, lambda: comparing.compare_in(plan, names), 5) < 1
