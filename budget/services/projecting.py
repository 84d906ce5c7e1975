"""What the plan costs, in a scenario or as it stands, on the months covered or paid."""

from dataclasses import dataclass, replace

from budget.engine import explain as engine_explain
from budget.engine.alike import project_alike
from budget.engine.asserted import Judged, judged
from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.cautions import plan_cautions
from budget.engine.explain import Explanation
from budget.engine.projection import Projection
from budget.engine.projection import project as project_plan
from budget.engine.runway import AllocationView, allocation_view
from budget.engine.table import Axis, Row, tabulate
from budget.errors import Problem
from budget.law import load_law
from budget.period import Month
from budget.plan import Plan
from budget.plan.scenario import base_plan
from budget.services.workspace import Workspace, read_plan


@dataclass(frozen=True, slots=True)
class Question:
    """`first` and `last` limit the months of the basis: covered (accrual) or paid (cash)."""

    scenario: str | None = None
    basis: Basis = Basis.ACCRUAL
    first: Month | None = None
    last: Month | None = None
    axes: tuple[Axis, ...] = (Axis.MONTH,)


@dataclass(frozen=True, slots=True)
class Answer:
    """`asserted` judges what the plan's assertions say of it without scenarios."""

    projection: Projection
    calendar: Calendar
    rows: tuple[Row, ...]
    allocation: AllocationView
    cautions: tuple[Problem, ...]
    asserted: tuple[Judged, ...] = ()

    @property
    def total(self) -> int:
        """The cost of the months asked for."""
        return sum(int(self.projection.cost[position].sum()) for position in self.calendar.positions)

    @property
    def person_months(self) -> int:
        return int(self.projection.cube.heads[:, list(self.calendar.positions)].sum())


def named(plan: Plan, scenario: str | None) -> Plan:
    """The plan in a scenario; as it stands for None, ``dasar`` or ``base``. NotFound for another name."""
    return base_plan(plan, scenario or "")


def answer(plan: Plan, question: Question) -> Answer:
    """Cost an open plan. PlanError, LawGap or LimitExceeded where it cannot be costed."""
    asked = named(plan, question.scenario)
    projection = project_plan(asked, load_law())
    months = calendar(projection, question.basis, question.first, question.last)
    # Sums over whole groups need no places, of which a roster has thousands.
    by_group = project_alike(asked, load_law())
    base = by_group if asked is plan or not plan.assertions else project_alike(plan, load_law())
    has_places = {Axis.KECAMATAN, Axis.VILLAGE}.intersection(question.axes)
    return Answer(
        projection=projection,
        calendar=months,
        rows=tuple(tabulate(projection if has_places else by_group, months, question.axes)),
        allocation=allocation_view(by_group, months),
        cautions=tuple(plan_cautions(projection, load_law())),
        asserted=judged(base, plan.assertions),
    )


def answer_in(workspace: Workspace, plan: Plan, question: Question) -> Answer:
    """As `answer`, with cautions about the people of the workspace's roster."""
    from budget.services.people import age_cautions

    found = answer(plan, question)
    return replace(found, cautions=(*found.cautions, *age_cautions(workspace, plan)))


def project(workspace: Workspace, question: Question) -> Answer:
    """Cost the stored plan."""
    return answer_in(workspace, read_plan(workspace), question)


def explain(found: Answer, group: str, month: Month) -> Explanation:
    """The parts of a group's cost in a month of cover."""
    return engine_explain.explain(found.projection, group, month)
