"""Adding up a projection along axes: month, group, programme, fiscal year, funding, kecamatan, desa."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.engine.axes import Axis as Axis
from budget.engine.calendar import Calendar
from budget.engine.cube import Int64Array, Stratum
from budget.engine.projection import Projection
from budget.period import Month

Label = Month | int | str


@dataclass(frozen=True, slots=True)
class Row:
    """`labels` follow the axes asked for. `heads` is the head count of the row's last month."""

    labels: tuple[Label, ...]
    heads: int
    person_months: int
    cost: int


def tabulate(projection: Projection, calendar: Calendar, axes: Sequence[Axis]) -> list[Row]:
    """Rows in the order of the axes, summed from rounded cells; a row for every tariff in force.

    A person is counted once in a row, however many programmes it holds. The last month of a row is that
    of its month or fiscal year where these are axes, else of the whole range.
    """
    coded = [_codes(projection, calendar, axis) for axis in axes]
    labels = [names for names, _ in coded]
    shape = (len(calendar.positions), len(projection.strata), len(projection.programmes))
    keys = np.zeros(shape, dtype=np.int64)
    for names, code in coded:
        keys = keys * len(names) + code
    member = _membership(projection, calendar)
    if not member.any():
        return []
    found, inverse = np.unique(keys[member], return_inverse=True)
    rows = np.full(shape, -1, dtype=np.int64)
    rows[member] = inverse
    cost = np.zeros(len(found), dtype=np.int64)
    np.add.at(cost, inverse, projection.cost[list(calendar.positions)][member])
    person_months, heads = _people(projection, calendar, axes, rows, len(found))
    return [
        Row(_decode(int(key), labels), int(heads[i]), int(person_months[i]), int(cost[i]))
        for i, key in enumerate(found)
    ]


def _codes(projection: Projection, calendar: Calendar, axis: Axis) -> tuple[list[Label], Int64Array]:
    """The labels of an axis in their natural order, and their codes, broadcast over the cost array."""
    names: Sequence[Label]
    match axis:
        case Axis.MONTH:
            names, shape = calendar.booked, (-1, 1, 1)
        case Axis.FISCAL_YEAR:
            names, shape = [month.year for month in calendar.booked], (-1, 1, 1)
        case Axis.GROUP:
            names, shape = [stratum.group for stratum in projection.strata], (1, -1, 1)
        case Axis.KECAMATAN:
            names, shape = [stratum.kecamatan for stratum in projection.strata], (1, -1, 1)
        case Axis.VILLAGE:
            names, shape = [_village(stratum) for stratum in projection.strata], (1, -1, 1)
        case Axis.PROGRAMME:
            names, shape = projection.programmes, (1, 1, -1)
        case Axis.FUNDING:
            return _funding(projection, calendar)
    order: list[Label] = list(dict.fromkeys(names))
    if axis in (Axis.KECAMATAN, Axis.VILLAGE):
        order.sort(key=str)
    place = {name: code for code, name in enumerate(order)}
    return order, np.array([place[name] for name in names], dtype=np.int64).reshape(shape)


def _village(stratum: Stratum) -> str:
    """With its kecamatan: villages of one name lie in several of them."""
    return f"{stratum.village} ({stratum.kecamatan})" if stratum.village else ""


def _funding(projection: Projection, calendar: Calendar) -> tuple[list[Label], Int64Array]:
    sources = [version.tariff.funding for version in projection.prices.versions]
    order: list[Label] = list(dict.fromkeys(sources))
    place = {name: code for code, name in enumerate(order)}
    # NO_VERSION (-1) points to the last entry; those cells are no members of any row.
    codes = np.array([*(place[source] for source in sources), 0], dtype=np.int64)
    index = projection.prices.index[:, list(calendar.positions)]
    return order or [""], codes[index].T[:, :, np.newaxis]


def _membership(projection: Projection, calendar: Calendar) -> NDArray[np.bool_]:
    """bool[month, stratum, programme]: cells where a tariff holds that includes the programme."""
    versions = projection.prices.versions
    holds = [[version.of(p) is not None for p in projection.programmes] for version in versions]
    holds.append([False] * len(projection.programmes))
    table = np.array(holds, dtype=np.bool_).reshape(len(versions) + 1, len(projection.programmes))
    index = projection.prices.index[:, list(calendar.positions)]
    member: NDArray[np.bool_] = table[index].transpose(1, 0, 2)
    return member


def _people(
    projection: Projection, calendar: Calendar, axes: Sequence[Axis], rows: Int64Array, count: int
) -> tuple[Int64Array, Int64Array]:
    """Person-months and head count of each row."""
    heads = projection.cube.heads[:, list(calendar.positions)].T
    last = _last_of_period(calendar, axes)
    person_months = np.zeros(count, dtype=np.int64)
    at_the_end = np.zeros(count, dtype=np.int64)
    # Without that axis all programmes of a cell share its row: any one that is held names it.
    separate = [rows[:, :, p] for p in range(rows.shape[2])]
    layers = separate if Axis.PROGRAMME in axes else [rows.max(axis=2)]
    for layer in layers:
        held = layer >= 0
        np.add.at(person_months, layer[held], heads[held])
        ending = held & last[:, np.newaxis]
        np.add.at(at_the_end, layer[ending], heads[ending])
    return person_months, at_the_end


def _last_of_period(calendar: Calendar, axes: Sequence[Axis]) -> NDArray[np.bool_]:
    """bool[month]: whether a month of cover is the last one of its row's period."""
    if Axis.MONTH in axes:
        period: list[Label] = list(calendar.booked)
    elif Axis.FISCAL_YEAR in axes:
        period = [month.year for month in calendar.booked]
    else:
        period = [0] * len(calendar.booked)
    last = {label: position for position, label in enumerate(period)}
    return np.array([last[label] == position for position, label in enumerate(period)], dtype=np.bool_)


def _decode(key: int, labels: Sequence[list[Label]]) -> tuple[Label, ...]:
    found: list[Label] = []
    for names in reversed(labels):
        key, code = divmod(key, len(names))
        found.append(names[code])
    return tuple(reversed(found))
