"""Money to months: for how many whole months from the first on it covers everybody, or the first groups."""

from dataclasses import dataclass

import numpy as np

from budget.engine.calendar import Calendar
from budget.engine.projection import Projection
from budget.engine.purses import Money, Purse, cost_by_month, purses
from budget.period import Month


@dataclass(frozen=True, slots=True)
class PaidMonths:
    """Months of cover that are paid in full, from the first on, until the first that is not.

    `missing` is what the purse of `first_short_month` lacks for it; None where all months are paid.
    """

    months: int
    cost: int
    until: Month | None
    first_short_month: Month | None = None
    missing: int | None = None


@dataclass(frozen=True, slots=True)
class GroupMonths:
    """The paid months of a group together with all groups before it."""

    group: str
    paid: PaidMonths


def most_months(projection: Projection, calendar: Calendar, money: Money | None = None) -> PaidMonths:
    """Everybody's months; `money` as in `solve`. Each month's cost is taken from its own purse."""
    return _paid(calendar, cost_by_month(projection, calendar), purses(projection, calendar, money))


def months_in_turn(
    projection: Projection, calendar: Calendar, money: Money | None = None
) -> tuple[GroupMonths, ...]:
    """How long the money covers the first group, the first two, … in the order of their priority."""
    every = purses(projection, calendar, money)
    groups = sorted(projection.plan.groups, key=lambda group: group.priority)
    place = {group.name: number for number, group in enumerate(groups)}
    of_stratum = np.array([place[stratum.group] for stratum in projection.strata], dtype=np.int64)
    costs = np.zeros((len(groups), len(calendar.positions)), dtype=np.int64)
    for number, position in enumerate(calendar.positions):
        np.add.at(costs[:, number], of_stratum, projection.cost[position].sum(axis=1))
    together = np.cumsum(costs, axis=0).tolist()
    return tuple(
        GroupMonths(group.name, _paid(calendar, row, every))
        for group, row in zip(groups, together, strict=True)
    )


def _paid(calendar: Calendar, costs: list[int], every: tuple[Purse, ...]) -> PaidMonths:
    total = 0
    for purse in every:
        left = purse.money
        for place in purse.places:
            if costs[place] > left:
                until = calendar.covered[place - 1] if place else None
                return PaidMonths(place, total, until, calendar.covered[place], costs[place] - left)
            left -= costs[place]
            total += costs[place]
    return PaidMonths(len(costs), total, calendar.covered[-1])
