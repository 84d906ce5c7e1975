"""The Parquet files of a region: sorted, so that neither tells the order of the list."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from budget.engine.cube import Int64Array
from budget.errors import FileError
from budget.partition.folder import COVERS, STAYS

if TYPE_CHECKING:
    from budget.store.covers import Everyone

# Row group k of `covers.parquet` has the hashes whose first four bits are k - 8, as they are signed:
# whoever looks for duplicates reads the same group of every region, and nothing is sent around.
SLICES = 16
_SLICE_BITS = 60
_MONTHS = [("first_month", pa.int32()), ("end_month", pa.int32())]
_STAYS = pa.schema([("stratum", pa.int32()), *_MONTHS])
_COVERS = pa.schema([("hash_high", pa.int64()), ("hash_low", pa.int64()), *_MONTHS])


def write_columns(folder: Path, everyone: "Everyone") -> None:
    """Both files of these people."""
    _write_stays(folder / STAYS, everyone)
    _write_covers(folder / COVERS, everyone)


def _write_stays(path: Path, everyone: "Everyone") -> None:
    order = np.lexsort((everyone.end, everyone.first, everyone.stratum))
    table = _table(_STAYS, [everyone.stratum, everyone.first, everyone.end], order)
    pq.write_table(table, path, compression="zstd")


def _write_covers(path: Path, everyone: "Everyone") -> None:
    order = np.lexsort((everyone.first, everyone.low, everyone.high))
    table = _table(_COVERS, [everyone.high, everyone.low, everyone.first, everyone.end], order)
    slices = everyone.high[order] >> _SLICE_BITS
    edges = np.searchsorted(slices, np.arange(-SLICES // 2, SLICES // 2 + 1)).tolist()
    # Hashes do not repeat: a dictionary of them would only be in the way.
    with pq.ParquetWriter(
        path, _COVERS, compression="zstd", use_dictionary=["first_month", "end_month"]
    ) as file:
        for begin, end in pairwise(edges):
            file.write_table(table.slice(begin, end - begin), row_group_size=max(1, end - begin))


def _table(schema: pa.Schema, columns: list[Int64Array], order: Int64Array) -> pa.Table:
    *others, end = (column[order] for column in columns)
    arrays = [pa.array(column) for column in others] + [pa.array(end, mask=end == 0)]
    return pa.table(arrays, names=schema.names).cast(schema)


def read_stays(path: Path) -> tuple[Int64Array, Int64Array, Int64Array]:
    """Stratum, first month and first month without cover (0: open) of every row, as they were written."""
    with _opened(path, _STAYS) as file:
        stratum, first, end = _arrays(file.read(use_threads=False))
    return stratum, first, end


def expect_slices(path: Path, covers: int) -> None:
    """FileError where the covers are not so many, or one may stand where nobody looks for it."""
    with _opened(path, _COVERS) as file:
        groups = [file.metadata.row_group(place) for place in range(file.metadata.num_row_groups)]
        as_said = file.metadata.num_rows == covers and len(groups) == SLICES
        if not (as_said and all(_within(group, place) for place, group in enumerate(groups))):
            raise FileError(f"{COVERS} tidak terbagi menurut sidiknya. Tulis lagi.")


def _within(group: pq.RowGroupMetaData, part: int) -> bool:
    found = group.column(0).statistics
    ends = {found.min >> _SLICE_BITS, found.max >> _SLICE_BITS} if found and found.has_min_max else set()
    return group.num_rows == 0 or ends == {part - SLICES // 2}


def read_covers(path: Path, parts: Sequence[int]) -> tuple[Int64Array, Int64Array, Int64Array, Int64Array]:
    """Both halves of the hashes of these slices, and their months as in `read_stays`."""
    with _opened(path, _COVERS) as file:
        high, low, first, end = _arrays(file.read_row_groups(parts, use_threads=False))
    return high, low, first, end


@contextmanager
def _opened(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetFile]:
    """FileError where it is no sound Parquet, or of other columns."""
    try:
        with pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(schema):
                raise FileError(f"{path} tidak berisi kolom {', '.join(schema.names)}. Tulis lagi.")
            yield file
    except (OSError, ValueError, pa.ArrowException) as problem:
        raise FileError(f"{path} rusak atau tidak dapat dibaca. Tulis lagi.") from problem


def _arrays(table: pa.Table) -> list[Int64Array]:
    return [column.fill_null(0).to_numpy().astype(np.int64) for column in table.columns]
