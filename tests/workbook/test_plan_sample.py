"""The shipped sample regency: the file, the plan in code, and the totals that issue 2 names."""

import json
from typing import Any

import pytest

from budget.contribution import Programme
from budget.engine.calendar import Basis, calendar
from budget.engine.projection import Projection, project
from budget.engine.runway import Runway, allocation_view
from budget.engine.table import Axis, tabulate
from budget.law import LawBook
from budget.plan import AssumptionKind, Plan, in_scenario
from budget.resources import shipped
from budget.workbook.plan_reader import PlanReading, read_plan


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return read_plan(shipped("sample_data", "kabupaten-bandung.xlsx"))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(shipped("sample_data", "expected.json").read_text("utf-8"))
    return loaded


def test_the_shipped_sample_is_the_plan_in_code(reading: PlanReading, bandung: Plan) -> None:
    """After a change of tests/bandung.py: python tests/bandung.py"""
    assert reading.problems == ()
    assert reading.plan == bandung


def _years(projection: Projection, basis: Basis) -> dict[str, int]:
    rows = tabulate(projection, calendar(projection, basis), [Axis.FISCAL_YEAR])
    return {str(row.labels[0]): row.cost for row in rows}


def test_the_base_costs_what_issue_2_says(bandung: Plan, law: LawBook, expected: dict[str, Any]) -> None:
    projection = project(bandung, law)
    view = allocation_view(projection, calendar(projection))
    base = expected["base"]
    assert projection.person_months == expected["person_months"] == 1_236_568
    assert projection.total == base["total"] == 10_016_200_800
    assert projection.programme_total(Programme.JKK) == base["JKK"] == 4_451_644_800
    assert projection.programme_total(Programme.JKM) == base["JKM"] == 5_564_556_000
    assert view.pooled.total == expected["allocation"] == 10_500_000_000
    assert view.pooled.remaining == base["remaining"] == 483_799_200
    assert (
        _years(projection, Basis.ACCRUAL)
        == base["fiscal_year"]
        == {"2022": 6_897_700_800, "2023": 3_118_500_000}
    )
    assert _years(projection, Basis.CASH)["2022"] == base["cash"]["2022"] == 6_322_892_400


def _matches(runway: Runway, expected: dict[str, Any]) -> None:
    found = {
        "covered_until": str(runway.covered_until),
        "first_short_month": str(runway.first_short_month),
        "people_paid": runway.people_paid,
        "people_short": runway.people_short,
    }
    assert {key: found[key] for key in expected} == expected


def test_all_bpu_costs_what_issue_2_says(bandung: Plan, law: LawBook, expected: dict[str, Any]) -> None:
    projection = project(in_scenario(bandung, bandung.scenario("Semua BPU")), law)
    view = allocation_view(projection, calendar(projection))
    all_bpu = expected["scenarios"]["Semua BPU"]
    assert projection.total == all_bpu["total"] == 20_774_342_400
    assert view.pooled.shortfall == all_bpu["shortfall"] == 10_274_342_400
    _matches(view.pooled, all_bpu["pooled"])
    for year, runway in view.by_fiscal_year:
        _matches(runway, all_bpu["fiscal_year"][str(year)])
    assert all_bpu["fiscal_year"]["2022"] == {
        "covered_until": "2022-06", "first_short_month": "2022-07",
        "people_paid": 2_787, "people_short": 68_177,
    }  # fmt: skip
    assert all_bpu["fiscal_year"]["2023"] == {
        "covered_until": "2023-02", "first_short_month": "2023-03",
        "people_paid": 42_428, "people_short": 34_572,
    }  # fmt: skip
    assert all_bpu["pooled"]["people_short"] == 13_676


def test_money_is_allotted_per_fiscal_year_and_account(bandung: Plan) -> None:
    by_year = dict.fromkeys((2022, 2023), 0)
    for line in bandung.allocations:
        by_year[line.fiscal_year] += line.amount
    assert by_year == {2022: 7_200_000_000, 2023: 3_300_000_000}
    assert {(line.account, line.programmes) for line in bandung.allocations} == {
        ("5.1.02.02.02.0006", (Programme.JKK,)),
        ("5.1.02.02.02.0007", (Programme.JKM,)),
    }
    assert {line.sub_activity for line in bandung.allocations} == {"2.07.05.2.02.0005"}


def test_the_sample_says_what_is_public_and_what_is_assumed(bandung: Plan) -> None:
    public = " ".join(a.text for a in bandung.assumptions if a.kind is AssumptionKind.PUBLIC)
    assumed = " ".join(a.text for a in bandung.assumptions if a.kind is AssumptionKind.ASSUMED)
    readme = shipped("sample_data", "README.md").read_text("utf-8")
    for figure in ("70.964", "Rp10,5 miliar", "77.000"):
        assert figure in public
        assert figure in readme
    for figure in ("Rp1.500.000", "6.036", "Rp7,2 miliar", "Rp3,3 miliar"):
        assert figure in assumed
        assert figure in readme.split("## Yang diasumsikan")[1]
    assert all(a.source for a in bandung.assumptions if a.kind is AssumptionKind.PUBLIC)
