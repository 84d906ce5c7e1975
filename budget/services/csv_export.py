"""Figures as CSV: one table as a file, or all of them as a folder."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from budget.engine.projection import project
from budget.errors import FileError, reason
from budget.law import load_law
from budget.progress import Progress, silent
from budget.services.csv_options import ALL_TABLES, CsvOptions, CsvTable
from budget.services.csv_tables import TABLES, Cell, Subject
from budget.services.exporting import expect_file
from budget.services.projecting import named
from budget.services.workspace import Workspace, read_plan

_STEP = 2_000


def export_csv(
    workspace: Workspace, out: Path, options: CsvOptions = ALL_TABLES, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write the table or tables; the files that were written.

    `out` is the file of one table, else the folder, which is made where it is missing. FileError where it
    cannot be written; Cancelled by `progress`. Then no file is new, and none of the older ones has changed.
    """
    expect_csv(out, options)
    plan = named(read_plan(workspace), options.scenario)
    subject = Subject(project(plan, load_law()), options.scenario, workspace.clock().date())
    if options.table:
        return _write(subject, {options.table: out}, options, progress)
    made = _make_folder(out)
    try:
        files = {table: out / f"{TABLES[table].name}.csv" for table in CsvTable}
        return _write(subject, files, options, progress)
    except BaseException:
        if made:
            out.rmdir()
        raise


def expect_csv(out: Path, options: CsvOptions) -> None:
    """FileError where the options cannot be written under this name."""
    if options.table:
        expect_file(out, ".csv")
        return
    try:
        is_file = out.is_file()
    except OSError as problem:
        raise FileError(f"{out.name[:40]}…: {reason(problem)}.") from problem
    if is_file or out.suffix.lower() == ".csv":
        raise FileError(
            f"Semua tabel ditulis ke dalam folder, dan {out.name} adalah nama berkas. Tulis nama folder, "
            "atau pilih satu tabel."
        )


def _make_folder(out: Path) -> bool:
    """Whether the folder was not there yet."""
    try:
        out.mkdir()
    except FileExistsError:
        return False
    except OSError as problem:
        raise FileError(f"Folder {out} tidak dapat dibuat: {reason(problem)}.") from problem
    return True


def _write(
    subject: Subject, files: dict[CsvTable, Path], options: CsvOptions, progress: Progress
) -> tuple[Path, ...]:
    from budget.workbook.csv_file import write_csv
    from budget.workbook.files import replacing

    # All drafts are complete before the first one takes its place.
    with ExitStack() as drafts:
        for done, (table, path) in enumerate(files.items()):
            layout = TABLES[table]
            told = partial(progress, done, len(files), layout.what)
            told()
            draft = drafts.enter_context(replacing(path))
            write_csv(
                draft, layout.headings, _passing(layout.rows(subject), told), options.separator.character
            )
        progress(len(files), len(files), "Selesai")
    return tuple(files.values())


def _passing(rows: Iterable[Sequence[Cell]], told: partial[None]) -> Iterator[Sequence[Cell]]:
    """The rows; now and then somebody may stop them."""
    for number, row in enumerate(rows, start=1):
        if number % _STEP == 0:
            told()
        yield row
