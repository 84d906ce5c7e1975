"""A sheet that is written cell by cell, and remembers what every formula must come to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from budget.workbook.cached import Value
from budget.workbook.council import styles, texts
from budget.workbook.council.inputs import InputCell, InputKey
from budget.workbook.council.styles import Look, Styles

_FOLIO = "14"
_LINE_POINTS = 12.75
# Folio on its side, 330 × 216 mm, less margins; a character of Arial 10 is 5,25 points wide.
_PAGE_WIDTH_POINTS, _PAGE_HEIGHT_POINTS, _CHARACTER_POINTS = 863.0, 500.0, 5.25
# Where Arial is missing, the letters that stand in for it may be so much larger.
_SUBSTITUTE = 1.15


@dataclass(frozen=True, slots=True)
class Cell:
    """A written cell. In a formula, ``str(cell)`` is its address with the sheet's name."""

    sheet: str
    row: int
    column: int
    value: Value

    def __str__(self) -> str:
        return f"'{self.sheet}'!{self.address}"

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def fixed(self) -> str:
        """The address that stays when the formula is copied."""
        return f"'{self.sheet}'!${get_column_letter(self.column)}${self.row}"

    @property
    def number(self) -> int:
        """The value of a cell of whole numbers."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self} holds no whole number")
        return self.value


def span(cells: Sequence[Cell]) -> str:
    """The range from the first to the last of cells that stand in one row or column."""
    return f"{cells[0]}:{cells[-1].address}"


def spans(cells: Sequence[Cell]) -> str:
    """The ranges of cells in one column among whose rows there may be headers of new pages."""
    parts: list[list[Cell]] = []
    for cell in cells:
        if parts and cell.row == parts[-1][-1].row + 1:
            parts[-1].append(cell)
        else:
            parts.append([cell])
    return ",".join(span(part) for part in parts)


def fixed_span(cells: Sequence[Cell]) -> str:
    return f"{cells[0].fixed}:{cells[-1].fixed.partition('!')[2]}"


def added(cells: Iterable[Cell]) -> str:
    """The formula that adds cells which do not stand together."""
    return "=" + ("+".join(str(cell) for cell in cells) or "0")


class _Ranges(MultiCellRange):
    """Ranges that are saved in their order, which that of a set need not be."""

    def __iter__(self) -> Iterator[CellRange]:
        yield from self.sorted()


class Sheet:
    """One worksheet; `row` is where the next line goes. Rows and columns count from 1."""

    def __init__(self, worksheet: Worksheet, looks: Styles, widths: Sequence[float]) -> None:
        self.values: dict[str, Value] = {}
        self.inputs: list[InputCell] = []
        self.row = 1
        self.title = worksheet.title
        self._cells: dict[tuple[int, int], SheetCell] = {}
        self.worksheet = worksheet
        worksheet.merged_cells = _Ranges()
        self._looks = looks
        self._widths = list(widths)
        self._heights: dict[int, float] = {}
        self._page_began = 1
        self._title_rows = 0
        for column, width in enumerate(widths, start=1):
            worksheet.column_dimensions[get_column_letter(column)].width = width

    @property
    def cells(self) -> Iterator[SheetCell]:
        """Every cell that was drawn, row by row; the worksheet's own way makes those between them."""
        return (self._cells[place] for place in sorted(self._cells))

    @property
    def last_column(self) -> int:
        return len(self._widths)

    @property
    def width(self) -> float:
        """In characters."""
        return sum(self._widths)

    def text(self, row: int, column: int, text: str, look: Look = styles.LABEL) -> Cell:
        """A text as it stands, whatever it begins with."""
        clean = texts.cell_text(text)
        cell = self._cell(row, column)
        cell.value = clean
        # openpyxl takes a leading = for a formula.
        cell.data_type = "s"
        self._looks.apply(cell, look, quoted=texts.is_formula_like(clean))
        return Cell(self.title, row, column, clean)

    def number(self, row: int, column: int, value: Value, look: Look) -> Cell:
        """A constant: what the reader may change, or what the export found."""
        cell = self._cell(row, column)
        cell.value = value
        self._looks.apply(cell, look)
        return Cell(self.title, row, column, value)

    def entry(self, row: int, column: int, value: Value, number_format: str, key: InputKey) -> Cell:
        """A number that the reader may change."""
        return self.registered(self.number(row, column, value, styles.entry(number_format)), key)

    def registered(self, cell: Cell, key: InputKey, is_open: bool = True) -> Cell:
        """The cell, known from now on as what says this of the plan."""
        self.inputs.append(InputCell(self.title, cell.address, key, cell.value, is_open))
        return cell

    def live(self, row: int, column: int, formula: str, value: Value, look: Look) -> Cell:
        """A formula that comes to `value`."""
        cell = self._cell(row, column)
        cell.value = formula.replace(f"'{self.title}'!", "")
        self._looks.apply(cell, look)
        made = Cell(self.title, row, column, value)
        self.values[made.address] = value
        return made

    def total(self, row: int, column: int, cells: Sequence[Cell], number_format: str) -> Cell:
        """The sum of cells that stand together in one row or column."""
        formula = f"=SUM({span(cells)})" if cells else "=0"
        return self.live(row, column, formula, sum(c.number for c in cells), styles.total(number_format))

    def header(self, row: int, labels: Sequence[str], first_column: int = 1) -> None:
        for column, label in enumerate(labels, start=first_column):
            self.text(row, column, label, styles.HEADER)
        widths = self._widths[first_column - 1 : first_column - 1 + len(labels)]
        lines = [_lines(label, width) for label, width in zip(labels, widths, strict=True)]
        self.at_least(row, max(lines, default=1))

    def across(self, row: int, columns: tuple[int, int], text: str, look: Look) -> Cell:
        """A text over several columns, in a row high enough for it."""
        made = self.text(row, columns[0], text, look)
        self.join(row, columns, look)
        if look.wrap:
            self.fit(row, columns, text)
        return made

    def fit(self, row: int, columns: tuple[int, int], text: str) -> None:
        """Make the row high enough for a text over these columns."""
        first, last = columns
        self.at_least(row, _lines(text, sum(self._widths[first - 1 : last])))

    def join(self, row: int, columns: tuple[int, int], look: Look) -> None:
        """Make one cell of several in a row; the first of them is written."""
        first, last = columns
        if last == first:
            return
        for column in range(first + 1, last + 1):
            self._looks.apply(self._cell(row, column), look)
        # The worksheet's own way to merge draws the borders once more, which takes longer than all else.
        self.worksheet.merged_cells.ranges.add(CellRange(None, first, row, last, row))

    def at_least(self, row: int, lines: int) -> None:
        """Make the row as high as so many lines; Excel measures no merged cell by itself."""
        # 409 points is the highest row that Excel knows.
        height = min(409.0, lines * _LINE_POINTS + 2)
        if lines > 1 and height > self._heights.get(row, 0):
            self._heights[row] = self.worksheet.row_dimensions[row].height = height

    def high(self, row: int, look: Look) -> None:
        """Give a row of large letters its height, so that what is left of a page is known."""
        height = _LINE_POINTS * look.size / 10
        self._heights[row] = self.worksheet.row_dimensions[row].height = height

    def heading(self, title: str, subtitles: Sequence[str]) -> None:
        """The title lines, which every printed page repeats."""
        self.across(1, (1, self.last_column), title, styles.TITLE)
        self.high(1, styles.TITLE)
        for row, line in enumerate(subtitles, start=2):
            self.across(row, (1, self.last_column), line, styles.SUBTITLE)
        self.row = len(subtitles) + 3

    def section(self, title: str, rows: int) -> None:
        """A heading within the sheet, on the page of the `rows` that follow it where they fit on one."""
        self.keep_together(rows + 1)
        self.across(self.row, (1, self.last_column), title, styles.SECTION)
        self.high(self.row, styles.SECTION)
        self.row += 1

    def keep_together(self, rows: int) -> None:
        """Begin a new page when so many rows do not fit on what is left of this one."""
        if not self._has_room(rows):
            self.new_page()

    def next_line(self, header: Callable[[], None], rows: int = 1) -> None:
        """Make room for the next rows of a table; on a new page its `header` comes first."""
        if not self._has_room(rows):
            self.new_page()
            header()

    def _has_room(self, rows: int) -> bool:
        return self.row == self._page_began or all(self._fits(rows, larger) for larger in (1.0, _SUBSTITUTE))

    def _fits(self, rows: int, larger: float) -> bool:
        """Whether they do where letters, and so columns and rows, are that much larger."""
        scale = min(1.0, _PAGE_WIDTH_POINTS / (self.width * _CHARACTER_POINTS * larger))
        line = _LINE_POINTS * larger
        # The first page holds the title rows among its own; every other one repeats them.
        used = self._height(self._page_began, self.row, line)
        if self._page_began > 1:
            used += self._height(1, self._title_rows + 1, line)
        return used + rows * line <= _PAGE_HEIGHT_POINTS / scale

    def _height(self, first: int, end: int, line: float) -> float:
        return sum(self._heights.get(row, line) for row in range(first, end))

    def new_page(self) -> None:
        if self.row > self._page_began:
            self.worksheet.row_breaks.append(Break(id=self.row - 1))
            self._page_began = self.row

    def prepare_print(self, region: str, title_rows: int, frozen: str, report_id: str = "") -> None:
        """Landscape Folio, one page wide, with repeated titles, page numbers and the report's number."""
        worksheet = self.worksheet
        worksheet.page_setup.orientation = "landscape"
        worksheet.page_setup.paperSize = _FOLIO
        worksheet.page_setup.fitToWidth = 1
        worksheet.page_setup.fitToHeight = 0
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._title_rows = title_rows
        worksheet.print_title_rows = f"1:{title_rows}"
        worksheet.print_options.horizontalCentered = True
        margins = worksheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.35, 0.35
        name, place = (
            _HeaderFooterPart(texts.footer_text(self.title)),
            _HeaderFooterPart(texts.footer_text(region)),
        )
        worksheet.HeaderFooter.oddHeader = HeaderFooterItem(right=name)
        number = _HeaderFooterPart(f"Laporan {report_id}") if report_id else None
        worksheet.HeaderFooter.oddFooter = HeaderFooterItem(
            left=place, center=number, right=_HeaderFooterPart("Halaman &P dari &N")
        )
        worksheet.sheet_view.showGridLines = False
        worksheet.freeze_panes = frozen

    def _cell(self, row: int, column: int) -> SheetCell:
        if (row, column) not in self._cells:
            made = self.worksheet.cell(row, column)
            self._cells[row, column] = made  # type: ignore[assignment]  # merged cells are no targets
        return self._cells[row, column]


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many digits; words break early, but are slim."""
    room = max(1.0, width - 2)
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))
