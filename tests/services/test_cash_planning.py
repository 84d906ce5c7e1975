"""The cash plan of the stored plan: all its fiscal years, and the months that were set by hand."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.errors import NotFound
from budget.period import Month
from budget.plan import CashMonth, Plan
from budget.services import cash_planning, editing
from budget.services.workspace import Workspace, read_plan

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: NOON)


def jkk_in(month: Month, amount: int, plan: Plan) -> CashMonth:
    line = next(line for line in plan.allotted if line.fiscal_year == month.year)
    return CashMonth(
        month, line.skpd, line.sub_activity, line.account, line.funding, line.programmes, amount
    )  # fmt: skip


def test_every_fiscal_year_has_a_cash_plan_that_adds_up_to_its_lines(bandung: Plan) -> None:
    found = cash_planning.cash_plans(bandung)
    assert [(each.fiscal_year, sum(each.months)) for each in found] == [
        (2022, 7_200_000_000),
        (2023, 3_300_000_000),
    ]


def test_money_of_a_year_in_which_nothing_is_paid_is_shown_too(bandung: Plan) -> None:
    """120 over twelve months are 10 each."""
    late = replace(bandung.allocations[0], fiscal_year=2024, amount=120)
    found = cash_planning.cash_plans(replace(bandung, allocations=(*bandung.allocations, late)))
    assert (found[-1].fiscal_year, found[-1].months) == (2024, (10,) * 12)


def test_a_month_that_is_stored_stands_in_the_cash_plan(workspace: Workspace, bandung: Plan) -> None:
    """3,2 miliar less the 1 miliar of March leave 2,2 miliar for 10 payments of 220.000.000."""
    planned = jkk_in(Month(2022, 3), 1_000_000_000, bandung)
    editing.put(workspace, None, planned)
    (jkk, _), _ = (each.lines for each in cash_planning.read_cash_plans(workspace))
    assert jkk.months == (0, 220_000_000, 1_000_000_000, *(220_000_000,) * 9)
    assert jkk.fixed == {3}
    assert cash_planning.set_months(read_plan(workspace), jkk.line.key) == {3: planned}


def test_what_does_not_add_up_is_stored_and_told_but_not_used(workspace: Workspace, bandung: Plan) -> None:
    editing.put(workspace, None, jkk_in(Month(2022, 3), 3_200_000_001, bandung))
    found, _ = cash_planning.read_cash_plans(workspace)
    assert [problem.code for problem in found.problems] == ["kas_tidak_pas"]
    assert found.lines[0].fixed == frozenset()
    assert set(cash_planning.set_months(read_plan(workspace), found.lines[0].line.key)) == {3}


def test_the_cash_plan_of_an_unknown_scenario_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="Semua PU"):
        cash_planning.read_cash_plans(workspace, "Semua PU")
