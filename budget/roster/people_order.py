"""In which order people are shown: by one of their columns, as a rank for each of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from budget.roster.people_page import Numbers, PeoplePage

Ranks = NDArray[np.uint32]


class PeopleColumn(StrEnum):
    """What people can be put in order by."""

    NAME = "nama"
    NIK = "nik"
    GROUP = "kelompok"
    VILLAGE = "desa"
    KECAMATAN = "kecamatan"
    FIRST = "mulai"
    LAST = "selesai"
    BORN = "lahir"


@dataclass(frozen=True, slots=True)
class PeopleOrder:
    """Whoever is alike in the column stays in the order of the lists, upwards and downwards."""

    column: PeopleColumn
    descending: bool = False


@dataclass(frozen=True, slots=True)
class StratumPlace:
    """Where the people of a stratum, by its number, are."""

    stratum: int
    group: str
    kecamatan: str
    village: str


def ranked(
    pages: Sequence[PeoplePage],
    places: Sequence[StratumPlace],
    column: PeopleColumn,
    check: Callable[[], None],
) -> Ranks:
    """The rank of every member by the number of its row; equal ones have the same.

    Names go without regard to capitals, and whose end is not known comes last. `check` is called between
    pages.
    """
    by_stratum = _stratum_ranks(places, column)
    parts = []
    for page in pages:
        check()
        parts.append(_keys(page, column, by_stratum))
    numbers = np.concatenate([page.number for page in pages])
    _, rank = np.unique(np.concatenate(parts), return_inverse=True)
    ranks = np.zeros(int(numbers[-1]) + 1 if len(numbers) else 1, dtype=np.uint32)
    ranks[numbers] = rank
    return ranks


def in_order(found: array[int], ranks: Ranks, order: PeopleOrder) -> Numbers:
    """These rows' numbers, ordered."""
    numbers: Numbers = np.frombuffer(found, dtype=np.int64)
    keys = ranks[numbers].astype(np.int64)
    return numbers[np.argsort(-keys if order.descending else keys, kind="stable")]


def _keys(page: PeoplePage, column: PeopleColumn, by_stratum: Ranks) -> NDArray[np.generic]:
    match column:
        case PeopleColumn.NAME:
            return np.array(page.text.split(b"\n")[: 2 * len(page.number) : 2], dtype=np.bytes_)
        case PeopleColumn.NIK:
            return np.array(page.text.split(b"\n")[1::2], dtype=np.bytes_).astype(np.int64)
        case PeopleColumn.FIRST:
            return page.first
        case PeopleColumn.LAST:
            return np.where(page.end == 0, np.iinfo(np.uint32).max, page.end)
        case PeopleColumn.BORN:
            return page.born
        case _:
            return by_stratum[page.stratum]


def _stratum_ranks(places: Sequence[StratumPlace], column: PeopleColumn) -> Ranks:
    names = {
        place.stratum: {
            PeopleColumn.GROUP: place.group,
            PeopleColumn.VILLAGE: place.village,
            PeopleColumn.KECAMATAN: place.kecamatan,
        }.get(column, "").casefold()
        for place in places
    }  # fmt: skip
    position = {name: rank for rank, name in enumerate(sorted(set(names.values())))}
    ranks = np.zeros(max(names, default=0) + 1, dtype=np.uint32)
    for stratum, name in names.items():
        ranks[stratum] = position[name]
    return ranks
