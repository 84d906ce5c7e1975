"""Both halves of a year: months that are over as they were paid, the others as the plan pays them."""

from dataclasses import dataclass
from datetime import date

from budget.engine.realisation import realisation
from budget.period import Month
from budget.plan.payments import Book, paid
from budget.workbook.council import texts
from budget.workbook.council.figures import Figures
from budget.workbook.council.sums import summed
from budget.workbook.council.workings import Workings

_SEMESTER = 6


@dataclass(frozen=True, slots=True, eq=False)
class Prognosis:
    """`booked` are the halves with what was paid; None where nothing is booked and the plan alone speaks."""

    year: int
    booked: tuple[int, int] | None
    said: str

    def half(self, work: Workings, half: int) -> tuple[str, int]:
        """Formula and value of the first (0) or second (1) half."""
        if self.booked is not None:
            value = self.booked[half]
            return f'=IF({work.changed.fixed}=0,{value},"{texts.AGAIN}")', value
        months = range(1 + _SEMESTER * half, 1 + _SEMESTER * (half + 1))
        booked = zip(work.data.cash.booked, work.outlook.costs, strict=True)
        cells = [cell for month, cell in booked if month.year == self.year and month.number in months]
        return summed(cells), sum(cell.number for cell in cells)


def prognosis(data: Figures, book: Book, year: int, made_on: date) -> Prognosis:
    """Of a fiscal year, as it is known on the day of the export."""
    until = min(Month.of(made_on), Month(year, 12))
    if not any(payment.day and payment.day.year == year for payment in paid(book.payments)):
        return Prognosis(year, None, "belum ada pembayaran yang dibukukan, jadi keduanya menurut rencana")
    found = realisation(data.projection, book.payments, year, until).total
    said = f"sampai {until.label} menurut realisasi, sesudahnya menurut rencana"
    return Prognosis(year, found.semesters(), said)
