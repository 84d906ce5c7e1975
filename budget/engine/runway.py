"""How far the money goes: until when it is enough, and how many people lose cover then.

Allocations bind per fiscal year; what is left at 31 December does not carry over by itself. The pooled
view over all years stands beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from budget.engine.calendar import Calendar
from budget.engine.projection import Projection
from budget.period import Month
from budget.plan import Plan


@dataclass(frozen=True, slots=True)
class Runway:
    """Money against cost. The people are those of the first short month; None where money is enough.

    `covered_until` is the last month that can be paid in full, None where not even the first can.
    `remaining` is negative where money is short; `shortfall` is the same amount, positive.
    """

    total: int
    cost: int
    covered_until: Month | None
    first_short_month: Month | None = None
    people_paid: int | None = None
    people_short: int | None = None

    @property
    def remaining(self) -> int:
        return self.total - self.cost

    @property
    def is_enough(self) -> bool:
        return self.first_short_month is None

    @property
    def shortfall(self) -> int | None:
        return None if self.is_enough else -self.remaining


@dataclass(frozen=True, slots=True)
class AllocationView:
    pooled: Runway
    by_fiscal_year: tuple[tuple[int, Runway], ...]


def allocation_view(projection: Projection, calendar: Calendar) -> AllocationView:
    """The runway per fiscal year, and pooled over all years of the calendar."""
    money = allotted(projection.plan, calendar.fiscal_years())
    everything = range(len(calendar.positions))

    def of_year(year: int) -> Runway:
        months = [i for i in everything if calendar.booked[i].year == year]
        return runway(projection, calendar, months, money[year])

    return AllocationView(
        pooled=runway(projection, calendar, everything, sum(money.values())),
        by_fiscal_year=tuple((year, of_year(year)) for year in money),
    )


def allotted(plan: Plan, fiscal_years: Iterable[int]) -> dict[int, int]:
    """What the plan's lines allot to each of the years, zero where there is none."""
    money = dict.fromkeys(fiscal_years, 0)
    for line in plan.allocations:
        if line.fiscal_year in money:
            money[line.fiscal_year] += line.amount
    return money


def runway(projection: Projection, calendar: Calendar, months: Iterable[int], money: int) -> Runway:
    """Pay the chosen months of the calendar in order of booking, then of cover, as long as money lasts.

    In the first month that is short, people are paid in the order of their group's priority, as many
    whole people as the rest pays; what no person of one group costs less than passes to the next group.
    Within a group whose members have wages of their own, the lowest wage comes first: so the same money
    keeps the most people covered.
    """
    order = sorted(months, key=lambda i: (calendar.booked[i], i))
    costs = [int(projection.cost[calendar.positions[i]].sum()) for i in order]
    left = money
    for i, cost in zip(order, costs, strict=True):
        if cost > left:
            paid, heads = _people_paid(projection, calendar.positions[i], left)
            earlier = [calendar.booked[j] for j in order if calendar.booked[j] < calendar.booked[i]]
            return Runway(
                total=money,
                cost=sum(costs),
                covered_until=earlier[-1] if earlier else None,
                first_short_month=calendar.booked[i],
                people_paid=paid,
                people_short=heads - paid,
            )
        left -= cost
    return Runway(money, sum(costs), covered_until=calendar.booked[order[-1]] if order else None)


def _people_paid(projection: Projection, position: int, money: int) -> tuple[int, int]:
    """How many of the month's people the money pays, and how many there are."""
    heads = projection.cube.heads[:, position]
    prices = projection.cost[position].sum(axis=1)
    priority = {group.name: group.priority for group in projection.plan.groups}
    strata = projection.strata
    paid = 0
    place = {group.name: number for number, group in enumerate(projection.plan.groups)}

    def turn(s: int) -> tuple[int, int, int]:
        return priority[strata[s].group], place[strata[s].group], strata[s].wage_sen or 0

    for s in sorted(range(len(strata)), key=turn):
        people = int(heads[s])
        if not people:
            continue
        unit = int(prices[s]) // people
        affordable = people if unit == 0 else min(people, money // unit)
        paid += affordable
        money -= affordable * unit
    return paid, int(np.sum(heads))
