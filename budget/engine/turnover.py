"""From the people of one projection to those of another: who stays, who earns otherwise, who comes and goes.

Nobody is known by name. In every group and month people of one wage are matched first; those who are left
over are matched in ascending wage; who then finds nobody on the other side has come or gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from budget.engine.crowds import ONE_FOR_ALL, Crowds, Flags, Kind
from budget.engine.cube import Int64Array
from budget.engine.prices import NO_VERSION


@dataclass(frozen=True, slots=True)
class Passage:
    """`heads` people whose price goes from version `a` to `b`, `change` of them more than on side A.

    People who went have no part in `heads`. `a` is None where A has no price for such people, `b` where
    nobody is left on side B.
    """

    a: int | None
    b: int | None
    heads: int
    change: int


def passages(a: Crowds, b: Crowds, months: Flags) -> Iterator[Passage]:
    """All people of the groups and months that are marked in bool[group, month], by their prices."""
    kinds = sorted({*a.kinds, *b.kinds})
    if not kinds:
        return
    heads_a, price_a = _by_kind(a, kinds, months)
    heads_b, price_b = _by_kind(b, kinds, months)
    starts, group = _groups(kinds)
    gone, come = (heads_a - heads_b).clip(min=0), (heads_b - heads_a).clip(min=0)
    moved = np.minimum(np.add.reduceat(gone, starts), np.add.reduceat(come, starts))[group]
    going, coming = _lowest(gone, moved, starts, group), _lowest(come, moved, starts, group)
    known = _known_prices(price_a, kinds, starts, group)
    left, right, people = _in_turn(going, coming)
    yield from _summed(
        np.concatenate([known.ravel(), price_a.T.ravel()[left]]),
        np.concatenate([price_b.ravel(), price_b.T.ravel()[right]]),
        np.concatenate([(heads_b - coming).ravel(), people]),
        np.concatenate([(come - coming - gone + going).ravel(), np.zeros_like(people)]),
    )


def _by_kind(side: Crowds, kinds: list[Kind], months: Flags) -> tuple[Int64Array, Int64Array]:
    """Both int64[kind, month]: the people of a kind and the version of their price."""
    place = {kind: number for number, kind in enumerate(kinds)}
    row = np.array([place[kind] for kind in side.kinds], dtype=np.int64)
    heads = np.zeros((len(kinds), months.shape[1]), dtype=np.int64)
    price = np.full_like(heads, NO_VERSION)
    version, month = np.nonzero(side.heads * months[side.group])
    np.add.at(heads, (row[version], month), side.heads[version, month])
    price[row[version], month] = version
    return heads, price


def _groups(kinds: list[Kind]) -> tuple[Int64Array, Int64Array]:
    """The first kind of every group, and for each kind the number of its group among them."""
    groups = np.array([group for group, _ in kinds], dtype=np.int64)
    is_first = np.diff(groups, prepend=-1) != 0
    return np.flatnonzero(is_first), np.cumsum(is_first, dtype=np.int64) - 1


def _lowest(people: Int64Array, most: Int64Array, starts: Int64Array, group: Int64Array) -> Int64Array:
    """As many of each group's people as `most` allows, those of the lowest wage first."""
    before = np.cumsum(people, axis=0) - people
    before -= before[starts][group]
    lowest: Int64Array = np.minimum(people, (most - before).clip(min=0))
    return lowest


def _known_prices(price: Int64Array, kinds: list[Kind], starts: Int64Array, group: Int64Array) -> Int64Array:
    """Each kind's price, or that of all people of the group where the tariff names one wage for all."""
    for_all = np.array([wage == ONE_FOR_ALL for _, wage in kinds], dtype=np.bool_)[starts]
    shared = np.where(for_all[:, np.newaxis], price[starts], NO_VERSION)[group]
    return np.where(price == NO_VERSION, shared, price)


def _in_turn(going: Int64Array, coming: Int64Array) -> tuple[Int64Array, Int64Array, Int64Array]:
    """Cells of both, month by month, and how many people pass from the one to the other.

    In every group and month as many people go as come, so one line of all of them pairs them in turn.
    """
    line, other = going.T.ravel(), coming.T.ravel()
    left, right = np.flatnonzero(line), np.flatnonzero(other)
    ends, other_ends = np.cumsum(line[left]), np.cumsum(other[right])
    cuts = np.union1d(ends, other_ends)
    people = np.diff(cuts, prepend=0)
    return left[np.searchsorted(ends, cuts)], right[np.searchsorted(other_ends, cuts)], people


def _summed(a: Int64Array, b: Int64Array, heads: Int64Array, change: Int64Array) -> Iterator[Passage]:
    """One passage for each pair of prices."""
    some = (heads != 0) | (change != 0)
    a, b, heads, change = a[some], b[some], heads[some], change[some]
    width = int(b.max(initial=0)) + 2
    pairs, place = np.unique((a + 1) * width + b + 1, return_inverse=True)
    sums = np.zeros((2, len(pairs)), dtype=np.int64)
    np.add.at(sums[0], place, heads)
    np.add.at(sums[1], place, change)
    for pair, people, more in zip(pairs.tolist(), *sums.tolist(), strict=True):
        left, right = divmod(pair, width)
        yield Passage(left - 1 if left else None, right - 1 if right else None, people, more)
