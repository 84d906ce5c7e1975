"""How far the money goes: until when it is enough, and how many people lose cover then.

Allocations bind per fiscal year; what is left at 31 December does not carry over by itself, but what is left
of a multi-year line does. The pooled view over all years stands beside it, and the view of each account: what
is left in one does not help another.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from budget.engine.accounts import Account, Flags, Fund, GroupBills, accounts, group_bills
from budget.engine.calendar import Calendar
from budget.engine.cube import Int64Array
from budget.engine.projection import Projection
from budget.period import Month
from budget.plan import Allocation, Plan


@dataclass(frozen=True, slots=True)
class Runway:
    """Money against cost. The people are those of the first short month; None where money is enough.

    `covered_until` is the last month that can be paid in full, None where not even the first can.
    `remaining` is negative where money is short; `shortfall` is the same amount, positive.
    `person_months_short` are those who are not paid, from the first short month to the end.
    """

    total: int
    cost: int
    covered_until: Month | None
    first_short_month: Month | None = None
    people_paid: int | None = None
    people_short: int | None = None
    person_months_short: int | None = None

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
class AccountRunway:
    """The runway of lines that pay together in a fiscal year; without lines nothing pays the cost."""

    fiscal_year: int
    funds: tuple[Fund, ...]
    runway: Runway

    @property
    def lines(self) -> tuple[Allocation, ...]:
        return tuple(fund.line for fund in self.funds)


@dataclass(frozen=True, slots=True)
class AllocationView:
    pooled: Runway
    by_fiscal_year: tuple[tuple[int, Runway], ...]
    by_account: tuple[AccountRunway, ...]


def allocation_view(projection: Projection, calendar: Calendar) -> AllocationView:
    """The runway per fiscal year, per account, and pooled over all years of the calendar."""
    bills = group_bills(projection, calendar)
    everything = np.ones(bills.cost.shape, dtype=np.bool_)

    def in_all(_year: int, funds: Sequence[Fund]) -> list[Account]:
        return [Account(tuple(funds), everything)]

    def apart(year: int, funds: Sequence[Fund]) -> list[Account]:
        return accounts(projection, calendar, bills, year, funds)

    money = sum(allotted(projection.plan, calendar.fiscal_years()).values())
    return AllocationView(
        pooled=_runway(projection, calendar, bills, range(len(calendar.positions)), money, everything),
        by_fiscal_year=tuple(
            (found.fiscal_year, found.runway) for found in _yearly(projection, calendar, bills, in_all)
        ),
        by_account=tuple(_yearly(projection, calendar, bills, apart)),
    )


def allotted(plan: Plan, fiscal_years: Iterable[int]) -> dict[int, int]:
    """What the lines in force allot to each of the years, zero where there is none."""
    money = dict.fromkeys(fiscal_years, 0)
    for line in plan.allotted:
        if line.fiscal_year in money:
            money[line.fiscal_year] += line.amount
    return money


def _yearly(
    projection: Projection,
    calendar: Calendar,
    bills: GroupBills,
    split: Callable[[int, Sequence[Fund]], list[Account]],
) -> list[AccountRunway]:
    """The accounts of each fiscal year; what multi-year lines have left goes on to the next."""
    found: list[AccountRunway] = []
    left: list[Fund] = []
    for year in calendar.fiscal_years():
        months = [i for i, booked in enumerate(calendar.booked) if booked.year == year]
        lines = [line for line in projection.plan.allotted if line.fiscal_year == year]
        split_up = split(year, _with_left(lines, left))
        left = []
        for account in split_up:
            runway = _runway(projection, calendar, bills, months, account.money, account.pays)
            found.append(AccountRunway(year, account.funds, runway))
            left += _left_of(account, max(0, runway.remaining))
    return found


def _with_left(lines: Iterable[Allocation], left: Iterable[Fund]) -> list[Fund]:
    """A year's lines; each with what the line of the same pot has left, which else stands alone."""
    held: dict[tuple[object, ...], Fund] = {}
    for fund in left:
        before = held.get(pot_key(fund.line))
        held[pot_key(fund.line)] = Fund(fund.line, fund.money + (before.money if before else 0))
    funds = []
    for line in lines:
        before = held.pop(pot_key(line), None) if line.pot else None
        funds.append(Fund(line, line.amount + (before.money if before else 0)))
    return funds + list(held.values())


def pot_key(line: Allocation) -> tuple[object, ...]:
    """What makes lines of different years one multi-year line."""
    return line.pot.casefold(), *line.key[1:]


def _left_of(account: Account, unspent: int) -> list[Fund]:
    """What is left of multi-year lines, where those of the year alone were spent first."""
    left: list[Fund] = []
    for fund in account.funds:
        if fund.line.pot and (rest := min(fund.money, unspent)):
            left.append(Fund(fund.line, rest))
            unspent -= rest
    return left


def _runway(
    projection: Projection,
    calendar: Calendar,
    bills: GroupBills,
    months: Iterable[int],
    money: int,
    pays: Flags,
) -> Runway:
    """Pay the chosen months of the calendar in order of booking, then of cover, as long as money lasts.

    In the first month that is short, people are paid in the order of their group's priority, as many
    whole people as the rest pays; what no person of one group costs less than passes to the next group.
    Within a group whose members have wages of their own, the lowest wage comes first: so the same money
    keeps the most people covered.
    """
    order = sorted(months, key=lambda i: (calendar.booked[i], i))
    costs = [int(bills.cost[i][pays[i]].sum()) for i in order]
    left = money
    for place, (i, cost) in enumerate(zip(order, costs, strict=True)):
        if cost > left:
            heads, rupiah = _stratum_bills(projection, bills, calendar.positions[i], pays[i])
            paid = _people_paid(projection, bills, heads, rupiah, left)
            later = sum(_heads(bills, pays, j) for j in order[place + 1 :])
            earlier = [calendar.booked[j] for j in order if calendar.booked[j] < calendar.booked[i]]
            short = int(heads.sum()) - paid
            return Runway(
                total=money,
                cost=sum(costs),
                covered_until=earlier[-1] if earlier else None,
                first_short_month=calendar.booked[i],
                people_paid=paid,
                people_short=short,
                person_months_short=short + later,
            )
        left -= cost
    return Runway(money, sum(costs), covered_until=calendar.booked[order[-1]] if order else None)


def _heads(bills: GroupBills, pays: Flags, month: int) -> int:
    return int(bills.heads[month][pays[month].any(axis=1)].sum())


def _stratum_bills(
    projection: Projection, bills: GroupBills, position: int, pays: Flags
) -> tuple[Int64Array, Int64Array]:
    """The people of each stratum whom an account pays for in a month, and what they cost it."""
    held = pays[bills.group]
    rupiah = np.where(held, projection.cost[position], 0).sum(axis=1)
    return np.where(held.any(axis=1), projection.cube.heads[:, position], 0), rupiah


def _people_paid(
    projection: Projection, bills: GroupBills, heads: Int64Array, rupiah: Int64Array, money: int
) -> int:
    """How many people the money pays, stratum after stratum in their turn."""
    priority = np.array([group.priority for group in projection.plan.groups], dtype=np.int64)
    wages = np.array([stratum.wage_sen or 0 for stratum in projection.strata], dtype=np.int64)
    turn = np.lexsort((wages, bills.group, priority[bills.group]))
    turn = turn[heads[turn] > 0]
    people, due = heads[turn], rupiah[turn]
    unit = due // people
    paid = 0
    while len(turn):
        # All of the first ones, then as many as possible of the one where the money ends.
        spent = np.cumsum(due)
        whole = int(np.searchsorted(spent, money, side="right"))
        paid += int(people[:whole].sum())
        if whole == len(turn):
            break
        money -= int(spent[whole - 1]) if whole else 0
        some = money // int(unit[whole])
        paid += some
        money -= some * int(unit[whole])
        # Whoever comes later and costs less may still be paid.
        cheaper = np.flatnonzero(unit[whole + 1 :] <= money) + whole + 1
        people, due, unit, turn = people[cheaper], due[cheaper], unit[cheaper], turn[cheaper]
    return paid
