"""The rows of a list, read and checked in portions; those of a long one by a process beside this one.

While one process stores a portion, the other reads the next. Both read with the same functions, so what is
found does not depend on where.
"""

from __future__ import annotations

import marshal
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from subprocess import DEVNULL, PIPE
from typing import IO, NamedTuple, overload

from budget.errors import FileError
from budget.plan.entry import Cell
from budget.roster.checking import RowChecker
from budget.roster.clean_rows import CleanRows, Flags
from budget.roster.member import RosterField
from budget.roster.memo import Memo
from budget.roster.roll import Roll
from budget.roster.rules import Rules

Row = tuple[Cell, ...]

# Rows that are checked, compared with the workspace and stored at a time.
BATCH = 10_000
# Not `multiprocessing`: it runs the program's main module again, whatever that is.
_READER = (sys.executable, "-P", "-m", "budget.roster.reader")


class Reading(NamedTuple):
    """Some rows, the member of each, and whether it is in order; others have to be looked at more closely."""

    cells: Sequence[Row]
    members: Roll
    good: Flags


def readings(rows: Iterator[Row], checker: RowChecker) -> Iterator[Reading]:
    """All rows, `BATCH` at a time."""
    clean = CleanRows(checker)
    while cells := list(islice(rows, BATCH)):
        yield Reading(cells, *clean.roll(cells))


@dataclass(frozen=True, slots=True)
class LongList:
    """What another process needs to read a list by itself: `open_rows` gives all its rows from the top anew,
    of which the first `skip` are passed over.
    """

    open_rows: Callable[[], Iterator[Row]]
    skip: int
    columns: Mapping[RosterField, int]
    rules: Rules
    rounded: bool

    def readings(self) -> Iterator[Reading]:
        rows = islice(self.open_rows(), self.skip, None)
        return readings(rows, RowChecker(self.columns, self.rules, self.rounded))

    def readings_beside(self) -> Iterator[Reading]:
        """The same from a process of its own, which ends with the iteration, or is ended with it.

        Errors of the reader are raised here; FileError where its process vanishes.
        """
        with subprocess.Popen(_READER, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:
            assert process.stdin and process.stdout
            try:
                with suppress(BrokenPipeError):
                    pickle.dump(self, process.stdin)
                    process.stdin.flush()
                days = Memo(date.fromordinal)
                while (parcel := _received(process.stdout)) is not None:
                    yield parcel.reading(days)
            finally:
                process.kill()


class PackedRows(Sequence[Row]):
    """Rows of a text as they were sent: few are looked at, and to unpack all takes as long as to read."""

    def __init__(self, packed: bytes, size: int) -> None:
        self._packed = packed
        self._size = size

    @cached_property
    def _rows(self) -> list[Row]:
        rows: list[Row] = marshal.loads(self._packed)
        return rows

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return self._rows[at]


class Parcel(NamedTuple):
    """A reading on its way between processes: without dates, which are slow to pack, but their ordinals."""

    cells: bytes
    members: Roll
    born: list[int]
    good: Flags

    @classmethod
    def of(cls, reading: Reading) -> Parcel:
        born = list(map(date.toordinal, reading.members.birth_dates))
        # Cells of a text hold nothing that marshal does not know.
        cells = marshal.dumps(reading.cells)  # type: ignore[arg-type]  # a cell may be a date elsewhere
        return cls(cells, reading.members._replace(birth_dates=()), born, reading.good)

    def reading(self, days: Memo[int, date]) -> Reading:
        born = list(map(days.__getitem__, self.born))
        return Reading(PackedRows(self.cells, len(born)), self.members._replace(birth_dates=born), self.good)


def can_read_beside() -> bool:
    """Whether there is a processor for another process."""
    return (os.cpu_count() or 1) > 1


def _received(stream: IO[bytes]) -> Parcel | None:
    try:
        sent = pickle.load(stream)
    except (EOFError, pickle.UnpicklingError) as problem:
        message = "Pembaca daftar berhenti sebelum selesai. Impor lagi, atau bagi daftarnya bila terulang."
        raise FileError(message) from problem
    if isinstance(sent, Exception):
        raise sent
    assert sent is None or isinstance(sent, Parcel)
    return sent
