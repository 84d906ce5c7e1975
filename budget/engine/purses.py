"""Money and the months that it pays: a fiscal year each, as allocations bind, or all years together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.engine.calendar import Calendar
from budget.engine.cube import Int64Array
from budget.engine.projection import Projection
from budget.engine.runway import allotted

# By fiscal year, zero where it is not named; or one sum for all years.
Money = Mapping[int, int] | int


@dataclass(frozen=True, slots=True)
class Purse:
    """Money of one fiscal year, or of all (None), and the places in the calendar that it pays, in order."""

    fiscal_year: int | None
    money: int
    places: range

    @property
    def label(self) -> str:
        return f"TA {self.fiscal_year}" if self.fiscal_year else "Gabungan"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a purse pays; `left` is negative where it is too small."""

    purse: Purse
    cost: int

    @property
    def left(self) -> int:
        return self.purse.money - self.cost


def purses(projection: Projection, calendar: Calendar, money: Money | None = None) -> tuple[Purse, ...]:
    """The purses of a calendar; for None the plan's allocations."""
    years = calendar.fiscal_years()
    if money is None:
        money = allotted(projection.plan, years)
    if isinstance(money, int):
        return (Purse(None, money, range(len(calendar.booked))),)
    booked = [month.year for month in calendar.booked]
    # Months of cover are booked in order, so that those of a fiscal year stand together.
    starts = {year: sum(other < year for other in booked) for year in years}
    return tuple(
        Purse(year, money.get(year, 0), range(starts[year], starts[year] + booked.count(year)))
        for year in years
    )


def spent(projection: Projection, calendar: Calendar, every: tuple[Purse, ...]) -> tuple[Spent, ...]:
    """The exact cost of the projection in each purse."""
    monthly = cost_by_month(projection, calendar)
    return tuple(Spent(purse, sum(monthly[place] for place in purse.places)) for purse in every)


def cost_by_month(projection: Projection, calendar: Calendar) -> list[int]:
    """In the order of the calendar."""
    return [int(projection.cost[position].sum()) for position in calendar.positions]


@dataclass(frozen=True, slots=True, eq=False)
class Bill:
    """What places cost: heads and prices int64[month, stratum], and the months that each purse pays."""

    heads: Int64Array
    unit: Int64Array
    months: tuple[slice, ...]

    def of(self, kept: Int64Array) -> list[int]:
        """The cost per purse when no more than `kept[stratum]` places are paid."""
        cells = np.minimum(self.heads, kept)
        return [int(np.vdot(cells[months], self.unit[months])) for months in self.months]

    def next_place(self, kept: Int64Array) -> Int64Array:
        """int64[purse, stratum]: what one more place of a stratum costs."""
        cells = self.unit * (self.heads > kept)
        found: Int64Array = np.array([cells[months].sum(axis=0) for months in self.months], dtype=np.int64)
        return found

    def some(self, strata: Int64Array) -> "Bill":
        return Bill(self.heads[:, strata], self.unit[:, strata], self.months)
