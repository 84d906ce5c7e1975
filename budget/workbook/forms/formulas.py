"""Formulas of a filled sheet: fields become the addresses at which they stand."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from budget.workbook.forms.row_map import RowMap
from budget.workbook.forms.template import FormTemplate
from budget.workbook.forms.values import (
    Difference,
    Elsewhere,
    Formula,
    Ratio,
    SumOfFields,
    SumOfRows,
    SumOfTable,
    TableLess,
)
from budget.workbook.placeholders import sole_field


class Formulas:
    """Writes the formulas of one sheet."""

    def __init__(self, template: FormTemplate, rows: RowMap) -> None:
        self._rows = rows
        self._tables = {region.table.name: region for region in template.regions}
        self._columns = {kind: found for region in template.regions for kind, found in region.columns.items()}
        self._singles = {field: place for place, field in template.named.items()}
        for place, cell in sorted(template.sheet._cells.items()):
            if place[0] not in rows.prototypes and (name := sole_field(str(cell.value))):
                self._singles.setdefault(name, place)

    def text(self, value: Formula, row: int, column: int, kind: str | None) -> str:
        """The formula of a cell; `kind` is that of its row, None outside of tables.

        SUBTOTAL leaves out other subtotals, so that a heading may sum over headings below it.
        """
        match value:
            case SumOfRows(rows=rows):
                first, last = sorted((row + (1 if rows > 0 else -1), row + rows))
                return _subtotal(column, first, last)
            case SumOfTable(table=table, field=field):
                return self._of_table(table, field)
            case Elsewhere(formula=formula):
                return f"={formula}"
            case TableLess(table=table, field=field, less=less):
                other = less.formula if isinstance(less, Elsewhere) else self._address(less, row, None)
                return f"{self._of_table(table, field)}-{other}"
            case SumOfFields(fields=fields):
                return "=" + "+".join(self._address(field, row, kind) for field in fields)
            case Difference(field=field, less=less):
                return f"={self._address(field, row, kind)}-{self._address(less, row, kind)}"
            case Ratio(field=field, of=of):
                part, whole = (self._address(name, row, kind) for name in (field, of))
                return f"=IF({whole}=0,0,{part}/{whole})"

    def _of_table(self, table: str, field: str) -> str:
        region = self._tables[table]
        summed = next(columns[field] for columns in region.columns.values() if field in columns)
        return _subtotal(summed, *self._rows.region(region))

    def _address(self, field: str, row: int, kind: str | None) -> str:
        """Of another field of the row, or of a single cell."""
        if kind is not None:
            return f"{get_column_letter(self._columns[kind][field])}{row}"
        place = self._singles[field]
        return f"{get_column_letter(place[1])}{self._rows.where(place[0])}"


def _subtotal(column: int, first: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"=SUBTOTAL(9,{letter}{first}:{letter}{last})"
