"""Invoices beside the plan, and which payment paid which line of an invoice.

A cell is a month of cover and a group, or the rest of the month where an invoice names no group.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.contribution import Programme
from budget.engine.accounts import group_bills
from budget.engine.calendar import calendar
from budget.engine.projection import Projection
from budget.money import split
from budget.period import Month
from budget.plan.payments import Book, Invoice, Payment, paid

# The group of a line that names none.
WHOLE = ""
Cell = tuple[Month, str]


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """`planned` are the people before validation loss, `heads` those who are costed; rupiah by programme."""

    planned: int
    heads: int
    rupiah: Mapping[Programme, int]

    @property
    def total(self) -> int:
        return sum(self.rupiah.values())


NOTHING_PLANNED = PlannedCell(0, 0, {})


def planned_cells(projection: Projection) -> dict[Cell, PlannedCell]:
    """What the plan expects in every month of cover and group that it has people for."""
    bills = group_bills(projection, calendar(projection))
    groups = [group.name for group in projection.plan.groups]
    planned = [[0] * len(groups) for _ in projection.span]
    for stratum, group in enumerate(bills.group.tolist()):
        for at, people in enumerate(projection.cube.planned[stratum].tolist()):
            planned[at][group] += people
    cells: dict[Cell, PlannedCell] = {}
    for at, month in enumerate(projection.span):
        for number, group in enumerate(groups):
            if planned[at][number]:
                rupiah = dict(zip(projection.programmes, bills.cost[at, number].tolist(), strict=True))
                heads = int(bills.heads[at, number])
                cells[month, group] = PlannedCell(planned[at][number], heads, rupiah)
    return cells


def together(cells: Iterable[PlannedCell]) -> PlannedCell:
    """Cells added up."""
    cells = tuple(cells)
    rupiah = {p: sum(cell.rupiah.get(p, 0) for cell in cells) for p in Programme}
    return PlannedCell(sum(c.planned for c in cells), sum(c.heads for c in cells), rupiah)


@dataclass(frozen=True, slots=True)
class BilledCell:
    """What was billed for a month of cover and group, corrections included."""

    heads: int
    rupiah: Mapping[Programme, int]

    @property
    def total(self) -> int:
        return sum(self.rupiah.values())


def billed_cells(invoices: Iterable[Invoice], groups: Sequence[str]) -> dict[Cell, BilledCell]:
    """Lines added up by month and group, groups as the plan spells them."""
    spelled = {group.casefold(): group for group in groups}
    lines: dict[Cell, list[Invoice]] = {}
    for line in invoices:
        lines.setdefault((line.month, spelled.get(line.group.casefold(), line.group)), []).append(line)
    return {
        cell: BilledCell(
            sum(line.heads for line in found), {p: sum(line.of(p) for line in found) for p in Programme}
        )
        for cell, found in lines.items()
    }


@dataclass(frozen=True, slots=True)
class Bill:
    """One month of one invoice, corrections included, and what payments that name it have paid of it.

    `groups` are its parts by group in rupiah. `due` is the last due date that a row of it gives.
    """

    number: str
    month: Month
    due: date
    groups: tuple[tuple[str, int], ...]
    paid: int

    @property
    def billed(self) -> int:
        return sum(rupiah for _, rupiah in self.groups)

    @property
    def open(self) -> int:
        return self.billed - self.paid

    def paid_groups(self) -> tuple[tuple[str, int], ...]:
        """What was paid, by group: in proportion to what was billed, by largest remainder."""
        weights = [max(0, rupiah) for _, rupiah in self.groups]
        if not any(weights):
            return ((WHOLE, self.paid),) if self.paid else ()
        parts = split(self.paid, weights)
        return tuple((group, part) for (group, _), part in zip(self.groups, parts, strict=True))


@dataclass(frozen=True, slots=True)
class Settled:
    """Bills with what was paid of them; `beyond` is what payments pay over their invoice, or take back of
    more than it, and `nameless` what payments pay that name no invoice that is known. Both in rupiah.
    """

    bills: tuple[Bill, ...]
    beyond: int
    nameless: int

    @property
    def paid(self) -> int:
        return sum(bill.paid for bill in self.bills) + self.beyond + self.nameless


def settle(
    invoices: Iterable[Invoice], payments: Iterable[Payment], groups: Sequence[str], until: Month
) -> Settled:
    """Pay bills with what was paid up to the end of a month: of each invoice the oldest month first.

    A payment that names no invoice pays none: nobody guesses which.
    """
    money: dict[str, int] = {}
    for payment in paid(payments):
        if payment.day is not None and Month.of(payment.day) <= until:
            number = payment.invoice.casefold()
            money[number] = money.get(number, 0) + payment.amount
    bills: list[Bill] = []
    beyond = 0
    for number, lines in _by_number(invoices).items():
        left = money.pop(number, 0)
        for month in sorted({line.month for line in lines}):
            bill = _bill([line for line in lines if line.month == month], groups)
            part = max(0, min(left, bill.billed))
            left -= part
            bills.append(Bill(bill.number, bill.month, bill.due, bill.groups, part))
        beyond += left
    bills.sort(key=lambda bill: (bill.month, bill.due, bill.number))
    return Settled(tuple(bills), beyond, sum(money.values()))


def paid_by_group(book: Book, groups: Sequence[str], first: Month, last: Month) -> dict[str, int]:
    """What was paid from the first to the last month, by the groups of the bills that it paid.

    An empty group has what pays no bill that is known. All paid until the last month less all paid before
    the first, so that payments keep paying the oldest months.
    """
    found: dict[str, int] = {}
    if last < first:
        return found
    for sign, until in ((1, last), (-1, first.plus(-1))):
        settled = settle(book.invoices, book.payments, groups, until)
        parts = [part for bill in settled.bills for part in bill.paid_groups()]
        for group, rupiah in (*parts, (WHOLE, settled.beyond + settled.nameless)):
            found[group] = found.get(group, 0) + sign * rupiah
    return found


def _by_number(invoices: Iterable[Invoice]) -> dict[str, list[Invoice]]:
    """Lines by the number that payments name: a correction belongs to what it corrects."""
    found: dict[str, list[Invoice]] = {}
    for line in invoices:
        found.setdefault((line.corrects or line.number).casefold(), []).append(line)
    return found


def _bill(lines: Sequence[Invoice], groups: Sequence[str]) -> Bill:
    cells = billed_cells(lines, groups)
    first = lines[0]
    return Bill(
        first.corrects or first.number,
        first.month,
        max(line.due for line in lines),
        tuple((group, cell.total) for (_, group), cell in cells.items()),
        0,
    )
