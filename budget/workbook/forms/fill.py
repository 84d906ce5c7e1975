"""A template's sheet written anew with a form's rows: what stands below a table moves down with it.

openpyxl's own insertion of rows leaves merged cells, heights, names and breaks behind. So nothing is
inserted: the sheet is written from top to bottom into a fresh one, and every row knows where it went.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter

from budget.errors import LimitExceeded
from budget.money import format_number
from budget.workbook.cached import Values
from budget.workbook.council.texts import cell_text, is_formula_like
from budget.workbook.forms.formulas import Formulas
from budget.workbook.forms.page import copy_page
from budget.workbook.forms.row_map import RowMap
from budget.workbook.forms.template import FormTemplate
from budget.workbook.forms.values import (
    FormRow,
    FormSheet,
    SumOfRows,
    Value,
    number_in,
)
from budget.workbook.placeholders import filled, sole_field
from budget.workbook.row_height import row_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# What a spreadsheet keeps of a number.
_MOST = 10**15
_DEFAULT_HEIGHT, _DEFAULT_SIZE = 13.5, 10.0
# Red in brackets and a blank at either side: how much wider than its digits a number is.
_SIDES = 3


class _Written(NamedTuple):
    """A row of the new sheet: the template's row that it copies, and its fields, None outside of tables."""

    source: int
    row: FormRow | None = None

    @property
    def kind(self) -> str | None:
        return self.row.kind if self.row else None

    @property
    def is_heading(self) -> bool:
        """Whether it sums up what follows, and so does not end a page."""
        values = self.row.values.values() if self.row else ()
        return any(isinstance(value, SumOfRows) and value.rows > 0 for value in values)


def fill_sheet(template: FormTemplate, form: FormSheet) -> tuple[Worksheet, Values]:
    """A new sheet of the template's workbook, and the value of each of its formulas.

    LimitExceeded where an amount has more than the 15 digits of a spreadsheet.
    """
    filling = _Filling(template, form)
    filling.write()
    return filling.sheet, filling.values


class _Filling:
    """Writes one sheet."""

    def __init__(self, template: FormTemplate, form: FormSheet) -> None:
        self.values: dict[str, int | Decimal | str] = {}
        self.sheet: Worksheet = template.workbook.create_sheet(form.title)
        self._template = template
        self._source = template.sheet
        self._form = form
        self._rows = _laid_out(template, form)
        self._map = RowMap([written.source for written in self._rows], template.regions)
        self._formulas = Formulas(template, self._map)
        self._widths = _widths(template.sheet)
        self._spans = {
            (m.min_row, m.min_col): m.max_col - m.min_col + 1 for m in self._source.merged_cells.ranges
        }
        for row, column in template.named:
            # A cell that is empty and bare is not in the file.
            self._source.cell(row, column)
        self._cells: dict[int, dict[int, Cell | MergedCell]] = {}
        for (row, column), cell in sorted(self._source._cells.items()):
            self._cells.setdefault(row, {})[column] = cell

    def write(self) -> None:
        for number, written in enumerate(self._rows, start=1):
            heights = [
                self._put(cell, number, column, written)
                for column, cell in self._cells.get(written.source, {}).items()
            ]
            self._height(number, written.source, max(heights, default=0.0))
        self._merge()
        for letter, width in self._widths.items():
            self.sheet.column_dimensions[letter].width = width
        headings = {number for number, row in enumerate(self._rows, start=1) if row.is_heading}
        copy_page(self._template, self.sheet, self._map, self._text, headings)

    def _put(self, cell: Cell | MergedCell, number: int, column: int, written: _Written) -> float:
        """Write one cell as the template has it; how high it needs its row, in points."""
        target = self.sheet.cell(number, column)
        assert isinstance(target, Cell), "cells are merged when all are written"
        target._style = copy(cell._style)  # type: ignore[attr-defined, union-attr]  # the stubs leave it out
        value = self._value(cell, column, written)
        if value is None:
            # A number or a date of the template's own.
            target.value = cell.value
            return 0.0
        span = self._spans.get((written.source, column), 1)
        if isinstance(value, str):
            return self._put_text(target, value, self._room(column, span)) if value else 0.0
        if isinstance(value, int):
            target.value = value
        else:
            target.value = self._formulas.text(value, number, column, written.kind)
            self.values[target.coordinate] = value.value
        self._widen(target, column, number_in(value), span)
        return 0.0

    def _value(self, cell: Cell | MergedCell, column: int, written: _Written) -> Value | None:
        """What a cell is filled with: its field, or its text with fields in it; None where it has none."""
        if written.row is None:
            name = self._template.named.get((written.source, column))
            given = self._form.values
        else:
            name, given = None, written.row.values
        text = cell.value
        if name is None and isinstance(text, str):
            name = sole_field(text)
        if name is not None:
            return _plain(given.get(name, ""))
        if isinstance(text, str):
            return filled(text, lambda field: _as_text(given.get(field, "")))
        return None

    def _put_text(self, target: Cell, text: str, room: float) -> float:
        clean = cell_text(text)
        target.value = clean
        # openpyxl takes a leading = for a formula.
        target.data_type = "s"
        if is_formula_like(clean):
            target.quotePrefix = True
        size = float(target.font.size or _DEFAULT_SIZE)
        columns = room * _DEFAULT_SIZE / size if target.alignment.wrap_text else len(clean)
        return (row_height([(clean, columns)]) or _DEFAULT_HEIGHT) * size / _DEFAULT_SIZE

    def _widen(self, cell: Cell, column: int, value: int | Decimal | None, span: int) -> None:
        """Numbers that do not fit show as ####."""
        if not isinstance(value, int):
            return
        if abs(value) >= _MOST:
            raise LimitExceeded(
                f"{self.sheet.title}!{cell.coordinate}: {format_number(value)} melampaui 15 angka yang dapat "
                "disimpan lembar kerja. Periksa jumlah orang, upah, dan pagunya."
            )
        size = float(cell.font.size or _DEFAULT_SIZE)
        letter = get_column_letter(column)
        needed = (len(format_number(value)) + _SIDES) * size / _DEFAULT_SIZE
        if span == 1 and needed > self._widths.get(letter, _STANDARD_WIDTH):
            self._widths[letter] = needed

    def _room(self, column: int, span: int) -> float:
        letters = map(get_column_letter, range(column, column + span))
        return max(1.0, sum(self._widths.get(letter, _STANDARD_WIDTH) for letter in letters) - 1)

    def _height(self, number: int, source: int, needed: float) -> None:
        old = self._source.row_dimensions
        given = old[source].height if source in old else None
        if source in old:
            new = copy(old[source])
            new.index = number
            new.parent = self.sheet
            self.sheet.row_dimensions[number] = new
        base = given or self._source.sheet_format.defaultRowHeight or _DEFAULT_HEIGHT
        self.sheet.row_dimensions[number].height = max(float(base), needed)

    def _merge(self) -> None:
        """Merged cells of a prototype in each of its rows; others where their rows went."""
        rows = self._map.prototypes
        for merged in sorted(self._source.merged_cells.ranges, key=lambda m: (m.min_row, m.min_col)):
            columns = merged.min_col, merged.max_col
            if merged.min_row in rows:
                for number in self._map.copies(merged.min_row):
                    self.sheet.merge_cells(None, number, columns[0], number, columns[1])
            else:
                first, last = self._map.where(merged.min_row), self._map.where(merged.max_row)
                self.sheet.merge_cells(None, first, columns[0], last, columns[1])

    def _text(self, text: str) -> str:
        """A text of header or footer."""
        return filled(text, lambda field: _as_text(self._form.values.get(field, "")))


def _laid_out(template: FormTemplate, form: FormSheet) -> list[_Written]:
    """The rows of the new sheet from top to bottom."""
    found: list[_Written] = []
    at = 1
    for region in template.regions:
        found += map(_Written, range(at, region.first))
        rows: Sequence[FormRow] = form.tables.get(region.table.name, ())
        found += [_Written(region.rows[row.kind], row) for row in rows]
        at = region.last + 1
    last = max(template.sheet.max_row, at - 1)
    return [*found, *map(_Written, range(at, last + 1))]


_STANDARD_WIDTH = 9.14


def _widths(sheet: Worksheet) -> dict[str, float]:
    """The widths of columns in characters; one entry of the file may stand for several."""
    found: dict[str, float] = {}
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            # Files of LibreOffice name all columns of the sheet.
            if 0 < column <= sheet.max_column:
                found[get_column_letter(column)] = float(dimension.width)
    return found


def _plain(value: Value) -> Value:
    """A sum of no rows is no formula."""
    return value.value if isinstance(value, SumOfRows) and not value.rows else value


def _as_text(value: Value) -> str:
    number = number_in(value)
    if isinstance(value, str):
        return value
    return format_number(number) if isinstance(number, int) else str(number)
