"""How far the sheets of an old workbook (.xls) reach, from its records alone.

The format is [MS-XLS] inside the compound file of [MS-CFB]: sectors chained by a table, a directory of
streams, and in the stream “Workbook” one record after the other.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_HEADER = 512
_MOST_SHEETS = 1_000
_END_OF_CHAIN = 0xFFFF_FFFA
_ENTRY = 128
_NAMES = ("Workbook", "Book")
_ENCRYPTED = "EncryptedPackage"
_BOUND_SHEET, _FILE_PASSWORD, _END_OF_SHEET, _MANY_NUMBERS = 0x85, 0x2F, 0x0A, 0xBD
# FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING, MULRK; the first also in older forms.
_CELLS = frozenset({0x06, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0xD6, _MANY_NUMBERS})


class BadBiff(Exception):
    """No compound file, or one that is cut off."""


class Locked(BadBiff):
    """The workbook is encrypted."""


class NoWorkbook(BadBiff):
    """A compound file of another program, such as a .doc."""


class SheetCells(NamedTuple):
    """A sheet's cells stand in the first `rows` rows and `columns` columns."""

    rows: int
    columns: int


def biff_cells(data: bytes) -> list[SheetCells]:
    """One for each sheet, in the order of the workbook."""
    try:
        return _sheets(_workbook_stream(data))
    except (struct.error, IndexError) as problem:
        raise BadBiff(str(problem)) from problem


def _workbook_stream(data: bytes) -> bytes:
    shift, short_shift = struct.unpack_from("<HH", data, 30)
    if shift not in {9, 12} or short_shift != 6:
        raise BadBiff("sector size")
    size = 1 << shift
    first_directory, cutoff, first_short = struct.unpack_from("<I4xII", data, 48)
    table = _sector_table(data, size)
    directory = _chained(data, table, first_directory, size, size)
    if len(directory) % _ENTRY:
        # The reader of the cells ends in a panic here, which writes over the screen.
        raise BadBiff("a directory that is cut off")
    streams = dict(_entries(directory))
    if _ENCRYPTED in streams:
        raise Locked
    name = next((name for name in _NAMES if name in streams), None)
    if name is None:
        raise NoWorkbook
    start, length = streams[name]
    if length >= cutoff:
        return _chained(data, table, start, size, size)[:length]
    root, _ = streams["Root Entry"]
    shorts = _chained(data, table, root, size, size)
    short_table = _numbers(_chained(data, table, first_short, size, size))
    return _chained(shorts, short_table, start, 1 << short_shift, 0)[:length]


def _sector_table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector."""
    places = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= _END_OF_CHAIN:
            break
        more = _numbers(data[(following + 1) * size : (following + 2) * size])
        places += more[:-1]
        following = more[-1]
    sectors = [data[(at + 1) * size : (at + 2) * size] for at in places if at < _END_OF_CHAIN]
    return _numbers(b"".join(sectors))


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chained(data: bytes, table: list[int], start: int, size: int, header: int) -> bytes:
    sectors: list[bytes] = []
    while start < _END_OF_CHAIN:
        if len(sectors) > len(table):
            raise BadBiff("a chain without end")
        at = header + start * size
        if at >= len(data):
            raise BadBiff("cut off")
        sectors.append(data[at : at + size])
        start = table[start]
    return b"".join(sectors)


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Names of streams with first sector and length."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        (name_length,) = struct.unpack_from("<H", directory, at + 64)
        name = directory[at : at + max(0, min(name_length, 64) - 2)].decode("utf-16-le", "replace")
        yield name, struct.unpack_from("<II", directory, at + 116)


def _sheets(stream: bytes) -> list[SheetCells]:
    starts: list[int] = []
    for kind, at, _ in _records(stream, 0):
        if kind == _FILE_PASSWORD:
            raise Locked
        if kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
    if len(starts) > _MOST_SHEETS:
        raise BadBiff("too many sheets")
    seen = {start: _cells(stream, start) for start in set(starts)}
    return [seen[start] for start in starts]


def _cells(stream: bytes, start: int) -> SheetCells:
    rows = columns = 0
    place = struct.Struct("<HH").unpack_from
    for kind, at, length in _records(stream, start):
        if kind in _CELLS and length >= 6:
            row, column = place(stream, at)
            if kind == _MANY_NUMBERS:
                column = max(column, struct.unpack_from("<H", stream, at + length - 2)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return SheetCells(rows, columns)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records up to the end of the part that begins at `at`."""
    head = struct.Struct("<HH").unpack_from
    while at + 4 <= len(stream):
        kind, length = head(stream, at)
        if kind == _END_OF_SHEET:
            return
        yield kind, at + 4, length
        at += 4 + length
