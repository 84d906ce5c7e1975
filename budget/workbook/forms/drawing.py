"""Drawing a form's template: Arial 10, folio on its side, one page wide, names for whatever is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from budget.workbook.forms.layouts import BLOCK_PREFIX

AMOUNT = "#,##0;[Red]-#,##0"
PERCENT = "0.00%"
TEXT = "@"
_FOLIO = "14"
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD, _SHADE = "D9E1F2", "F2F2F2"
_ROW = 13.5


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    underline: bool = False
    italic: bool = False
    size: int = 10
    align: str = "left"
    fill: str = ""
    boxed: bool = False
    number_format: str = TEXT
    indent: int = 0


PLAIN = Look()
RIGHT_TITLE = Look(bold=True, align="center", boxed=True)
TITLE = Look(bold=True, size=12, align="center")
CENTRED = Look(align="center")
SIGNED = Look(bold=True, underline=True, align="center")
SECTION = Look(bold=True)
HEADER = Look(bold=True, align="center", fill=_HEAD, boxed=True)
CELL = Look(boxed=True)
MIDDLE = Look(boxed=True, align="center")
FIGURE = Look(boxed=True, align="right", number_format=AMOUNT, indent=1)
SHARE = Look(boxed=True, align="right", number_format=PERCENT, indent=1)
ALLOCATION = Look(boxed=True, number_format=AMOUNT)


def strong(look: Look, *, shaded: bool = True) -> Look:
    """Bold, as headings and totals are."""
    return Look(
        bold=True,
        align=look.align,
        fill=_SHADE if shaded else "",
        boxed=look.boxed,
        number_format=look.number_format,
        indent=look.indent,
    )


class Drawing:
    """One template; `row` is where the next line goes. Header and footer name the form and its owner."""

    def __init__(self, title: str, widths: Sequence[float], form: str, owner: str = "{skpd}") -> None:
        self.row = 1
        self.last = len(widths)
        self.workbook = Workbook()
        normal = self.workbook._named_styles["Normal"]  # type: ignore[attr-defined]
        normal.font = Font(name="Arial", size=10)
        sheet = self.workbook.active
        assert isinstance(sheet, Worksheet)
        self._sheet = sheet
        sheet.title = title
        sheet.sheet_format.defaultRowHeight = _ROW
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        self._print(form, owner)

    def put(
        self, columns: tuple[int, int], text: str, look: Look = PLAIN, name: str = "", wrap: bool = True
    ) -> None:
        """A text or placeholder over columns of the present row; `name` is its defined name."""
        first, last = columns
        for column in range(first, last + 1):
            self._dress(self.row, column, look, wrap=wrap)
        cell = self._sheet.cell(self.row, first, text or None)
        if text:
            cell.data_type = "s"
        if last > first:
            self._sheet.merge_cells(None, self.row, first, self.row, last)
        if name:
            self._name(name, f"${get_column_letter(first)}${self.row}")

    def across(self, text: str, look: Look, name: str = "") -> None:
        """A line over the whole width."""
        self.put((1, self.last), text, look, name)
        self.row += 1

    def table_head(self, labels: Sequence[str], columns: Sequence[tuple[int, int]]) -> None:
        for place, label in zip(columns, labels, strict=True):
            self.put(place, label, HEADER)
        self.row += 1

    def prototype(
        self,
        name: str,
        cells: Sequence[tuple[str, Look]],
        columns: Sequence[tuple[int, int]],
        height: float | None = None,
    ) -> None:
        """A row that stands for many."""
        for place, (text, look) in zip(columns, cells, strict=True):
            self.put(place, text, look)
        if height:
            self._sheet.row_dimensions[self.row].height = height
        self._name(name, f"$A${self.row}:${get_column_letter(self.last)}${self.row}")
        self.row += 1

    def block(self, name: str, first: int) -> None:
        """The rows from `first` to the one before the present one stay on one page."""
        last = get_column_letter(self.last)
        self._name(BLOCK_PREFIX + name, f"$A${first}:${last}${self.row - 1}")

    def titles(self, first: int, last: int) -> None:
        """Rows that every page repeats, and that stay in sight."""
        self._sheet.print_title_rows = f"{first}:{last}"

    def finish(self) -> Workbook:
        self._sheet.print_area = f"A1:{get_column_letter(self.last)}{self.row - 1}"
        return self.workbook

    def _name(self, name: str, where: str) -> None:
        quoted = f"'{self._sheet.title}'!{where}"
        self.workbook.defined_names[name] = DefinedName(name, attr_text=quoted)

    def _dress(self, row: int, column: int, look: Look, *, wrap: bool) -> None:
        cell = self._sheet.cell(row, column)
        cell.font = Font(
            name="Arial",
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underline="single" if look.underline else None,
        )
        vertical = "center" if look.fill == _HEAD else "top"
        cell.alignment = Alignment(
            horizontal=look.align, vertical=vertical, wrap_text=wrap, indent=look.indent
        )
        cell.number_format = look.number_format
        if look.fill:
            cell.fill = PatternFill("solid", start_color=look.fill)
        if look.boxed:
            cell.border = _BOX

    def _print(self, form: str, owner: str) -> None:
        sheet = self._sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _FOLIO
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.35, 0.35
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(right=_HeaderFooterPart(form))
        sheet.HeaderFooter.oddFooter = HeaderFooterItem(
            left=_HeaderFooterPart(owner),
            center=_HeaderFooterPart("Laporan {laporan}"),
            right=_HeaderFooterPart("Halaman &P dari &N"),
        )
        sheet.sheet_view.showGridLines = False
