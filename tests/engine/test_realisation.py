"""What was paid against allocation and cash plan, how the year ends, and what is in arrears."""

from dataclasses import replace
from datetime import date

import pytest
from farmers_paid import JKK_ACCOUNT, JKM_ACCOUNT, allotted, billed, paid_on, plan_of
from hypothesis import given
from hypothesis import strategies as st

from budget.engine.arrears import arrears
from budget.engine.billing import settle
from budget.engine.projection import project
from budget.engine.realisation import Realisation, realisation, spent
from budget.law import LawBook
from budget.period import Month
from budget.plan.payments import Payment

MARCH = Month(2026, 3)
PAID = (
    paid_on(2, 1_000_000, "A", JKK_ACCOUNT, "INV-1"),
    paid_on(2, 680_000, "B", JKM_ACCOUNT, "INV-1"),
    paid_on(3, 1_000_000, "C", JKK_ACCOUNT, "INV-2"),
)


def found(law: LawBook, *payments: Payment, until: Month = MARCH) -> Realisation:
    """100 farmers: 1.000.000 JKK and 680.000 JKM a month, eleven payments from February on."""
    plan = plan_of({"Petani": 100}, allotted(11_000_000, 7_480_000))
    return realisation(project(plan, law), payments, 2026, until)


def test_each_account_is_set_against_its_own_allocation_and_cash_plan(law: LawBook) -> None:
    """JKK: 2.000.000 of 11.000.000 is 18,1818 %, as expected. JKM: 680.000 of 7.480.000, 680.000 too few."""
    jkk, jkm = found(law, *PAID).accounts
    assert (jkk.total, jkk.absorption.ppm, jkk.absorption.whole) == (2_000_000, 181_818, 11_000_000)
    assert (jkk.expected, jkk.deviation.part) == (2_000_000, 0)
    assert (jkm.total, jkm.absorption.ppm, jkm.absorption.whole) == (680_000, 90_909, 7_480_000)
    assert (jkm.expected, jkm.deviation.part, jkm.deviation.ppm) == (1_360_000, -680_000, -500_000)


def test_months_show_cash_plan_and_payments_side_by_side(law: LawBook) -> None:
    """The cash plan of both accounts is 1.680.000 a month from February on."""
    months = found(law, *PAID).total.months(2026)
    assert [(m.cash_plan, m.realised, m.cumulative, m.deviation) for m in months[:4]] == [
        (0, 0, 0, 0),
        (1_680_000, 1_680_000, 1_680_000, 0),
        (1_680_000, 1_000_000, 2_680_000, -680_000),
        (1_680_000, 0, 2_680_000, -2_360_000),
    ]


def test_what_was_paid_is_told_by_account_alone_and_last_what_fits_none() -> None:
    """2.000.000 JKK, 680.000 JKM, and 5.000 of which nothing says for what; all of it is 2026's."""
    jkk, jkm = allotted(11_000_000, 7_480_000)
    payments = (*PAID, paid_on(3, 5_000, "D"))
    assert spent(payments, [[jkk], [jkm]], 2026, MARCH) == (2_000_000, 680_000, 5_000)
    assert spent(payments, [[jkk], [jkm]], 2026, Month(2026, 2)) == (1_000_000, 680_000, 0)
    assert spent(payments, [], 2026, MARCH) == (2_685_000,)
    assert spent(payments, [[jkk]], 2027, Month(2027, 12)) == (0, 0)


def test_the_year_ends_with_what_was_paid_and_the_rest_of_the_plan(law: LawBook) -> None:
    """2.680.000 + 9 × 1.680.000 = 17.800.000 of 18.480.000; 680.000 are left: JKM of February, unpaid."""
    total = found(law, *PAID).total
    assert (total.outlook, total.rest, total.silpa) == (17_800_000, 15_120_000, 680_000)
    assert total.unpaid_plan == 680_000


def test_a_semester_is_actual_as_far_as_it_went_and_plan_after(law: LawBook) -> None:
    """2.680.000 + 3 × 1.680.000 = 7.720.000, then 6 × 1.680.000 = 10.080.000."""
    assert found(law, *PAID).total.semesters() == (7_720_000, 10_080_000)
    assert found(law, *PAID, until=Month(2026, 6)).total.semesters() == (2_680_000, 10_080_000)


def test_a_payment_counts_in_the_month_of_its_sp2d_and_not_before_it_has_one(law: LawBook) -> None:
    on_the_way = Payment(500_000, spp="SPP 9", account=JKK_ACCOUNT)
    later = paid_on(4, 700_000, "D", JKK_ACCOUNT)
    assert found(law, *PAID, on_the_way, later).total.total == 2_680_000
    assert found(law, *PAID, on_the_way, later, until=Month(2026, 4)).total.total == 3_380_000


def test_a_correction_counts_on_its_own_day(law: LawBook) -> None:
    """200.000 of A come back in March: February stays 1.680.000, March is 1.000.000 − 200.000."""
    back = Payment(
        -200_000, "", "", "STS 4", date(2026, 3, 5), JKK_ACCOUNT, corrects="A", reason="Kelebihan bayar"
    )
    months = found(law, *PAID, back).total.months(2026)
    assert [month.realised for month in months[1:3]] == [1_680_000, 800_000]


def test_a_payment_that_fits_several_accounts_stands_apart(law: LawBook) -> None:
    result = found(law, *PAID, paid_on(3, 500_000, "E"))
    apart = result.accounts[-1]
    assert (apart.lines, apart.total, apart.absorption.ppm) == ((), 500_000, None)
    assert [problem.code for problem in result.problems] == ["bayar_tanpa_pagu"]
    assert result.total.total == 3_180_000


def test_paying_more_than_the_allocation_is_said(law: LawBook) -> None:
    result = found(law, paid_on(2, 11_000_001, "A", JKK_ACCOUNT))
    assert [(p.code, "Rp1." in p.message) for p in result.problems] == [("melebihi_pagu", True)]


@pytest.mark.parametrize("year", [2025, 2027])
def test_other_years_have_what_was_paid_in_them(year: int, law: LawBook) -> None:
    """December 2026 is paid in January 2027; nothing is planned in 2025."""
    plan = plan_of({"Petani": 100}, allotted(11_000_000, 7_480_000))
    total = realisation(project(plan, law), PAID, year, Month(2027, 12)).total
    assert (total.total, sum(total.planned)) == (0, 1_680_000 if year == 2027 else 0)


@given(
    drawn=st.lists(
        st.tuples(st.integers(1, 12), st.integers(1, 10**9), st.sampled_from(["", JKK_ACCOUNT, JKM_ACCOUNT]))
    ),
    until=st.integers(1, 12),
)
def test_accounts_and_months_add_up_to_what_was_paid(
    drawn: list[tuple[int, int, str]], until: int, law: LawBook
) -> None:
    payments = [paid_on(month, amount, str(i), account) for i, (month, amount, account) in enumerate(drawn)]
    result = found(law, *payments, until=Month(2026, until))
    spent = sum(amount for month, amount, _ in drawn if month <= until)
    assert result.total.total == sum(account.total for account in result.accounts) == spent
    assert result.total.months(2026)[until - 1].cumulative == spent
    assert sum(result.total.semesters()) == result.total.outlook
    assert result.total.outlook + result.total.silpa == result.total.allocation
    assert sum(account.outlook for account in result.accounts) == result.total.outlook


def test_arrears_stand_by_month_of_cover_with_their_due_date() -> None:
    """January is paid. Of February 680.000 are open since 15 March; March is due on 15 April."""
    invoices = [billed(month, 100, 1_000_000, 680_000) for month in (1, 2, 3)]
    rows = arrears(settle(invoices, PAID, ["Petani"], MARCH), MARCH)
    assert [(a.month.number, a.billed, a.paid, a.open, a.overdue, a.due) for a in rows] == [
        (1, 1_680_000, 1_680_000, 0, 0, date(2026, 2, 15)),
        (2, 1_680_000, 1_000_000, 680_000, 680_000, date(2026, 3, 15)),
        (3, 1_680_000, 0, 1_680_000, 0, date(2026, 4, 15)),
    ]


def test_one_invoice_of_several_months_is_paid_from_the_oldest() -> None:
    invoices = [billed(month, 100, 1_000_000, 680_000, number="INV") for month in (2, 1)]
    settled = settle(invoices, [paid_on(3, 2_000_000, "A", invoice="inv")], ["Petani"], MARCH)
    assert [(bill.month.number, bill.paid) for bill in settled.bills] == [(1, 1_680_000), (2, 320_000)]
    assert (settled.beyond, settled.nameless) == (0, 0)


def test_what_is_paid_beyond_an_invoice_or_for_none_is_told_apart() -> None:
    payments = [
        paid_on(2, 2_000_000, "A", invoice="INV-1"),
        paid_on(2, 5, "B"),
        paid_on(2, 7, "C", invoice="X"),
    ]
    settled = settle([billed(1, 100, 1_000_000, 680_000)], payments, ["Petani"], MARCH)
    assert (settled.beyond, settled.nameless, settled.paid) == (320_000, 12, 2_000_012)


def test_a_correction_of_an_invoice_changes_what_is_open() -> None:
    """1.680.000 less 168.000 for ten people too many: 1.512.000."""
    wrong = billed(1, 100, 1_000_000, 680_000)
    right = replace(
        wrong, number="NK-1", heads=-10, jkk=-100_000, jkm=-68_000, corrects="INV-1", reason="Meninggal"
    )
    (bill,) = settle([wrong, right], [], ["Petani"], MARCH).bills
    assert (bill.billed, bill.open) == (1_512_000, 1_512_000)
