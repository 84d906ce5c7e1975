"""Money to people and months, and targets to money, on the stored plan."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from budget.engine.axes import Basis
from budget.engine.calendar import Calendar, calendar
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection, project
from budget.engine.purses import Money
from budget.engine.solve import Cut, fair_cuts, most_people
from budget.engine.target import (
    GroupGrowth,
    Growth,
    Need,
    added,
    for_months,
    most_added,
    need,
    people_to_reach,
    shares,
)
from budget.engine.whole_months import GroupMonths, PaidMonths, months_in_turn, most_months
from budget.errors import BadEntry
from budget.law import load_law
from budget.money import PPM
from budget.period import Month
from budget.plan import AllocationAdjustment, Plan, Scenario, in_scenario
from budget.plan.growth import GrowthPath
from budget.services.projecting import named
from budget.services.workspace import Workspace, read_plan


@dataclass(frozen=True, slots=True)
class Frame:
    """What is solved within. `first` and `last` limit the booked months; people change from `since` on.

    `workers` is the working population per kecamatan, for the order by coverage.
    """

    scenario: str | None = None
    basis: Basis = Basis.ACCRUAL
    first: Month | None = None
    last: Month | None = None
    since: Month | None = None
    workers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Solved:
    """Who is kept in the order asked for, the same money under each order, and for how long it lasts."""

    cut: Cut
    side_by_side: tuple[Cut, ...]
    months: PaidMonths
    in_turn: tuple[GroupMonths, ...]


@dataclass(frozen=True, slots=True)
class Reaching:
    """Who is to be reached: so many people, or a part of a denominator, by the end of `by`.

    `covered` is who counts already; for None the people whom the plan has in that month.
    """

    by: Month | None = None
    path: GrowthPath = GrowthPath.EVEN
    group: str | None = None
    covered: int | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """The people to be added and what they cost; `joining` is how many join in which month."""

    growth: Growth
    groups: tuple[GroupGrowth, ...]
    joining: tuple[tuple[Month, int], ...]
    need: Need


def solve_money(
    workspace: Workspace, frame: Frame, order: CutOrder, money: Money | None = None, less_ppm: int = 0
) -> Solved:
    """Whom the money covers; for None the allocations, each line less that part of itself."""
    if isinstance(money, int) and money < 0:
        raise BadEntry("Uang yang tersedia kurang dari nol.", "money")
    if not 0 <= less_ppm <= PPM:
        raise BadEntry("Potongan pagu paling sedikit 0 % dan paling banyak 100 %.", "cut")
    plan = named(read_plan(workspace), frame.scenario)
    if less_ppm:
        plan = in_scenario(plan, Scenario("", (AllocationAdjustment(None, PPM - less_ppm),)))
    projection, months = _framed(plan, frame)
    workers = dict(frame.workers)
    cuts = fair_cuts(projection, months, money, frame.since, workers)
    found = next((cut for cut in cuts if cut.order is order), None)
    return Solved(
        cut=found or most_people(projection, months, order, money, frame.since, workers),
        side_by_side=cuts,
        months=most_months(projection, months, money),
        in_turn=months_in_turn(projection, months, money),
    )


def reach_people(workspace: Workspace, frame: Frame, people: int, reaching: Reaching) -> Reached:
    """What it costs that so many people are paid in the month `reaching.by`."""
    return _reached(workspace, frame, reaching, lambda covered: max(0, people - covered))


def add_people(workspace: Workspace, frame: Frame, people: int, reaching: Reaching) -> Reached:
    """What so many more people cost."""
    return _reached(workspace, frame, reaching, lambda _: people)


def reach_coverage(
    workspace: Workspace, frame: Frame, target_ppm: int, denominator: int, reaching: Reaching
) -> Reached:
    """What it costs that this part of the denominator is covered in the month `reaching.by`."""
    if denominator <= 0:
        raise BadEntry("Penyebut cakupan harus di atas nol: tulis jumlah pekerjanya.", "of")
    return _reached(
        workspace, frame, reaching, lambda covered: people_to_reach(target_ppm, denominator, covered)
    )


def add_for_money(workspace: Workspace, frame: Frame, money: Money | None, reaching: Reaching) -> Reached:
    """The most people who can be added within the money, and what they cost."""
    projection, months = _framed(named(read_plan(workspace), frame.scenario), frame)
    growth = _growth(projection, frame, reaching, 0)
    most = most_added(projection, months, growth, load_law(), money)
    return _costed(projection, months, replace(growth, people=most))


def reach_months(workspace: Workspace, frame: Frame, months: int) -> tuple[Need, Calendar]:
    """What the first so many months cost, the plan carried on as it ends where it is shorter."""
    plan = named(read_plan(workspace), frame.scenario)
    projection, chosen = for_months(plan, load_law(), months, frame.basis, frame.first)
    return need(projection, chosen), chosen


def _framed(plan: Plan, frame: Frame) -> tuple[Projection, Calendar]:
    projection = project(plan, load_law())
    return projection, calendar(projection, frame.basis, frame.first, frame.last)


def _growth(projection: Projection, frame: Frame, reaching: Reaching, people: int) -> Growth:
    span = projection.span
    first, by = frame.since or span.first, reaching.by or span.last
    return Growth(people, first, by, reaching.path, reaching.group)


def _reached(
    workspace: Workspace, frame: Frame, reaching: Reaching, missing: Callable[[int], int]
) -> Reached:
    projection, months = _framed(named(read_plan(workspace), frame.scenario), frame)
    growth = _growth(projection, frame, reaching, 0)
    # Also tells whether the months are those of the plan.
    shares(projection, growth)
    planned = int(projection.cube.heads[:, projection.span.position(growth.by)].sum())
    covered = planned if reaching.covered is None else reaching.covered
    return _costed(projection, months, replace(growth, people=missing(covered)))


def _costed(projection: Projection, months: Calendar, growth: Growth) -> Reached:
    more = added(projection, growth, load_law())
    joined = more.cube.joined.sum(axis=0).tolist()
    return Reached(
        growth=growth,
        groups=shares(projection, growth),
        joining=tuple((month, count) for month, count in zip(projection.span, joined, strict=True) if count),
        need=need(projection, months, more),
    )
