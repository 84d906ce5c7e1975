"""What leads from the cost of one projection to that of another, cause by cause; see docs/adr/0016.

A group's month is looked at as a whole first: whether it is covered, booked and paid from the source that is
asked for, on both sides or on one. Where it is on both, people and then the ingredients of their price are
replaced one after the other.
"""

from collections import Counter

from budget.engine.bars import Cause, GroupPart, Waterfall, waterfall_of
from budget.engine.calendar import Basis, calendar
from budget.engine.crowds import Crowds, Flags, crowds
from budget.engine.price_steps import price_steps
from budget.engine.projection import Projection
from budget.engine.turnover import passages
from budget.period import Month, MonthRange

# Rupiah by cause and place of the group.
Parts = Counter[tuple[Cause, int]]


def waterfall(
    a: Projection,
    b: Projection,
    basis: Basis = Basis.ACCRUAL,
    first: Month | None = None,
    last: Month | None = None,
    funding: str | None = None,
) -> Waterfall:
    """From A to B in the months booked from `first` to `last`, by cause and group.

    With a `funding` source, whatever its capitals, only what it pays counts. NotMonth where one side books
    nothing in those months; LimitExceeded past 2^63 - 1 person-months.
    """
    names: dict[str, str] = {}
    for group in (*a.plan.groups, *b.plan.groups):
        names.setdefault(group.name.casefold(), group.name)
    places = {name: place for place, name in enumerate(names)}
    left, right = calendar(a, basis, first, last), calendar(b, basis, first, last)
    months = MonthRange(min(left.covered[0], right.covered[0]), max(left.covered[-1], right.covered[-1]))
    before = crowds(a, left, months, places, funding)
    after = crowds(b, right, months, places, funding)
    parts = Parts()
    _whole_months(parts, before, after)
    _compared_months(parts, before, after)
    rows = {cause: [GroupPart(n, parts[cause, p]) for p, n in enumerate(names.values())] for cause in Cause}
    return waterfall_of(_counted_cost(before), _counted_cost(after), rows)


def _counted(side: Crowds) -> Flags:
    return side.funded & side.booked


def _counted_cost(side: Crowds) -> int:
    return int(side.cost[_counted(side)].sum())


def _whole_months(parts: Parts, a: Crowds, b: Crowds) -> None:
    """Months of a group that count on one side only."""
    for side, other, sign, lone_group in ((a, b, -1, Cause.ENDED_GROUP), (b, a, 1, Cause.NEW_GROUP)):
        lone = _counted(side) & ~_counted(other)
        never = ~other.peopled.any(axis=1, keepdims=True)
        for cause, where in (
            (lone_group, lone & never),
            (Cause.MONTHS, lone & ~never & ~other.peopled),
            (Cause.TIMING, lone & other.peopled & ~other.booked),
            (Cause.FUNDER, lone & other.peopled & other.booked),
        ):
            for place, rupiah in enumerate((side.cost * where).sum(axis=1).tolist()):
                parts[cause, place] += sign * rupiah


def _compared_months(parts: Parts, a: Crowds, b: Crowds) -> None:
    """Months of a group that count on both sides: its people first, then what each of them costs."""
    for passage in passages(a, b, _counted(a) & _counted(b)):
        old, new = passage.a, passage.b
        if old is not None:
            parts[Cause.PEOPLE, a.kinds[old][0]] += passage.change * a.rupiah[old]
        elif new is not None:
            parts[Cause.PEOPLE, b.kinds[new][0]] += passage.heads * b.rupiah[new]
        if old is not None and new is not None and passage.heads:
            for cause, rupiah in price_steps(a.versions[old], b.versions[new]):
                parts[cause, a.kinds[old][0]] += passage.heads * rupiah
