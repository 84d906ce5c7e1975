"""The funnel of a month: planned, decreed, accepted, billed, paid; how many fall out at each step, and why.

Rupiah are those of the plan's price, so that steps differ by their people alone. A step that nobody has
counted is None, and what is lost is then told at the next one that is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.engine.billing import (
    NOTHING_PLANNED,
    WHOLE,
    PlannedCell,
    billed_cells,
    planned_cells,
    settle,
    together,
)
from budget.engine.projection import Projection
from budget.money import Rounding, divide_rounded
from budget.period import Month
from budget.plan.payments import Book, FunnelCount, Step


class FunnelStep(StrEnum):
    PLANNED = "planned"
    DECREED = "decreed"
    ACCEPTED = "accepted"
    BILLED = "billed"
    PAID = "paid"


_ENTERED = {FunnelStep.DECREED: Step.DECREED, FunnelStep.ACCEPTED: Step.ACCEPTED}
# The cause of what nobody has given a cause for.
UNEXPLAINED = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """People who did not reach a step, and the rupiah of the plan's price; negative where more came."""

    cause: str
    heads: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """Who reached a step; `losses` lead from the last known step before to this one."""

    step: FunnelStep
    heads: int | None
    rupiah: int | None
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Funnel:
    """Of one group, or of all where `group` is empty."""

    month: Month
    group: str
    rows: tuple[FunnelRow, ...]

    def row(self, step: FunnelStep) -> FunnelRow:
        return next(row for row in self.rows if row.step is step)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is known of a group: the plan's cell, heads by step, and the causes entered at each."""

    planned: PlannedCell
    heads: Mapping[FunnelStep, int]
    causes: Mapping[FunnelStep, Mapping[str, int]]


def funnels(projection: Projection, book: Book, month: Month, until: Month) -> tuple[Funnel, ...]:
    """The funnel of every group with anything to tell in a month of cover, then that of all together.

    Paid is what was paid up to the end of `until`: of a bill that is paid in part, whole people.
    """
    groups = [group.name for group in projection.plan.groups]
    planned = {group: cell for (at, group), cell in planned_cells(projection).items() if at == month}
    billed = _billed(book, groups, month)
    paid = _paid(book, groups, month, until, billed)
    counts = [count for count in book.counts if count.month == month]
    found: list[Funnel] = []
    every: list[_Counted] = []
    for group in groups:
        counted = _counted(group, planned.get(group, NOTHING_PLANNED), counts, billed, paid)
        if counted.heads:
            every.append(counted)
            found.append(Funnel(month, group, _rows(counted)))
    if found:
        found.append(Funnel(month, WHOLE, _rows(_all(every, billed, paid))))
    return tuple(found)


def _billed(book: Book, groups: Sequence[str], month: Month) -> dict[str, int]:
    return {
        group: cell.heads for (at, group), cell in billed_cells(book.invoices, groups).items() if at == month
    }


def _paid(
    book: Book, groups: Sequence[str], month: Month, until: Month, billed: Mapping[str, int]
) -> dict[str, int]:
    """Whole people: what part of a group's bill is paid, of the people who were billed."""
    rupiah: dict[str, int] = {}
    due: dict[str, int] = {}
    for bill in settle(book.invoices, book.payments, groups, until).bills:
        if bill.month == month:
            for group, part in bill.paid_groups():
                rupiah[group] = rupiah.get(group, 0) + part
            for group, part in bill.groups:
                due[group] = due.get(group, 0) + part
    return {
        group: max(0, heads) * rupiah.get(group, 0) // due[group] if due.get(group) else 0
        for group, heads in billed.items()
    }


def _counted(
    group: str,
    planned: PlannedCell,
    counts: Iterable[FunnelCount],
    billed: Mapping[str, int],
    paid: Mapping[str, int],
) -> _Counted:
    heads: dict[FunnelStep, int] = {}
    causes: dict[FunnelStep, dict[str, int]] = {}
    if planned.planned:
        heads[FunnelStep.PLANNED] = planned.planned
    mine = [count for count in counts if count.group.casefold() == group.casefold()]
    for step, entered in _ENTERED.items():
        reached = [count.heads for count in mine if count.step is entered and not count.lost_to]
        if reached:
            heads[step] = sum(reached)
        for count in mine:
            if count.step is entered and count.lost_to:
                of_step = causes.setdefault(step, {})
                of_step[count.lost_to] = of_step.get(count.lost_to, 0) + count.heads
    if group in billed:
        heads[FunnelStep.BILLED], heads[FunnelStep.PAID] = billed[group], paid[group]
    return _Counted(planned, heads, causes)


def _all(every: Sequence[_Counted], billed: Mapping[str, int], paid: Mapping[str, int]) -> _Counted:
    """All groups together: a step that was counted for some of them only is not known for all."""
    heads: dict[FunnelStep, int] = {}
    causes: dict[FunnelStep, dict[str, int]] = {}
    for step in (FunnelStep.PLANNED, *_ENTERED):
        known = [counted.heads[step] for counted in every if step in counted.heads]
        if known and (len(known) == len(every) or step is FunnelStep.PLANNED):
            heads[step] = sum(known)
        for counted in every:
            for cause, lost in counted.causes.get(step, {}).items():
                of_step = causes.setdefault(step, {})
                of_step[cause] = of_step.get(cause, 0) + lost
    if billed:
        heads[FunnelStep.BILLED], heads[FunnelStep.PAID] = sum(billed.values()), sum(paid.values())
    return _Counted(together(counted.planned for counted in every), heads, causes)


def _rows(counted: _Counted) -> tuple[FunnelRow, ...]:
    rows: list[FunnelRow] = []
    last: tuple[int, int] | None = None
    pending: dict[str, int] = {}
    for step in FunnelStep:
        for cause, lost in counted.causes.get(step, {}).items():
            pending[cause] = pending.get(cause, 0) + lost
        heads = counted.heads.get(step)
        if heads is None:
            rows.append(FunnelRow(step, None, None))
            continue
        rupiah = _priced(counted.planned, heads)
        losses = _losses(counted.planned, last, (heads, rupiah), pending) if last else ()
        rows.append(FunnelRow(step, heads, rupiah, losses))
        last, pending = (heads, rupiah), {}
    return tuple(rows)


def _losses(
    planned: PlannedCell, before: tuple[int, int], after: tuple[int, int], causes: Mapping[str, int]
) -> tuple[Loss, ...]:
    """The causes that were entered, and what they leave unexplained; the last takes the odd rupiah."""
    heads, rupiah = before[0] - after[0], before[1] - after[1]
    named = [(cause, lost) for cause, lost in causes.items() if lost]
    unexplained = heads - sum(lost for _, lost in named)
    if unexplained:
        named.append((UNEXPLAINED, unexplained))
    losses: list[Loss] = []
    for place, (cause, lost) in enumerate(named):
        is_last = place == len(named) - 1
        amount = rupiah - sum(loss.rupiah for loss in losses) if is_last else _priced(planned, lost)
        losses.append(Loss(cause, lost, amount))
    return tuple(losses)


def _priced(planned: PlannedCell, heads: int) -> int:
    """People at the plan's price of the month; nothing where the plan has no price for them."""
    if not planned.heads:
        return 0
    amount = divide_rounded(planned.total * abs(heads), planned.heads, Rounding.HALF_UP)
    return amount if heads >= 0 else -amount
