"""The cost of a plan: `cost[month, stratum, programme] = heads × price`, exact integers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.contribution import Programme
from budget.engine.cube import INT64_MAX, HeadCube, Int64Array, Stratum, moved
from budget.engine.heads import head_cube
from budget.engine.prices import NO_VERSION, PriceTable, price_table
from budget.errors import LimitExceeded, PlanError, Problem, error, errors_in
from budget.law import LawBook
from budget.money import format_number
from budget.period import Month, MonthRange
from budget.plan import Plan, check


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A costed plan. `cost` is int64[month, stratum, programme] in rupiah, on the month of cover."""

    plan: Plan
    cube: HeadCube
    prices: PriceTable
    cost: Int64Array

    @property
    def span(self) -> MonthRange:
        return self.cube.span

    @property
    def strata(self) -> tuple[Stratum, ...]:
        return self.cube.strata

    @property
    def programmes(self) -> tuple[Programme, ...]:
        return self.prices.programmes

    @property
    def total(self) -> int:
        return int(self.cost.sum())

    @property
    def person_months(self) -> int:
        return int(self.cube.heads.sum())

    def programme_total(self, programme: Programme) -> int:
        if programme not in self.programmes:
            return 0
        return int(self.cost[:, :, self.programmes.index(programme)].sum())


def project(plan: Plan, law: LawBook) -> Projection:
    """Cost the plan. PlanError lists everything that forbids it; LimitExceeded names group and month."""
    return project_on(plan, law, head_cube)


def project_on(plan: Plan, law: LawBook, cube_of: Callable[[Plan], HeadCube]) -> Projection:
    """The same on another cube of the plan's people than `head_cube`."""
    if found := errors_in(check(plan)):
        raise PlanError(found)
    return costed(plan, cube_of(plan), law)


def costed(plan: Plan, cube: HeadCube, law: LawBook) -> Projection:
    """Cost these people on the plan's terms; errors as in `project`, but for the plan's own check."""
    prices = price_table(plan, cube.strata, (plan.frozen_law or law).with_values(plan.law_values))
    if unpriced := _people_without_price(plan, cube, prices):
        raise PlanError(unpriced)
    cost = cost_array(cube.heads, prices.rupiah, prices.index, _Names(cube))
    return Projection(plan, cube, prices, cost)


def with_heads(projection: Projection, heads: Int64Array) -> Projection:
    """The projection of other people in the same strata, int64[stratum, month], at the same prices."""
    cube = moved(projection.cube, heads)
    prices = projection.prices
    cost = cost_array(heads, prices.rupiah, prices.index, _Names(cube))
    return Projection(projection.plan, cube, prices, cost)


def unit_prices(rupiah: Int64Array, index: NDArray[np.int32]) -> Int64Array:
    """int64[stratum, month]: what one person costs in all programmes; zero without a tariff."""
    return np.take(_padded(rupiah).sum(axis=1), index, mode="wrap")


def programme_prices(rupiah: Int64Array, index: NDArray[np.int32]) -> Int64Array:
    """int64[stratum, month, programme]: what one person costs; zero without a tariff."""
    prices: Int64Array = np.take(_padded(rupiah), index, axis=0, mode="wrap")
    return prices


def _people_without_price(plan: Plan, cube: HeadCube, prices: PriceTable) -> list[Problem]:
    """One finding per group with people but no tariff, or none with a wage that the tariff asks for."""
    rows, months = np.nonzero((prices.index == NO_VERSION) & (cube.heads != 0))
    first: dict[str, int] = {}
    for row, month in zip(rows.tolist(), months.tolist(), strict=True):
        name = cube.strata[row].group
        first[name] = min(month, first.get(name, month))
    return [_without_price(plan, name, cube.span.first.plus(month)) for name, month in first.items()]


def _without_price(plan: Plan, group: str, month: Month) -> Problem:
    # The check knows the people of plan and roster; a what-if may add others.
    if plan.tariff(group, month) is None:
        message = f"{group} punya orang tetapi tidak punya tarif pada {month.label}."
        return error("bulan_tanpa_tarif", f"Kelompok {group}", message)
    message = (
        f"Tarif memakai upah dari daftar, tetapi pada {month.label} ada orang tanpa upah: orang dari "
        "rencana, atau daftar tanpa upah. Isi upahnya, atau tetapkan di tarif."
    )
    return error("upah_kosong", f"Tarif {group}", message)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names a cell of the cube, for the message of a passed limit."""

    cube: HeadCube

    def __call__(self, stratum: int, month: int) -> str:
        when: Month = self.cube.span.first.plus(month)
        return f"{self.cube.strata[stratum].group} pada {when.label}"


def cost_array(
    heads: Int64Array, rupiah: Int64Array, index: NDArray[np.int32], names: _Names | None = None
) -> Int64Array:
    """int64[month, stratum, programme] from heads, prices per version, and the version of each cell.

    LimitExceeded, never a wrapped number, where a head count is negative or the total passes 2^63 - 1.
    """
    _guard(heads, rupiah, index, names)
    # By stratum first, as both are stored: a large roster is read and written in one direction.
    cost = programme_prices(rupiah, index)
    cost *= heads[:, :, np.newaxis]
    return cost.transpose(1, 0, 2)


def total_cost(
    heads: Int64Array, rupiah: Int64Array, index: NDArray[np.int32], names: _Names | None = None
) -> int:
    """The sum of `cost_array` without its cells: for what-ifs that ask for the total alone."""
    _guard(heads, rupiah, index, names)
    return int(np.vdot(heads, unit_prices(rupiah, index)))


def _padded(rupiah: Int64Array) -> Int64Array:
    """One more version, all zero, at the end: it is where NO_VERSION (-1) points."""
    return np.vstack([rupiah, np.zeros((1, rupiah.shape[1]), dtype=np.int64)])


def _guard(heads: Int64Array, rupiah: Int64Array, index: NDArray[np.int32], names: _Names | None) -> None:
    """Refuse before multiplying: the total is bounded by cells × largest head count × dearest version."""
    if not heads.size:
        return
    if (fewest := int(heads.min())) < 0:
        cell = _named(int(np.argmin(heads)), heads.shape, names)
        raise LimitExceeded(f"Jumlah orang {cell} kurang dari nol: {format_number(fewest)}.")
    units = [sum(row) for row in rupiah.tolist()]
    if heads.size * int(heads.max()) * max(units, default=0) <= INT64_MAX:
        return
    exact = heads.astype(object) * np.array([*units, 0], dtype=object)[index]
    if int(exact.sum()) <= INT64_MAX:
        return
    cell = _named(int(np.argmax(exact)), heads.shape, names)
    raise LimitExceeded(
        f"Biaya melampaui batas {format_number(INT64_MAX)} rupiah. Terbesar: {cell}. "
        "Periksa jumlah orang dan upahnya."
    )


def _named(position: int, shape: tuple[int, ...], names: _Names | None) -> str:
    stratum, month = (int(i) for i in np.unravel_index(position, shape))
    return names(stratum, month) if names else f"strata {stratum}, bulan {month}"
