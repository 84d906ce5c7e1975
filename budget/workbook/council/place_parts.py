"""The people of each kecamatan, group by group, with the cells that they come from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from budget.money import PPM
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.people import kept
from budget.workbook.council.sheet import Cell, span
from budget.workbook.council.workings import Workings

NO_KECAMATAN = "Tanpa kecamatan"


@dataclass(frozen=True, slots=True, eq=False)
class PlacePart:
    """One group in one kecamatan: `rows` of the cube, and of these the ones `planned`; `listed` are places
    among the group's people of lists.
    """

    group: int
    rows: tuple[int, ...]
    planned: tuple[int, ...]
    listed: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PartYear:
    """People at the end of a fiscal year and person-months, as formula and value, and the cost.

    `cost_formula` is None where the members pay by wages of their own: the workbook knows these for the
    whole group only.
    """

    people: tuple[str, int]
    person_months: tuple[str, int]
    cost: int
    cost_formula: str | None


def place_parts(data: Figures) -> dict[str, list[PlacePart]]:
    """By the name of the kecamatan, whatever its capitals; those without one come last."""
    strata = data.projection.strata
    rows: dict[tuple[str, str], list[int]] = {}
    names: dict[str, str] = {}
    for row, stratum in enumerate(strata):
        rows.setdefault((stratum.group, stratum.kecamatan.casefold()), []).append(row)
        names.setdefault(stratum.kecamatan.casefold(), stratum.kecamatan)
    found: dict[str, list[PlacePart]] = {}
    for key in sorted(names, key=lambda folded: (not folded, folded)):
        parts = [_part(data, g, key, rows.get((group.name, key), [])) for g, group in enumerate(data.groups)]
        if held := [part for part in parts if part.planned or part.listed]:
            found[names[key] or NO_KECAMATAN] = held
    return found


def _part(data: Figures, group: int, key: str, rows: Sequence[int]) -> PlacePart:
    strata = data.projection.strata
    planned = tuple(row for row in data.planned[group] if strata[row].kecamatan.casefold() == key)
    places = enumerate(data.listed[group])
    listed = tuple(place for place, line in places if line.kecamatan.casefold() == key)
    return PlacePart(group, tuple(rows), planned, listed)


def part_year(work: Workings, part: PlacePart, year: FiscalYear) -> PartYear:
    """What a group has in a kecamatan in a fiscal year."""
    data, positions = work.data, list(year.positions)
    heads = data.projection.cube.heads[list(part.rows)][:, positions]
    cost = data.projection.cost[np.ix_(positions, list(part.rows))]
    last = positions[-1:]
    return PartYear(
        people=(f"={_people(work, part, last)}", int(heads[:, -1].sum())),
        person_months=(f"={_people(work, part, positions)}", int(heads.sum())),
        cost=int(cost.sum()),
        cost_formula=_cost(work, part, positions),
    )


def _people(work: Workings, part: PlacePart, positions: Sequence[int]) -> str:
    """Person-months of consecutive months; of one month, its people."""
    people, loss = work.inputs.people, work.inputs.people.losses[part.group]
    parts = [
        _remaining([people.planned[row][i] for i in positions], loss)
        for row in part.planned
        if loss is not None
    ]
    parts += [_sum([people.listed[part.group][place][i] for i in positions]) for place in part.listed]
    return "+".join(parts) or "0"


def _remaining(cells: Sequence[Cell], loss: Cell) -> str:
    """Planned people after their validation loss: whole ones, month by month."""
    if len(cells) == 1:
        return kept(cells, loss, ()).removeprefix("=")
    return f"SUMPRODUCT(INT({span(cells)}*({PPM}-ROUND({loss.fixed}*{PPM},0))/{PPM}))"


def _sum(cells: Sequence[Cell]) -> str:
    return str(cells[0]) if len(cells) == 1 else f"SUM({span(cells)})"


def _cost(work: Workings, part: PlacePart, positions: Sequence[int]) -> str | None:
    own = work.data.own_wages[part.group]
    if own and any(own.spell(i) is not None for i in positions):
        return None
    prices = work.inputs.prices
    parts = []
    for version, run in _runs(work.data.versions[part.group], positions):
        unit = "+".join(prices[version, programme].fixed for programme in work.data.programmes)
        parts.append(f"({unit})*({_people(work, part, run)})")
    return "=" + ("+".join(parts) or "0")


def _runs(versions: Sequence[int | None], positions: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    """Consecutive months of one price; months without a tariff have nobody."""
    for version, run in groupby(positions, key=lambda i: versions[i]):
        if version is not None:
            yield version, list(run)
