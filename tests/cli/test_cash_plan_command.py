"""`pagu cash-plan`: what each line pays in each month, for programs and for people."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from budget.period import Month
from budget.plan import CashMonth
from budget.services import editing
from budget.services.workspace import Workspace, read_plan

Pagu = Callable[..., Any]


@pytest.fixture
def march(file: Path) -> Path:
    """1 miliar of the JKK line of 2022 is set for March."""
    workspace = Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    line = read_plan(workspace).allotted[0]
    fields = (line.skpd, line.sub_activity, line.account, line.funding, line.programmes)
    editing.put(workspace, None, CashMonth(Month(2022, 3), *fields, 1_000_000_000))
    return file


def test_the_cash_plan_as_json_names_lines_months_and_quarters(pagu: Pagu, march: Path) -> None:
    """220 + 1.000 million in the first quarter, 3 × 220 million in each of the others."""
    found = pagu("cash-plan --json --year 2022 --db", march).json
    (year,) = found["fiscal_years"]
    assert (year["fiscal_year"], year["total"], year["problems"]) == (2022, 7_200_000_000, [])
    jkk = year["lines"][0]
    assert (jkk["account"], jkk["programmes"], jkk["stage"]) == ("5.1.02.02.02.0006", ["JKK"], "APBD")
    assert jkk["months"][:3] == [
        {"month": "2022-01", "amount": 0},
        {"month": "2022-02", "amount": 220_000_000},
        {"month": "2022-03", "amount": 1_000_000_000},
    ]
    assert jkk["quarters"] == [1_220_000_000, 660_000_000, 660_000_000, 660_000_000]
    assert jkk["set_by_hand"] == ["2022-03"]
    assert [sum(line["months"][m]["amount"] for line in year["lines"]) for m in range(12)] == [
        month["amount"] for month in year["months"]
    ]


def test_all_fiscal_years_stand_there_without_an_option(pagu: Pagu, file: Path) -> None:
    found = pagu("cash-plan --json --db", file).json
    assert [year["fiscal_year"] for year in found["fiscal_years"]] == [2022, 2023]


def test_the_table_for_people_marks_what_was_set_by_hand_and_fits_80_columns(pagu: Pagu, march: Path) -> None:
    run = pagu("cash-plan --year 2022 --db", march)
    assert "*1.000.000.000" in run.out
    assert "1.220.000.000" in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_a_year_without_a_cash_plan_is_named_with_those_that_exist(pagu: Pagu, file: Path) -> None:
    run = pagu("cash-plan --year 2030 --json --db", file)
    assert run.code == 1
    assert "2022, 2023" in run.json["problems"][0]["message"]
