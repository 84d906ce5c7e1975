"""Lists in workbooks: .xlsx, .xls and .ods, bounded before the reader lays out a sheet."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.parsers.expat import ExpatError

from budget.errors import FileError
from budget.money import format_number
from budget.plan.entry import Cell
from budget.roster.biff import BadBiff, Locked, NoWorkbook, biff_cells
from budget.roster.package import LARGEST_CONTENT, LONGEST_TEXT, EndlessText, unpacked
from budget.roster.reach import Reach, reach
from budget.roster.repeats import ods_reach
from budget.roster.shared_text import shared_text
from budget.workbook.container import refuse_bomb, sheet_parts
from budget.workbook.scan import address, out_of_bounds, scan

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
# What the reader lays out, at some 40 bytes a cell: all rows of Excel with fifteen columns.
MOST_CELLS = 16 * 1_048_576
LARGEST_XLS = 64 * 2**20
# Texts that are written once and meant a million times are copied a million times.
LARGEST_TEXT = 512 * 2**20
_UNSOUND = (
    zipfile.BadZipFile, zlib.error, ExpatError, EOFError, NotImplementedError, RuntimeError, KeyError
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook: its name, about how many rows, and whether Excel hides it."""

    name: str
    size: int
    hidden: bool


@dataclass(slots=True)
class Shelf:
    """The workbook that was opened last: its sheets are mostly read one after the other."""

    path: Path | None = None
    workbook: CalamineWorkbook | None = field(default=None, repr=False)

    def open(self, path: Path) -> CalamineWorkbook:
        from python_calamine import CalamineWorkbook

        if self.workbook is None or self.path != path:
            self.path = self.workbook = None
            with _reading(path):
                self.workbook = CalamineWorkbook.from_path(path)
            self.path = path
        return self.workbook


def grids(path: Path, shelf: Shelf) -> list[Grid]:
    """The sheets with content. FileError says what is wrong with the workbook, or which limit it passes."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with path.open("rb") as file:
        sizes = _xls_sizes(path, file) if file.read(1) == b"\xd0" else _zip_sizes(path, file)
    metadata = shelf.open(path).sheets_metadata
    if len(metadata) != len(sizes):
        raise damaged(path)
    return [
        Grid(sheet.name, size, sheet.visible != SheetVisibleEnum.Visible)
        for sheet, size in zip(metadata, sizes, strict=True)
        if sheet.typ == SheetTypeEnum.WorkSheet and size
    ]


def grid_rows(path: Path, name: str, shelf: Shelf) -> Iterator[tuple[Cell, ...]]:
    """Every row of the sheet from row 1 on, blank cells as None. The sheet is parsed at each call."""
    workbook = shelf.open(path)
    with _reading(path):
        sheet = workbook.get_sheet_by_name(name)
    return _rows(sheet)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[Cell, ...]]:
    # The reader leaves out blank columns on the left, but no blank rows above.
    left: tuple[Cell, ...] = (None,) * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        cells = tuple([None if cell == "" else cell for cell in row] if "" in row else row)
        yield left + cells if left else cells


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise locked(path) from None
    except (CalamineError, OSError) as problem:
        raise damaged(path) from problem
    except BaseException as problem:
        # The reader's own faults arrive as an exception of a class that it does not publish.
        if type(problem).__name__ != "PanicException":
            raise
        raise damaged(path) from None


def locked(path: Path) -> FileError:
    return FileError(f"{path.name} dikunci kata sandi. Simpan ulang tanpa kata sandi, lalu coba lagi.")


def damaged(path: Path) -> FileError:
    return FileError(f"{path.name} rusak atau terpotong. Minta salinan yang utuh.")


def _zip_sizes(path: Path, file: IO[bytes]) -> list[int]:
    """Rows of each sheet of an .xlsx or .ods that is sound and within the limits."""
    try:
        with zipfile.ZipFile(file) as package:
            # The reader does not mind capitals in the names of parts.
            parts = {part.filename.casefold(): part for part in package.infolist()}
            if len(parts) < len(package.infolist()):
                raise zipfile.BadZipFile("two parts of one name")
            if "xl/workbook.bin" in parts:
                raise FileError(f"{path.name} berformat .xlsb. Simpan ulang sebagai .xlsx.")
            refuse_bomb(path, package, LARGEST_CONTENT)
            if "xl/workbook.xml" in parts:
                return _xlsx_sizes(path, package, file, parts)
            if "content.xml" in parts and "mimetype" in parts:
                return _ods_sizes(path, file, parts)
    except EndlessText:
        limit = LONGEST_TEXT // 2**20
        raise FileError(f"{path.name} memuat teks lebih dari {limit} MB. Itu bukan daftar orang.") from None
    except _UNSOUND as problem:
        raise damaged(path) from problem
    raise FileError(
        f"{path.name} bukan buku kerja Excel, walau berupa arsip zip. Simpan ulang sebagai .xlsx."
    )


def _xlsx_sizes(
    path: Path, package: zipfile.ZipFile, file: IO[bytes], parts: dict[str, zipfile.ZipInfo]
) -> list[int]:
    sheets = [parts[part.casefold()] for _, part in sheet_parts(package)]
    sizes = {sheet.filename: _xlsx_rows(path, package, file, sheet) for sheet in sheets}
    shared = parts.get("xl/sharedstrings.xml")
    for part in parts.values():
        if part is not shared and part.filename not in sizes:
            _exhaust(unpacked(file, part))
    if shared and shared_text(file, shared, sheets) > LARGEST_TEXT:
        raise _too_much_text(path)
    return [sizes[sheet.filename] for sheet in sheets]


def _xlsx_rows(path: Path, package: zipfile.ZipFile, file: IO[bytes], sheet: zipfile.ZipInfo) -> int:
    found = reach(unpacked(file, sheet))
    if found is None or _is_too_large(found):
        # The quick look passes over what it does not need; the slow one needs the rest sound, too.
        _exhaust(unpacked(file, sheet))
        found = _exact_reach(path, package, sheet)
    return min(found.listed, found.rows)


def _is_too_large(found: Reach) -> bool:
    return found.rows > MOST_ROWS or found.columns > MOST_COLUMNS or found.rows * found.columns > MOST_CELLS


def _exact_reach(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Reach:
    """FileError where cells with a value reach past the limits; takes its time."""
    with package.open(part) as xml:
        seen = scan(xml, path.name, MOST_ROWS, MOST_COLUMNS)
    _refuse_cells(path, seen.rows, seen.columns)
    return Reach(seen.rows, seen.columns, seen.rows)


def _refuse_cells(path: Path, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise out_of_bounds(path.name, rows - 1, columns - 1, MOST_ROWS, MOST_COLUMNS)
    if rows * columns > MOST_CELLS:
        raise FileError(
            f"{path.name} berisi sampai sel {address(rows - 1, columns - 1)}, padahal batasnya "
            f"{format_number(MOST_CELLS)} sel selembar. Hapus isi di luar tabel, atau simpan sebagai CSV."
        )


def _exhaust(blocks: Iterable[bytes]) -> None:
    for _ in blocks:
        pass


def _ods_sizes(path: Path, file: IO[bytes], parts: dict[str, zipfile.ZipInfo]) -> list[int]:
    manifest = parts.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in b"".join(unpacked(file, manifest)):
        raise locked(path)
    tables = ods_reach(unpacked(file, parts["content.xml"]))
    for table in tables:
        _refuse_cells(path, table.rows, table.columns)
    # The reader lays out all tables at once.
    if sum(table.rows * table.columns for table in tables) > MOST_CELLS:
        raise FileError(f"{path.name} terlalu besar untuk .ods. Simpan ulang sebagai .xlsx atau CSV.")
    if sum(table.text for table in tables) > LARGEST_TEXT:
        raise _too_much_text(path)
    return [table.rows for table in tables]


def _too_much_text(path: Path) -> FileError:
    return FileError(f"{path.name} mengulang teks panjang terlalu banyak kali. Ringkas isi selnya.")


def _xls_sizes(path: Path, file: IO[bytes]) -> list[int]:
    """The reader lays out every sheet of an .xls at once, so they count together."""
    if path.stat().st_size > LARGEST_XLS:
        raise FileError(f"{path.name} terlalu besar untuk .xls. Simpan ulang sebagai .xlsx.")
    file.seek(0)
    try:
        sheets = biff_cells(file.read())
    except Locked:
        raise locked(path) from None
    except NoWorkbook:
        raise FileError(f"{path.name} bukan buku kerja Excel. Simpan ulang sebagai .xlsx.") from None
    except BadBiff as problem:
        raise damaged(path) from problem
    for sheet in sheets:
        _refuse_cells(path, sheet.rows, sheet.columns)
    if sum(sheet.rows * sheet.columns for sheet in sheets) > MOST_CELLS:
        raise FileError(f"{path.name} berisi sel jauh di luar tabel. Hapus isi di luar tabel.")
    return [sheet.rows for sheet in sheets]
