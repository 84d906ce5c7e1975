"""Kabupaten Bandung, January 2022 – May 2023, to the rupiah.

70.964 people over 17 months and 6.036 more over the last five are 1.236.568 person-months. PU class I with
JKM at a wage of 1.500.000 is 3.600 + 4.500 = 8.100 (PP 44/2015: 0,24 % and 0,30 %); the lowest BPU row is
10.000 + 6.800 = 16.800.
"""

import pytest

from budget.contribution import Programme
from budget.engine.calendar import Basis, calendar
from budget.engine.comparison import compare
from budget.engine.projection import Projection, project
from budget.engine.runway import Runway, allocation_view
from budget.engine.table import Axis, tabulate
from budget.law import LawBook
from budget.period import Month
from budget.plan import Plan, in_scenario


@pytest.fixture
def base(bandung: Plan, law: LawBook) -> Projection:
    return project(bandung, law)


@pytest.fixture
def all_bpu(bandung: Plan, law: LawBook) -> Projection:
    return project(in_scenario(bandung, bandung.scenario("Semua BPU")), law)


def per_fiscal_year(projection: Projection, basis: Basis = Basis.ACCRUAL) -> dict[object, int]:
    rows = tabulate(projection, calendar(projection, basis), (Axis.FISCAL_YEAR,))
    return {row.labels[0]: row.cost for row in rows}


def test_total_and_each_programme(base: Projection) -> None:
    assert base.person_months == 1_236_568
    assert base.total == 10_016_200_800
    assert base.programme_total(Programme.JKK) == 4_451_644_800
    assert base.programme_total(Programme.JKM) == 5_564_556_000
    assert base.programme_total(Programme.JHT) == 0


def test_cost_per_month(base: Projection) -> None:
    """70.964 × 8.100 in 2022 and 77.000 × 8.100 from January 2023 on."""
    rows = tabulate(base, calendar(base), (Axis.MONTH,))
    assert [row.labels[0] for row in rows] == list(base.span)
    assert [(row.heads, row.cost) for row in rows] == [(70_964, 574_808_400)] * 12 + [
        (77_000, 623_700_000)
    ] * 5


def test_fiscal_years_on_accrual_basis(base: Projection) -> None:
    assert per_fiscal_year(base) == {2022: 6_897_700_800, 2023: 3_118_500_000}


def test_december_falls_into_the_next_fiscal_year_on_cash_basis(base: Projection) -> None:
    assert per_fiscal_year(base, Basis.CASH) == {2022: 6_322_892_400, 2023: 3_693_308_400}


def test_the_money_is_enough(base: Projection) -> None:
    """Of 10,5 miliar 483.799.200 remain: 302.299.200 of TA 2022 and 181.500.000 of TA 2023."""
    view = allocation_view(base, calendar(base))
    assert view.pooled == Runway(10_500_000_000, 10_016_200_800, Month(2023, 5))
    assert view.pooled.remaining == 483_799_200
    assert view.pooled.is_enough
    assert view.pooled.shortfall is None
    assert view.by_fiscal_year == (
        (2022, Runway(7_200_000_000, 6_897_700_800, Month(2022, 12))),
        (2023, Runway(3_300_000_000, 3_118_500_000, Month(2023, 5))),
    )
    assert [runway.remaining for _, runway in view.by_fiscal_year] == [302_299_200, 181_500_000]


def test_what_one_year_leaves_does_not_help_the_next_on_cash_basis(base: Projection) -> None:
    """TA 2023 pays December 2022 too: 574.808.400 + 4 × 623.700.000, then 28.443 people of June."""
    view = allocation_view(base, calendar(base, Basis.CASH))
    assert dict(view.by_fiscal_year)[2022].remaining == 877_107_600
    assert dict(view.by_fiscal_year)[2023] == Runway(
        total=3_300_000_000,
        cost=3_693_308_400,
        covered_until=Month(2023, 5),
        first_short_month=Month(2023, 6),
        people_paid=28_443,
        people_short=48_557,
        person_months_short=48_557,
    )
    assert dict(view.by_fiscal_year)[2023].shortfall == 393_308_400
    assert view.pooled.is_enough


def test_all_bpu_costs_more_than_twice_as_much(all_bpu: Projection) -> None:
    assert all_bpu.person_months == 1_236_568
    assert all_bpu.total == 20_774_342_400
    assert all_bpu.programme_total(Programme.JKK) == 12_365_680_000
    assert all_bpu.programme_total(Programme.JKM) == 8_408_662_400


def test_all_bpu_is_short_in_both_fiscal_years(all_bpu: Projection) -> None:
    """Not paid: 68.177 in July and 5 × 70.964 after it; 34.572 in March and 2 × 77.000 after it."""
    view = allocation_view(all_bpu, calendar(all_bpu))
    assert view.by_fiscal_year == (
        (2022, Runway(7_200_000_000, 14_306_342_400, Month(2022, 6), Month(2022, 7), 2_787, 68_177, 422_997)),
        (2023, Runway(3_300_000_000, 6_468_000_000, Month(2023, 2), Month(2023, 3), 42_428, 34_572, 188_572)),
    )


def test_all_bpu_pooled_over_both_years(all_bpu: Projection) -> None:
    pooled = allocation_view(all_bpu, calendar(all_bpu)).pooled
    assert pooled == Runway(
        10_500_000_000,
        20_774_342_400,
        Month(2022, 8),
        Month(2022, 9),
        people_paid=57_288,
        people_short=13_676,
        person_months_short=13_676 + 3 * 70_964 + 5 * 77_000,
    )
    assert pooled.shortfall == 10_274_342_400
    assert pooled.remaining == -10_274_342_400


def test_the_two_side_by_side(base: Projection, all_bpu: Projection) -> None:
    comparison = compare([base, all_bpu], Basis.ACCRUAL)
    assert [side.total for side in comparison.sides] == [10_016_200_800, 20_774_342_400]
    assert comparison.difference == 10_758_141_600
    pkk = [row for row in comparison.rows if row.group == "PKK"]
    # In 2022 PKK has a tariff and nobody in it.
    assert [(row.fiscal_year, *(f.cost for f in row.figures), row.difference) for row in pkk] == [
        (2022, 0, 0, 0),
        (2023, 244_458_000, 507_024_000, 262_566_000),
    ]


def test_a_part_of_the_span(base: Projection) -> None:
    """November 2022 – January 2023: two months of 70.964 people and one of 77.000."""
    months = calendar(base, first=Month(2022, 11), last=Month(2023, 1))
    (row,) = tabulate(base, months, ())
    assert (row.heads, row.person_months, row.cost) == (77_000, 218_928, 1_773_316_800)


def test_groups_and_programmes_of_one_fiscal_year(base: Projection) -> None:
    """17.000 guru ngaji × 12 months × 3.600 and 4.500."""
    rows = tabulate(base, calendar(base), (Axis.GROUP, Axis.PROGRAMME, Axis.FISCAL_YEAR))
    found = {row.labels: (row.heads, row.person_months, row.cost) for row in rows}
    assert found["Guru Ngaji", Programme.JKK, 2022] == (17_000, 204_000, 734_400_000)
    assert found["Guru Ngaji", Programme.JKM, 2022] == (17_000, 204_000, 918_000_000)
    assert len(found) == 9 * 2 * 2
