"""The month a contribution is paid (due is the 15th of the following month), on small literal plans."""

import pytest

from budget.contribution import Income, Programme, Segment, Terms
from budget.engine.calendar import Basis, calendar, payment_month
from budget.engine.projection import project
from budget.engine.runway import Runway, allocation_view
from budget.engine.table import Axis, tabulate
from budget.errors import NotMonth
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, PaymentTiming, Plan, Region, Tariff

FIRST = Month(2022, 11)
BOTH = (Programme.JKK, Programme.JKM)


def ten_farmers(timing: PaymentTiming, *money: tuple[int, int]) -> Plan:
    """Ten people at 16.800 from November 2022 to April 2023: 168.000 a month."""
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(FIRST, Month(2023, 4)),
        timing=timing,
        groups=(Group("Petani", "Dinas Pertanian", Segment.BPU),),
        tariffs=(Tariff("Petani", Validity(FIRST), Terms(Income())),),
        head_counts=(HeadCount("Petani", FIRST, 10),),
        allocations=tuple(
            Allocation(y, "Dinas Pertanian", "", "", "PAD", BOTH, amount) for y, amount in money
        ),
    )


@pytest.mark.parametrize(
    ("timing", "paid"),
    [
        (
            PaymentTiming.SAME_MONTH,
            {"2022-11": 1, "2022-12": 1, "2023-01": 1, "2023-02": 1, "2023-03": 1, "2023-04": 1},
        ),
        (
            PaymentTiming.FOLLOWING_MONTH,
            {"2022-12": 1, "2023-01": 1, "2023-02": 1, "2023-03": 1, "2023-04": 1, "2023-05": 1},
        ),
        # The quarter began in October, before the plan: November pays what is left of it.
        (PaymentTiming.QUARTER_AHEAD, {"2022-11": 2, "2023-01": 3, "2023-04": 1}),
        (PaymentTiming.YEAR_AHEAD, {"2022-11": 2, "2023-01": 4}),
    ],
)
def test_months_of_cover_paid_in_each_month(
    timing: PaymentTiming, paid: dict[str, int], law: LawBook
) -> None:
    projection = project(ten_farmers(timing), law)
    rows = tabulate(projection, calendar(projection, Basis.CASH), (Axis.MONTH,))
    assert {str(row.labels[0]): row.cost for row in rows} == {m: n * 168_000 for m, n in paid.items()}
    assert [row.heads for row in rows] == [10] * len(paid)


def test_accrual_ignores_the_timing(law: LawBook) -> None:
    projection = project(ten_farmers(PaymentTiming.YEAR_AHEAD), law)
    assert calendar(projection).booked == tuple(projection.span)


@pytest.mark.parametrize(
    ("month", "timing", "paid"),
    [
        (Month(2022, 12), PaymentTiming.FOLLOWING_MONTH, Month(2023, 1)),
        (Month(2022, 12), PaymentTiming.QUARTER_AHEAD, Month(2022, 10)),
        (Month(2022, 2), PaymentTiming.QUARTER_AHEAD, Month(2022, 2)),
        (Month(2022, 12), PaymentTiming.YEAR_AHEAD, Month(2022, 2)),
        (Month(2023, 12), PaymentTiming.YEAR_AHEAD, Month(2023, 1)),
    ],
)
def test_nothing_is_paid_ahead_of_the_first_month(month: Month, timing: PaymentTiming, paid: Month) -> None:
    assert payment_month(month, timing, Month(2022, 2)) == paid


def test_a_range_is_cut_by_the_month_of_payment(law: LawBook) -> None:
    """What is paid in 2023, the following month, covers December 2022 to April 2023."""
    projection = project(ten_farmers(PaymentTiming.FOLLOWING_MONTH), law)
    months = calendar(projection, Basis.CASH, first=Month(2023, 1))
    assert months.covered == tuple(MonthRange(Month(2022, 12), Month(2023, 4)))
    with pytest.raises(NotMonth, match="2023-06"):
        calendar(projection, Basis.CASH, first=Month(2023, 6))


def test_a_quarter_that_is_short_pays_its_first_months(law: LawBook) -> None:
    """500.000 in January pay ten people for January and February, and nine of ten for March."""
    projection = project(ten_farmers(PaymentTiming.QUARTER_AHEAD, (2022, 336_000), (2023, 500_000)), law)
    view = allocation_view(projection, calendar(projection, Basis.CASH))
    assert view.by_fiscal_year == (
        (2022, Runway(336_000, 336_000, FIRST)),
        (2023, Runway(500_000, 672_000, None, Month(2023, 1), 9, 1, 11)),
    )
    assert view.pooled == Runway(836_000, 1_008_000, FIRST, Month(2023, 1), 9, 1, 11)


def test_a_year_without_money_is_short_from_its_first_month(law: LawBook) -> None:
    projection = project(ten_farmers(PaymentTiming.SAME_MONTH, (2022, 1_000_000)), law)
    view = allocation_view(projection, calendar(projection))
    assert dict(view.by_fiscal_year)[2023] == Runway(0, 672_000, None, Month(2023, 1), 0, 10, 40)
