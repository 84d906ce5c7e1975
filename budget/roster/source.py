"""Where the rows of rosters come from: files and folders of them, opened as sheets."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from budget.errors import FileError, Problem, error, reason
from budget.plan.entry import Cell
from budget.roster.csv_text import csv_rows, csv_shape
from budget.roster.grid import Shelf, grid_rows, grids

SUFFIXES = frozenset({".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt"})
_HEAD = 4096
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
# What often comes under the name of a list, by how it begins.
_OTHERS = (
    (b"\x89PNG", "gambar (PNG)"),
    (b"\xff\xd8\xff", "gambar (JPEG)"),
    (b"GIF8", "gambar (GIF)"),
    (b"BM", "gambar (BMP)"),
    (b"%PDF", "dokumen PDF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"PK", "arsip zip yang kosong atau terpotong"),
)
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<table", b"<meta", b"<style", b"<?xml")
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\f\x1a"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of rows. `name` is empty where the file has no sheets; `size` is its rows, or about that.

    A hidden sheet is one that Excel does not show. A text can be read by another process, too.
    """

    path: Path
    name: str
    size: int
    hidden: bool
    is_text: bool
    _read: Callable[[], Iterator[tuple[Cell, ...]]] = field(repr=False, compare=False)

    @property
    def file(self) -> str:
        """The file's name without its folders."""
        return self.path.name

    @property
    def label(self) -> str:
        """``warga.xlsx › RT 01``, or the file's name."""
        return f"{self.file} › {self.name}" if self.name else self.file

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Every row, blank ones too, from row 1 on; a blank cell is None, a row may be short.

        Each call reads the file anew, and a workbook is parsed each time. FileError when the file turns out
        to be damaged, or is gone.
        """
        return self._read()


def open_sources(paths: Sequence[Path], only_sheet: str | None = None) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of all files, and of the files in folders; of each file that cannot be used a problem.

    Empty sheets of a workbook are left out. `only_sheet` chooses among the sheets of workbooks by name.
    """
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    shelf = Shelf()
    for path in _files(paths, problems):
        try:
            sheets += _open(path, only_sheet, shelf)
        except FileError as refusal:
            problems.append(error(refusal.code, path.name, str(refusal)))
        except OSError as problem:
            problems.append(
                error(FileError.code, path.name, f"{path.name} tidak dapat dibaca: {reason(problem)}.")
            )
    return sheets, problems


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """Each file once, however often it is named."""
    seen: set[Path] = set()
    for path in paths:
        found = _files_in(path) if path.is_dir() else [path]
        if not found:
            problems.append(
                error(FileError.code, path.name, f"Folder {path.name} tidak berisi daftar (.xlsx, .csv, …).")
            )
        for file in found:
            if (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield file


def _files_in(folder: Path) -> list[Path]:
    """In the order of their names. Hidden files, and those that Excel keeps beside open ones, are none."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not path.name.startswith("~$")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _open(path: Path, only_sheet: str | None, shelf: Shelf) -> list[Sheet]:
    if not path.is_file():
        raise FileError(f"Berkas {path} tidak ada. Periksa nama dan foldernya.")
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise FileError(f"{path.name} kosong (0 byte).")
    if not head.startswith(_WORKBOOKS):
        _refuse_foreign(path, head)
        return [_text_sheet(path)]
    sheets = [
        Sheet(path, grid.name, grid.size, grid.hidden, False, _grid_reader(path, grid.name, shelf))
        for grid in grids(path, shelf)
    ]
    if not sheets:
        raise FileError(f"{path.name} tidak berisi apa-apa: semua lembarnya kosong.")
    return sheets if only_sheet is None else [_chosen(path, sheets, only_sheet)]


def _grid_reader(path: Path, name: str, shelf: Shelf) -> Callable[[], Iterator[tuple[Cell, ...]]]:
    return lambda: grid_rows(path, name, shelf)


def _text_sheet(path: Path) -> Sheet:
    shape = csv_shape(path)
    return Sheet(path, "", shape.size, False, True, partial(csv_rows, path, shape))


def _chosen(path: Path, sheets: list[Sheet], name: str) -> Sheet:
    wanted = _plain(name)
    for sheet in sheets:
        if _plain(sheet.name) == wanted:
            return sheet
    names = ", ".join(f"“{sheet.name}”" for sheet in sheets[:20])
    raise FileError(f"{path.name} tidak punya lembar “{name}”. Yang ada: {names}.")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _refuse_foreign(path: Path, head: bytes) -> None:
    """FileError for what is neither a workbook nor text."""
    for beginning, kind in _OTHERS:
        # A text may begin with letters that are a picture's mark.
        if head.startswith(beginning) and (len(beginning) > 2 or _is_binary(head) or beginning == b"PK"):
            raise FileError(f"{path.name} sebenarnya {kind}, bukan daftar. Minta berkas Excel atau CSV.")
    if head.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP):
        raise FileError(
            f"{path.name} sebenarnya halaman web (HTML atau XML). Buka di Excel, simpan ulang sebagai .xlsx."
        )
    if not head.startswith(_BYTE_ORDER_MARKS) and _is_binary(head):
        raise FileError(f"{path.name} tidak dikenal: bukan buku kerja dan bukan teks. Simpan sebagai .xlsx.")


def _is_binary(head: bytes) -> bool:
    """A text may hold NULs, as some exporters fill up with them, but hardly other control characters."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > len(head) // 50 or head.count(0) > len(head) // 3
