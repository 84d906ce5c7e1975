"""Plan against actual: why what was paid differs from what the plan pays, as a waterfall.

Planned are the months of cover that the plan pays up to `until`. For each of their cells that was billed,
people are more or fewer heads at the plan's price; what the price adds beyond that is rounding where it is
less than one rupiah per person, wage where all programmes moved by one factor, and rate otherwise. Timing is
what was paid in another month than planned: billed or planned and not paid yet, or paid for other months.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.contribution import Programme
from budget.engine.bars import Cause, GroupPart, Waterfall, waterfall_of
from budget.engine.billing import (
    NOTHING_PLANNED,
    WHOLE,
    BilledCell,
    Cell,
    PlannedCell,
    billed_cells,
    paid_by_group,
    planned_cells,
    together,
)
from budget.engine.calendar import Basis, calendar
from budget.engine.projection import Projection
from budget.money import Rounding, divide_rounded
from budget.period import Month
from budget.plan.payments import Book, paid

_PRICE = Cause.WAGE, Cause.RATE, Cause.ROUNDING


@dataclass(frozen=True, slots=True)
class Variance:
    """From planned to paid in a fiscal year up to `until`; a bar's group is empty where none is known.

    `unbilled` are planned cells without an invoice: their people and prices are not known yet.
    """

    fiscal_year: int
    until: Month
    waterfall: Waterfall
    unbilled: tuple[Cell, ...]


def variance(projection: Projection, book: Book, fiscal_year: int, until: Month) -> Variance:
    """Why the payments of a fiscal year up to the end of `until` are not what the plan pays in it."""
    groups = [group.name for group in projection.plan.groups]
    when = calendar(projection, Basis.CASH)
    months = {
        covered
        for covered, booked in zip(when.covered, when.booked, strict=True)
        if booked.year == fiscal_year and booked <= until
    }
    planned = {cell: found for cell, found in planned_cells(projection).items() if cell[0] in months}
    billed = {cell: found for cell, found in billed_cells(book.invoices, groups).items() if cell[0] in months}
    parts: dict[Cause, dict[str, int]] = {cause: {} for cause in (Cause.PEOPLE, *_PRICE, Cause.TIMING)}
    unbilled = _unbilled(planned, billed)
    for cell, found in billed.items():
        expected = _beside(cell, planned, billed)
        for cause, rupiah in _cell_parts(expected, found).items():
            _add(parts[cause], cell[1], rupiah)
        _add(parts[Cause.TIMING], cell[1], -found.total)
    for cell in unbilled:
        _add(parts[Cause.TIMING], cell[1], -planned[cell].total)
    first, last = Month(fiscal_year, 1), min(until, Month(fiscal_year, 12))
    for group, rupiah in paid_by_group(book, groups, first, last).items():
        _add(parts[Cause.TIMING], group, rupiah)
    start = sum(cell.total for cell in planned.values())
    bars = {cause: [GroupPart(g, rupiah) for g, rupiah in found.items()] for cause, found in parts.items()}
    end = sum(
        payment.amount
        for payment in paid(book.payments)
        if payment.day is not None and payment.day.year == fiscal_year and Month.of(payment.day) <= until
    )
    return Variance(fiscal_year, until, waterfall_of(start, end, bars), unbilled)


def _unbilled(planned: Mapping[Cell, PlannedCell], billed: Mapping[Cell, BilledCell]) -> tuple[Cell, ...]:
    """Planned cells that no line bills, neither by group nor with the whole month."""
    return tuple(cell for cell in planned if cell not in billed and (cell[0], WHOLE) not in billed)


def _beside(
    cell: Cell, planned: Mapping[Cell, PlannedCell], billed: Mapping[Cell, BilledCell]
) -> PlannedCell:
    """What the plan has for a billed cell; for one without a group, all groups that none is billed for."""
    month, group = cell
    if group:
        return planned.get(cell, NOTHING_PLANNED)
    return together(found for at, found in planned.items() if at[0] == month and at not in billed)


def _cell_parts(planned: PlannedCell, billed: BilledCell) -> dict[Cause, int]:
    """People and price of one cell; all of them together lead from planned to billed."""
    if not planned.heads:
        return {Cause.PEOPLE: billed.total - planned.total}
    expected = {
        p: divide_rounded(rupiah * max(0, billed.heads), planned.heads, Rounding.HALF_UP)
        for p, rupiah in planned.rupiah.items()
    }
    more = {p: billed.rupiah.get(p, 0) - expected.get(p, 0) for p in Programme}
    moved = [p for p in Programme if abs(more[p]) >= max(1, billed.heads)]
    cause = Cause.WAGE if _one_factor(expected, billed, moved) else Cause.RATE
    return {
        Cause.PEOPLE: sum(expected.values()) - planned.total,
        cause: sum(more[p] for p in moved),
        Cause.ROUNDING: sum(more[p] for p in Programme if p not in moved),
    }


def _one_factor(expected: Mapping[Programme, int], billed: BilledCell, moved: Sequence[Programme]) -> bool:
    """Whether every programme moved, and by the same factor but for one rupiah per person in each.

    JKK and JKM of a wage are both proportional to it, so that only another wage moves both alike.
    """
    priced = [p for p in Programme if expected.get(p, 0) or billed.rupiah.get(p, 0)]
    if len(priced) < 2 or list(moved) != priced or not all(expected.get(p, 0) for p in priced):
        return False
    first = priced[0]
    return all(
        abs(billed.rupiah[first] * expected[p] - billed.rupiah[p] * expected[first])
        <= billed.heads * (expected[p] + expected[first])
        for p in priced[1:]
    )


def _add(sums: dict[str, int], group: str, rupiah: int) -> None:
    sums[group] = sums.get(group, 0) + rupiah
