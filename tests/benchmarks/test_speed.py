"""Speed beside a numpy month loop, polars and DuckDB; run by `make bench`, explained in docs/benchmark.md.

First every contender must agree with the product to the rupiah, then each is timed, then the ratios of the
medians are held to what is promised.
"""

from collections.abc import Callable
from math import prod
from statistics import median
from typing import Any

import contenders
import numpy as np
import pytest
from contenders import Contender
from population import BY_GROUP, BY_THREE, MONTHS, Population, Prices, population, prices

from budget.engine.projection import total_cost
from budget.engine.stays import heads_from_stays, stratum_codes

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

Prepare = Callable[[Population, dict[str, int], Prices], Contender]
SIZES = (80_000, 1_000_000, 10_000_000)
AXES = {"group": BY_GROUP, "group-kecamatan-wage": BY_THREE}
AT_THEIR_BEST: list[Prepare] = [contenders.duckdb_at_its_best, contenders.polars_at_its_best]
CONTENDERS: list[Prepare] = [
    contenders.pagu,
    contenders.numpy_month_loop,
    *AT_THEIR_BEST,
    contenders.duckdb_as_usual,
    contenders.polars_as_usual,
]
# One count of ten million people is bound by numpy's bincount, which uses one core where DuckDB uses two:
# on an idle machine the ratio is 1,6 to 2, on a busy one far more. See docs/benchmark.md.
LEAST_RATIO = {(10_000_000, "group", "duckdb_at_its_best"): 1.5}
# Medians in seconds, by people, axes and contender; the ratios are taken when all are known.
MEDIANS: dict[tuple[int, str, str], float] = {}


def rounds(prepare: Prepare, people: int) -> int:
    """Many where a run takes milliseconds, three where it takes seconds."""
    slow = prepare not in (contenders.pagu, *AT_THEIR_BEST)
    return {80_000: 20, 1_000_000: 5 if slow else 15, 10_000_000: 3 if slow else 9}[people]


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("axes", AXES)
@pytest.mark.parametrize("prepare", CONTENDERS, ids=lambda prepare: prepare.__name__)
def test_cost_of_everybody(benchmark: Any, prepare: Prepare, axes: str, people: int) -> None:
    benchmark.group = f"{people:,} people by {axes}".replace(",", ".")
    task = population(people), AXES[axes], prices(AXES[axes])
    contender, product = prepare(*task), contenders.pagu(*task)
    assert (contender.cost(contender.run()) == product.run()).all()
    benchmark.pedantic(contender.run, rounds=rounds(prepare, people), warmup_rounds=1)
    MEDIANS[people, axes, prepare.__name__] = median(benchmark.stats.stats.data)


def ratio(people: int, axes: str, rival: Prepare) -> float:
    return MEDIANS[people, axes, rival.__name__] / MEDIANS[people, axes, "pagu"]


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("axes", AXES)
def test_ten_times_as_fast_as_duckdb_as_usually_written(axes: str, people: int) -> None:
    assert ratio(people, axes, contenders.duckdb_as_usual) >= 10


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("axes", AXES)
@pytest.mark.parametrize("rival", AT_THEIR_BEST, ids=lambda rival: rival.__name__)
def test_twice_as_fast_as_rivals_at_their_best(rival: Prepare, axes: str, people: int) -> None:
    assert ratio(people, axes, rival) >= LEAST_RATIO.get((people, axes, rival.__name__), 2)


@pytest.mark.parametrize("change", ["heads", "price"])
@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("axes", AXES)
def test_a_flat_what_if_takes_less_than_a_millisecond(
    benchmark: Any, axes: str, people: int, change: str
) -> None:
    """One head count or one price changes; the total of everybody is computed anew."""
    columns, sizes, tariff = population(people).columns, AXES[axes], prices(AXES[axes])
    stratum = stratum_codes([columns[name] for name in sizes], list(sizes.values()))
    heads = heads_from_stays(stratum, columns["entry"], columns["exit"], prod(sizes.values()), MONTHS)
    rupiah = tariff.rupiah.copy()
    before = total_cost(heads, rupiah, tariff.index)
    if change == "heads":
        heads[3, 5] += 1
        more = int(rupiah[tariff.index[3, 5]].sum())
    else:
        rupiah[4, 0] += 1
        more = int(heads[tariff.index == 4].sum())
    assert total_cost(heads, rupiah, tariff.index) == before + more
    benchmark.group = "what-if"
    benchmark(total_cost, heads, rupiah, tariff.index)
    assert np.median(benchmark.stats.stats.data) < 0.001
