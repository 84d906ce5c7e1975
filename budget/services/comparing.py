"""Plans side by side, and the waterfall from one to another: scenarios, versions, the plan as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.engine.bars import Waterfall
from budget.engine.calendar import Basis
from budget.engine.comparison import Comparison
from budget.engine.comparison import compare as side_by_side
from budget.engine.projection import Projection, project
from budget.engine.waterfall import waterfall
from budget.errors import BadEntry, NotFound
from budget.law import load_law
from budget.period import Month
from budget.plan.check import BASE_NAMES
from budget.services.projecting import named
from budget.services.versions import thawed_version
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork

# What names a version where a scenario has the same name.
VERSION_PREFIX = "versi:"


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


def compare(workspace: Workspace, names: Sequence[str], within: Range | None = None) -> Compared:
    """Two or more plans: ``dasar``, scenarios and versions by name.

    BadEntry for fewer than two, NotFound for a name that is none, NotMonth where nothing is booked.
    """
    within = within or Range()
    if len(names) < 2:
        raise BadEntry("Sebut paling sedikit dua: dasar, nama skenario, atau nama versi.", "names")
    found = projections(workspace, names)
    months = within.basis, within.first, within.last
    return Compared(
        tuple(names),
        side_by_side(found, *months),
        tuple(waterfall(found[0], other, *months, within.funding) for other in found[1:]),
    )


def projections(workspace: Workspace, names: Sequence[str]) -> list[Projection]:
    """What each of the names costs; a version with the law that it was frozen with."""
    with transaction(workspace, writes=False) as work:
        plan = work.plan()
        scenarios = {scenario.name.casefold() for scenario in plan.scenarios}
        found = []
        for name in names:
            asked = name.casefold()
            if asked in BASE_NAMES or asked in scenarios:
                found.append(project(named(plan, name), load_law()))
                continue
            try:
                frozen = thawed_version(work, name.removeprefix(VERSION_PREFIX).strip())
            except NotFound:
                raise NotFound(_unknown(name, [s.name for s in plan.scenarios], _versions(work))) from None
            found.append(project(frozen.plan, frozen.law))
        return found


def _versions(work: "UnitOfWork") -> list[str]:
    return [version.name for version in work.versions.all()]


def _unknown(name: str, scenarios: Sequence[str], versions: Sequence[str]) -> str:
    known = ", ".join(["dasar", *scenarios, *versions])
    return f"Tidak ada skenario atau versi bernama “{name}”. Yang ada: {known}."
