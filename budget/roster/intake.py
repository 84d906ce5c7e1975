"""Taking rows in: checked one by one, duplicates set apart, the rest handed on in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple, Protocol

import numpy as np

from budget.plan.entry import Cell
from budget.roster.checking import RowChecker
from budget.roster.clean_rows import Flags
from budget.roster.duplicates import Costs, Covered, Duplicate, Place, Stay, in_words, stay_of
from budget.roster.finding import FINDINGS, Outcome
from budget.roster.judging import noted
from budget.roster.member import Member, RosterField, StoredCover
from budget.roster.nik import looks_rounded, read_nik
from budget.roster.readings import LongList, Reading, Row, can_read_beside, readings
from budget.roster.report import Tally, reason
from budget.roster.roll import Roll
from budget.roster.rules import Rules


class Rejects(Protocol):
    """Where rows go that are not taken in."""

    def add(
        self,
        titles: Sequence[str],
        row_number: int,
        cells: Sequence[Cell],
        label: str,
        reasons: Sequence[str],
        cures: Sequence[str],
    ) -> None: ...


class Accepted(NamedTuple):
    """A member, where its row stands, and the row itself."""

    member: Member
    place: Place
    cells: Row


class Batch(NamedTuple):
    """The members taken in of so many `read` rows, with their rows' numbers and cells, all of one sheet."""

    members: Roll
    sheet: int
    numbers: Sequence[int]
    cells: Sequence[Row]
    read: int

    def row(self, at: int) -> Accepted:
        return Accepted(self.members.member(at), Place(self.sheet, self.numbers[at]), self.cells[at])

    def only(self, wanted: Sequence[bool]) -> Batch:
        return Batch(
            self.members.only(wanted),
            self.sheet,
            list(compress(self.numbers, wanted)),
            list(compress(self.cells, wanted)),
            self.read,
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose columns are known. `rows` gives the cells of the row with the number `first`, and of all
    below it, once; `sample` holds the first of them, from which is told whether Excel rounded the NIK.

    `anew` is there where the list is long: it gives all rows from the top, to another process too.
    """

    label: str
    file: str
    titles: tuple[str, ...]
    columns: Mapping[RosterField, int]
    first: int
    rows: Iterator[Row]
    sample: Sequence[Row]
    anew: Callable[[], Iterator[Row]] | None = None


class Intake:
    """Checks the tables of one import; `stored` tells what the workspace covers of some NIK."""

    def __init__(
        self,
        rules: Rules,
        costs: Costs,
        stored: Callable[[Sequence[int]], Mapping[int, Sequence[Stay]]],
        rejects: Rejects | None,
    ) -> None:
        self.tally = Tally()
        self.labels: list[str] = []
        self.rejected_niks: set[int] = set()
        # Rows of people of whom not even the NIK is known.
        self.nameless = 0
        self._files: list[str] = []
        self._rules = rules
        self._covered = Covered(costs)
        self._stored = stored
        self._rejects = rejects

    def take(self, table: Table) -> Iterator[Batch]:
        """The members of a table in batches, as they are accepted."""
        sheet = len(self.labels)
        self.labels.append(table.label)
        self._files.append(table.file)
        checker = RowChecker(table.columns, self._rules, _rounded(table))
        blanks: list[int] = []
        first = table.first
        for cells, members, good in self._readings(table, checker):
            numbers = range(first, first + len(cells))
            first = numbers.stop
            batch = Batch(members, sheet, numbers, cells, len(cells))
            if not good.all():
                batch = self._looked_at(table, checker, batch, good, blanks)
            self.tally.skipped += _above(blanks, numbers[-1])
            yield self._without_duplicates(table, batch)

    def _readings(self, table: Table, checker: RowChecker) -> Iterator[Reading]:
        if table.anew is None or not can_read_beside():
            return readings(table.rows, checker)
        skip = table.first - 1
        return LongList(table.anew, skip, dict(table.columns), self._rules, checker.rounded).readings_beside()

    def refuse(self, label: str, titles: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell]]],
               code: str) -> None:  # fmt: skip
        """All rows of a sheet whose columns are not known."""
        count = 0
        for number, cells in rows:
            if any(cell is not None for cell in cells):
                count += 1
                self._reject(titles, number, cells, label, (code,), "")
        self.tally.read += count
        self.tally.rejected += count
        self.tally.note_many(code, count)
        self.nameless += count

    def paid_elsewhere(self, table: Table, row: Accepted, cover: StoredCover) -> None:
        """A row that was taken in, and whose person the workspace covers after all."""
        self.tally.accepted -= 1
        self._duplicate(table, row, self._covered.against(row.member, row.place, stay_of(cover), self._files))

    def without_wage(self, table: Table, row: Accepted) -> None:
        """A row that was taken in, and whose wage not even the workspace knows."""
        self.tally.accepted -= 1
        self.tally.rejected += 1
        code, number = "upah_kosong", row.place.row
        self.tally.note(f"{table.label} baris {number}", (code,))
        self._reject(table.titles, number, row.cells, table.label, (code,), "")

    def _duplicate(self, table: Table, row: Accepted, found: Duplicate) -> None:
        self.tally.duplicates += 1
        detail = in_words(found, self.labels)
        where = f"{table.label} baris {row.place.row}"
        self.tally.note(where, (found.code,), detail, found.rupiah)
        if found.code != "sudah_tersimpan":
            self._reject(table.titles, row.place.row, row.cells, table.label, (found.code,), detail)

    def _looked_at(
        self, table: Table, checker: RowChecker, batch: Batch, good: Flags, blanks: list[int]
    ) -> Batch:
        """The batch with the members of those of its other rows that hold one; blank rows are remembered."""
        mended: dict[int, Member] = {}
        for at in np.flatnonzero(~good).tolist():
            number, cells = batch.numbers[at], batch.cells[at]
            if all(cell is None for cell in cells):
                blanks.append(number)
            elif member := self._row(table, number, checker, cells):
                mended[at] = member
        good[list(mended)] = True
        return batch._replace(members=batch.members.amended(mended)).only(good.tolist())

    def _row(self, table: Table, number: int, checker: RowChecker, cells: tuple[Cell, ...]) -> Member | None:
        member, codes = checker.check(cells)
        if member is not None:
            return member
        if _is_person(cells, sorted(table.columns.values()), table.titles):
            self.tally.read += 1
            self.tally.rejected += 1
            self.tally.note(f"{table.label} baris {number}", codes)
            self._reject(table.titles, number, cells, table.label, codes, "")
            self._remember_nik(cells, table.columns)
        else:
            self.tally.skipped += 1
        return None

    def _without_duplicates(self, table: Table, batch: Batch) -> Batch:
        """Nearly all NIK come once: only the others, and members with marks, are gone through."""
        niks, marks = batch.members.niks, batch.members.marks
        stored = self._stored(niks)
        again = self._covered.repeated(niks) | stored.keys()
        taken = [True] * len(niks)
        once = [nik not in again for nik in niks] if again else taken.copy()
        for at in [at for at, new in enumerate(once) if marks[at] or not new]:
            row = batch.row(at)
            if not once[at]:
                known = stored.get(row.member.nik, ())
                found = self._covered.duplicate(row.member, row.place, known, self._files)
                if found is not None:
                    taken[at] = False
                    self._duplicate(table, row, found)
                    continue
                self._covered.add(row.member, row.place)
            self.tally.note(f"{table.label} baris {row.place.row}", noted(row.member.marks))
        unique = batch if all(once) else batch.only(once)
        self._covered.add_first(unique.members, unique.sheet, unique.numbers)
        self.tally.read += len(niks)
        self.tally.accepted += sum(taken)
        return batch if all(taken) else batch.only(taken)

    def _remember_nik(self, cells: Sequence[Cell], columns: Mapping[RosterField, int]) -> None:
        """A person whose row is rejected is in the list all the same."""
        place = columns.get(RosterField.NIK, -1)
        reading = read_nik(cells[place]) if 0 <= place < len(cells) else None
        if reading and reading.digits:
            self.rejected_niks.add(reading.nik)
        else:
            self.nameless += 1

    def _reject(
        self,
        titles: Sequence[str],
        number: int,
        cells: Sequence[Cell],
        label: str,
        codes: Sequence[str],
        detail: str,
    ) -> None:
        if self._rejects is None:
            return
        against = [code for code in codes if FINDINGS[code].outcome is not Outcome.ACCEPTED]
        reasons = [reason(code, detail) for code in against]
        self._rejects.add(titles, number, cells, label, reasons, [FINDINGS[code].cure for code in against])


def _above(blanks: list[int], last: int) -> int:
    """How many blank rows have something below them; those at the end, up to row `last`, stay in the list.

    Blank rows below the last one with something in it are the sheet's, not the list's.
    """
    end = len(blanks)
    while end and blanks[end - 1] == last - (len(blanks) - end):
        end -= 1
    del blanks[:end]
    return end


def _rounded(table: Table) -> bool:
    place = table.columns.get(RosterField.NIK, -1)
    return place >= 0 and looks_rounded(cells[place] for cells in table.sample if place < len(cells))


def _is_person(cells: Sequence[Cell], used: Sequence[int], titles: Sequence[str]) -> bool:
    """Whether a used column says anything, and not just its heading again, as on every printed page."""
    said = [place for place in used if place < len(cells) and cells[place] not in (None, "")]
    return any(str(cells[place]).strip() != titles[place] for place in said)
