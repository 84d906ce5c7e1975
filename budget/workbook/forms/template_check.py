"""Checking a form's template: all that is wrong with it is told at once, with sheet and cell or name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from budget.errors import FileError, Problem, error, errors_in, warning
from budget.workbook.forms.layouts import BLOCK_PREFIX, Fields, FormLayout, RowKind, Table
from budget.workbook.forms.template import PRINTED, Area, FormTemplate, Region, area_of
from budget.workbook.placeholders import (
    braced,
    fields_in,
    is_template_text,
    open_template,
    sole_field,
    wrong_in,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_CODE = "templat"


def read_template(path: Path, layout: FormLayout) -> FormTemplate:
    """The template, ready to be filled; FileError tells everything that is wrong with it."""
    template, problems = checked_template(path, layout)
    if template is None:
        raise TemplateError(errors_in(problems))
    return template


class TemplateError(FileError):
    """A template that cannot be filled; `problems` are all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        super().__init__("\n".join(map(str, problems)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._problems


def checked_template(path: Path, layout: FormLayout) -> tuple[FormTemplate | None, tuple[Problem, ...]]:
    """The template, or None where something is wrong with it; errors, and what it will lose.

    FileError where the file is no workbook.
    """
    workbook = open_template(path)
    if layout.sheet not in workbook.sheetnames:
        where = f"Templat {path.name}"
        message = f"lembar {layout.sheet} tidak ada. Beri lembar formulirnya nama itu."
        return None, (error(_CODE, where, message),)
    check = _Check(path.name, layout, workbook)
    found = check.template()
    cautions = tuple(_dropped(path, workbook[layout.sheet]))
    template = None if check.problems else replace(found, cautions=cautions)
    return template, (*check.problems, *cautions)


def _dropped(path: Path, sheet: Worksheet) -> Iterator[Problem]:
    """What a sheet may hold that no form takes over."""
    with zipfile.ZipFile(path) as package:
        has_pictures = any(name.startswith("xl/drawings/drawing") for name in package.namelist())
    lost = {
        "Gambar dan grafik": has_pictures,
        "Format bersyarat": bool(list(sheet.conditional_formatting)),
        "Validasi data": bool(sheet.data_validations.dataValidation),
    }
    for what in (name for name, is_there in lost.items() if is_there):
        message = f"{what} di templat tidak ikut ke formulir. Pakai teks, huruf, dan warna sel."
        yield warning("templat_tidak_ikut", f"Templat {path.name}, {sheet.title}", message)


class _Check:
    """Reads one template, and collects what is wrong with it."""

    def __init__(self, file: str, layout: FormLayout, workbook: Workbook) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._layout = layout
        self._workbook = workbook
        self._sheet: Worksheet = workbook[layout.sheet]
        self._cells: dict[int, dict[int, Cell | MergedCell]] = {}
        for (row, column), cell in sorted(self._sheet._cells.items()):
            if cell.value is not None:
                self._cells.setdefault(row, {})[column] = cell

    def template(self) -> FormTemplate:
        names = self._names()
        rows = self._rows(names)
        regions = tuple(self._regions(rows))
        named = self._named(names, rows)
        self._merges(rows)
        self._single_values(rows, named)
        found = sorted((a.first_row, a.last_row) for n, a in names.items() if n.startswith(BLOCK_PREFIX))
        return FormTemplate(self._layout, self._workbook, self._sheet, regions, named, tuple(found), names)

    def _refuse(self, place: str, message: str) -> None:
        """`place` is a cell, or a defined name."""
        self.problems.append(error(_CODE, f"Templat {self._file}, {self._sheet.title}!{place}", message))

    def _names(self) -> dict[str, Area]:
        """The defined names of the sheet; those of the form must lie on it."""
        ours = {*self._layout.kinds, *self._layout.fields.known}
        found: dict[str, Area] = {}
        both = (*self._workbook.defined_names.items(), *self._sheet.defined_names.items())
        for spelled, defined in both:
            name = spelled.casefold()
            if (area := area_of(defined, self._sheet.title)) is not None:
                found[name] = area
            elif name in ours:
                self._refuse(name, f"nama ini menunjuk {defined.attr_text}, bukan sel di lembar ini.")
        return found

    def _rows(self, names: Mapping[str, Area]) -> dict[int, RowKind]:
        """The kind of each prototype row."""
        rows: dict[int, RowKind] = {}
        for name, kind in self._layout.kinds.items():
            area = names.get(name)
            if area is None:
                self._refuse(name, f"nama ini tidak ada. Beri baris contohnya nama {name}.")
            elif area.first_row != area.last_row:
                self._refuse(name, "nama ini menunjuk beberapa baris. Tunjuk satu baris saja.")
            elif other := rows.get(area.first_row):
                self._refuse(name, f"baris {area.first_row} sudah bernama {other.name}.")
            else:
                rows[area.first_row] = kind
        return rows

    def _regions(self, rows: Mapping[int, RowKind]) -> Iterator[Region]:
        """The tables from top to bottom."""
        tables = self._layout.rows
        own = {
            t.name: sorted(r for r, kind in rows.items() if tables[kind.name] is t) for t in tables.values()
        }
        for table in sorted(self._layout.tables, key=lambda table: own[table.name]):
            numbers = own[table.name]
            if not numbers:
                continue
            first, last = numbers[0], numbers[-1]
            for row in sorted(set(range(first, last + 1)) - set(numbers)):
                message = f"baris {row} menyela baris contoh tabel {table.name}. Pindahkan ke luar tabel."
                self._refuse(f"A{row}", message)
            columns = {rows[row].name: self._prototype(row, rows[row]) for row in numbers}
            self._aligned(table, columns)
            yield Region(table, first, last, {rows[row].name: row for row in numbers}, columns)

    def _prototype(self, row: int, kind: RowKind) -> dict[str, int]:
        """Where each field has a cell of its own."""
        present: set[str] = set()
        columns: dict[str, int] = {}
        for column, cell in self._cells.get(row, {}).items():
            present.update(self._fields(cell, kind.fields))
            if name := sole_field(str(cell.value)):
                if name in columns and name in kind.fields.figures:
                    self._refuse(cell.coordinate, f"{{{name}}} sudah ada di baris ini. Hapus salah satu.")
                columns.setdefault(name, column)
        if missing := [name for name in kind.fields.needed if name not in present]:
            message = f"baris ini tidak memuat {braced(missing)}. Tulis di salah satu selnya."
            self._refuse(kind.name, message)
        return columns

    def _aligned(self, table: Table, columns: Mapping[str, Mapping[str, int]]) -> None:
        """Sums run down a column: a figure has the same one in all rows of its table."""
        for name in dict.fromkeys(name for kind in table.rows for name in kind.fields.figures):
            found = {kind: places[name] for kind, places in columns.items() if name in places}
            if len(set(found.values())) > 1:
                where = ", ".join(f"{get_column_letter(c)} di {kind}" for kind, c in found.items())
                self._refuse(next(iter(found)), f"{{{name}}} harus di satu kolom, tetapi ada di {where}.")

    def _fields(self, cell: Cell | MergedCell, fields: Fields) -> list[str]:
        """The fields of a cell, each told where it is wrong."""
        text, place = str(cell.value), str(cell.coordinate)
        if cell.data_type == "f":
            self._refuse(place, "rumus tidak dapat dipakai di sini. Tulis teks atau {isian}.")
            return []
        if not is_template_text(text):
            return []
        if wrong := wrong_in(text, fields.known):
            self._refuse(place, wrong)
            return []
        found = fields_in(text)
        figures = [name for name in found if name in fields.figures]
        if figures and sole_field(text) is None:
            message = f"{{{figures[0]}}} berisi angka. Beri sel sendiri, tanpa teks lain."
            self._refuse(place, message)
        return found

    def _named(self, names: Mapping[str, Area], rows: Mapping[int, RowKind]) -> dict[tuple[int, int], str]:
        """Single cells that are named as a field."""
        inside = {
            (row, column)
            for merged in self._sheet.merged_cells.ranges
            for row, column in merged.cells
            if (row, column) != (merged.min_row, merged.min_col)
        }
        found: dict[tuple[int, int], str] = {}
        for name in (name for name in self._layout.fields.known if name in names):
            area = names[name]
            place = area.first_row, area.first_column
            anchor = self._anchor(*place)
            if (area.last_row, area.last_column) not in (place, anchor):
                self._refuse(name, "nama ini menunjuk beberapa sel. Tunjuk satu sel saja.")
            elif area.first_row in rows:
                kind = rows[area.first_row].name
                self._refuse(name, f"nama ini menunjuk baris contoh {kind}. Tunjuk sel di luar tabel.")
            elif place in inside:
                self._refuse(name, "nama ini menunjuk bagian sel gabungan. Tunjuk sel pertamanya.")
            else:
                found[place] = name
        return found

    def _anchor(self, row: int, column: int) -> tuple[int, int]:
        """The last cell of the merged cells that begin here; Excel names all of them."""
        for merged in self._sheet.merged_cells.ranges:
            if (merged.min_row, merged.min_col) == (row, column):
                return merged.max_row, merged.max_col
        return row, column

    def _merges(self, rows: Mapping[int, RowKind]) -> None:
        for merged in sorted(self._sheet.merged_cells.ranges, key=lambda merged: str(merged.coord)):
            touched = [row for row in range(merged.min_row, merged.max_row + 1) if row in rows]
            if touched and merged.min_row != merged.max_row:
                message = f"sel gabungan ini melewati baris contoh {rows[touched[0]].name}. Pisahkan."
                self._refuse(merged.coord, message)

    def _single_values(self, rows: Mapping[int, RowKind], named: Mapping[tuple[int, int], str]) -> None:
        fields = self._layout.fields
        present = set(named.values())
        for row, cells in self._cells.items():
            for column, cell in cells.items() if row not in rows else ():
                if (row, column) not in named:
                    present.update(self._fields(cell, fields))
        for text in printed_texts(self._sheet):
            if is_template_text(text) and (wrong := wrong_in(text, fields.texts)):
                self._refuse("kepala/kaki halaman", wrong)
        if missing := [name for name in fields.needed if name not in present]:
            message = f"tidak ada sel untuk {braced(missing)}. Beri selnya nama itu, atau tulis {{isian}}nya."
            self._refuse("A1", message)


def printed_texts(sheet: Worksheet) -> Iterator[str]:
    """The texts of header and footer."""
    for kind in PRINTED:
        item = getattr(sheet, kind)
        for part in (item.left, item.center, item.right):
            if part is not None and part.text:
                yield part.text
