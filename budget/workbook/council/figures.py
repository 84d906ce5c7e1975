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
from budget.plan.headcount import by_place
from budget.workbook.council.levels import OwnWages, own_wages

# Spreadsheets keep 15 digits: beyond them a sum would lose its last rupiah without a word.
LARGEST = 10**15 - 1
# Levels of wages take a line for their people, steps and order of payment; more would take minutes.
_MOST_LEVEL_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The months of the plan in one fiscal year, as positions in its span."""

    year: int
    positions: range

    @property
    def label(self) -> str:
        return f"TA {self.year}"


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """People of the roster in one kecamatan, by month; villages and wages are not told apart."""

    kecamatan: str
    heads: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """`heads[group][month]` and `cost[programme][group][month]`, over the groups that have people.

    `planned[group]` are the rows of the projection's cube with the group's planned people, `listed` its
    people of the roster. `versions` are the places of the price in force in `projection.prices.versions`,
    None without a tariff and where members pay by wages of their own, which `own_wages[group]` has.
    """

    projection: Projection
    groups: tuple[Group, ...]
    planned: tuple[tuple[int, ...], ...]
    listed: tuple[tuple[Listed, ...], ...]
    own_wages: tuple[OwnWages | None, ...]
    programmes: tuple[Programme, ...]
    months: tuple[Month, ...]
    years: tuple[FiscalYear, ...]
    heads: list[list[int]]
    cost: dict[Programme, list[list[int]]]
    versions: list[list[int | None]]
    cash: Calendar

    @property
    def has_listed(self) -> bool:
        return any(self.listed)

    @property
    def pays_by_wage(self) -> bool:
        return any(self.own_wages)

    def follows(self, group: int, position: int) -> bool:
        """Whether the group's people of that month are those of the roster."""
        return self.projection.plan.follows_roster(self.groups[group], self.months[position])

    def group_cost(self, group: int, position: int) -> int:
        return sum(self.cost[p][group][position] for p in self.programmes)

    def month_cost(self, position: int) -> int:
        return sum(self.group_cost(g, position) for g in range(len(self.groups)))


def figures(projection: Projection) -> Figures:
    """Arrange a projection. LimitExceeded where it holds a number that a spreadsheet cannot."""
    _guard(projection)
    plan = projection.plan
    months = tuple(projection.span)
    found = {group: _rows(projection, group) for group in plan.groups}
    groups = tuple(group for group, (planned, listed) in found.items() if planned or listed)
    strata = tuple(found[group][0] + found[group][1] for group in groups)
    own = tuple(own_wages(projection, group.name, found[group][1]) for group in groups)
    _guard_levels(own, len(months))
    # JKK and JKM are two lines of every budget, even where a plan has only one of them.
    held = {Programme.JKK, Programme.JKM, *projection.programmes}
    programmes = tuple(p for p in Programme if p in held)
    nothing = [[0] * len(months) for _ in groups]
    return Figures(
        projection=projection,
        groups=groups,
        planned=tuple(found[group][0] for group in groups),
        listed=tuple(_by_kecamatan(projection, found[group][1]) for group in groups),
        own_wages=own,
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
        versions=[_versions(projection, r, wages) for r, wages in zip(strata, own, strict=True)],
        cash=calendar(projection, Basis.CASH),
    )


def _rows(projection: Projection, group: Group) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The group's rows of the cube: planned people, but for places without any, and listed ones."""
    plan = projection.plan
    rows = [row for row, stratum in enumerate(projection.strata) if stratum.group == group.name]
    places = sum(name == group.name.casefold() for name, _ in by_place(plan.head_counts))
    planned, listed = rows[:places], [row for row in rows[places:] if projection.cube.heads[row].any()]
    if all(plan.follows_roster(group, month) for month in projection.span):
        # The plan's own head counts of such a group wait; only a what-if puts people there.
        planned = [row for row in planned if projection.cube.planned[row].any()]
    return tuple(planned), tuple(listed)


def _by_kecamatan(projection: Projection, rows: Iterable[int]) -> tuple[Listed, ...]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(projection.strata[row].kecamatan, []).append(row)
    heads = projection.cube.heads
    return tuple(Listed(name, heads[found[name]].sum(axis=0).tolist()) for name in sorted(found))


def _versions(projection: Projection, rows: Iterable[int], own: OwnWages | None) -> list[int | None]:
    """By month; a tariff without wages of their own has one price for all rows of the group."""
    places = projection.prices.index[next(iter(rows))].tolist()
    by_wage = {position for spell in own.spells for position in spell.positions} if own else set()
    return [None if v == NO_VERSION or i in by_wage else v for i, v in enumerate(places)]


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
        "Pagu": sum(line.amount for line in projection.plan.allotted),
        "Jumlah orang": (int(planned.max()) if planned.size else 0) * PPM,
        "Orang-bulan": projection.person_months,
    }
    for name, amount in amounts.items():
        if amount > LARGEST:
            raise LimitExceeded(
                f"{name} terlalu besar untuk buku kerja: Excel menyimpan paling banyak 15 angka "
                f"({format_number(LARGEST)})."
            )


def _guard_levels(own: Iterable[OwnWages | None], months: int) -> None:
    levels = sum(len(wages.levels) for wages in own if wages)
    if levels * (months + 40) > _MOST_LEVEL_CELLS:
        raise LimitExceeded(
            f"Daftar memuat {format_number(levels)} tingkat upah yang berbeda, lebih dari yang muat dalam "
            "buku kerja. Bulatkan upah dalam daftar, atau tetapkan satu upah di tarif."
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
