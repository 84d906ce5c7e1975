"""Reading the sheets of a workbook as grids of values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import FileError
from budget.money import format_number
from budget.plan.entry import Cell
from budget.roster.csv_text import csv_rows, csv_shape
from budget.workbook.container import Container, open_container
from budget.workbook.scan import MOST_ROWS, Position, SheetScan, address

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_TEXTS = frozenset({".csv", ".tsv", ".txt"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` begin at row 1 of the sheet; an empty cell is None."""

    name: str
    rows: Sequence[Sequence[Cell]]
    scan: SheetScan = field(default_factory=SheetScan)

    def place(self, position: Position) -> str:
        """``Tarif!C5``, as Excel names it."""
        return f"{self.name}!{address(*position)}"

    def complaint(self, position: Position) -> str | None:
        """What is wrong with a cell before its value is looked at."""
        if position in self.scan.errors:
            return "Sel berisi galat Excel (seperti #REF! atau #N/A). Perbaiki rumusnya, atau tulis nilainya."
        if position in self.scan.uncalculated:
            return "Rumus di sel ini belum dihitung. Buka berkas di Excel, simpan, lalu coba lagi."
        return None


def read_sheets(path: Path, wanted: Sequence[str]) -> dict[str, Sheet]:
    """The wanted sheets that the workbook has, whatever the capitals and spaces of their names.

    Formulas count as their last calculated value. FileError for a file that is no .xlsx workbook, is
    locked, damaged, or larger than a plan can be.
    """
    container = open_container(path)
    with _opened(container, path) as workbook:
        names = {_plain(name): name for name in reversed(workbook.sheet_names)}
        found = {want: names[_plain(want)] for want in wanted if _plain(want) in names}
        return {want: _sheet(workbook, container, name, path) for want, name in found.items()}


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the workbook's sheets; FileError as `read_sheets`."""
    return tuple(open_container(path).scans)


def is_text(path: Path) -> bool:
    """Whether the file's name says that it is text rather than a workbook."""
    return path.suffix.casefold() in _TEXTS


def read_text(path: Path) -> Sheet:
    """The rows of a .csv as a sheet of the file's name; FileError where it reaches past what is read."""
    rows: list[Sequence[Cell]] = []
    for row in csv_rows(path, csv_shape(path)):
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise FileError(f"{path.name} terlalu panjang: lebih dari {format_number(MOST_ROWS)} baris.")
    return Sheet(path.name, rows)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _opened(container: Container, path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(container.copy)
    except CalamineError as problem:
        raise _damaged(path) from problem


def _sheet(workbook: "CalamineWorkbook", container: Container, name: str, path: Path) -> Sheet:
    from python_calamine import CalamineError

    if name not in container.scans:
        # Never laid out unseen: the scan is what bounds its size.
        raise _damaged(path)
    try:
        grid = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as problem:
        raise _damaged(path) from problem
    rows = [[None if cell == "" else cell for cell in row] for row in grid]
    return Sheet(name, rows, container.scans[name])


def _damaged(path: Path) -> FileError:
    return FileError(
        f"{path.name} rusak: isinya tidak terbaca sebagai buku kerja Excel. Minta salinan yang utuh."
    )
