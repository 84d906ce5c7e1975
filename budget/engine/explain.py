"""Why a figure is what it is: people × price, with every part of both."""

from dataclasses import dataclass
from functools import partial

from budget.contribution import Programme, Terms
from budget.engine.prices import NO_VERSION, Price, PriceVersion
from budget.engine.projection import Projection
from budget.errors import NotFound
from budget.period import Month


@dataclass(frozen=True, slots=True)
class Line:
    """One programme: `heads` people at `price.rupiah` each."""

    heads: int
    price: Price

    @property
    def programme(self) -> Programme:
        return self.price.programme

    @property
    def cost(self) -> int:
        return self.heads * self.price.rupiah


@dataclass(frozen=True, slots=True)
class Explanation:
    """The cost of one group in one month of cover, over all its places.

    `planned` people less `lost` ones at validation are `heads`; `joined` and `left` lead to them from the
    month before (nobody before the plan's first month). `from_roster`: they are people of the lists.
    Without a tariff there are no `lines`; one for each price where members have wages of their own.
    """

    group: str
    month: Month
    planned: int
    heads: int
    joined: int
    left: int
    terms: Terms | None
    funding: str
    lines: tuple[Line, ...]
    from_roster: bool = False

    @property
    def lost(self) -> int:
        return self.planned - self.heads

    @property
    def cost(self) -> int:
        return sum(line.cost for line in self.lines)


def explain(projection: Projection, group: str, month: Month) -> Explanation:
    """The parts of a group's cost in a month of cover; NotFound outside the plan."""
    name = projection.plan.group(group).name
    if month not in projection.span:
        raise NotFound(f"{month.label} di luar rencana ({projection.span.label}).")
    position = projection.span.position(month)
    rows = [s for s, stratum in enumerate(projection.strata) if stratum.group == name]
    joined, left = _movements(projection, name, rows, position)
    versions = _versions(projection, rows, position)
    tariff = projection.plan.tariff(name, month) if versions else None
    return Explanation(
        group=name,
        month=month,
        planned=int(projection.cube.planned[rows, position].sum()),
        heads=int(projection.cube.heads[rows, position].sum()),
        joined=joined,
        left=left,
        terms=tariff.terms if tariff else None,
        funding=tariff.funding if tariff else "",
        lines=tuple(Line(heads, price) for version, heads in versions for price in version.prices),
        from_roster=projection.plan.follows_roster(projection.plan.group(name), month),
    )


def _versions(projection: Projection, rows: list[int], position: int) -> list[tuple[PriceVersion, int]]:
    """The price versions of a group in a month and the people on each; one without people if all are."""
    heads: dict[int, int] = {}
    for row in rows:
        version = int(projection.prices.index[row, position])
        if version != NO_VERSION:
            heads[version] = heads.get(version, 0) + int(projection.cube.heads[row, position])
    peopled = {version: count for version, count in heads.items() if count} or dict([*heads.items()][:1])
    return [(projection.prices.versions[version], count) for version, count in peopled.items()]


def _movements(projection: Projection, group: str, rows: list[int], position: int) -> tuple[int, int]:
    """Who joined and left. Where the plan takes over from the roster, only the difference did."""
    cube, plan, month = projection.cube, projection.plan, projection.span.first.plus(position)
    follows = partial(plan.follows_roster, plan.group(group))
    if position and follows(month.plus(-1)) > follows(month):
        change = int(cube.heads[rows, position].sum()) - int(cube.heads[rows, position - 1].sum())
        return max(change, 0), max(-change, 0)
    return int(cube.joined[rows, position].sum()), int(cube.left[rows, position].sum())
