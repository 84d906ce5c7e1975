"""Target to money: more people on a path, or more months, per fiscal year; and back."""

from dataclasses import replace

import pytest
from bandung import bandung as sample_plan
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_plans import plans

from budget.contribution import Income, Programme, RosterWage, Segment, Terms
from budget.engine.calendar import Basis, calendar
from budget.engine.orders import CutOrder
from budget.engine.projection import project
from budget.engine.solve import most_people
from budget.engine.target import (
    GroupGrowth,
    Growth,
    YearNeed,
    added,
    for_months,
    most_added,
    need,
    people_to_reach,
    shares,
)
from budget.engine.whole_months import most_months
from budget.errors import BadEntry, PlanError
from budget.law import LawBook, load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Group,
    HeadAdjustment,
    HeadCount,
    Plan,
    Region,
    Scenario,
    Tariff,
    in_scenario,
)
from budget.plan.growth import GrowthPath, steps

AUGUST, DECEMBER = Month(2023, 8), Month(2023, 12)
LAW = load_law()
few = settings(max_examples=examples(20, 40), deadline=None)


def five_months(*counts: HeadCount, loss_ppm: int = 0) -> Plan:
    """August to December 2023; both groups pay 16.800, and 3 miliar are allotted."""
    both = (Programme.JKK, Programme.JKM)
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(AUGUST, DECEMBER),
        groups=(
            Group("Petani", "", Segment.BPU, validation_loss_ppm=loss_ppm),
            Group("Guru Ngaji", "", Segment.BPU),
        ),
        tariffs=tuple(Tariff(n, Validity(AUGUST), Terms(Income())) for n in ("Petani", "Guru Ngaji")),
        head_counts=counts,
        allocations=(Allocation(2023, "", "", "", "", both, 3_000_000_000),),
    )


@pytest.mark.parametrize(
    ("path", "cost"),
    [
        # 12.096 × (5 + 4 + 3 + 2 + 1) × 16.800
        pytest.param(GrowthPath.EVEN, 3_048_192_000, id="five even steps, as published"),
        # 60.480 × 5 × 16.800
        pytest.param(GrowthPath.NOW, 5_080_320_000, id="all in August"),
        # 60.480 × 1 × 16.800
        pytest.param(GrowthPath.END, 1_016_064_000, id="all in December"),
    ],
)
def test_coverage_of_bandung_from_31_9_to_35_68_per_cent(path: GrowthPath, cost: int) -> None:
    """35,68 % of 1,6 million is 570.880, less 31,9 % or 510.400: 60.480 people."""
    people = people_to_reach(356_800, 1_600_000, 510_400)
    assert people == 60_480
    base = project(five_months(), LAW)
    more = added(base, Growth(people, AUGUST, DECEMBER, path, "petani"), LAW)
    assert more.total == cost
    found = need(base, calendar(base), more)
    assert found.years == (YearNeed(2023, 0, cost, 3_000_000_000),)
    assert found.top_up == found.pooled_top_up == max(0, cost - 3_000_000_000)
    # JKK is 10.000 and JKM 6.800 of each 16.800.
    assert dict(found.programmes) == {
        Programme.JKK: cost // 16_800 * 10_000,
        Programme.JKM: cost // 16_800 * 6_800,
    }


def test_a_part_of_a_person_is_a_person_more() -> None:
    """35 % of 1.001 is 350,35: 350 people are not enough."""
    assert people_to_reach(350_000, 1_001, 0) == 351
    assert people_to_reach(350_000, 1_001, 400) == 0


def test_uneven_steps_give_the_rest_to_the_first_months() -> None:
    assert steps(10, 4, GrowthPath.EVEN) == [3, 3, 2, 2]
    assert steps(10, 4, GrowthPath.NOW) == [10, 0, 0, 0]
    assert steps(10, 4, GrowthPath.END) == [0, 0, 0, 10]


def test_all_groups_grow_in_proportion_and_more_are_enrolled_than_remain() -> None:
    """10 more over 20 and 10 people: 6,67 and 3,33 are 7 and 3. Of 8 a tenth is lost: 7 remain."""
    counts = HeadCount("Petani", AUGUST, 23), HeadCount("Guru Ngaji", AUGUST, 10)
    base = project(five_months(*counts, loss_ppm=100_000), LAW)
    growth = Growth(10, AUGUST, AUGUST)
    assert shares(base, growth) == (GroupGrowth("Petani", 7, 8), GroupGrowth("Guru Ngaji", 3, 3))
    assert added(base, growth, LAW).cube.heads.tolist() == [[7] * 5, [3] * 5]


@pytest.mark.parametrize(
    "growth",
    [
        pytest.param(Growth(-1, AUGUST, DECEMBER, group="Petani"), id="fewer than nobody"),
        pytest.param(Growth(1, DECEMBER, AUGUST, group="Petani"), id="months upside down"),
        pytest.param(Growth(1, AUGUST, Month(2024, 1), group="Petani"), id="after the plan"),
        pytest.param(Growth(1, AUGUST, DECEMBER), id="in proportion to nobody"),
    ],
)
def test_a_growth_that_the_plan_has_no_place_for_is_refused(growth: Growth) -> None:
    with pytest.raises(BadEntry):
        added(project(five_months(), LAW), growth, LAW)


def test_people_cannot_be_added_at_wages_that_nobody_knows() -> None:
    plan = five_months()
    by_wage = tuple(replace(t, terms=Terms(RosterWage())) for t in plan.tariffs)
    base = project(replace(plan, tariffs=by_wage), LAW)
    with pytest.raises(PlanError, match="Tarif memakai upah dari daftar"):
        added(base, Growth(1, AUGUST, DECEMBER, group="Petani"), LAW)


def test_what_one_year_leaves_does_not_help_the_other(bandung: Plan, law: LawBook) -> None:
    """24 months: 2023 costs 77.000 × 8.100 × 12 = 7.484.400.000, of which 3,3 miliar are allotted.

    302.299.200 are left in 2022: together 3.882.100.800 are lacking.
    """
    base, months = for_months(bandung, law, 24)
    found = need(base, months)
    assert [year.cost for year in found.years] == [6_897_700_800, 7_484_400_000]
    assert (found.top_up, found.pooled_top_up) == (4_184_400_000, 3_882_100_800)


def test_fewer_months_than_the_plan_has_are_taken_from_the_first(bandung: Plan, law: LawBook) -> None:
    """Paid a month later: 12 months of cover from February 2022 are paid from March to February."""
    base, months = for_months(bandung, law, 12, Basis.CASH, Month(2022, 3))
    assert (months.covered[0], months.covered[-1]) == (Month(2022, 2), Month(2023, 1))
    assert [year.planned for year in need(base, months).years] == [
        70_964 * 8_100 * 10,
        70_964 * 8_100 + 77_000 * 8_100,
    ]
    with pytest.raises(BadEntry):
        for_months(bandung, law, 0)


@few
@given(plans(8), st.sampled_from(GrowthPath), st.sampled_from(Basis), st.integers(1, 500), st.data())
def test_target_to_money_to_target_returns_the_people(
    plan: Plan, path: GrowthPath, basis: Basis, people: int, data: st.DataObject
) -> None:
    """With exactly the money that a target needs as many people are added, and with a rupiah less fewer."""
    base = project(plan, LAW)
    first = data.draw(st.sampled_from(list(plan.span)))
    by = data.draw(st.sampled_from([month for month in plan.span if month >= first]))
    growth = Growth(people, first, by, path, data.draw(st.sampled_from(plan.groups)).name)
    try:
        more = added(base, growth, LAW)
        one_more = added(base, replace(growth, people=people + 1), LAW)
    except PlanError:
        assume(False)
    assume(one_more.total > more.total)
    months = calendar(base, basis)
    found = need(base, months, more)
    money = {year.fiscal_year: year.cost for year in found.years}
    assert most_added(base, months, growth, LAW, money) == people
    assert most_added(base, months, growth, LAW, base.total + more.total) == people
    assert most_added(base, months, growth, LAW, base.total + more.total - 1) < people
    assert sum(cost for _, cost in found.programmes) == found.planned + found.added


@few
@given(st.integers(1, 40), st.sampled_from(Basis))
def test_target_to_money_to_target_returns_the_months(count: int, basis: Basis) -> None:
    base, months = for_months(sample_plan(), LAW, count, basis)
    money = {year.fiscal_year: year.cost for year in need(base, months).years}
    longer = calendar(base, basis)
    assert most_months(base, longer, money).months == min(count, len(longer.positions))
    short = {**money, months.booked[-1].year: money[months.booked[-1].year] - 1}
    assert most_months(base, longer, short).months == count - 1


def test_people_added_to_the_plan_are_all_kept_by_the_money_they_need() -> None:
    """1.000 + 500 people for 5 months are 126.000.000; a rupiah less keeps 1.499."""
    plan = five_months(HeadCount("Petani", AUGUST, 1_000))
    growth = HeadAdjustment("Guru Ngaji", AUGUST, 500)
    base = project(in_scenario(plan, Scenario("", (growth,))), LAW)
    for money, people in ((126_000_000, 1_500), (125_999_999, 1_499)):
        for order in CutOrder:
            assert most_people(base, calendar(base), order, money).people_kept == people


def test_people_who_cost_nothing_have_no_largest_number() -> None:
    """A millionth of 10.000 and of 6.800 rounds to no rupiah."""
    plan = five_months()
    free = tuple(replace(t, terms=replace(t.terms, share_ppm=1)) for t in plan.tariffs)
    base = project(replace(plan, tariffs=free), LAW)
    with pytest.raises(BadEntry, match="tidak berbiaya"):
        most_added(base, calendar(base), Growth(0, AUGUST, DECEMBER, group="Petani"), LAW)
