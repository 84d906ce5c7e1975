"""The engine's figures in the order in which the sheets show them, as plain integers."""

from collections.abc import Iterable
from dataclasses import dataclass

from budget.contribution import Programme
from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.prices import NO_VERSION, PriceVersion
from budget.engine.projection import Projection
from budget.errors import LimitExceeded
from budget.money import PPM, SEN_PER_RUPIAH, format_number
from budget.period import Month
from budget.plan import Group

# Spreadsheets keep 15 digits: beyond them a sum would lose its last rupiah without a word.
LARGEST = 10**15 - 1


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The months of the plan in one fiscal year, as positions in its span."""

    year: int
    positions: range

    @property
    def label(self) -> str:
        return f"TA {self.year}"


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """`heads[group][month]` and `cost[programme][group][month]`, over the groups that have people.

    `strata[group]` are the rows of the projection's cube that belong to the group, `versions` the place
    of the price in force in `projection.prices.versions`, None without a tariff.
    """

    projection: Projection
    groups: tuple[Group, ...]
    strata: tuple[tuple[int, ...], ...]
    programmes: tuple[Programme, ...]
    months: tuple[Month, ...]
    years: tuple[FiscalYear, ...]
    heads: list[list[int]]
    cost: dict[Programme, list[list[int]]]
    versions: list[list[int | None]]
    cash: Calendar

    def group_cost(self, group: int, position: int) -> int:
        return sum(self.cost[p][group][position] for p in self.programmes)

    def month_cost(self, position: int) -> int:
        return sum(self.group_cost(g, position) for g in range(len(self.groups)))


def figures(projection: Projection) -> Figures:
    """Arrange a projection. LimitExceeded where it holds a number that a spreadsheet cannot."""
    _guard(projection)
    plan = projection.plan
    months = tuple(projection.span)
    rows: dict[str, list[int]] = {}
    for row, stratum in enumerate(projection.strata):
        rows.setdefault(stratum.group, []).append(row)
    groups = tuple(group for group in plan.groups if group.name in rows)
    strata = tuple(tuple(rows[group.name]) for group in groups)
    # JKK and JKM are two lines of every budget, even where a plan has only one of them.
    held = {Programme.JKK, Programme.JKM, *projection.programmes}
    programmes = tuple(p for p in Programme if p in held)
    nothing = [[0] * len(months) for _ in groups]
    return Figures(
        projection=projection,
        groups=groups,
        strata=strata,
        programmes=programmes,
        months=months,
        years=tuple(_years(months)),
        heads=[projection.cube.heads[list(r)].sum(axis=0).tolist() for r in strata],
        cost={
            p: _cost(projection, strata, projection.programmes.index(p))
            if p in projection.programmes
            else nothing
            for p in programmes
        },
        versions=[
            [None if v == NO_VERSION else v for v in projection.prices.index[r[0]].tolist()] for r in strata
        ],
        cash=calendar(projection, Basis.CASH),
    )


def _cost(projection: Projection, strata: Iterable[tuple[int, ...]], programme: int) -> list[list[int]]:
    return [projection.cost[:, list(rows), programme].sum(axis=1).tolist() for rows in strata]


def _years(months: tuple[Month, ...]) -> Iterable[FiscalYear]:
    for year in dict.fromkeys(month.year for month in months):
        positions = [i for i, month in enumerate(months) if month.year == year]
        yield FiscalYear(year, range(positions[0], positions[-1] + 1))


def _guard(projection: Projection) -> None:
    for version in projection.prices.versions:
        if _largest_step(version) > LARGEST:
            raise LimitExceeded(
                f"Upah {version.tariff.group} mulai {version.first.label} terlalu besar untuk buku kerja."
            )
    planned = projection.cube.planned
    amounts = {
        "Biaya": projection.total,
        "Pagu": sum(line.amount for line in projection.plan.allocations),
        "Jumlah orang": (int(planned.max()) if planned.size else 0) * PPM,
        "Orang-bulan": projection.person_months,
    }
    for name, amount in amounts.items():
        if amount > LARGEST:
            raise LimitExceeded(
                f"{name} terlalu besar untuk buku kerja: Excel menyimpan paling banyak 15 angka "
                f"({format_number(LARGEST)})."
            )


def _largest_step(version: PriceVersion) -> int:
    """The largest number on the way to the price of one person, in rupiah / 10^8."""
    return max(
        (
            price.base_sen * price.rate_ppm
            if price.base_sen is not None and price.rate_ppm is not None
            else price.bracket.contribution(price.programme) * SEN_PER_RUPIAH * PPM
            if price.bracket is not None
            else 0
            for price in version.prices
        ),
        default=0,
    )
