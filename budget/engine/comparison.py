"""Two projections side by side, group by group."""

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
class ComparedRow:
    """Cost and person-months of a group and fiscal year on both sides; zero where a side lacks it."""

    group: str
    fiscal_year: int
    cost_a: int
    cost_b: int
    person_months_a: int
    person_months_b: int

    @property
    def difference(self) -> int:
        return self.cost_b - self.cost_a


@dataclass(frozen=True, slots=True)
class Comparison:
    a: Side
    b: Side
    rows: tuple[ComparedRow, ...]

    @property
    def difference(self) -> int:
        return self.b.total - self.a.total


def compare(
    a: Projection, b: Projection, basis: Basis, first: Month | None = None, last: Month | None = None
) -> Comparison:
    """B less A, per group and fiscal year; the rows' differences add up to the whole."""
    sides = []
    figures = []
    for projection in (a, b):
        months = calendar(projection, basis, first, last)
        rows = tabulate(projection, months, (Axis.GROUP, Axis.FISCAL_YEAR))
        figures.append({(str(row.labels[0]), int(str(row.labels[1]))): row for row in rows})
        cost, person_months = sum(r.cost for r in rows), sum(r.person_months for r in rows)
        sides.append(Side(cost, person_months, allocation_view(projection, months)))
    left, right = figures
    compared = tuple(
        ComparedRow(
            group=key[0],
            fiscal_year=key[1],
            cost_a=left[key].cost if key in left else 0,
            cost_b=right[key].cost if key in right else 0,
            person_months_a=left[key].person_months if key in left else 0,
            person_months_b=right[key].person_months if key in right else 0,
        )
        for key in dict.fromkeys([*left, *right])
    )
    return Comparison(sides[0], sides[1], compared)
