"""Money to months: for how many whole months from the first on it covers everybody, or the first groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.engine.calendar import Calendar
from budget.engine.cube import Int64Array
from budget.engine.projection import Projection
from budget.engine.purses import Money, Purse, purse_costs, purses
from budget.period import Month


@dataclass(frozen=True, slots=True)
class PaidMonths:
    """Months of cover that are paid in full, from the first on, until the first that is not.

    `missing` is what the purses of `first_short_month` lack for it; None where all months are paid.
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


def most_months(
    projection: Projection, calendar: Calendar, money: Money | None = None, *, by_account: bool = False
) -> PaidMonths:
    """Everybody's months; money as in `solve`. Each month's cost is taken from its own purses."""
    every = purses(projection, calendar, money, by_account=by_account)
    costs = [cost.sum(axis=1) for cost in purse_costs(projection, calendar, every)]
    return _paid(calendar, costs, every)


def months_in_turn(
    projection: Projection, calendar: Calendar, money: Money | None = None, *, by_account: bool = False
) -> tuple[GroupMonths, ...]:
    """How long the money covers the first group, the first two, … in the order of their priority."""
    every = purses(projection, calendar, money, by_account=by_account)
    groups = projection.plan.groups
    turn = sorted(range(len(groups)), key=lambda number: groups[number].priority)
    together = [np.cumsum(cost[:, turn], axis=1) for cost in purse_costs(projection, calendar, every)]
    return tuple(
        GroupMonths(groups[number].name, _paid(calendar, [cost[:, place] for cost in together], every))
        for place, number in enumerate(turn)
    )


def _paid(calendar: Calendar, costs: Sequence[Int64Array], every: tuple[Purse, ...]) -> PaidMonths:
    total, left = 0, [purse.money for purse in every]
    due = [cost.tolist() for cost in costs]
    for place, month in enumerate(calendar.covered):
        paying = [number for number, purse in enumerate(every) if place in purse.places]
        now = {number: due[number][place - every[number].places.start] for number in paying}
        missing = sum(max(0, cost - left[number]) for number, cost in now.items())
        if missing:
            until = calendar.covered[place - 1] if place else None
            return PaidMonths(place, total, until, month, missing)
        for number, cost in now.items():
            left[number] -= cost
            total += cost
    return PaidMonths(len(calendar.covered), total, calendar.covered[-1])
