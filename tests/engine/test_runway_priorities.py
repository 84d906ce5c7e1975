"""Who is paid when a month is short: by priority, whole people, and what is left goes on."""

from dataclasses import replace

import pytest

from budget.contribution import Income, Programme, Segment, Terms, Wage
from budget.engine.calendar import calendar
from budget.engine.projection import project
from budget.engine.runway import Runway, allocation_view
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, Plan, Region, Tariff

MONTH = Month(2023, 1)
BOTH = (Programme.JKK, Programme.JKM)


def two_groups(money: int, farmers_first: bool) -> Plan:
    """Ten farmers at 16.800 and ten teachers at 8.100 for one month, 249.000 in all."""
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(MONTH, MONTH),
        groups=(
            Group("Petani", "", Segment.BPU, priority=1 if farmers_first else 2),
            Group("Guru", "", Segment.PU, priority=2 if farmers_first else 1),
        ),
        tariffs=(
            Tariff("Petani", Validity(MONTH), Terms(Income())),
            Tariff("Guru", Validity(MONTH), Terms(Wage(150_000_000))),
        ),
        head_counts=(HeadCount("Petani", MONTH, 10), HeadCount("Guru", MONTH, 10)),
        allocations=(Allocation(2023, "", "", "", "PAD", BOTH, money),),
    )


@pytest.mark.parametrize(
    ("money", "farmers_first", "paid"),
    [
        pytest.param(100_000, True, 6, id="5 farmers are 84.000, and 16.000 pay one teacher more"),
        pytest.param(100_000, False, 11, id="10 teachers are 81.000, and 19.000 pay one farmer"),
        pytest.param(168_000, True, 10, id="all farmers and nobody else"),
        pytest.param(8_099, True, 0, id="less than anybody costs"),
        pytest.param(248_999, True, 19, id="a rupiah short of the last teacher"),
        pytest.param(0, False, 0, id="no money"),
    ],
)
def test_people_paid_in_order_of_priority(money: int, farmers_first: bool, paid: int, law: LawBook) -> None:
    projection = project(two_groups(money, farmers_first), law)
    pooled = allocation_view(projection, calendar(projection)).pooled
    assert pooled == Runway(money, 249_000, None, MONTH, paid, 20 - paid, person_months_short=20 - paid)


def test_enough_money_leaves_no_counts(law: LawBook) -> None:
    projection = project(two_groups(249_000, farmers_first=True), law)
    assert allocation_view(projection, calendar(projection)).pooled == Runway(249_000, 249_000, MONTH)


def test_equal_priorities_are_paid_in_the_order_of_the_plan(law: LawBook) -> None:
    plan = two_groups(100_000, farmers_first=True)
    level = replace(plan, groups=tuple(replace(g, priority=1) for g in plan.groups))
    turned = replace(level, groups=level.groups[::-1])
    paid = []
    for found in (level, turned):
        projection = project(found, law)
        paid.append(allocation_view(projection, calendar(projection)).pooled.people_paid)
    assert paid == [6, 11]


def test_money_of_a_year_that_the_plan_does_not_touch_is_left_out(law: LawBook) -> None:
    plan = two_groups(100_000, farmers_first=True)
    elsewhere = replace(plan.allocations[0], fiscal_year=2024, amount=10**9)
    projection = project(replace(plan, allocations=(*plan.allocations, elsewhere)), law)
    assert allocation_view(projection, calendar(projection)).pooled.total == 100_000
