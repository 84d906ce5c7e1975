"""The files that BPJS Ketenagakerjaan takes new and leaving members by, in layouts that an officer may edit.

The official layouts were not found. So the headings, their order and their look come from a template with
one row of ``{fields}`` below the headings: it is repeated for every person, in cells of text. Other sheets
of a template are for its readers, and do not go into the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from budget.errors import FileError
from budget.workbook.placeholders import (
    braced,
    fields_in,
    filled,
    is_template_text,
    open_template,
    wrong_in,
)
from budget.workbook.row_stream import Line, RowStream, save_with_rows

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# What the portal takes in one file.
MOST_ROWS = 10_000


class NewWorker(NamedTuple):
    """Somebody to be enrolled; the names are the placeholders of the template. Dates are ``dd-mm-yyyy``."""

    nik: str
    nama: str
    tempat_lahir: str
    tanggal_lahir: str
    jenis_kelamin: str
    ibu_kandung: str
    alamat: str
    desa: str
    kecamatan: str
    telepon: str
    kelompok: str
    upah: str
    program: str
    sumber_dana: str
    mulai: str
    kpj: str


class LeavingWorker(NamedTuple):
    """Somebody whose cover ended on `tanggal_kejadian`, its last day."""

    kpj: str
    nik: str
    nama: str
    tanggal_lahir: str
    sebab: str
    tanggal_kejadian: str
    keterangan: str
    kelompok: str
    desa: str
    kecamatan: str


Worker = NewWorker | LeavingWorker


@dataclass(frozen=True, slots=True)
class BpjsLayout:
    """The sheet's name, the placeholders it may hold, and those without which it is of no use."""

    sheet: str
    fields: tuple[str, ...]
    needed: tuple[str, ...]


NEW = BpjsLayout("data_tk_baru", NewWorker._fields, ("nik", "nama", "tanggal_lahir", "mulai"))
LEAVING = BpjsLayout(
    "data_tk_na", LeavingWorker._fields, ("kpj", "nama", "tanggal_lahir", "sebab", "tanggal_kejadian")
)


@dataclass(frozen=True, slots=True, eq=False)
class BpjsTemplate:
    """A template that was found in order: `texts` are the cells of row `row`, from column A on."""

    layout: BpjsLayout
    workbook: Workbook
    row: int
    texts: tuple[str, ...]

    def line(self, worker: Worker) -> Line:
        """The template's row, filled in for one person."""

        def value(name: str) -> str:
            return str(getattr(worker, name))

        return Line([filled(text, value) for text in self.texts])


def read_template(path: Path, layout: BpjsLayout) -> BpjsTemplate:
    """The template, ready to be filled; FileError names the cell that is wrong, or the field that lacks."""
    workbook = open_template(path)
    if layout.sheet not in workbook.sheetnames:
        raise FileError(f"Templat {path.name}: lembar {layout.sheet} tidak ada.")
    sheet: Worksheet = workbook[layout.sheet]

    def refuse(place: str, message: str) -> FileError:
        return FileError(f"Templat {path.name}, {layout.sheet}!{place}: {message}")

    row, texts = _prototype(sheet, layout, refuse)
    present = {name for text in texts for name in fields_in(text)}
    if missing := [name for name in layout.needed if name not in present]:
        message = f"baris isian ini tidak memuat {braced(missing)}. Tulis di salah satu selnya."
        raise refuse(f"A{row}", message)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row:
            raise refuse(merged.coord, "sel gabungan di baris isian. Pisahkan.")
    for other in [other for other in workbook.worksheets if other is not sheet]:
        workbook.remove(other)
    for cell in sheet[row]:
        cell.value = None
        cell.number_format = "@"
    return BpjsTemplate(layout, workbook, row, texts)


def _prototype(
    sheet: Worksheet, layout: BpjsLayout, refuse: Callable[[str, str], FileError]
) -> tuple[int, tuple[str, ...]]:
    """The one row with placeholders, and the text of its cells."""
    found: int | None = None
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
        text, place = str(cell.value), cell.coordinate
        if cell.data_type == "f":
            raise refuse(place, "rumus tidak dapat dipakai di sini. Tulis teks atau {isian}.")
        if found is not None and cell.row > found:
            raise refuse(place, f"di bawah baris isian (baris {found}) tidak boleh ada apa-apa. Kosongkan.")
        if not is_template_text(text):
            continue
        found = cell.row
        if wrong := wrong_in(text, layout.fields):
            raise refuse(place, wrong)
    if found is None:
        raise refuse("A2", "tidak ada baris isian. Tulis misalnya {nik} di bawah judul kolomnya.")
    return found, tuple("" if cell.value is None else str(cell.value) for cell in sheet[found])


def write_bpjs(template: BpjsTemplate, workers: Iterable[Worker], path: Path, made_on: date) -> None:
    """One file of these people, all cells text; the same people give the same bytes."""
    lines = map(template.line, workers)
    stream = RowStream(template.layout.sheet, template.row, lines)
    save_with_rows(template.workbook, [stream], path, made_on)
