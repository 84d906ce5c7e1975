"""Target to money: what more people, or more months, cost per fiscal year, and what must be added to the
allocations for them; and back, how many more people a sum pays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from budget.contribution import Programme
from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.cube import MOST_HEADS, Stratum, cube_of, guard_heads
from budget.engine.projection import Projection, costed, project
from budget.engine.purses import Money, purses, spent
from budget.engine.runway import allotted
from budget.engine.solve import largest
from budget.errors import BadEntry, LimitExceeded
from budget.law import LawBook
from budget.money import PPM, Rounding, divide_rounded, split
from budget.period import Month, MonthRange
from budget.plan import Plan
from budget.plan.growth import GrowthPath, steps


@dataclass(frozen=True, slots=True)
class Growth:
    """So many more people paid by the end of `by`; they join from `first` on and stay.

    All in one group, or for None in all groups in proportion to their people of the month `first`.
    """

    people: int
    first: Month
    by: Month
    path: GrowthPath = GrowthPath.EVEN
    group: str | None = None


@dataclass(frozen=True, slots=True)
class GroupGrowth:
    """`to_enrol` is how many must be enrolled for `people` to remain after the group's validation loss."""

    group: str
    people: int
    to_enrol: int


@dataclass(frozen=True, slots=True)
class YearNeed:
    """A fiscal year: what the plan costs as it stands, what the target adds, and what is allotted."""

    fiscal_year: int
    planned: int
    added: int
    allotted: int

    @property
    def cost(self) -> int:
        return self.planned + self.added

    @property
    def top_up(self) -> int:
        return max(0, self.cost - self.allotted)


@dataclass(frozen=True, slots=True)
class Need:
    """What a target costs. `top_up` adds up the fiscal years: what one leaves does not help another.

    `pooled_top_up` is what all the allocations together lack.
    """

    years: tuple[YearNeed, ...]
    programmes: tuple[tuple[Programme, int], ...]

    @property
    def planned(self) -> int:
        return sum(year.planned for year in self.years)

    @property
    def added(self) -> int:
        return sum(year.added for year in self.years)

    @property
    def top_up(self) -> int:
        return sum(year.top_up for year in self.years)

    @property
    def pooled_top_up(self) -> int:
        return max(0, sum(year.cost - year.allotted for year in self.years))


def people_to_reach(target_ppm: int, denominator: int, covered: int) -> int:
    """How many more people make `covered` at least that part of the denominator; never below zero."""
    return max(0, divide_rounded(denominator * target_ppm, PPM, Rounding.UP) - covered)


def shares(base: Projection, growth: Growth) -> tuple[GroupGrowth, ...]:
    """The groups in which people are added. BadEntry for a growth that the plan has no place for."""
    plan = base.plan
    if growth.people < 0:
        raise BadEntry("Jumlah orang yang ditambah kurang dari nol.", "people")
    if growth.by < growth.first or growth.first not in base.span or growth.by not in base.span:
        raise BadEntry(
            f"Penambahan {growth.first} sampai {growth.by} harus berurutan dan di dalam bulan rencana "
            f"({base.span.label}).",
            "by",
        )
    if growth.group is not None:
        parts = [(plan.group(growth.group), growth.people)]
    else:
        heads = base.cube.heads[:, base.span.position(growth.first)].tolist()
        now = dict.fromkeys((group.name for group in plan.groups), 0)
        for stratum, count in zip(base.strata, heads, strict=True):
            now[stratum.group] += count
        if not any(now.values()):
            raise BadEntry(
                f"Belum ada orang pada {growth.first.label}: sebut kelompok yang ditambah.", "group"
            )
        parts = list(zip(plan.groups, split(growth.people, list(now.values())), strict=True))
    return tuple(
        GroupGrowth(group.name, people, _to_enrol(people, group.validation_loss_ppm))
        for group, people in parts
        if people
    )


def _to_enrol(people: int, loss_ppm: int) -> int:
    return divide_rounded(people * PPM, PPM - loss_ppm, Rounding.UP)


def added(base: Projection, growth: Growth, law: LawBook) -> Projection:
    """The people of the growth alone, costed on the tariffs of their groups.

    BadEntry as in `shares`; PlanError where a group has no tariff, or one that needs a wage of its own.
    """
    found = shares(base, growth)
    first, last = base.span.position(growth.first), base.span.position(growth.by)
    heads = np.zeros((len(found), len(base.span)), dtype=np.int64)
    for row, part in enumerate(found):
        guard_heads(part.group, part.people, growth.by)
        heads[row, first : last + 1] = np.cumsum(steps(part.people, last - first + 1, growth.path))
        heads[row, last:] = part.people
    strata = tuple(Stratum(part.group) for part in found)
    return costed(base.plan, cube_of(base.span, strata, heads, heads), law)


def need(base: Projection, months: Calendar, more: Projection | None = None) -> Need:
    """What the plan costs together with the people `more`, against its allocations."""
    money = allotted(base.plan, months.fiscal_years())
    planned = _by_year(base, months)
    extra = dict.fromkeys(planned, 0) if more is None else _by_year(more, months)
    positions = list(months.positions)
    programmes = dict.fromkeys(Programme, 0)
    for projection in (base, more) if more else (base,):
        for column, programme in enumerate(projection.programmes):
            programmes[programme] += int(projection.cost[positions, :, column].sum())
    return Need(
        years=tuple(YearNeed(year, planned[year], extra[year], money[year]) for year in money),
        programmes=tuple((programme, cost) for programme, cost in programmes.items() if cost),
    )


def most_added(
    base: Projection, months: Calendar, growth: Growth, law: LawBook, money: Money | None = None
) -> int:
    """How many people can be added on the path of `growth`, whose own number does not matter.

    0 where the plan as it stands costs more than the money. BadEntry where more people cost nothing.
    """
    every = purses(base, months, money)
    left = [part.left for part in spent(base, months, every)]

    def fits(people: int) -> bool:
        try:
            more = added(base, replace(growth, people=people), law)
        except LimitExceeded:
            return False
        costs = spent(more, months, every)
        return all(part.cost <= rest for part, rest in zip(costs, left, strict=True))

    found = largest(fits, MOST_HEADS)
    if found == MOST_HEADS:
        raise BadEntry("Orang yang ditambah tidak berbiaya pada bulan-bulan ini: periksa tarifnya.", "group")
    return found


def for_months(
    plan: Plan, law: LawBook, months: int, basis: Basis = Basis.ACCRUAL, first: Month | None = None
) -> tuple[Projection, Calendar]:
    """The plan carried on as it ends, and its first so many months of cover booked from `first` on.

    BadEntry for fewer than one month; PlanError where law, UMK or tariffs end before.
    """
    if months < 1:
        raise BadEntry("Jumlah bulan sasaran paling sedikit satu.", "months")
    base = project(plan, law)
    start = calendar(base, basis, first).covered[0]
    last = max(plan.span.last, start.plus(months - 1))
    if last != plan.span.last:
        base = project(replace(plan, span=MonthRange(plan.span.first, last)), law)
    whole = calendar(base, basis, first)
    return base, Calendar(basis, whole.positions[:months], whole.covered[:months], whole.booked[:months])


def _by_year(projection: Projection, months: Calendar) -> Mapping[int, int]:
    found = dict.fromkeys(months.fiscal_years(), 0)
    for position, booked in zip(months.positions, months.booked, strict=True):
        found[booked.year] += int(projection.cost[position].sum())
    return found
