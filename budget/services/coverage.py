"""Coverage of a regency: read with what contradicts, changed one record at a time, taken in from a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from budget.contribution import Income, Terms
from budget.engine.coverage import CoverageRow, TargetPath, coverage_row, coverage_table, target_path
from budget.engine.projection import project
from budget.errors import PaguError, PlanError, Problem, error, errors_in
from budget.law import LawValue, load_law
from budget.money import format_percent
from budget.plan.coverage import KIND_LABELS, Coverage, CoverageFigure, CoverageTarget
from budget.plan.coverage_check import check_coverage, in_words
from budget.progress import Progress, silent
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.workbook.plan_table import Table

CoverageRecord = CoverageFigure | CoverageTarget
# What a member costs whose income is in the lowest row: every published programme for BPU pays that.
LOWEST_BPU = Terms(Income())


@dataclass(frozen=True, slots=True)
class TargetOutlook:
    """A stored target with the way to it on the lowest row of BPU, or the reason why there is none yet."""

    target: CoverageTarget
    way: TargetPath | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What is stored, as a table, with what contradicts itself. `uncosted`: why the plan shows no people.

    `law_values` are the regency's own.
    """

    coverage: Coverage
    rows: tuple[CoverageRow, ...]
    targets: tuple[TargetOutlook, ...]
    problems: tuple[Problem, ...]
    uncosted: str = ""
    law_values: tuple[LawValue, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageEdit:
    """What is stored now and what contradicts itself in it. Nothing is in the journal where not `changed`."""

    coverage: Coverage
    problems: tuple[Problem, ...]
    changed: bool


def read_coverage(workspace: Workspace, year: int | None = None, kecamatan: bool = True) -> CoverageView:
    """The table of a year or of all, with or without its kecamatan; members paid beside those of the plan."""
    with transaction(workspace, writes=False) as work:
        coverage, plan = work.coverage.all(), work.plan()
    projection, uncosted = None, ""
    try:
        projection = project(plan, load_law())
    except PaguError as reason:
        # Coverage is entered before a plan is sound, too.
        uncosted = str(reason)
    rows = coverage_table(coverage, projection, year, kecamatan)
    targets = tuple(_outlook(coverage, target, plan.law_values) for target in coverage.targets)
    return CoverageView(coverage, rows, targets, check_coverage(coverage), uncosted, plan.law_values)


def _outlook(coverage: Coverage, target: CoverageTarget, values: Sequence[LawValue]) -> TargetOutlook:
    try:
        return TargetOutlook(target, path_from(coverage, target, law_values=values))
    except PaguError as reason:
        return TargetOutlook(target, None, str(reason))


def foreseen(
    coverage: Coverage, old: CoverageFigure | None, new: CoverageFigure
) -> tuple[CoverageRow, tuple[Problem, ...]]:
    """A figure with its shares as if it stood in the place of `old`, and what would contradict it."""
    kept = tuple(figure for figure in coverage.figures if figure not in (old, new))
    changed = replace(coverage, figures=(*kept, new))
    known = set(check_coverage(replace(coverage, figures=kept)))
    found = tuple(problem for problem in check_coverage(changed) if problem not in known)
    return coverage_row(changed, new, None), found


def put(workspace: Workspace, old: CoverageRecord | None, new: CoverageRecord) -> CoverageEdit:
    """Add a figure or target (`old` None), or change one.

    PlanError with every problem where it cannot stand beside the others, Conflict where `old` is not stored
    any more; nothing is written then.
    """
    with transaction(workspace) as work:
        stored = work.coverage.all()
        if old is None or old in _records(stored):
            _sound(_with(stored, old, new))
        changes = work.coverage.put(old, new)
        coverage = work.coverage.all()
        if changes:
            work.note(changes, f"{'Tambah' if old is None else 'Ubah'} {_named(new)}", 0)
        work.commit()
    return CoverageEdit(coverage, check_coverage(coverage), bool(changes))


def set_record(workspace: Workspace, new: CoverageRecord) -> CoverageEdit:
    """Put a record in the place of that of the same period, place and kind, or add it."""
    return put(workspace, _twin(_stored(workspace), new), new)


def remove(workspace: Workspace, record: CoverageRecord) -> CoverageEdit:
    """Take a figure or target out; Conflict where it is not stored any more."""
    with transaction(workspace) as work:
        work.note(work.coverage.remove(record), f"Hapus {_named(record)}", 0)
        coverage = work.coverage.all()
        work.commit()
    return CoverageEdit(coverage, check_coverage(coverage), True)


def path(workspace: Workspace, target: CoverageTarget, terms: Terms = LOWEST_BPU) -> TargetPath:
    """Who must join for a target, stored or not, and what they cost.

    PlanError where the target itself is wrong, NotFound where what it starts from is not stored.
    """
    with transaction(workspace, writes=False) as work:
        coverage, plan = work.coverage.all(), work.plan()
    return path_from(coverage, target, terms, plan.law_values)


def path_from(
    coverage: Coverage,
    target: CoverageTarget,
    terms: Terms = LOWEST_BPU,
    law_values: Sequence[LawValue] = (),
) -> TargetPath:
    """The same from coverage that is read already."""
    _sound(Coverage(targets=(target,)))
    return target_path(coverage, target, terms, load_law().with_values(law_values))


def import_coverage(
    workspace: Workspace, source: Path, dry_run: bool = False, progress: Progress = silent
) -> ImportReport:
    """Take figures in from a sheet: they replace those of the same period, place and kind; all or nothing.

    FileError where the source cannot be read. The report names every problem with its cell.
    """
    from budget.workbook.coverage_sheet import read_coverage as read_sheet

    progress(0, 2, f"membaca {source.name}")
    table = read_sheet(source)
    progress(1, 2, "memeriksa")
    places = _Places(table)
    figures = tuple(figure for _, figure in table.records)
    refused = errors_in(check_coverage(Coverage(figures), places))
    problems = [*table.problems, *refused]
    if not table.read and not table.is_missing:
        problems.append(
            error("lembar_kosong", table.sheet.name, "Tidak ada baris angka. Isi di bawah judul.")
        )
    twice = {places.rows[p.where] for p in refused if p.code == "cakupan_ganda"}
    wrong = {places.rows[p.where] for p in refused} - twice
    rejected = len(table.rejected) + len(wrong)
    if errors_in(problems):
        accepted = table.read - rejected - len(twice)
        return ImportReport(table.read, accepted, rejected, len(twice), tuple(problems), written=False)
    changed = False
    with transaction(workspace, writes=not dry_run) as work:
        stored = work.coverage.all()
        merged = _merged(stored, figures)
        if not dry_run:
            changes = [change for new in figures for change in work.coverage.put(_twin(stored, new), new)]
            changed = bool(changes)
        if changed:
            work.note(changes, f"Impor cakupan dari {source.name}", 0)
            work.commit()
    problems += check_coverage(merged, places)
    return ImportReport(table.read, table.read, 0, 0, tuple(problems), written=changed)


class _Places:
    """Names the cell of a figure that stands in the sheet, and the figure itself where it is stored."""

    def __init__(self, table: "Table[CoverageFigure]") -> None:
        self._table = table
        self._records = {id(figure): row for row, figure in table.records}
        self.rows: dict[str, int] = {}

    def __call__(self, record: object, field: str) -> str:
        row = self._records.get(id(record))
        if row is None:
            return in_words(record, field)
        place = self._table.place(row, field)
        self.rows[place] = row
        return place


def _stored(workspace: Workspace) -> Coverage:
    with transaction(workspace, writes=False) as work:
        return work.coverage.all()


def _records(coverage: Coverage) -> tuple[CoverageRecord, ...]:
    return (*coverage.figures, *coverage.targets)


def _with(coverage: Coverage, old: CoverageRecord | None, new: CoverageRecord) -> Coverage:
    records = [record for record in _records(coverage) if record != old]
    records.append(new)
    return Coverage(
        tuple(record for record in records if isinstance(record, CoverageFigure)),
        tuple(record for record in records if isinstance(record, CoverageTarget)),
    )


def _sound(coverage: Coverage) -> None:
    """PlanError where something cannot stand at all; contradictions may."""
    if wrong := errors_in(check_coverage(coverage)):
        raise PlanError(wrong)


def _twin(stored: Coverage, new: CoverageRecord) -> CoverageRecord | None:
    """What a record would stand in the place of."""
    return next((old for old in _records(stored) if old.key == new.key), None)


def _merged(stored: Coverage, figures: tuple[CoverageFigure, ...]) -> Coverage:
    new = {figure.key: figure for figure in figures}
    kept = tuple(figure for figure in stored.figures if figure.key not in new)
    return replace(stored, figures=(*kept, *figures))


def _named(record: CoverageRecord) -> str:
    if isinstance(record, CoverageFigure):
        return f"angka cakupan {record.label}"
    share = f"{format_percent(record.share_ppm)} dari {KIND_LABELS[record.of]}"
    return f"sasaran cakupan {share}, {record.month.label}"
