"""Who pays which price in which month: a projection without its places, which no price depends on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.contribution import Income, Wage
from budget.engine.calendar import Calendar
from budget.engine.cube import INT64_MAX, Int64Array
from budget.engine.prices import PriceVersion
from budget.engine.projection import Projection
from budget.errors import LimitExceeded
from budget.money import SEN_PER_RUPIAH
from budget.period import MonthRange
from budget.plan import Tariff

Flags = NDArray[np.bool_]
# The wage of people whose tariff names one for all; it stands before every other.
ONE_FOR_ALL = -1
# A group, by its place in a list that both sides share, and the wage in sen.
Kind = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Crowds:
    """`heads` is int64[version, month]; `rupiah`, `group` (a place) and `kinds` are one for each version.

    `cost` is int64[group, month] in rupiah. bool[group, month]: `peopled` where the group has people, and
    `funded` where the source that is asked for pays for them. bool[month]: `booked` in the months asked for.
    """

    versions: tuple[PriceVersion, ...]
    rupiah: list[int]
    group: Int64Array
    kinds: list[Kind]
    heads: Int64Array
    cost: Int64Array
    peopled: Flags
    funded: Flags
    booked: Flags


def crowds(
    projection: Projection,
    calendar: Calendar,
    months: MonthRange,
    places: dict[str, int],
    funding: str | None,
) -> Crowds:
    """The crowds of some months of cover; `places` are those of the groups, by name without capitals.

    LimitExceeded past 2^63 - 1 person-months.
    """
    versions = projection.prices.versions
    unit = projection.prices.rupiah.sum(axis=1)
    group = np.array([places[v.tariff.group.casefold()] for v in versions], dtype=np.int64)
    own = frozenset(projection.plan.tariffs)
    pays = [funding is None or v.tariff.funding.casefold() == funding.casefold() for v in versions]
    heads = _heads(projection, months)
    rows = (group[:, np.newaxis] * len(months) + np.arange(len(months))).ravel()
    booked = np.zeros(len(months), dtype=np.bool_)
    booked[[months.position(month) for month in calendar.covered]] = True

    def by_group(values: Int64Array) -> Int64Array:
        total = np.zeros(len(places) * len(months), dtype=np.int64)
        np.add.at(total, rows, values.ravel())
        return total.reshape(-1, len(months))

    return Crowds(
        versions=versions,
        rupiah=unit.tolist(),
        group=group,
        kinds=[(place, _wage_sen(v.tariff, own)) for place, v in zip(group.tolist(), versions, strict=True)],
        heads=heads,
        cost=by_group(heads * unit[:, np.newaxis]),
        peopled=by_group(heads) > 0,
        funded=by_group(heads * np.array(pays, dtype=np.int64)[:, np.newaxis]) > 0,
        booked=booked,
    )


def _heads(projection: Projection, months: MonthRange) -> Int64Array:
    """int64[version, month]: the people of all places; nobody outside the plan's span."""
    span, width = projection.span, len(months)
    known = months.cut(span.first, span.last)
    columns = slice(span.position(known.first), span.position(known.last) + 1)
    people, index = projection.cube.heads[:, columns], projection.prices.index[:, columns]
    _guard(people)
    at = np.arange(len(known)) + months.position(known.first)
    # NO_VERSION (-1) counts from the end: nobody is in that row.
    heads = np.zeros((len(projection.prices.versions) + 1) * width, dtype=np.int64)
    np.add.at(heads, (index.astype(np.int64) * width + at).ravel(), people.ravel())
    return heads.reshape(-1, width)[:-1]


def _guard(people: Int64Array) -> None:
    most = int(people.max(initial=0))
    if most * people.size > INT64_MAX and sum(people.ravel().tolist()) > INT64_MAX:
        raise LimitExceeded(f"Orang-bulan melampaui batas {INT64_MAX}. Periksa jumlah orangnya.")


def _wage_sen(tariff: Tariff, own: frozenset[Tariff]) -> int:
    """The wage or income of the list for which the tariff was made; those of the plan are for all."""
    match tariff.terms.base:
        case Wage(sen) if tariff not in own:
            return sen
        case Income(rupiah) if tariff not in own:
            return rupiah * SEN_PER_RUPIAH
        case _:
            return ONE_FOR_ALL
