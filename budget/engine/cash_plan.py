"""The cash plan (anggaran kas): each allocation line over the twelve months of its year, to the rupiah.

Proposed is what is paid when: a line is spread in proportion to what its account pays in each month. Months
that were set by hand stay; the others share the rest. Twelve months always add up to the line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budget.engine.accounts import Fund, accounts, group_bills
from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.projection import Projection
from budget.errors import Problem, error
from budget.money import format_rupiah, split
from budget.plan import Allocation
from budget.plan.allocation import LineKey

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class CashLine:
    """A line's twelve months in rupiah; `fixed` are the numbers of those that were set by hand."""

    line: Allocation
    months: tuple[int, ...]
    fixed: frozenset[int]

    @property
    def quarters(self) -> tuple[int, ...]:
        return tuple(sum(self.months[at : at + 3]) for at in range(0, 12, 3))


@dataclass(frozen=True, slots=True)
class CashPlan:
    """The lines of a fiscal year, and what is wrong with the months that were set by hand."""

    fiscal_year: int
    lines: tuple[CashLine, ...]
    problems: tuple[Problem, ...]

    @property
    def months(self) -> tuple[int, ...]:
        """All lines together, month by month."""
        return tuple(sum(line.months[at] for line in self.lines) for at in range(12))


def cash_plan(projection: Projection, fiscal_year: int) -> CashPlan:
    """The cash plan of a fiscal year. Months that cannot add up are problems; then none of them stands."""
    when = calendar(projection, Basis.CASH)
    plan = projection.plan
    funds = [Fund(line, line.amount) for line in plan.allotted if line.fiscal_year == fiscal_year]
    bills = group_bills(projection, when)
    set_by_hand: dict[LineKey, dict[int, int]] = {}
    problems: list[Problem] = []
    for planned in plan.cash_months:
        if planned.month.year == fiscal_year:
            set_by_hand.setdefault(planned.key, {})[planned.month.number] = planned.amount
    lines = []
    for account in accounts(projection, when, bills, fiscal_year, funds):
        paid = (bills.cost * account.pays).sum(axis=(1, 2)).tolist()
        weights = _weights(when, paid, fiscal_year)
        for line, _ in account.funds:
            # Equal lines of one stage: the months that were set belong to the first of them.
            fixed = set_by_hand.pop(line.key, {})
            lines.append(_spread(line, weights, fixed, problems))
    return CashPlan(fiscal_year, tuple(lines), tuple(problems))


def _weights(when: Calendar, paid: Iterable[int], fiscal_year: int) -> list[int]:
    weights = [0] * 12
    for booked, rupiah in zip(when.booked, paid, strict=True):
        if booked.year == fiscal_year:
            weights[booked.number - 1] += rupiah
    return weights


def _spread(
    line: Allocation, weights: list[int], fixed: Mapping[int, int], problems: list[Problem]
) -> CashLine:
    free = [number for number in _MONTHS if number not in fixed]
    rest = line.amount - sum(fixed.values())
    if rest < 0 or (rest and not free):
        problems.append(_does_not_add_up(line, rest))
        return _spread(line, weights, {}, problems)
    shares = [weights[number - 1] for number in free]
    # A line that nothing is paid from is spread evenly.
    parts = dict(zip(free, split(rest, shares), strict=True))
    months = tuple({**parts, **fixed}[number] for number in _MONTHS)
    return CashLine(line, months, frozenset(fixed))


def _does_not_add_up(line: Allocation, rest: int) -> Problem:
    which = f"Anggaran kas TA {line.fiscal_year} {line.account}".strip()
    if rest < 0:
        message = f"Bulan yang ditetapkan melebihi pagu sebesar {format_rupiah(-rest)}."
    else:
        message = f"Kedua belas bulan ditetapkan, tetapi pagu masih bersisa {format_rupiah(rest)}."
    return error("kas_tidak_pas", which, f"{message} Usulan dari waktu bayar yang dipakai.")
