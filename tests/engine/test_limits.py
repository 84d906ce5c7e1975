"""What cannot be computed is refused with its group and month, never wrapped or read as zero."""

from dataclasses import replace

import numpy as np
import pytest

from budget.contribution import Income, Segment, Terms, UmkWage, Wage
from budget.engine.projection import cost_array, project, total_cost
from budget.errors import LimitExceeded, PlanError
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadCount, HeadCountKind, Plan, Region, Tariff

START = Month(2022, 1)
NOTHING = np.zeros((1, 1), dtype=np.int32)


def small_plan(terms: Terms, *counts: tuple[Month, int], first: Month = START, months: int = 3) -> Plan:
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(first, first.plus(months - 1)),
        groups=(Group("Linmas", "Satpol PP", Segment.PU),),
        tariffs=(Tariff("Linmas", Validity(first), terms),),
        head_counts=tuple(HeadCount("Linmas", month, heads) for month, heads in counts),
    )


def test_a_total_past_the_limit_names_group_and_month(law: LawBook) -> None:
    """9 × 10^12 people at 3.510.000 each are 3,2 × 10^19 rupiah, more than 2^63 - 1."""
    plan = small_plan(Terms(Wage(65_000_000_000)), (START, 5), (Month(2022, 2), 9 * 10**12))
    with pytest.raises(LimitExceeded) as refused:
        project(plan, law)
    assert "9.223.372.036.854.775.807" in str(refused.value)
    assert "Linmas pada Februari 2022" in str(refused.value)


def test_a_total_of_cells_that_each_fit_is_refused_too(law: LawBook) -> None:
    """Each month is 5,4 × 10^18 rupiah and fits; two of them do not."""
    plan = small_plan(Terms(Wage(20_000_000_000)), (START, 5 * 10**12), months=1)
    assert project(plan, law).total == 5 * 10**12 * 1_080_000
    with pytest.raises(LimitExceeded, match="Linmas pada Januari 2022"):
        project(replace(plan, span=MonthRange(START, Month(2022, 2))), law)


def test_the_largest_total_that_fits_is_exact() -> None:
    """The guard must not refuse by its bound what the exact sum allows."""
    most = 2**63 - 1
    heads = np.array([[most // 7, 0], [0, 1]], dtype=np.int64)
    rupiah = np.array([[7], [most % 7]], dtype=np.int64)
    index = np.array([[0, 0], [1, 1]], dtype=np.int32)
    assert int(cost_array(heads, rupiah, index).sum()) == most
    assert total_cost(heads, rupiah, index) == most
    one_more = np.array([[7], [most % 7 + 1]], dtype=np.int64)
    for refused in (cost_array, total_cost):
        with pytest.raises(LimitExceeded, match="strata 0, bulan 0"):
            refused(heads, one_more, index)


def test_prices_of_programmes_that_together_pass_the_limit_are_refused() -> None:
    heads, rupiah = np.array([[1]], dtype=np.int64), np.array([[2**62, 2**62]], dtype=np.int64)
    with pytest.raises(LimitExceeded):
        cost_array(heads, rupiah, NOTHING)


def test_a_contribution_past_the_limit_names_the_group(law: LawBook) -> None:
    plan = small_plan(Terms(Wage(10**24)), (START, 1))
    with pytest.raises(LimitExceeded, match="Linmas mulai Januari 2022"):
        project(plan, law)


def test_more_people_than_the_cube_holds_name_group_and_month(law: LawBook) -> None:
    plan = small_plan(Terms(Wage(150_000_000)), (START, 1), (Month(2022, 3), 10**13))
    with pytest.raises(LimitExceeded, match="Linmas pada Maret 2022"):
        project(plan, law)


def test_negative_heads_are_refused_in_a_plan(law: LawBook) -> None:
    plan = small_plan(Terms(Wage(150_000_000)), (START, 5))
    leaving = HeadCount("Linmas", Month(2022, 2), -6, HeadCountKind.CHANGE)
    with pytest.raises(PlanError, match=r"Februari 2022.*Linmas.*-1"):
        project(replace(plan, head_counts=(*plan.head_counts, leaving)), law)


def test_negative_heads_are_refused_in_a_cube() -> None:
    heads, rupiah = np.array([[-1]], dtype=np.int64), np.array([[8_100]], dtype=np.int64)
    for refused in (cost_array, total_cost):
        with pytest.raises(LimitExceeded, match="strata 0, bulan 0 kurang dari nol: -1"):
            refused(heads, rupiah, NOTHING)


def test_a_month_without_a_tariff_is_an_error_not_zero(law: LawBook) -> None:
    plan = small_plan(Terms(Wage(150_000_000)), (START, 5))
    late = replace(plan.tariffs[0], validity=Validity(Month(2022, 3)))
    with pytest.raises(PlanError, match=r"Linmas.*Januari 2022 – Februari 2022"):
        project(replace(plan, tariffs=(late,)), law)


def test_a_month_before_the_law_names_group_and_month(law: LawBook) -> None:
    plan = small_plan(Terms(Income()), (Month(2015, 5), 5), first=Month(2015, 5))
    with pytest.raises(PlanError) as refused:
        project(plan, law)
    # JKK and JKM stand in one table: what both lack is said once.
    assert [p.where for p in refused.value.problems] == ["Tarif Linmas pada Mei 2015"]


def test_a_year_without_umk_is_named(law: LawBook) -> None:
    plan = small_plan(Terms(UmkWage()), (START, 5))
    with pytest.raises(PlanError, match="UMK 2022"):
        project(plan, law)


def test_a_plan_without_people_costs_nothing(law: LawBook) -> None:
    projection = project(small_plan(Terms(Income())), law)
    assert (projection.total, projection.person_months, projection.strata) == (0, 0, ())
