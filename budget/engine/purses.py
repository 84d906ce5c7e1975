"""Money and what it pays: a fiscal year each, all years together, or each account of a fiscal year."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.engine.accounts import Flags, Fund, accounts, group_bills
from budget.engine.calendar import Calendar
from budget.engine.cube import Int64Array
from budget.engine.projection import Projection
from budget.engine.runway import allotted
from budget.plan import Allocation
from budget.plan.allocation import line_names

# By fiscal year, zero where it is not named; or one sum for all years.
Money = Mapping[int, int] | int


@dataclass(frozen=True, slots=True, eq=False)
class Purse:
    """Money of one fiscal year, or of all (None), and the places in the calendar that it pays, in order.

    The purse of an account has its `lines`, none where no line pays, and pays no more than `pays`:
    bool[place, group, programme] over its places.
    """

    fiscal_year: int | None
    money: int
    places: range
    lines: tuple[Allocation, ...] = ()
    pays: Flags | None = None

    @property
    def label(self) -> str:
        if self.fiscal_year is None:
            return "Gabungan"
        account = "" if self.pays is None else f" {line_names(self.lines) or 'tanpa pagu'}"
        return f"TA {self.fiscal_year}{account}"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a purse pays; `left` is negative where it is too small."""

    purse: Purse
    cost: int

    @property
    def left(self) -> int:
        return self.purse.money - self.cost


def purses(
    projection: Projection, calendar: Calendar, money: Money | None = None, *, by_account: bool = False
) -> tuple[Purse, ...]:
    """The purses of a calendar; for None the plan's allocations, those `by_account` each by itself."""
    if by_account and money is None:
        return _account_purses(projection, calendar)
    years = calendar.fiscal_years()
    if money is None:
        money = allotted(projection.plan, years)
    if isinstance(money, int):
        return (Purse(None, money, range(len(calendar.booked))),)
    return tuple(Purse(year, money.get(year, 0), _places(calendar, year)) for year in years)


def _account_purses(projection: Projection, calendar: Calendar) -> tuple[Purse, ...]:
    bills = group_bills(projection, calendar)
    found = []
    for year in calendar.fiscal_years():
        places = _places(calendar, year)
        funds = [Fund(line, line.amount) for line in projection.plan.allotted if line.fiscal_year == year]
        for account in accounts(projection, calendar, bills, year, funds):
            lines = tuple(fund.line for fund in account.funds)
            pays = account.pays[places.start : places.stop]
            found.append(Purse(year, account.money, places, lines, pays))
    return tuple(found)


def _places(calendar: Calendar, year: int) -> range:
    """Months of cover are booked in order, so that those of a fiscal year stand together."""
    booked = [month.year for month in calendar.booked]
    start = sum(other < year for other in booked)
    return range(start, start + booked.count(year))


def purse_costs(
    projection: Projection, calendar: Calendar, every: tuple[Purse, ...]
) -> tuple[Int64Array, ...]:
    """What each purse pays: int64[place, group], over its places and the groups of the plan."""
    cost = group_bills(projection, calendar).cost
    found = []
    for purse in every:
        part = cost[purse.places.start : purse.places.stop]
        found.append((part if purse.pays is None else np.where(purse.pays, part, 0)).sum(axis=2))
    return tuple(found)


def spent(projection: Projection, calendar: Calendar, every: tuple[Purse, ...]) -> tuple[Spent, ...]:
    """The exact cost of the projection in each purse."""
    costs = purse_costs(projection, calendar, every)
    return tuple(Spent(purse, int(cost.sum())) for purse, cost in zip(every, costs, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Bill:
    """What places cost: heads int64[month, stratum], and of each purse the months that it pays and what it
    pays then for one person, int64[month, stratum].
    """

    heads: Int64Array
    months: tuple[slice, ...]
    units: tuple[Int64Array, ...]

    def of(self, kept: Int64Array) -> list[int]:
        """The cost per purse when no more than `kept[stratum]` places are paid."""
        cells = np.minimum(self.heads, kept)
        each = zip(self.months, self.units, strict=True)
        return [int(np.vdot(cells[months], unit)) for months, unit in each]

    def next_place(self, kept: Int64Array) -> Int64Array:
        """int64[purse, stratum]: what one more place of a stratum costs."""
        there = self.heads > kept
        each = zip(self.months, self.units, strict=True)
        costs = [(unit * there[months]).sum(axis=0) for months, unit in each]
        found: Int64Array = np.array(costs, dtype=np.int64)
        return found

    def some(self, strata: Int64Array) -> "Bill":
        return Bill(self.heads[:, strata], self.months, tuple(unit[:, strata] for unit in self.units))
