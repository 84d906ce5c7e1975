"""Taking in rosters: a dry run with its report first, then all that can be accepted, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import Problem
from budget.period import Month
from budget.progress import Progress, silent
from budget.roster.columns import Recognition, recognise
from budget.roster.header import Header, find_header, layout_key
from budget.roster.intake import Table
from budget.roster.member import RosterField
from budget.roster.report import RosterReport, UnclearColumn, UnclearSheet, problem
from budget.roster.rules import Given
from budget.services.enrolment import Enrolment
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan.entry import Cell
    from budget.roster.source import Sheet
    from budget.store.change import Change
    from budget.store.unit_of_work import UnitOfWork

# Rows in which the headings are looked for.
_TOP = 60


@dataclass(frozen=True, slots=True)
class RosterOptions:
    """How lists are to be read. `month`: they are the whole lists of that month, so whoever is missing left.

    `mapping` says what columns hold, by their headings (None: nothing). `reason` is asked where a sealed
    month changes. Rejected rows are written to `rejects`, if any.
    """

    given: Given = field(default_factory=Given)
    mapping: Mapping[str, RosterField | None] = field(default_factory=dict)
    month: Month | None = None
    sheet: str | None = None
    reason: str = ""
    rejects: Path | None = None


AS_READ = RosterOptions()


def import_roster(
    workspace: Workspace,
    sources: Sequence[Path],
    options: RosterOptions = AS_READ,
    dry_run: bool = False,
    progress: Progress = silent,
) -> RosterReport:
    """Read lists and store their people, unless it is a dry run or something has to be asked first.

    FileError where the workspace cannot be opened; PlanError where the people would leave the plan
    unsound; Sealed where a sealed month changes without a reason; Cancelled by `progress`. Nothing is
    stored then.
    """
    from budget.roster.source import open_sources
    from budget.workbook.rejects import RejectsBook

    if options.month and options.given.first is None:
        options = replace(options, given=replace(options.given, first=options.month))
    sheets, problems = open_sources(sources, options.sheet)
    with ExitStack() as stack:
        rejects = stack.enter_context(RejectsBook(options.rejects)) if options.rejects else None
        work = stack.enter_context(transaction(workspace, writes=not dry_run))
        reading = _Reading(work, options, sheets, progress)
        blocked = bool(problems or reading.unclear)
        files = tuple(dict.fromkeys(sheet.file for sheet in sheets))
        source = files[0] if len(files) == 1 else f"{len(files)} berkas"
        writes = not (dry_run or blocked)
        enrolment = Enrolment(work, source, options.given, options.month, rejects, writes=writes)
        reading.into(enrolment)
        found = (*problems, *reading.problems)
        report = enrolment.report(found, files, tuple(reading.unclear))
        if rejects and rejects.rows:
            report = replace(report, rejects_file=options.rejects)
        if not blocked:
            changes = [] if dry_run else reading.remember()
            report = enrolment.store(report, changes, options.reason)
            if report.written:
                work.commit()
    return report


class _Reading:
    """The sheets of one import: those whose columns are known, and those that have to be asked about."""

    def __init__(
        self, work: UnitOfWork, options: RosterOptions, sheets: Sequence[Sheet], progress: Progress
    ) -> None:
        self.unclear: list[UnclearSheet] = []
        self.problems: list[Problem] = []
        self._work = work
        self._options = options
        self._progress = progress
        self._rows = sum(sheet.size for sheet in sheets)
        self._done = 0
        self._mapped: set[str] = set()
        self._sheets = [(sheet, *self._look_at(sheet)) for sheet in sheets]

    def into(self, enrolment: Enrolment) -> None:
        """Give every row of every sheet to the enrolment."""
        for sheet, header, columns in self._sheets:
            if header is None:
                enrolment.refuse(sheet.label, (), self._below(sheet, 0), "judul_tidak_ada")
            elif columns is None:
                rows = self._below(sheet, header.last_row)
                enrolment.refuse(sheet.label, header.titles, rows, "kolom_tidak_jelas")
            else:
                for read in enrolment.take(self._table(sheet, header, columns)):
                    self._done += read
                    self._progress(self._done, max(self._rows, self._done), sheet.label)

    def remember(self) -> list[Change]:
        """Keep what was said of columns, for the next list with the same headings."""
        said = dict(self._options.mapping)
        layouts = self._work.layouts
        return [change for layout in sorted(self._mapped) for change in layouts.remember(layout, said)]

    def _look_at(self, sheet: Sheet) -> tuple[Header | None, Mapping[RosterField, int] | None]:
        top = list(islice(sheet.rows(), _TOP))
        said = self._options.mapping
        header = find_header(top, said)
        if header is None:
            if any(cell is not None for row in top for cell in row):
                self.problems.append(problem(sheet.label, "judul_tidak_ada"))
            return None, None
        layout = layout_key(header.titles)
        mapping = {**self._work.layouts.mapping(layout), **said}
        found = recognise(header.titles, mapping, self._given())
        if not (found.unclear or found.missing):
            if any(title in said for title in header.titles):
                self._mapped.add(layout)
            return header, found.columns
        asked = tuple(UnclearColumn(column.title, column.candidates) for column in found.unclear)
        self.unclear.append(UnclearSheet(sheet.label, layout, header.titles, asked, found.missing))
        self.problems.append(problem(sheet.label, "kolom_tidak_jelas", _asked(found)))
        return header, None

    def _given(self) -> frozenset[RosterField]:
        given = self._options.given
        fields = {RosterField.GROUP: given.group, RosterField.FIRST: given.first}
        return frozenset(name for name, value in fields.items() if value is not None)

    def _table(self, sheet: Sheet, header: Header, columns: Mapping[RosterField, int]) -> Table:
        return Table(
            sheet.label, sheet.file, header.titles, columns, lambda: self._below(sheet, header.last_row)
        )

    def _below(self, sheet: Sheet, last_row: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Rows below the headings with their numbers."""
        for number, cells in enumerate(sheet.rows(), start=1):
            if number > last_row:
                yield number, cells


def _asked(found: Recognition) -> str:
    """The headings that may mean several things, and the fields that no heading names."""
    unclear = [f"“{column.title}”" for column in found.unclear]
    missing = [f"kolom {field} belum ada" for field in found.missing]
    return ", ".join([*unclear, *missing])
