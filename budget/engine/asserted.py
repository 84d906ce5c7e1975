"""What the plan costs where an assertion says what it must cost."""

from collections.abc import Iterable
from dataclasses import dataclass

from budget.engine.axes import Axis, Basis
from budget.engine.calendar import calendar
from budget.engine.projection import Projection
from budget.engine.table import tabulate
from budget.plan.assertions import Assertion

_AXES = Axis.GROUP, Axis.FISCAL_YEAR, Axis.PROGRAMME


@dataclass(frozen=True, slots=True)
class Judged:
    """An assertion and the accrual cost that it is about, in whole rupiah."""

    assertion: Assertion
    cost: int

    @property
    def difference(self) -> int:
        """How much more the plan costs than is expected; less where negative."""
        return self.cost - self.assertion.expected_rupiah

    @property
    def holds(self) -> bool:
        return self.difference == 0


def judged(projection: Projection, assertions: Iterable[Assertion]) -> tuple[Judged, ...]:
    """Each assertion with its cost; zero for a year outside the plan."""
    wanted = tuple(assertions)
    if not wanted:
        return ()
    costs = [
        (row.labels, row.cost) for row in tabulate(projection, calendar(projection, Basis.ACCRUAL), _AXES)
    ]

    def cost(about: Assertion) -> int:
        return sum(
            rupiah
            for (group, year, programme), rupiah in costs
            if year == about.fiscal_year
            and (not about.group or str(group).casefold() == about.group.casefold())
            and (not about.programmes or programme in about.programmes)
        )

    return tuple(Judged(each, cost(each)) for each in wanted)
