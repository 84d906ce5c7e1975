"""How far the cost may lie from the plan when people and wages turn out otherwise: seeded Monte Carlo.

A draw is one world: one value for joiners, leavers, validation loss and wage growth each, for all groups
and months. Its cost is whole rupiah, from whole people and contributions that are rounded anew:

1. People who come and go beside the plan: (joined so far × joiners - left so far × leavers), rounded half
   up to whole people per group and month, never below nobody.
2. Validation: what remains of planned people is rounded down to whole ones, as in the plan. The change
   against the plan is taken per group, so that the plan's own rounding per kecamatan stays.
3. Contributions after UMK and wages rose: see `wage_growth`, rounded per person by the tariff's rule.
4. A person more or less costs what the group's people cost on average in that month, rounded half up per
   group and month: exact where they all pay the same.

A month in which the plan pays nobody of a group stays empty.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.engine.calendar import Calendar
from budget.engine.cube import INT64_MAX, Int64Array
from budget.engine.projection import Projection
from budget.engine.ranges import Factor, FlowBase, Range, Ranges, draw
from budget.engine.uncertain_costs import UncertainCosts, Worlds
from budget.errors import BadEntry
from budget.money import PPM
from budget.period import Month

MOST_DRAWS = 100_000
# So many draws at once stay in the processor's cache.
_BLOCK = 8_192
# Growth takes so many steps from its lowest rate to its highest: each needs prices of its own.
_STEPS = 100
_AS_PLANNED = Range(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Spread:
    """The draws in order: `low` has the rank ⌈10 % of them⌉, `median` ⌈50 %⌉, `high` ⌈90 %⌉."""

    least: int
    low: int
    median: int
    high: int
    most: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The cost of a fiscal year (None: of all together) beside its money; enough in `enough` draws."""

    fiscal_year: int | None
    money: int
    planned: int
    spread: Spread
    enough: int


@dataclass(frozen=True, slots=True)
class Band:
    """What a fiscal year costs up to the end of a month, over the draws, beside the money of the year."""

    month: Month
    money: int
    spread: Spread


@dataclass(frozen=True, slots=True)
class Bar:
    """The cost with one factor at its low and high end and all others at their most likely value."""

    factor: Factor
    within: Range
    cost_low: int
    cost_high: int

    @property
    def width(self) -> int:
        return abs(self.cost_high - self.cost_low)


@dataclass(frozen=True, slots=True)
class Risk:
    """`likely` is the cost with every factor at its most likely value.

    `every_year` counts the draws in which each fiscal year's money is enough; `short` the others by the
    month that is first short. `tornado` has the widest bar first. `bands` are by month of the basis.
    """

    draws: int
    seed: int
    likely: int
    pooled: Outlook
    years: tuple[Outlook, ...]
    every_year: int
    short: tuple[tuple[Month, int], ...]
    tornado: tuple[Bar, ...]
    bands: tuple[Band, ...]

    def ppm(self, count: int) -> int:
        """A number of draws as parts per million of them, rounded down."""
        return count * PPM // self.draws


def risk(
    projection: Projection,
    calendar: Calendar,
    ranges: Ranges,
    draws: int = 10_000,
    seed: int = 1,
    step: Callable[[int, int], object] = lambda _done, _total: None,
) -> Risk:
    """The same seed gives the same figures on every machine. `step` is told of every block of draws.

    BadEntry for a seed below zero or a number of draws outside 1 … 100.000; LimitExceeded past 2^63 - 1.
    """
    check_draws(draws, seed)
    # The stream of the bare bit generator is fixed for good; that of numpy's distributions is not.
    raw = np.random.PCG64(seed).random_raw(draws * len(Factor)).reshape(draws, len(Factor))
    given, rates = ranges.by_factor, _rates(ranges.growth)
    worlds, points = _drawn(given, rates, raw), _points(given, rates)
    costs = UncertainCosts(
        projection,
        rates,
        _first_year(projection, ranges),
        of_heads=(ranges.joiners_of is FlowBase.HEADS, ranges.leavers_of is FlowBase.HEADS),
    )
    costs.guard([worlds, points])
    months = sorted(set(calendar.booked))
    by_month = np.zeros((len(months), draws), dtype=np.int64)
    for start in range(0, draws, _BLOCK):
        block = slice(start, min(start + _BLOCK, draws))
        for position, booked in zip(calendar.positions, calendar.booked, strict=True):
            by_month[months.index(booked), block] += costs.month(position, worlds.part(block))
        step(block.stop, draws)
    at_points = [costs.month(position, points) for position in calendar.positions]
    likely, *ends = sum(at_points[1:], at_points[0]).tolist()
    money = _money(projection, calendar)
    planned = _planned(projection, calendar)
    short = _first_short(by_month, months, money)
    whole = by_month.sum(axis=0)
    bars = [
        Bar(factor, within, *pair)
        for (factor, within), pair in zip(given.items(), zip(ends[::2], ends[1::2], strict=True), strict=True)
    ]
    return Risk(
        draws=draws,
        seed=seed,
        likely=likely,
        pooled=_outlook(None, sum(money.values()), sum(planned.values()), whole),
        years=tuple(
            _outlook(year, money[year], planned[year], by_month[_of_year(months, year)].sum(axis=0))
            for year in money
        ),
        every_year=int((short < 0).sum()),
        short=tuple((month, n) for i, month in enumerate(months) if (n := int((short == i).sum()))),
        tornado=tuple(sorted(bars, key=lambda bar: -bar.width)),
        bands=tuple(_bands(by_month, months, money)),
    )


def check_draws(draws: int, seed: int) -> None:
    """BadEntry for what cannot be drawn."""
    if not 1 <= draws <= MOST_DRAWS or seed < 0:
        raise BadEntry("Undian 1 sampai 100.000 kali, dengan benih mulai dari 0.")


def _first_year(projection: Projection, ranges: Ranges) -> int:
    first = projection.span.first
    return ranges.growth_from or first.year + (first.number > 1)


def _rates(growth: Range | None) -> list[int]:
    """The rates of growth that occur, in order, among them both ends and the most likely one."""
    if growth is None:
        return [0]
    return sorted({growth.mode, *(growth.low + growth.width * i // _STEPS for i in range(_STEPS + 1))})


def _drawn(given: dict[Factor, Range], rates: list[int], raw: NDArray[np.uint64]) -> Worlds:
    columns = [draw(given.get(factor, _AS_PLANNED), raw[:, n]) for n, factor in enumerate(Factor)]
    return _worlds(columns, Factor.LOSS in given, rates)


def _points(given: dict[Factor, Range], rates: list[int]) -> Worlds:
    """All at the most likely value, then each factor at its low and at its high end."""
    rows = [{factor: within.mode for factor, within in given.items()}]
    for factor, within in given.items():
        rows += [{**rows[0], factor: end} for end in (within.low, within.high)]
    columns = [np.array([row.get(factor, 0) for row in rows], dtype=np.int64) for factor in Factor]
    return _worlds(columns, Factor.LOSS in given, rates)


def _worlds(columns: list[Int64Array], has_loss: bool, rates: list[int]) -> Worlds:
    joiners, leavers, loss, growth = columns
    # A growth between two steps is the lower one.
    step = np.searchsorted(np.array(rates, dtype=np.int64), growth, side="right") - 1
    return Worlds(joiners, leavers, PPM - loss if has_loss else None, step)


def _money(projection: Projection, calendar: Calendar) -> dict[int, int]:
    """What each fiscal year of the calendar is allotted."""
    money = dict.fromkeys(calendar.fiscal_years(), 0)
    for line in projection.plan.allocations:
        if line.fiscal_year in money:
            money[line.fiscal_year] += line.amount
    return money


def _planned(projection: Projection, calendar: Calendar) -> dict[int, int]:
    cost = dict.fromkeys(calendar.fiscal_years(), 0)
    for position, booked in zip(calendar.positions, calendar.booked, strict=True):
        cost[booked.year] += int(projection.cost[position].sum())
    return cost


def _of_year(months: list[Month], year: int) -> list[int]:
    return [i for i, month in enumerate(months) if month.year == year]


def _outlook(year: int | None, money: int, planned: int, costs: Int64Array) -> Outlook:
    return Outlook(year, money, planned, _spread(costs), int((costs <= min(money, INT64_MAX)).sum()))


def _spread(costs: Int64Array) -> Spread:
    ordered = np.sort(costs)
    low, median, high = (int(ordered[-(-len(ordered) * percent // 100) - 1]) for percent in (10, 50, 90))
    return Spread(int(ordered[0]), low, median, high, int(ordered[-1]))


def _bands(by_month: Int64Array, months: list[Month], money: dict[int, int]) -> Iterator[Band]:
    """Each fiscal year begins at nothing."""
    for year, allotted in money.items():
        spent = np.zeros(by_month.shape[1], dtype=np.int64)
        for place in _of_year(months, year):
            spent += by_month[place]
            yield Band(months[place], allotted, _spread(spent))


def _first_short(by_month: Int64Array, months: list[Month], money: dict[int, int]) -> Int64Array:
    """int64[draw]: the place of the first month that its fiscal year's money cannot pay, or -1."""
    first = np.full(by_month.shape[1], -1, dtype=np.int64)
    spent = np.zeros_like(first)
    for place, month in enumerate(months):
        if place and months[place - 1].year != month.year:
            spent[:] = 0
        spent += by_month[place]
        first[(first < 0) & (spent > min(money[month.year], INT64_MAX))] = place
    return first
