"""Which allocation lines pay for which cost: the accounts of a fiscal year.

A line pays for its programmes, for tariffs of its funding source and for groups of its SKPD; a blank says
nothing. Of several lines that could pay, those that name most of it do. Lines that pay for the same cost are
one account. Where no line names a group's SKPD, another one budgets for it, and any line may pay.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budget.contribution import Programme
from budget.engine.calendar import Calendar
from budget.engine.cube import Int64Array
from budget.engine.projection import Projection
from budget.plan import Allocation, Group, Tariff

Flags = NDArray[np.bool_]
# Month, group and programme, as in `GroupBills.cost`.
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class GroupBills:
    """What is due by group: `cost` is int64[month, group, programme] and `heads` int64[month, group], for
    the months of the calendar and the groups in the order of the plan. `group[stratum]` is a stratum's place.
    """

    cost: Int64Array
    heads: Int64Array
    group: Int64Array


def group_rows(projection: Projection) -> Int64Array:
    """The place in the plan of each stratum's group."""
    place = {group.name: number for number, group in enumerate(projection.plan.groups)}
    return np.array([place[stratum.group] for stratum in projection.strata], dtype=np.int64)


def group_bills(projection: Projection, calendar: Calendar) -> GroupBills:
    groups, rows = projection.plan.groups, group_rows(projection)
    positions = list(calendar.positions)
    cost = np.zeros((len(positions), len(groups), len(projection.programmes)), dtype=np.int64)
    heads = np.zeros((len(positions), len(groups)), dtype=np.int64)
    # Strata of a group stand together.
    for number in np.unique(rows).tolist():
        first, last = (int(np.searchsorted(rows, number, side)) for side in ("left", "right"))
        cost[:, number] = projection.cost[positions, first:last].sum(axis=1)
        heads[:, number] = projection.cube.heads[first:last, positions].sum(axis=0)
    return GroupBills(cost, heads, rows)


class Fund(NamedTuple):
    """A line and the rupiah that it holds in a fiscal year, with what a multi-year one has left."""

    line: Allocation
    money: int


class Claim(NamedTuple):
    """What decides who pays."""

    skpd: str
    funding: str
    programme: Programme


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """Lines that pay together, none where no line pays; `pays` is bool[month, group, programme].

    `claims` are what it pays for, which also says who would pay in a month that costs nothing.
    """

    funds: tuple[Fund, ...]
    pays: Flags
    claims: frozenset[Claim] = frozenset()

    @property
    def money(self) -> int:
        return sum(fund.money for fund in self.funds)


def accounts(
    projection: Projection, calendar: Calendar, bills: GroupBills, year: int, funds: Sequence[Fund]
) -> list[Account]:
    """The accounts of a fiscal year in the order of their lines; last what no line pays."""
    claims = _claims(projection, calendar, bills, year)
    payers = {claim: payers_of(claim, funds) for claim in claims}
    found: list[Account] = []
    for together in _joined(len(funds), payers.values()):
        paid = {claim: cells for claim, cells in claims.items() if payers[claim] & together}
        found.append(_account(bills, [funds[i] for i in sorted(together)], paid))
    if unpaid := {claim: cells for claim, cells in claims.items() if not payers[claim]}:
        found.append(_account(bills, (), unpaid))
    return found


def _account(bills: GroupBills, funds: Sequence[Fund], claims: Mapping[Claim, Sequence[_Place]]) -> Account:
    flags = _flags(bills, [place for places in claims.values() for place in places])
    return Account(tuple(funds), flags, frozenset(claims))


def claim_of(group: Group, tariff: Tariff | None, programme: Programme) -> Claim:
    """What decides who pays for a group's programme in a month of that tariff."""
    return Claim(group.skpd.casefold(), tariff.funding.casefold() if tariff else "", programme)


def _claims(
    projection: Projection, calendar: Calendar, bills: GroupBills, year: int
) -> dict[Claim, list[_Place]]:
    """The cells that cost something in a fiscal year, by what decides who pays them."""
    plan = projection.plan
    claims: dict[Claim, list[_Place]] = {}
    for month, group, programme in np.argwhere(bills.cost > 0).tolist():
        if calendar.booked[month].year != year:
            continue
        tariff = plan.tariff(plan.groups[group].name, calendar.covered[month])
        claim = claim_of(plan.groups[group], tariff, projection.programmes[programme])
        claims.setdefault(claim, []).append((month, group, programme))
    return claims


def payers_of(claim: Claim, funds: Sequence[Fund]) -> frozenset[int]:
    """The funds that name most of a claim, by their places; none where no line can pay."""
    able = [
        place
        for place, (line, _) in enumerate(funds)
        if claim.programme in line.programmes and line.funding.casefold() in _or_blank(claim.funding, line)
    ]
    own = [place for place in able if funds[place].line.skpd.casefold() in ("", claim.skpd)]
    fits = {place: _fit(funds[place].line, claim) for place in own or able}
    return frozenset(place for place, fit in fits.items() if fit == max(fits.values()))


def _or_blank(funding: str, line: Allocation) -> tuple[str, str]:
    """A tariff without a source draws on any."""
    return ("", funding) if funding else ("", line.funding.casefold())


def _fit(line: Allocation, claim: Claim) -> tuple[bool, bool, int]:
    skpd, funding = line.skpd.casefold(), line.funding.casefold()
    return (
        bool(skpd) and skpd == claim.skpd,
        bool(funding) and funding == claim.funding,
        -len(line.programmes),
    )


def _joined(count: int, sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The places 0 … count - 1 in the largest parts that no set reaches across."""
    part = list(range(count))
    for places in sets:
        touched = {part[place] for place in places}
        part = [min(touched) if number in touched else number for number in part]
    return [frozenset(i for i, number in enumerate(part) if number == first) for first in dict.fromkeys(part)]


def _flags(bills: GroupBills, cells: Sequence[_Place]) -> Flags:
    flags = np.zeros(bills.cost.shape, dtype=np.bool_)
    if cells:
        flags[tuple(np.array(cells).T)] = True
    return flags
