"""Groups whose members have wages of their own: people of one wage, or one bracket, taken together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.contribution import RosterIncome, RosterWage
from budget.engine.prices import NO_VERSION, PriceVersion
from budget.engine.projection import Projection
from budget.plan import Tariff


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Members who cost the same in every month. `heads` by month, zero where the tariff has one price.

    `wage_sen` is None for BPU members, whom a bracket puts together whatever their incomes. `versions` are
    their prices by month, as places in the projection's, None where the tariff has one price.
    """

    wage_sen: int | None
    heads: list[int]
    versions: list[int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Spell:
    """Months, as positions in the plan, in which every level of a group keeps its price.

    `versions[level]` is the place of that price in the projection's.
    """

    tariff: Tariff
    positions: list[int]
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OwnWages:
    """The levels of a group, the lowest wage first, and the spells in which they pay by wage."""

    levels: tuple[Level, ...]
    spells: tuple[Spell, ...]

    def spell(self, position: int) -> int | None:
        return next((n for n, spell in enumerate(self.spells) if position in spell.positions), None)


def own_wages(projection: Projection, group: str, rows: Iterable[int]) -> OwnWages | None:
    """The group's levels over these rows of the cube; None where no tariff asks the roster for wages."""
    tariffs = [projection.plan.tariff(group, month) for month in projection.span]
    positions = [
        i for i, t in enumerate(tariffs) if t and isinstance(t.terms.base, RosterWage | RosterIncome)
    ]
    index = projection.prices.index
    priced = [row for row in rows if positions and index[row, positions[0]] != NO_VERSION]
    if not priced:
        return None
    alike: dict[tuple[object, ...], list[int]] = {}
    for row in sorted(priced, key=lambda row: projection.strata[row].wage_sen or 0):
        alike.setdefault(_likeness(projection, row, positions), []).append(row)
    levels = tuple(_level(projection, found, positions) for found in alike.values())
    return OwnWages(levels, tuple(_spells(projection, levels, positions, tariffs)))


def _likeness(projection: Projection, row: int, positions: Sequence[int]) -> tuple[object, ...]:
    """What decides a price besides the tariff: the wage, or the bracket of each table that applies."""
    places = dict.fromkeys(projection.prices.index[row, list(positions)].tolist())
    return tuple(_base(projection.prices.versions[place]) for place in places)


def _base(version: PriceVersion) -> tuple[int | None, int | None]:
    price = version.prices[0]
    return price.base_sen, price.bracket.number if price.bracket else None


def _level(projection: Projection, rows: list[int], positions: Sequence[int]) -> Level:
    heads = projection.cube.heads[rows].sum(axis=0).tolist()
    versions = projection.prices.index[rows[0]].tolist()
    inside = set(positions)
    is_wage = any(projection.prices.versions[versions[i]].prices[0].base_sen is not None for i in positions)
    return Level(
        wage_sen=projection.strata[rows[0]].wage_sen if is_wage else None,
        heads=[people if i in inside else 0 for i, people in enumerate(heads)],
        versions=[version if i in inside else None for i, version in enumerate(versions)],
    )


def _spells(
    projection: Projection,
    levels: Sequence[Level],
    positions: Sequence[int],
    tariffs: Sequence[Tariff | None],
) -> Iterable[Spell]:
    """Consecutive or not: months of one tariff in which all prices come out of the same values."""
    found: dict[tuple[object, ...], Spell] = {}
    for position in positions:
        places = tuple(place for level in levels if (place := level.versions[position]) is not None)
        tariff = tariffs[position]
        assert tariff is not None
        key = (tariff, *(projection.prices.versions[place].prices for place in places))
        found.setdefault(key, Spell(tariff, [], places)).positions.append(position)
    return found.values()
