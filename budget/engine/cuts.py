"""Whose place is kept next when money is short: the orders of ADR 0017 over the strata of a cube.

A place of a stratum is one of the most people that it has at once in the months that may be cut. Places
are stacked: those at the top are the first to go, and stand empty in months with fewer people.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from budget.engine.cube import INT64_MAX, HeadCube, Int64Array, Stratum
from budget.money import split
from budget.plan import Plan

# For a number of people, the places kept of each stratum when so many more are kept.
Grown = Callable[[int], Int64Array]


class Turn(Protocol):
    def among(self, kept: Int64Array, active: NDArray[np.bool_]) -> Grown:
        """Who comes next after the places `kept`, among the strata that are `active`."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """`most[stratum]` places in the strata of a plan; `row[stratum]` points to its group and kecamatan.

    `rank[stratum]` is its place in the order of ADR 0002: priority, order of the plan, lowest wage.
    Groups `with_wages` are priced by the wages of their people.
    """

    most: Int64Array
    rank: Int64Array
    rows: tuple[tuple[str, str], ...]
    row: Int64Array
    with_wages: frozenset[str]

    @property
    def people(self) -> int:
        return int(self.most.sum())

    def of_rows(self, people: Int64Array) -> list[int]:
        """The sum per row of a count per stratum."""
        sums: list[int] = _summed(self.row, people, len(self.rows)).tolist()
        return sums


def places_of(plan: Plan, strata: Sequence[Stratum], most: Int64Array) -> Places:
    """Rows stand in the order of the plan's groups, then by the name of the kecamatan."""
    number = {group.name: place for place, group in enumerate(plan.groups)}
    pairs = list(map(attrgetter("group", "kecamatan"), strata))
    rows = tuple(sorted(set(pairs), key=lambda pair: (number[pair[0]], pair[1])))
    place = {pair: code for code, pair in enumerate(rows)}
    row = np.fromiter(map(place.__getitem__, pairs), np.int64, len(pairs))
    priorities = np.array([plan.groups[number[group]].priority for group, _ in rows], dtype=np.int64)
    groups = np.array([number[group] for group, _ in rows], dtype=np.int64)
    wages = np.array([stratum.wage_sen or 0 for stratum in strata], dtype=np.int64)
    villages = _codes([stratum.village for stratum in strata])
    # Not in the order of storage, which nobody's cover must depend on.
    in_turn = np.lexsort((villages, row, wages, groups[row], priorities[row]))
    rank = np.empty(len(strata), dtype=np.int64)
    rank[in_turn] = np.arange(len(strata))
    paid_by_wage = frozenset(stratum.group for stratum in strata if stratum.wage_sen is not None)
    return Places(most, rank, rows, row, paid_by_wage)


def _codes(names: Sequence[str]) -> Int64Array:
    code = {name: place for place, name in enumerate(sorted(set(names)))}
    return np.fromiter(map(code.__getitem__, names), np.int64, len(names))


@dataclass(frozen=True, slots=True, eq=False)
class Queue:
    """Runs of places in the order in which they are kept: `size` of a stratum above its first `below`.

    `month` is the position of the month in which the people of a run joined, 0 where that is no matter.
    """

    stratum: Int64Array
    below: Int64Array
    size: Int64Array
    month: Int64Array

    def among(self, kept: Int64Array, active: NDArray[np.bool_]) -> Grown:
        left = (self.below + self.size - np.maximum(self.below, kept[self.stratum])).clip(min=0)
        waiting = np.flatnonzero((left > 0) & active[self.stratum])
        stratum, left = self.stratum[waiting], left[waiting]
        total = np.cumsum(left)

        def grown(people: int) -> Int64Array:
            whole = int(np.searchsorted(total, people, side="right"))
            found = kept.copy()
            np.add.at(found, stratum[:whole], left[:whole])
            if whole < len(left):
                found[stratum[whole]] += people - (int(total[whole - 1]) if whole else 0)
            return found

        return grown


def by_priority(places: Places) -> Queue:
    """Groups in the order of ADR 0002, within a group the lowest wage first."""
    in_turn = np.argsort(places.rank)
    nothing = np.zeros_like(in_turn)
    return Queue(in_turn, nothing, places.most[in_turn], nothing)


def by_joining(places: Places, cube: HeadCube, last: int) -> Queue:
    """Who joined first is kept first; in one month as by priority.

    The people of a stratum are taken to be those who joined it last, up to position `last`: who left was
    there longer.
    """
    joined = cube.joined[:, : last + 1]
    later = np.cumsum(joined[:, ::-1], axis=1)[:, ::-1] - joined
    size = np.minimum(joined, (places.most[:, np.newaxis] - later).clip(min=0))
    stratum, month = np.nonzero(size)
    order = np.lexsort((places.rank[stratum], month))
    stratum, month = stratum[order], month[order]
    size_of = size[stratum, month]
    below = places.most[stratum] - later[stratum, month] - size_of
    return Queue(stratum, below, size_of, month)


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Kecamatan are levelled: the next place goes where people per worker are fewest.

    `workers` per kecamatan is 0 where nobody knows it: these come after all others, levelled by people.
    """

    places: Places
    names: tuple[str, ...]
    kecamatan: Int64Array
    workers: tuple[int, ...]

    def among(self, kept: Int64Array, active: NDArray[np.bool_]) -> Grown:
        count = len(self.names)
        room = np.where(active, self.places.most - kept, 0)
        levels = _summed(self.kecamatan, kept, count).tolist()
        rooms = _summed(self.kecamatan, room, count).tolist()
        order = np.lexsort((self.places.rank, self.kecamatan))
        ahead = np.cumsum(room[order]) - room[order]
        # Each kecamatan has a queue of its own, which begins where those before it end.
        ahead -= (np.cumsum(rooms) - rooms)[self.kecamatan[order]]

        def grown(people: int) -> Int64Array:
            shares = np.array(self._shares(levels, rooms, people), dtype=np.int64)
            found = kept.copy()
            found[order] += (shares[self.kecamatan[order]] - ahead).clip(min=0, max=room[order])
            return found

        return grown

    def _shares(self, levels: list[int], rooms: list[int], people: int) -> list[int]:
        shares = [0] * len(rooms)
        known = [k for k, workers in enumerate(self.workers) if workers]
        unknown = [k for k, workers in enumerate(self.workers) if not workers]
        for part in (known, unknown):
            here = min(people, sum(rooms[k] for k in part))
            people -= here
            workers = [self.workers[k] or 1 for k in part]
            taken = levelled([levels[k] for k in part], [rooms[k] for k in part], workers, here)
            for k, share in zip(part, taken, strict=True):
                shares[k] = share
        return shares


def by_coverage(places: Places, workers: Mapping[str, int]) -> Levels:
    """`workers` is the working population by the name of the kecamatan, whatever its capitals."""
    known = {name.casefold(): count for name, count in workers.items() if name}
    of_row = [kecamatan for _, kecamatan in places.rows]
    names = {name.casefold(): name for name in sorted(set(of_row), reverse=True)}
    code = {folded: place for place, folded in enumerate(sorted(names))}
    return Levels(
        places,
        names=tuple(names[folded] for folded in code),
        kecamatan=np.array([code[name.casefold()] for name in of_row], dtype=np.int64)[places.row],
        workers=tuple(max(0, known.get(folded, 0)) for folded in code),
    )


def levelled(levels: Sequence[int], rooms: Sequence[int], workers: Sequence[int], people: int) -> list[int]:
    """Whom `people` more places go to when each goes to the lowest level per worker, exactly.

    `rooms` is how many each can take, `workers` is positive; the earlier comes first on a tie.
    """
    if not rooms:
        return []
    # Two different levels per worker are further apart than 1 / fine.
    fine = max(workers) ** 2

    def taken(height: int) -> list[int]:
        each = zip(levels, rooms, workers, strict=True)
        return [min(room, max(0, height * count // fine - level)) for level, room, count in each]

    low, high = 0, fine * max(level + room for level, room in zip(levels, rooms, strict=True)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if sum(taken(middle)) <= people else (low, middle)
    shares, above = taken(low), taken(high)
    rest = people - sum(shares)
    for place, (share, more) in enumerate(zip(shares, above, strict=True)):
        if rest and more > share:
            shares[place] += 1
            rest -= 1
    return shares


def uniform(places: Places, people: int) -> Int64Array:
    """So many places, alike by largest remainder: over groups and kecamatan, then over their strata."""
    weights = _summed(places.row, places.most, len(places.rows)).tolist()
    parts = split(people, weights)
    return _within(places, weights, parts)


def _within(places: Places, weights: list[int], parts: list[int]) -> Int64Array:
    """The part of each row over its strata; on a tie in the order of ADR 0002."""
    largest = int(places.most.max(initial=0)) * max(parts, default=0)
    # Exact at any size: Python's integers where a product would pass 2^63.
    kind = np.int64 if largest <= INT64_MAX else object
    of_row = np.array([max(1, weight) for weight in weights], dtype=kind)[places.row]
    shares = places.most.astype(kind) * np.array(parts, dtype=kind)[places.row]
    whole: Int64Array = (shares // of_row).astype(np.int64)
    rest: Int64Array = (shares % of_row).astype(np.int64)
    missing = np.array(parts, dtype=np.int64) - _summed(places.row, whole, len(parts))
    order = np.lexsort((places.rank, -rest, places.row))
    first = np.searchsorted(places.row[order], np.arange(len(parts)))
    in_row = np.arange(len(order)) - first[places.row[order]]
    whole[order] += in_row < missing[places.row[order]]
    return whole


def _summed(codes: Int64Array, values: Int64Array, count: int) -> Int64Array:
    total: Int64Array = np.zeros(count, dtype=np.int64)
    np.add.at(total, codes, values)
    return total
