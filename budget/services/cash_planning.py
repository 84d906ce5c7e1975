"""The cash plan of every fiscal year: each allocation line over the months in which it is paid."""

from budget.engine.calendar import Basis, calendar
from budget.engine.cash_plan import CashPlan, cash_plan
from budget.engine.projection import Projection, project
from budget.law import load_law
from budget.plan import CashMonth, Plan
from budget.plan.allocation import LineKey
from budget.services.projecting import named
from budget.services.workspace import Workspace, read_plan


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


def read_cash_plans(workspace: Workspace, scenario: str | None = None) -> tuple[CashPlan, ...]:
    """Of the stored plan, in a scenario or as it stands; NotFound for an unknown scenario."""
    return cash_plans(named(read_plan(workspace), scenario))


def set_months(plan: Plan, key: LineKey) -> dict[int, CashMonth]:
    """What is stored of a line's months by their number, whether it adds up to the line or not."""
    return {planned.month.number: planned for planned in plan.cash_months if planned.key == key}
