"""The cash plan of every fiscal year: each allocation line over the months in which it is paid."""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.engine.alike import project_alike
from budget.engine.calendar import Basis, calendar
from budget.engine.cash_plan import CashPlan, cash_plan
from budget.engine.projection import Projection, project
from budget.law import load_law
from budget.period import Month
from budget.plan import CashMonth, Plan
from budget.plan.allocation import LineKey
from budget.services.projecting import named
from budget.services.workspace import Workspace, read_plan


@dataclass(frozen=True, slots=True)
class PaymentMonth:
    """A month of payment: what the plan pays then, and what the cash plan has for it, in rupiah."""

    month: Month
    cost: int
    cash: int


# The twelve months of each fiscal year.
PaymentYears = tuple[tuple[int, tuple[PaymentMonth, ...]], ...]


def cash_plans(plan: Plan) -> tuple[CashPlan, ...]:
    """One for each fiscal year in which something is paid or allotted.

    PlanError, LawGap or LimitExceeded where the plan cannot be costed.
    """
    return cash_plans_of(project(plan, load_law()))


def cash_plans_of(projection: Projection) -> tuple[CashPlan, ...]:
    """The same of a plan that is costed already."""
    paid = calendar(projection, Basis.CASH).fiscal_years()
    allotted = (line.fiscal_year for line in projection.plan.allotted)
    return tuple(cash_plan(projection, year) for year in sorted({*paid, *allotted}))


def payment_months(plan: Plan) -> PaymentYears:
    """Of the fiscal years that `cash_plans` has; people who cost the same are reckoned as one."""
    projection = project_alike(plan, load_law())
    when = calendar(projection, Basis.CASH)
    cost: dict[Month, int] = {}
    for position, booked in zip(when.positions, when.booked, strict=True):
        cost[booked] = cost.get(booked, 0) + int(projection.cost[position].sum())
    return tuple((found.fiscal_year, _twelve(found, cost)) for found in cash_plans_of(projection))


def _twelve(found: CashPlan, cost: Mapping[Month, int]) -> tuple[PaymentMonth, ...]:
    months = [Month(found.fiscal_year, number) for number in range(1, 13)]
    return tuple(PaymentMonth(month, cost.get(month, 0), found.months[month.number - 1]) for month in months)


def read_cash_plans(workspace: Workspace, scenario: str | None = None) -> tuple[CashPlan, ...]:
    """Of the stored plan, in a scenario or as it stands; NotFound for an unknown scenario."""
    return cash_plans(named(read_plan(workspace), scenario))


def set_months(plan: Plan, key: LineKey) -> dict[int, CashMonth]:
    """What is stored of a line's months by their number, whether it adds up to the line or not."""
    return {planned.month.number: planned for planned in plan.cash_months if planned.key == key}
