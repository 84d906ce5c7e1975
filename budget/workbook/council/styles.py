"""How cells look. A style is built once and shared: building one per cell is what makes openpyxl slow."""

from copy import copy
from dataclasses import dataclass

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

RUPIAH = "[$Rp-421]#,##0"
RUPIAH_SIGNED = "[$Rp-421]#,##0;[Red]-[$Rp-421]#,##0"
RUPIAH_BRACKETED = '[$Rp-421]#,##0;"("[$Rp-421]#,##0")"'
RUPIAH_SEN = "[$Rp-421]#,##0.00"
COUNT = "#,##0"
COUNT_OR_DASH = '#,##0;-#,##0;"–"'
DIFFERENCE = "[Red]#,##0;[Red]-#,##0;0"
PERCENT = "0.00##%"
SHARE = "0.00%"
GROWTH = "+0.00%;[Red]-0.00%;0.00%"
YEAR = "0"
TEXT = "@"
# A formula in a cell of format @ would turn into text once it is edited.
GENERAL = "General"

INPUT_FILL = "FFF2CC"
_LISTED_FILL = "E2EFDA"
_HEAD_FILL = "1F4E78"
_TOTAL_FILL = "DDEBF7"
_LINE = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """One way to draw a cell; `fill` and `colour` are RGB, `boxed` draws the table's lines.

    Only an `is_open` cell can be changed on a protected sheet.
    """

    number_format: str = TEXT
    bold: bool = False
    italic: bool = False
    size: int = 10
    colour: str = "000000"
    fill: str = ""
    align: str = "general"
    vertical: str = "center"
    wrap: bool = False
    boxed: bool = True
    underlined: bool = False
    is_open: bool = False


def figure(number_format: str) -> Look:
    return Look(number_format, align="right")


def total(number_format: str) -> Look:
    return Look(number_format, bold=True, fill=_TOTAL_FILL, align="right")


def entry(number_format: str) -> Look:
    """A cell that the reader may change."""
    return Look(number_format, colour="1F4E9E", fill=INPUT_FILL, align="right", is_open=True)


def listed(number_format: str) -> Look:
    """A number of the roster, which is changed there and not in the workbook."""
    return Look(number_format, colour="375623", fill=_LISTED_FILL, align="right")


TITLE = Look(size=14, bold=True, boxed=False)
COVER_TITLE = Look(size=18, bold=True, colour=_HEAD_FILL, boxed=False)
SUBTITLE = Look(boxed=False)
SECTION = Look(size=11, bold=True, colour=_HEAD_FILL, boxed=False)
NOTE = Look(italic=True, colour="595959", vertical="top", wrap=True, boxed=False)
HEADER = Look(bold=True, colour="FFFFFF", fill=_HEAD_FILL, align="center", wrap=True)
LABEL = Look(wrap=True, align="left")
WORDS = Look(GENERAL, wrap=True, align="left", italic=True)
CENTERED = Look(align="center", wrap=True)
TOTAL_LABEL = Look(bold=True, fill=_TOTAL_FILL, wrap=True, align="left")
LEGEND = Look(colour="1F4E9E", fill=INPUT_FILL, align="center")
LINK = Look(align="left", colour="1F4E9E", underlined=True)
LISTED_LEGEND = Look(colour="375623", fill=_LISTED_FILL, align="center")


class Styles:
    """The looks of one workbook, each registered there once; any of its worksheets leads to it."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        self._known: dict[tuple[Look, bool], StyleArray] = {}

    def apply(self, cell: SheetCell, look: Look, quoted: bool = False) -> None:
        """Draw the cell so; `quoted` keeps a text that looks like a formula a text when it is edited."""
        key = look, quoted
        if key not in self._known:
            self._known[key] = self._registered(look, quoted)
        cell._style = copy(self._known[key])  # type: ignore[attr-defined]  # the stubs leave it out

    def _registered(self, look: Look, quoted: bool) -> StyleArray:
        sample = SheetCell(self._worksheet, row=1, column=1)
        sample.number_format = look.number_format
        sample.font = Font(
            name="Arial",
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.colour,
            underline="single" if look.underlined else None,
        )
        sample.alignment = Alignment(
            horizontal=look.align,
            vertical=look.vertical,
            wrap_text=look.wrap,
            indent=1 if look.boxed and look.align in ("left", "right") else 0,
        )
        if look.fill:
            sample.fill = PatternFill("solid", start_color=look.fill)
        if look.boxed:
            sample.border = _GRID
        if look.is_open:
            sample.protection = Protection(locked=False)
        if quoted:
            sample.quotePrefix = True
        style: StyleArray = sample._style  # type: ignore[attr-defined]  # the stubs leave it out
        return style
