"""The figures of an answer by group and booked month, and their sums: plain integers, ready to show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from budget.engine.projection import Projection
from budget.engine.runway import Runway
from budget.engine.table import Row
from budget.period import Month

Key = tuple[str, Month]


@dataclass(frozen=True, slots=True)
class GroupMonth:
    """A group in one month of cover; `price` of one person over all programmes, None without a tariff."""

    heads: int
    price: int | None


def group_months(projection: Projection, month: Month) -> dict[str, GroupMonth]:
    """Every group with people in the plan, by its name."""
    position = projection.span.position(month)
    found: dict[str, GroupMonth] = {}
    for row, stratum in enumerate(projection.strata):
        version = projection.prices.version(row, position)
        before = found[stratum.group].heads if stratum.group in found else 0
        heads = before + int(projection.cube.heads[row, position])
        found[stratum.group] = GroupMonth(heads, version.rupiah if version else None)
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """`heads` are people at the end of a month, `person_months` are people × months."""

    groups: tuple[str, ...]
    months: tuple[Month, ...]
    cost: dict[Key, int]
    heads: dict[Key, int]
    person_months: dict[Key, int]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(month.year for month in self.months))

    def months_of(self, year: int | None) -> tuple[Month, ...]:
        """The months of a fiscal year, or all of them."""
        return tuple(m for m in self.months if year in (None, m.year))

    def sum_cost(self, groups: Iterable[str], months: Iterable[Month]) -> int:
        return _sum(self.cost, groups, months)

    def sum_heads(self, groups: Iterable[str], month: Month) -> int:
        return _sum(self.heads, groups, (month,))

    def sum_person_months(self, groups: Iterable[str], months: Iterable[Month]) -> int:
        return _sum(self.person_months, groups, months)


def figures(groups: Iterable[str], rows: Iterable[Row]) -> Figures:
    """From rows along the axes group and month; groups without a row cost nothing."""
    cost: dict[Key, int] = {}
    heads: dict[Key, int] = {}
    person_months: dict[Key, int] = {}
    months: set[Month] = set()
    for row in rows:
        name, month = row.labels
        assert isinstance(month, Month)
        key = str(name), month
        months.add(month)
        cost[key], heads[key], person_months[key] = row.cost, row.heads, row.person_months
    return Figures(tuple(groups), tuple(sorted(months)), cost, heads, person_months)


def _sum(values: dict[Key, int], groups: Iterable[str], months: Iterable[Month]) -> int:
    chosen = tuple(months)
    return sum(values.get((group, month), 0) for group in groups for month in chosen)


@dataclass(frozen=True, slots=True)
class ChartMonth:
    """The cost of a booked month, and how much of it the fiscal year's money still pays."""

    month: Month
    cost: int
    paid: int

    @property
    def short(self) -> int:
        return self.cost - self.paid


@dataclass(frozen=True, slots=True)
class ChartYear:
    year: int
    allotted: int
    months: tuple[ChartMonth, ...]

    @property
    def cost(self) -> int:
        return sum(month.cost for month in self.months)


def chart_years(found: Figures, runways: Iterable[tuple[int, Runway]]) -> tuple[ChartYear, ...]:
    """Each fiscal year's months in order; once a month cannot be paid in full, the rest is what is short."""
    by_year: dict[int, list[ChartMonth]] = defaultdict(list)
    money = {year: runway.total for year, runway in runways}
    left = dict(money)
    for month in found.months:
        cost = found.sum_cost(found.groups, (month,))
        paid = min(cost, left.get(month.year, 0))
        left[month.year] = left.get(month.year, 0) - paid if paid == cost else 0
        by_year[month.year].append(ChartMonth(month, cost, paid))
    return tuple(ChartYear(year, money.get(year, 0), tuple(months)) for year, months in by_year.items())
