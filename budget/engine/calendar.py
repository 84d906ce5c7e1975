"""Accrual and cash: the month a contribution covers, and the month it is paid."""

from dataclasses import dataclass

from budget.engine.axes import Basis as Basis
from budget.engine.projection import Projection
from budget.errors import NotMonth
from budget.period import Month, MonthRange
from budget.plan import PaymentTiming


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of cover that are looked at, and the month in which each is booked.

    `positions` are rows of `Projection.cost`; all three run parallel, in order of cover.
    """

    basis: Basis
    positions: tuple[int, ...]
    covered: tuple[Month, ...]
    booked: tuple[Month, ...]

    @property
    def booked_range(self) -> MonthRange:
        return MonthRange(self.booked[0], self.booked[-1])

    def fiscal_years(self) -> tuple[int, ...]:
        return self.booked_range.fiscal_years()


def calendar(
    projection: Projection,
    basis: Basis = Basis.ACCRUAL,
    first: Month | None = None,
    last: Month | None = None,
) -> Calendar:
    """The whole span, or the months booked from `first` to `last`. NotMonth when nothing is booked then."""
    timing = projection.plan.timing if basis is Basis.CASH else PaymentTiming.SAME_MONTH
    paid = [payment_month(month, timing, projection.span.first) for month in projection.span]
    chosen = [
        (position, month, booked)
        for position, (month, booked) in enumerate(zip(projection.span, paid, strict=True))
        if (first is None or first <= booked) and (last is None or booked <= last)
    ]
    if not chosen:
        raise NotMonth(
            f"Tidak ada bulan rencana ({projection.span.label}) di antara {first or '…'} dan {last or '…'}."
        )
    positions, covered, booked = zip(*chosen, strict=True)
    return Calendar(basis, positions, covered, booked)


def payment_month(month: Month, timing: PaymentTiming, first: Month) -> Month:
    """When a month of cover is paid; nothing is paid ahead of `first`, the plan's first month."""
    match timing:
        case PaymentTiming.SAME_MONTH:
            return month
        case PaymentTiming.FOLLOWING_MONTH:
            return month.plus(1)
        case PaymentTiming.QUARTER_AHEAD:
            return max(first, Month(month.year, (month.number - 1) // 3 * 3 + 1))
        case PaymentTiming.YEAR_AHEAD:
            return max(first, Month(month.year, 1))
