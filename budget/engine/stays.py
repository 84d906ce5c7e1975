"""People given one by one, as columns of small integers, counted into `heads[stratum, month]`.

A stay is a stratum code, the position of the first month of cover, and that of the first month without
cover. Every column is read once, in blocks that stay in the processor's cache: reading is what costs.
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.engine.cube import INT64_MAX, Int64Array
from budget.errors import BadEntry, LimitExceeded
from budget.money import format_number

IntArray = NDArray[np.integer[Any]]

_BLOCK = 2**17
# Up to so many counters (512 KiB) one count of stays by both ends beats two counts by one end each.
_MOST_JOINT_CELLS = 2**16


def heads_from_stays(
    stratum: IntArray, entry: IntArray, exit: IntArray, strata: int, months: int
) -> Int64Array:
    """int64[stratum, month]: the people covered, from three parallel columns of any integer type.

    `entry` is the position of the first month of cover, `exit` of the first month without; both may lie
    outside 0 … `months` (came before the span, stays beyond it). Nobody is covered when they are equal.
    BadEntry, with how many and the first of them, where a stratum is not in 0 … `strata` - 1 or an exit
    comes before its entry.
    """
    columns = [_column(values) for values in (stratum, entry, exit)]
    _same_length(columns)
    joint = strata * (months + 1) ** 2 <= _MOST_JOINT_CELLS
    counted = _counted_jointly(columns, strata, months) if joint else _counted_apart(columns, strata, months)
    if counted is None:
        raise BadEntry(_findings(columns, strata))
    return np.ascontiguousarray(np.cumsum(counted, axis=1)[:, :months])


def stratum_codes(columns: Sequence[IntArray], sizes: Sequence[int]) -> IntArray:
    """One code from several axes (group, kecamatan, wage …), the last one running fastest.

    Column i holds codes 0 … `sizes[i]` - 1. The result has the smallest integer type that holds them all;
    `numpy.unravel_index(code, sizes)` gives the axes back. BadEntry as in `heads_from_stays`;
    LimitExceeded where the axes span more than 2^63 - 1 strata.
    """
    checked = [_column(values) for values in columns]
    if len(checked) != len(sizes) or not checked:
        raise ValueError("stratum_codes takes one size for each column, and at least one column")
    _same_length(checked)
    codes: IntArray = np.zeros(len(checked[0]), dtype=_holding(prod(sizes)))
    spare: IntArray = np.empty(min(_BLOCK, len(codes)), dtype=codes.dtype)
    for block in _blocks(len(codes), _BLOCK):
        part = codes[block]
        for values, size in zip(checked, sizes, strict=True):
            if not _all_below(values[block], size):
                raise BadEntry(_outside(values, size, "Kode sumbu"), "stratum")
            part *= size
            _add(part, values[block], spare)
    return codes


def _counted_jointly(columns: Sequence[IntArray], strata: int, months: int) -> Int64Array | None:
    """Entries less exits, int64[stratum, position], from one count by stratum, entry and exit.

    None where a stay is wrong.
    """
    stratum, entry, exit = columns
    width = months + 1
    cells = strata * width * width
    keys, spare = _buffers(cells, min(_BLOCK, len(stratum)))
    counts = np.zeros(cells, dtype=np.int64)
    for block in _blocks(len(stratum), _BLOCK):
        began, ended = entry[block], exit[block]
        if not _all_below(stratum[block], strata):
            return None
        if not (_all_below(began, width) and _all_below(ended, width)):
            if (ended < began).any():
                return None
            began, ended = _clipped(began, months), _clipped(ended, months)
        key = _begun(keys, stratum[block], width)
        _add(key, began, spare)
        key *= width
        _add(key, ended, spare)
        counts += np.bincount(key, minlength=cells)
    table = counts.reshape(strata, width, width)
    # Unclipped stays that end before they begin were counted below the diagonal.
    if np.tril(table, -1).any():
        return None
    net: Int64Array = table.sum(axis=2) - table.sum(axis=1)
    return net


def _counted_apart(columns: Sequence[IntArray], strata: int, months: int) -> Int64Array | None:
    """The same from a count by stratum and entry and another by stratum and exit."""
    stratum, entry, exit = columns
    width = months + 1
    cells = strata * width
    # Every count writes all cells once: blocks must outweigh that.
    size = max(_BLOCK, 2 * cells)
    starts, spare = _buffers(cells, min(size, len(stratum)))
    net = np.zeros(cells, dtype=np.int64)
    for block in _blocks(len(stratum), size):
        began, ended = entry[block], exit[block]
        if not _all_below(stratum[block], strata) or (ended < began).any():
            return None
        start = _begun(starts, stratum[block], width)
        key = spare[: len(start)]
        np.copyto(key, _clipped(began, months), casting="unsafe")
        key += start
        net += np.bincount(key, minlength=cells)
        _add(start, _clipped(ended, months), spare)
        net -= np.bincount(start, minlength=cells)
    return net.reshape(strata, width)


def _buffers(cells: int, size: int) -> IntArray:
    """Two vectors for keys 0 … cells - 1."""
    return np.empty((2, size), dtype=_holding(cells))


def _begun(buffer: IntArray, stratum: IntArray, width: int) -> IntArray:
    """The stratum's first key, written into the buffer."""
    key = buffer[: len(stratum)]
    np.copyto(key, stratum, casting="unsafe")
    key *= width
    return key


def _add(key: IntArray, values: IntArray, spare: IntArray) -> None:
    """Add values that are known to fit the key's type; casting first takes half the time of a mixed sum."""
    same = spare[: len(key)]
    np.copyto(same, values, casting="unsafe")
    key += same


def _clipped(values: IntArray, months: int) -> IntArray:
    """Open ends cut to 0 … `months`; the column itself where nothing is open."""
    if _all_below(values, months + 1):
        return values
    # A bound that the column's type cannot hold needs no comparison, and numpy refuses it.
    if values.max() > months:
        values = np.minimum(values, months)
    return np.maximum(values, 0)


def _all_below(values: IntArray, size: int) -> bool:
    """Whether all are in 0 … size - 1, in one pass: read without a sign, a negative is a huge number."""
    return not len(values) or int(values.view(f"u{values.dtype.itemsize}").max()) < size


def _blocks(length: int, size: int) -> Iterator[slice]:
    return (slice(start, min(start + size, length)) for start in range(0, length, size))


def _holding(cells: int) -> np.dtype[np.signedinteger[Any]]:
    """The smallest signed type for the codes 0 … cells - 1."""
    for kind in (np.int8, np.int16, np.int32, np.int64):
        if cells - 1 <= np.iinfo(kind).max:
            return np.dtype(kind)
    raise LimitExceeded(f"Sumbu-sumbu itu membentuk {cells} strata, melampaui batas {INT64_MAX}.")


def _column(values: IntArray) -> IntArray:
    if values.dtype.kind not in "iu" or values.ndim != 1:
        raise TypeError(f"a column is a vector of integers, not {values.dtype} of {values.ndim} dimensions")
    return np.asarray(values, dtype=values.dtype.newbyteorder("="))


def _same_length(columns: Sequence[IntArray]) -> None:
    if len({len(values) for values in columns}) != 1:
        raise ValueError(f"columns of different length: {[len(values) for values in columns]}")


def _findings(columns: Sequence[IntArray], strata: int) -> str:
    """What is wrong, found again in the whole columns: only reached when something is."""
    stratum, entry, exit = columns
    found = [] if _all_below(stratum, strata) else [_outside(stratum, strata, "Kode strata")]
    backward = np.flatnonzero(exit < entry)
    if len(backward):
        at = int(backward[0])
        found.append(
            f"{format_number(len(backward))} orang keluar sebelum masuk. Yang pertama pada posisi {at} "
            f"(dihitung dari 0): masuk {entry[at]}, keluar {exit[at]}."
        )
    return "\n".join(found)


def _outside(values: IntArray, size: int, what: str) -> str:
    bad = np.flatnonzero((values < 0) | (values >= size))
    at = int(bad[0])
    return (
        f"{what} {format_number(len(bad))} orang di luar 0 sampai {size - 1}. Yang pertama pada posisi {at} "
        f"(dihitung dari 0): {values[at]}."
    )
