"""Arrears by month of cover: what was billed, when it fell due, and what of it is not paid."""

from dataclasses import dataclass
from datetime import date

from budget.engine.billing import Settled
from budget.period import Month


@dataclass(frozen=True, slots=True)
class Arrear:
    """A month of cover in rupiah; `overdue` is the part of `open` whose due date is over.

    `due` is the first due date of what is open, or of the month where nothing is.
    """

    month: Month
    billed: int
    paid: int
    overdue: int
    due: date

    @property
    def open(self) -> int:
        return self.billed - self.paid


def arrears(settled: Settled, until: Month) -> tuple[Arrear, ...]:
    """The months covered up to `until`, as they stand at its end. Bills were settled up to the same month."""
    end = until.plus(1).first_day
    found: list[Arrear] = []
    for month in sorted({bill.month for bill in settled.bills if bill.month <= until}):
        bills = [bill for bill in settled.bills if bill.month == month]
        unpaid = [bill for bill in bills if bill.open]
        found.append(
            Arrear(
                month,
                sum(bill.billed for bill in bills),
                sum(bill.paid for bill in bills),
                sum(bill.open for bill in unpaid if bill.due < end),
                min(bill.due for bill in unpaid or bills),
            )
        )
    return tuple(found)
