"""Taking rows in: checked one by one, duplicates set apart, the rest handed on in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from budget.plan.entry import Cell
from budget.roster.checking import RowChecker, Rules
from budget.roster.duplicates import Costs, Covered, Duplicate, Place, Stay, in_words, stay_of
from budget.roster.finding import FINDINGS, Outcome
from budget.roster.member import Member, RosterField, StoredCover
from budget.roster.nik import looks_rounded, read_nik
from budget.roster.report import Tally, reason

# Rows that are checked, compared with the workspace and stored at a time.
BATCH = 10_000


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
    """A member, where its row stands, what is worth knowing of it, and the row itself."""

    member: Member
    place: Place
    codes: tuple[str, ...]
    cells: tuple[Cell, ...]


class Batch(NamedTuple):
    """The rows that were taken in of so many `rows` read."""

    accepted: list[Accepted]
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose columns are known. `rows` gives row numbers and cells below the headings, once;
    `sample` holds the first of them, from which is told whether Excel rounded the NIK.
    """

    label: str
    file: str
    titles: tuple[str, ...]
    columns: Mapping[RosterField, int]
    rows: Iterator[tuple[int, tuple[Cell, ...]]]
    sample: Sequence[tuple[Cell, ...]]


class Intake:
    """Checks the tables of one import; `stored` tells what the workspace covers of some NIK."""

    def __init__(
        self,
        rules: Rules,
        costs: Costs,
        stored: Callable[[list[int]], Mapping[int, Sequence[Stay]]],
        rejects: Rejects | None,
    ) -> None:
        self.tally = Tally()
        self.labels: list[str] = []
        self.rejected_niks: set[int] = set()
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
        used = sorted(table.columns.values())
        blank = 0
        while batch := list(islice(table.rows, BATCH)):
            candidates: list[Accepted] = []
            for number, cells in batch:
                if not any(cell is not None for cell in cells):
                    blank += 1
                    continue
                # Blank rows below the last one with something in it are the sheet's, not the list's.
                self.tally.skipped += blank
                blank = 0
                self._row(table, Place(sheet, number), checker, used, cells, candidates)
            yield Batch(self._without_duplicates(table, candidates), len(batch))

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

    def paid_elsewhere(self, table: Table, row: Accepted, cover: StoredCover) -> None:
        """A row that was taken in, and whose person the workspace covers after all."""
        self.tally.accepted -= 1
        self._duplicate(table, row, self._covered.against(row.member, row.place, stay_of(cover), self._files))

    def _duplicate(self, table: Table, row: Accepted, found: Duplicate) -> None:
        self.tally.duplicates += 1
        detail = in_words(found, self.labels)
        where = f"{table.label} baris {row.place.row}"
        self.tally.note(where, (found.code,), detail, found.rupiah)
        if found.code != "sudah_tersimpan":
            self._reject(table.titles, row.place.row, row.cells, table.label, (found.code,), detail)

    def _row(
        self,
        table: Table,
        place: Place,
        checker: RowChecker,
        used: Sequence[int],
        cells: tuple[Cell, ...],
        candidates: list[Accepted],
    ) -> None:
        member, codes = checker.check(cells)
        if member is not None:
            candidates.append(Accepted(member, place, codes, cells))
        elif _is_person(cells, used, table.titles):
            self.tally.read += 1
            self.tally.rejected += 1
            self.tally.note(f"{table.label} baris {place.row}", codes)
            self._reject(table.titles, place.row, cells, table.label, codes, "")
            self._remember_nik(cells, table.columns)
        else:
            self.tally.skipped += 1

    def _without_duplicates(self, table: Table, candidates: list[Accepted]) -> list[Accepted]:
        covered = self._covered
        self.tally.read += len(candidates)
        stored = self._stored([row.member.nik for row in candidates])
        taken: list[Accepted] = []
        for row in candidates:
            known = stored.get(row.member.nik, ())
            found = covered.duplicate(row.member, row.place, known, self._files)
            if found is not None:
                self._duplicate(table, row, found)
                continue
            covered.add(row.member, row.place)
            taken.append(row)
            if row.codes:
                self.tally.note(f"{table.label} baris {row.place.row}", row.codes)
        self.tally.accepted += len(taken)
        return taken

    def _remember_nik(self, cells: Sequence[Cell], columns: Mapping[RosterField, int]) -> None:
        """A person whose row is rejected is in the list all the same."""
        place = columns.get(RosterField.NIK, -1)
        reading = read_nik(cells[place]) if 0 <= place < len(cells) else None
        if reading and reading.digits:
            self.rejected_niks.add(reading.nik)

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


def _rounded(table: Table) -> bool:
    place = table.columns.get(RosterField.NIK, -1)
    return place >= 0 and looks_rounded(cells[place] for cells in table.sample if place < len(cells))


def _is_person(cells: Sequence[Cell], used: Sequence[int], titles: Sequence[str]) -> bool:
    """Whether a used column says anything, and not just its heading again, as on every printed page."""
    said = [place for place in used if place < len(cells) and cells[place] not in (None, "")]
    return any(str(cells[place]).strip() != titles[place] for place in said)
