"""Plan against actual: the bars lead from one to the other, each by a rule that can be told."""

from dataclasses import replace
from datetime import date

from farmers_paid import billed, paid_on, plan_of
from hypothesis import given
from hypothesis import strategies as st

from budget.contribution import Wage
from budget.engine.bars import Cause
from budget.engine.projection import project
from budget.engine.variance import variance
from budget.law import LawBook
from budget.period import Month, MonthRange
from budget.plan.payments import Book, Invoice, Payment

FEBRUARY = Month(2026, 2)
ONE_MONTH = MonthRange(Month(2026, 1), Month(2026, 1))


def bars(law: LawBook, invoice: Invoice, *payments: Payment) -> dict[str, int]:
    """100 at a wage of 1.500.000: JKK 3.600 and JKM 4.500 each, 810.000 for January, paid in February."""
    plan = plan_of({"Honorer": 100}, base=Wage(150_000_000), span=ONE_MONTH)
    found = variance(project(plan, law), Book((invoice,), payments), 2026, FEBRUARY).waterfall
    assert (found.start, found.end) == (810_000, sum(payment.amount for payment in payments))
    return {bar.cause.value: bar.rupiah for bar in found.bars}


def test_fewer_people_at_another_wage(law: LawBook) -> None:
    """90 at 1.600.000, 3.840 + 4.800. People: −10 × 8.100. Wage: 90 × 540."""
    invoice = billed(1, 90, 345_600, 432_000, "Honorer")
    assert bars(law, invoice, paid_on(2, 777_600, "A", invoice="INV-1")) == {
        "people": -81_000,
        "wage": 48_600,
    }


def test_one_programme_alone_is_another_rate(law: LawBook) -> None:
    """Risk class II: JKK 0,54 % is 8.100 instead of 3.600, for 100 people 450.000 more."""
    invoice = billed(1, 100, 810_000, 450_000, "Honorer")
    assert bars(law, invoice, paid_on(2, 1_260_000, "A", invoice="INV-1")) == {"rate": 450_000}


def test_programmes_that_moved_by_different_factors_are_another_rate(law: LawBook) -> None:
    """JKK twice 360.000, JKM 450.000 × 1,5: no wage does both."""
    invoice = billed(1, 100, 720_000, 675_000, "Honorer")
    assert bars(law, invoice, paid_on(2, 1_395_000, "A", invoice="INV-1")) == {"rate": 585_000}


def test_a_wage_is_told_through_the_rounding_of_each_person(law: LawBook) -> None:
    """At 1.533.333: JKK 3.680, JKM 4.600 (3.679,9992 and 4.599,999 rounded)."""
    invoice = billed(1, 100, 368_000, 460_000, "Honorer")
    assert bars(law, invoice, paid_on(2, 828_000, "A", invoice="INV-1")) == {"wage": 18_000}


def test_less_than_one_rupiah_per_person_is_rounding(law: LawBook) -> None:
    invoice = billed(1, 100, 360_045, 449_901, "Honorer")
    assert bars(law, invoice, paid_on(2, 809_946, "A", invoice="INV-1")) == {"rounding": -54}


def test_what_is_billed_and_not_yet_paid_is_timing(law: LawBook) -> None:
    invoice = billed(1, 100, 360_000, 450_000, "Honorer")
    assert bars(law, invoice, paid_on(2, 700_000, "A", invoice="INV-1")) == {"timing": -110_000}


def test_payments_of_other_months_are_timing_of_no_group(law: LawBook) -> None:
    invoice = billed(1, 100, 360_000, 450_000, "Honorer")
    found = bars(law, invoice, paid_on(2, 810_000, "A", invoice="INV-1"), paid_on(2, 99, "B"))
    assert found == {"timing": 99}


def test_a_planned_group_that_nobody_billed_is_timing_and_named(law: LawBook) -> None:
    """Petani are billed and paid, 1.680.000; Nelayan's 10 × 16.800 = 168.000 are not."""
    plan = plan_of({"Petani": 100, "Nelayan": 10}, span=ONE_MONTH)
    book = Book((billed(1, 100, 1_000_000, 680_000),), (paid_on(2, 1_680_000, "A", invoice="INV-1"),))
    found = variance(project(plan, law), book, 2026, FEBRUARY)
    assert found.unbilled == ((Month(2026, 1), "Nelayan"),)
    assert [(bar.cause, bar.groups[0].group, bar.rupiah) for bar in found.waterfall.bars] == [
        (Cause.TIMING, "Nelayan", -168_000)
    ]


def test_an_invoice_of_the_whole_month_stands_against_all_groups(law: LawBook) -> None:
    """110 planned, 100 billed at 16.800: −10 × 16.800."""
    plan = plan_of({"Petani": 100, "Nelayan": 10}, span=ONE_MONTH)
    book = Book((billed(1, 100, 1_000_000, 680_000, ""),), (paid_on(2, 1_680_000, "A", invoice="INV-1"),))
    found = variance(project(plan, law), book, 2026, FEBRUARY)
    assert (found.waterfall.bar(Cause.PEOPLE), found.unbilled) == (-168_000, ())
    assert found.waterfall.bar(Cause.TIMING) == 0


ROWS = st.tuples(
    st.integers(1, 12),
    st.sampled_from(["Petani", "Nelayan", "Tamu", ""]),
    st.integers(0, 300),
    st.integers(0, 5_000_000),
    st.integers(0, 5_000_000),
)
PAYMENTS = st.tuples(
    st.integers(2024, 2027), st.integers(1, 12), st.integers(-(10**6), 10**7), st.integers(0, 13)
)


@given(rows=st.lists(ROWS, max_size=12), payments=st.lists(PAYMENTS, max_size=12), until=st.integers(1, 12))
def test_the_bars_lead_from_the_plan_to_what_was_paid(
    rows: list[tuple[int, str, int, int, int]],
    payments: list[tuple[int, int, int, int]],
    until: int,
    law: LawBook,
) -> None:
    plan = plan_of({"Petani": 100, "Nelayan": 7})
    invoices = tuple(billed(month, heads, jkk, jkm, group) for month, group, heads, jkk, jkm in rows)
    book = Book(
        invoices,
        tuple(
            Payment(amount, sp2d=str(i), day=date(year, month, 20), invoice=f"INV-{number}")
            for i, (year, month, amount, number) in enumerate(payments)
        ),
    )
    found = variance(project(plan, law), book, 2026, Month(2026, until)).waterfall
    # Eleven months of cover are paid in 2026, January's in February.
    assert found.start == (until - 1) * 107 * 16_800
    assert found.end == sum(amount for year, month, amount, _ in payments if year == 2026 and month <= until)
    assert found.start + sum(bar.rupiah for bar in found.bars) == found.end


def test_corrections_are_part_of_what_was_billed(law: LawBook) -> None:
    """100 billed, 10 of them taken back: 90 × 8.100 = 729.000."""
    wrong = billed(1, 100, 360_000, 450_000, "Honorer")
    right = replace(wrong, heads=-10, jkk=-36_000, jkm=-45_000, corrects="INV-1", reason="Meninggal")
    plan = plan_of({"Honorer": 100}, base=Wage(150_000_000), span=ONE_MONTH)
    book = Book((wrong, right), (paid_on(2, 729_000, "A", invoice="INV-1"),))
    found = variance(project(plan, law), book, 2026, FEBRUARY).waterfall
    assert {bar.cause.value: bar.rupiah for bar in found.bars} == {"people": -81_000}
