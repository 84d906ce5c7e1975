"""The columns of a form: as wide, hidden and styled as in its template, and wider where a number needs it."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

# In characters, where the template says nothing.
_STANDARD_WIDTH = 9.14


class Columns:
    """The columns of a sheet up to its last used one; widths in characters."""

    def __init__(self, sheet: Worksheet) -> None:
        self._found: dict[int, ColumnDimension] = {}
        for dimension in sheet.column_dimensions.values():
            # One entry of a file may stand for several columns; LibreOffice names all that there are.
            for column in range(dimension.min or 0, min(dimension.max or 0, sheet.max_column) + 1):
                self._found[column] = dimension
        self._wider: dict[int, float] = {}
        self._last = sheet.max_column

    def width(self, column: int, span: int = 1) -> float:
        """Of a column, or of several together."""
        return sum(self._width(each) for each in range(column, column + span))

    def widen(self, column: int, width: float) -> None:
        """Make a column at least so wide."""
        if width > self._width(column):
            self._wider[column] = width

    def shown(self) -> float:
        """The width of all columns that are not hidden."""
        every = range(1, self._last + 1)
        return sum(self._width(each) for each in every if not self._is_hidden(each))

    def copy_to(self, sheet: Worksheet) -> None:
        for column, dimension in self._found.items():
            letter = get_column_letter(column)
            own = copy(dimension)
            own.index, own.min, own.max = letter, column, column
            sheet.column_dimensions[letter] = own
        for column, width in self._wider.items():
            sheet.column_dimensions[get_column_letter(column)].width = width

    def _width(self, column: int) -> float:
        known = self._found.get(column)
        return self._wider.get(column) or (float(known.width) if known else _STANDARD_WIDTH)

    def _is_hidden(self, column: int) -> bool:
        return column in self._found and bool(self._found[column].hidden)
