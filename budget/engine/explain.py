"""Why a figure is what it is: people × price, with every part of both."""

from dataclasses import dataclass

from budget.contribution import Programme, Terms
from budget.engine.prices import Price
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
    """The cost of one group in one month of cover, over all its kecamatan.

    `planned` people less `lost` ones at validation are `heads`; `joined` and `left` compare `heads` with
    the month before (nobody before the plan's first month). Without a tariff there are no `lines`.
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
    heads = projection.cube.heads[rows, position]
    before = projection.cube.heads[rows, position - 1] if position else heads * 0
    version = projection.prices.version(rows[0], position) if rows else None
    total = int(heads.sum())
    return Explanation(
        group=name,
        month=month,
        planned=int(projection.cube.planned[rows, position].sum()),
        heads=total,
        joined=int((heads - before).clip(min=0).sum()),
        left=int((before - heads).clip(min=0).sum()),
        terms=version.tariff.terms if version else None,
        funding=version.tariff.funding if version else "",
        lines=tuple(Line(total, price) for price in version.prices) if version else (),
    )
