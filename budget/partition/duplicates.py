"""Who is covered by two regions in a month, one slice of the hashes at a time."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budget.engine.cube import Int64Array
from budget.partition.columns import read_covers
from budget.partition.folder import COVERS, Partition
from budget.period import Month
from budget.store.province import Shared

_HASH = ["hash_high", "hash_low"]
_NAMES = ["place", *_HASH, "first", "end"]


def shared_in(
    parts: Sequence[int], regions: Sequence[Partition], first: Month | None, last: Month | None
) -> list[Shared]:
    """By pair of regions, of those whose hash is in these slices; a person is in one slice only.

    Months outside a region's plan are not paid, so not counted.
    """
    rows = [_covers(parts, place, region, first, last) for place, region in enumerate(regions)]
    columns = [np.concatenate(column) for column in zip(*rows, strict=True)]
    twice = _more_than_once(columns[1])
    table = pa.table([column[twice] for column in columns], names=_NAMES)
    pairs = table.join(table, keys=_HASH, join_type="inner", right_suffix="_other", use_threads=False)
    begin = pc.max_element_wise(pairs["first"], pairs["first_other"])
    months = pc.subtract(pc.min_element_wise(pairs["end"], pairs["end_other"]), begin)
    both = pairs.append_column("months", months).filter(
        (pc.field("place") < pc.field("place_other")) & (pc.field("months") > 0)
    )
    sides = ["place", "place_other"]
    people = both.group_by([*sides, *_HASH], use_threads=False).aggregate([("months", "sum")])
    found = people.group_by(sides, use_threads=False).aggregate(
        [("months_sum", "count"), ("months_sum", "sum")]
    )
    return [
        Shared(regions[one].code, regions[other].code, count, total)
        for one, other, count, total in zip(*(column.to_pylist() for column in found.columns), strict=True)
    ]


def _covers(
    parts: Sequence[int], place: int, region: Partition, first: Month | None, last: Month | None
) -> tuple[Int64Array, ...]:
    """The columns of `_NAMES`, within the months of the plan that are asked for."""
    high, low, begin, end = read_covers(region.path(COVERS), parts)
    earliest = max(region.span.first, first or region.span.first).index
    until = min(region.span.last, last or region.span.last).index + 1
    end = np.where(end == 0, until, np.minimum(end, until))
    return np.full(len(high), place), high, low, np.maximum(begin, earliest), end


def _more_than_once(values: Int64Array) -> Int64Array:
    """The places of values that stand there more than once: few, and the rest need no join."""
    _, places, times = np.unique(values, return_inverse=True, return_counts=True)
    return np.flatnonzero(times[places] > 1)
