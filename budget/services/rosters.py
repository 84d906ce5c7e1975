"""Taking in rosters: a dry run with its report first, then all that can be accepted, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import FileError, Problem, error, information
from budget.period import Month
from budget.progress import Progress, silent
from budget.roster.columns import Recognition, recognise
from budget.roster.header import Header, find_header, layout_key
from budget.roster.intake import Table
from budget.roster.member import RosterField
from budget.roster.report import RosterReport, UnclearColumn, UnclearSheet, problem
from budget.roster.rules import Given
from budget.services.backups import BEFORE_IMPORT, back_up
from budget.services.enrolment import Enrolment
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.roster.source import Sheet
    from budget.store.change import Change
    from budget.store.unit_of_work import UnitOfWork

# Rows in which the headings are looked for, and from which is told what Excel did to the NIK.
_TOP, _SAMPLE = 60, 2_000
# Rows that are worth a process of their own, which takes about a second to begin.
_LONG = 100_000


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
    if not dry_run:
        back_up(workspace, BEFORE_IMPORT)
    with ExitStack() as stack:
        rejects = stack.enter_context(RejectsBook(options.rejects)) if options.rejects else None
        work = stack.enter_context(transaction(workspace, writes=not dry_run))
        files = tuple(dict.fromkeys(sheet.file for sheet in sheets))
        source = files[0] if len(files) == 1 else f"{len(files)} berkas"
        writes = not (dry_run or problems)
        enrolment = Enrolment(work, source, options.given, options.month, rejects, writes=writes)
        reading = _Reading(work, options, enrolment)
        reading.read(sheets, progress)
        report = enrolment.report((*problems, *reading.problems), files, tuple(reading.unclear))
        if rejects and rejects.rows:
            report = replace(report, rejects_file=options.rejects)
        if not report.blocked:
            changes = reading.remember() if writes else []
            report = enrolment.store(report, changes, options.reason)
        if report.written:
            work.commit()
    return report


class _Reading:
    """The sheets of one import on their way: taken in, or asked about."""

    def __init__(self, work: UnitOfWork, options: RosterOptions, enrolment: Enrolment) -> None:
        self.unclear: list[UnclearSheet] = []
        self.problems: list[Problem] = []
        self._layouts = work.layouts
        self._options = options
        self._enrolment = enrolment
        self._mapped: dict[str, Mapping[str, RosterField | None]] = {}

    def read(self, sheets: Sequence[Sheet], progress: Progress) -> None:
        """Every row of every sheet. What cannot be read to its end becomes a problem of its file."""
        total, done = sum(sheet.size for sheet in sheets), 0
        for sheet in sheets:
            if sheet.hidden and self._options.sheet is None:
                message = "Lembar tersembunyi, tidak dibaca. Sebut namanya dengan --sheet bila perlu."
                self.problems.append(information("lembar_tersembunyi", sheet.label, message))
                self._enrolment.leave_out()
                continue
            try:
                for rows in self._sheet(sheet):
                    done += rows
                    progress(done, max(total, done), sheet.label)
            except FileError as damaged:
                self.problems.append(error(damaged.code, sheet.label, str(damaged)))

    def remember(self) -> list[Change]:
        """Keep what was said of columns, for the next list with the same headings."""
        answers = sorted(self._mapped.items())
        return [change for layout, said in answers for change in self._layouts.remember(layout, said)]

    def _sheet(self, sheet: Sheet) -> Iterator[int]:
        """Takes a sheet in; yields how many rows were read, batch by batch."""
        rows = sheet.rows()
        head = list(islice(rows, _SAMPLE))
        header = find_header(head[:_TOP], self._options.mapping)
        if header is None:
            self.problems.append(problem(sheet.label, "judul_tidak_ada"))
            self._enrolment.refuse(sheet.label, (), enumerate(chain(head, rows), 1), "judul_tidak_ada")
            return
        first, sample = header.last_row + 1, head[header.last_row :]
        below = chain(sample, rows)
        columns = self._columns(sheet, header)
        if columns is None:
            self._enrolment.refuse(sheet.label, header.titles, enumerate(below, first), "kolom_tidak_jelas")
            return
        anew = sheet.rows if sheet.is_text and sheet.size >= _LONG else None
        table = Table(sheet.label, sheet.file, header.titles, columns, first, below, sample, anew)
        yield from self._enrolment.take(table)

    def _columns(self, sheet: Sheet, header: Header) -> Mapping[RosterField, int] | None:
        """The place of every field, by its heading and what was said of it; None where it is unclear."""
        said = self._options.mapping
        layout = layout_key(header.titles)
        mapping = {**self._layouts.mapping(layout), **said}
        found = recognise(header.titles, mapping, self._given())
        if not (found.unclear or found.missing):
            if any(title in said for title in header.titles):
                self._mapped[layout] = mapping
            return found.columns
        asked = tuple(UnclearColumn(column.title, column.candidates) for column in found.unclear)
        self.unclear.append(UnclearSheet(sheet.label, layout, header.titles, asked, found.missing))
        self.problems.append(problem(sheet.label, "kolom_tidak_jelas", _asked(found)))
        return None

    def _given(self) -> frozenset[RosterField]:
        given = self._options.given
        fields = {RosterField.GROUP: given.group, RosterField.FIRST: given.first}
        return frozenset(name for name, value in fields.items() if value is not None)


def _asked(found: Recognition) -> str:
    """The headings that may mean several things, and the fields that no heading names."""
    unclear = [f"“{column.title}”" for column in found.unclear]
    missing = [f"kolom {field} belum ada" for field in found.missing]
    return ", ".join([*unclear, *missing])
