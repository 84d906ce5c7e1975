"""Two or more projections side by side, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis, calendar
from budget.engine.projection import Projection
from budget.engine.runway import AllocationView, allocation_view
from budget.engine.table import Axis, tabulate
from budget.period import Month


@dataclass(frozen=True, slots=True)
class Side:
    total: int
    person_months: int
    allocation: AllocationView


@dataclass(frozen=True, slots=True)
class Figure:
    """Rupiah and person-months of one row on one side; zero where the side lacks it."""

    cost: int
    person_months: int


_NOTHING = Figure(0, 0)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A group and fiscal year, with a figure for each side."""

    group: str
    fiscal_year: int
    figures: tuple[Figure, ...]

    @property
    def difference(self) -> int:
        """The last side less the first."""
        return self.figures[-1].cost - self.figures[0].cost


@dataclass(frozen=True, slots=True)
class Comparison:
    sides: tuple[Side, ...]
    rows: tuple[ComparedRow, ...]

    @property
    def difference(self) -> int:
        """The last side less the first."""
        return self.sides[-1].total - self.sides[0].total


def compare(
    projections: Sequence[Projection], basis: Basis, first: Month | None = None, last: Month | None = None
) -> Comparison:
    """The sides in their order, and their figures per group and fiscal year, which add up to them."""
    sides = []
    figures: list[dict[tuple[str, int], Figure]] = []
    for projection in projections:
        months = calendar(projection, basis, first, last)
        rows = tabulate(projection, months, (Axis.GROUP, Axis.FISCAL_YEAR))
        figures.append(
            {(str(r.labels[0]), int(str(r.labels[1]))): Figure(r.cost, r.person_months) for r in rows}
        )
        cost, person_months = sum(r.cost for r in rows), sum(r.person_months for r in rows)
        sides.append(Side(cost, person_months, allocation_view(projection, months)))
    keys = dict.fromkeys(key for side in figures for key in side)
    return Comparison(
        tuple(sides),
        tuple(ComparedRow(*key, tuple(side.get(key, _NOTHING) for side in figures)) for key in keys),
    )
