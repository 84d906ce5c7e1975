"""Plans side by side, and the waterfall from one to another: scenarios, versions, the plan as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.alike import project_alike
from budget.engine.bars import Waterfall
from budget.engine.calendar import Basis
from budget.engine.comparison import Comparison
from budget.engine.comparison import compare as side_by_side
from budget.engine.projection import Projection
from budget.engine.waterfall import waterfall
from budget.errors import BadEntry
from budget.law import load_law
from budget.period import Month
from budget.plan import Plan
from budget.plan.scenario import VERSION_PREFIX, base_plan
from budget.services.workspace import Workspace, read_plan


@dataclass(frozen=True, slots=True)
class Range:
    """The months that are compared, on one basis; for the money of all funders or of one."""

    basis: Basis = Basis.ACCRUAL
    first: Month | None = None
    last: Month | None = None
    funding: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The sides by name, and what leads from the first to each of the others."""

    names: tuple[str, ...]
    comparison: Comparison
    waterfalls: tuple[Waterfall, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be compared: the name to ask for it by, and what it is."""

    name: str
    kind: str


def compare(workspace: Workspace, names: Sequence[str], within: Range | None = None) -> Compared:
    """Two or more plans: ``dasar``, scenarios and versions by name.

    BadEntry for fewer than two, NotFound for a name that is none, NotMonth where nothing is booked.
    """
    return compare_in(read_plan(workspace), names, within)


def compare_in(plan: Plan, names: Sequence[str], within: Range | None = None) -> Compared:
    """The same for a plan that was read already."""
    within = within or Range()
    if len(names) < 2:
        raise BadEntry("Sebut paling sedikit dua: dasar, nama skenario, atau nama versi.", "names")
    found = projections(plan, names)
    months = within.basis, within.first, within.last
    return Compared(
        tuple(names),
        side_by_side(found, *months),
        tuple(waterfall(found[0], other, *months, within.funding) for other in found[1:]),
    )


def projections(plan: Plan, names: Sequence[str]) -> list[Projection]:
    """What each of the names costs, wherever people live; a version with the law it was frozen with."""
    return [project_alike(base_plan(plan, name), load_law()) for name in names]


def choices(plan: Plan) -> tuple[Choice, ...]:
    """Everything that can be compared, the plan as it stands first."""
    taken = {scenario.name.casefold() for scenario in plan.scenarios}
    return (
        Choice("dasar", "rencana"),
        *(Choice(s.name, "skenario") for s in plan.scenarios),
        *(
            Choice(VERSION_PREFIX + name if name.casefold() in taken else name, "versi")
            for name in plan.versions
        ),
    )
