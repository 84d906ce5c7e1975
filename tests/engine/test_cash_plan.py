"""The cash plan: twelve months of each line that add up to the line, whatever is set by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.contribution import Income, Programme, Segment, Terms
from budget.engine.cash_plan import cash_plan
from budget.engine.projection import project
from budget.law import LawBook
from budget.money import split
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    CashMonth,
    Group,
    HeadCount,
    PaymentTiming,
    Plan,
    Region,
    Stage,
    StageKind,
    Tariff,
)  # fmt: skip

JKK, JKM = Programme.JKK, Programme.JKM
JANUARY = Month(2026, 1)


def farmers(amount: int, *set_by_hand: CashMonth, timing: PaymentTiming = PaymentTiming.SAME_MONTH) -> Plan:
    """100 farmers at 16.800 from January, 200 from July; one line pays for both programmes."""
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        MonthRange(JANUARY, Month(2026, 12)),
        timing,
        groups=(Group("Petani", "Pertanian", Segment.BPU),),
        tariffs=(Tariff("Petani", Validity(JANUARY), Terms(Income())),),
        head_counts=(HeadCount("Petani", JANUARY, 100), HeadCount("Petani", Month(2026, 7), 200)),
        allocations=(Allocation(2026, "Pertanian", "", "", "", (JKK, JKM), amount),),
        cash_months=set_by_hand,
    )


def hand(month: int, amount: int) -> CashMonth:
    return CashMonth(Month(2026, month), "pertanian", "", "", "", (JKK, JKM), amount)


def months(plan: Plan, law: LawBook) -> tuple[int, ...]:
    (line,) = cash_plan(project(plan, law), 2026).lines
    return line.months


def test_the_exact_cost_is_spread_as_it_is_paid(law: LawBook) -> None:
    """6 × 1.680.000 + 6 × 3.360.000 = 30.240.000."""
    assert months(farmers(30_240_000), law) == (1_680_000,) * 6 + (3_360_000,) * 6


def test_payment_in_the_following_month_leaves_january_without(law: LawBook) -> None:
    """Eleven payments in the year, 6 × 1.680.000 and 5 × 3.360.000; December is paid next year."""
    plan = farmers(26_880_000, timing=PaymentTiming.FOLLOWING_MONTH)
    assert months(plan, law) == (0, *(1_680_000,) * 6, *(3_360_000,) * 5)


def test_a_rounder_line_is_spread_by_largest_remainder(law: LawBook) -> None:
    """1.000.000 by weights of 1 and 2 (18 in all): 55.555 and 5 ninths, 111.111 and 1 ninth.

    55.555 × 6 + 111.111 × 6 = 999.996; the four rupiah left go to the largest remainders, January to April.
    """
    assert months(farmers(1_000_000), law) == (55_556,) * 4 + (55_555,) * 2 + (111_111,) * 6


def test_quarters_are_sums_of_their_months(law: LawBook) -> None:
    (line,) = cash_plan(project(farmers(30_240_000), law), 2026).lines
    assert line.quarters == (5_040_000, 5_040_000, 10_080_000, 10_080_000)


def test_a_month_that_is_set_stays_and_the_others_share_the_rest(law: LawBook) -> None:
    """20.160.000 are left for 5 months at weight 1 and 6 at weight 2: 1.185.882,4 and 2.371.764,7 each."""
    found = months(farmers(30_240_000, hand(1, 10_080_000)), law)
    assert found[0] == 10_080_000
    assert sum(found) == 30_240_000
    assert set(found[1:6]) == {1_185_882}
    assert set(found[6:]) == {2_371_765}


def test_more_than_the_line_cannot_be_set(law: LawBook) -> None:
    found = cash_plan(project(farmers(1_000_000, hand(1, 1_000_001)), law), 2026)
    assert [(p.code, "Rp1." in p.message) for p in found.problems] == [("kas_tidak_pas", True)]
    assert found.months == months(farmers(1_000_000), law)


def test_twelve_set_months_must_be_the_whole_line(law: LawBook) -> None:
    all_set = [hand(month, 1_000) for month in range(1, 13)]
    assert not cash_plan(project(farmers(12_000, *all_set), law), 2026).problems
    (problem,) = cash_plan(project(farmers(12_001, *all_set), law), 2026).problems
    assert "bersisa Rp1." in problem.message


def test_a_line_that_nothing_is_paid_from_is_spread_evenly(law: LawBook) -> None:
    jht = Allocation(2026, "", "", "", "", (Programme.JHT,), 100)
    plan = farmers(30_240_000)
    found = cash_plan(project(replace(plan, allocations=(*plan.allocations, jht)), law), 2026)
    assert found.lines[1].months == (9,) * 4 + (8,) * 8


def test_the_cash_plan_is_that_of_the_last_stage(law: LawBook) -> None:
    plan = farmers(30_240_000)
    shift = replace(plan.allocations[0], amount=60_480_000, stage=Stage(StageKind.SHIFT, 1))
    assert sum(months(replace(plan, allocations=(*plan.allocations, shift)), law)) == 60_480_000


def test_the_sample_regency_pays_eleven_months_of_2022(bandung: Plan, law: LawBook) -> None:
    """3,2 miliar by 11 are 290.909.090 and 10 rupiah over; 4 miliar by 11 are 363.636.363 and 7 over."""
    found = cash_plan(project(bandung, law), 2022)
    assert [sum(line.months) for line in found.lines] == [3_200_000_000, 4_000_000_000]
    assert found.months == (0, *(654_545_455,) * 7, *(654_545_454,) * 3, 654_545_453)


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**12), min_size=1, max_size=40).filter(any))
def test_parts_add_up_and_none_is_a_whole_unit_from_its_share(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@pytest.mark.parametrize("timing", PaymentTiming)
@given(amount=st.integers(0, 10**12), fixed=st.dictionaries(st.integers(1, 12), st.integers(0, 10**9)))
def test_a_cash_plan_always_adds_up_to_its_lines(
    timing: PaymentTiming, amount: int, fixed: dict[int, int], law: LawBook
) -> None:
    plan = farmers(amount, *(hand(month, rupiah) for month, rupiah in fixed.items()), timing=timing)
    found = cash_plan(project(plan, law), 2026)
    assert sum(found.months) == amount
    assert all(month >= 0 for month in found.months)
