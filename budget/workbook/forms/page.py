"""The page of a filled form: print set-up, repeated titles, header and footer, names, and breaks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from copy import copy
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break

from budget.workbook.council.texts import footer_text
from budget.workbook.forms.breaks import Paper, Rows, breaks
from budget.workbook.forms.layouts import BLOCK_PREFIX
from budget.workbook.forms.row_map import RowMap
from budget.workbook.forms.template import PRINTED, Area
from budget.workbook.placeholders import is_template_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from budget.workbook.forms.template import FormTemplate

_COPIED = ("sheet_format", "sheet_properties", "page_margins", "page_setup", "print_options")
_LANDSCAPE = "landscape"


def copy_page(
    template: FormTemplate,
    sheet: Worksheet,
    rows: RowMap,
    text: Callable[[str], str],
    headings: Collection[int],
) -> None:
    """Give a filled sheet the page of its template.

    `text` fills in header and footer; no page ends with one of the rows `headings`.
    """
    source = template.sheet
    for name in _COPIED:
        setattr(sheet, name, copy(getattr(source, name)))
    view, old = sheet.sheet_view, source.sheet_view
    view.showGridLines, view.zoomScale, view.view = old.showGridLines, old.zoomScale, old.view
    for name in PRINTED:
        setattr(sheet.HeaderFooter, name, _printed(getattr(source, name), text))
    sheet.HeaderFooter.differentFirst = source.HeaderFooter.differentFirst
    sheet.HeaderFooter.differentOddEven = source.HeaderFooter.differentOddEven
    _freeze(source, sheet, rows)
    titles = _titles(source, rows)
    if titles:
        sheet.print_title_rows = f"{titles[0]}:{titles[1]}"
    if source.print_title_cols:
        sheet.print_title_cols = source.print_title_cols
    area = _print_area(source)
    if area:
        first, last = get_column_letter(area.first_column), get_column_letter(area.last_column)
        sheet.print_area = f"{first}{rows.where(area.first_row)}:{last}{rows.end(area.last_row)}"
    _name_cells(template, sheet, rows)
    _break(template, sheet, rows, titles, headings)


def _printed(item: HeaderFooterItem, text: Callable[[str], str]) -> HeaderFooterItem:
    parts = {}
    for side in ("left", "center", "right"):
        part = copy(getattr(item, side))
        if part is not None and part.text and is_template_text(part.text):
            part = _HeaderFooterPart(_escaped(part.text, text), part.font, part.size, part.color)
        parts[side] = part
    return HeaderFooterItem(**parts)


def _escaped(template: str, text: Callable[[str], str]) -> str:
    """Codes such as &P are the template's; an & that is filled in is no code."""
    pieces = template.replace("}", "}\0").replace("{", "\0{").split("\0")
    return "".join(footer_text(text(piece)) if piece.startswith("{") else piece for piece in pieces)


def _freeze(source: Worksheet, sheet: Worksheet, rows: RowMap) -> None:
    if source.freeze_panes:
        row, column = coordinate_to_tuple(source.freeze_panes)
        sheet.freeze_panes = f"{get_column_letter(column)}{rows.where(row)}"


def _titles(source: Worksheet, rows: RowMap) -> tuple[int, int] | None:
    if not source.print_title_rows:
        return None
    first, _, last = source.print_title_rows.replace("$", "").partition(":")
    return rows.where(int(first)), rows.where(int(last))


def _print_area(source: Worksheet) -> Area | None:
    """The first one; a form is one table from top to bottom."""
    if not source.print_area:
        return None
    found = source.print_area.split(",")[0].rpartition("!")[2].replace("$", "")
    return Area(*range_boundaries(found))


def _name_cells(template: FormTemplate, sheet: Worksheet, rows: RowMap) -> None:
    """Single values and blocks keep their names, each sheet its own; prototypes are no more."""
    quoted = "'" + sheet.title.replace("'", "''") + "'"
    for name, area in template.names.items():
        if area.first_row in rows.prototypes and not name.startswith(BLOCK_PREFIX):
            continue
        first = f"${get_column_letter(area.first_column)}${rows.where(area.first_row)}"
        last = f"${get_column_letter(area.last_column)}${rows.end(area.last_row)}"
        where = first if first == last else f"{first}:{last}"
        sheet.defined_names[name] = DefinedName(name, attr_text=f"{quoted}!{where}")


def _break(
    template: FormTemplate,
    sheet: Worksheet,
    rows: RowMap,
    titles: tuple[int, int] | None,
    headings: Collection[int],
) -> None:
    """The officer's own breaks where their rows went, and those that keep blocks on one page."""
    own = [
        rows.where(found.id)
        for found in template.sheet.row_breaks.brk
        if found.id and found.id not in rows.prototypes
    ]
    heights = [float(sheet.row_dimensions[row].height or 0) for row in range(1, rows.last + 1)]
    blocks = [(rows.where(first), rows.end(last)) for first, last in template.blocks]
    widths = [
        sheet.column_dimensions[get_column_letter(column)].width
        for column in range(1, template.sheet.max_column + 1)
        if not sheet.column_dimensions[get_column_letter(column)].hidden
    ]
    paper = _paper(sheet, sum(widths))
    for row in breaks(Rows(heights, titles, headings), paper, own, blocks):
        sheet.row_breaks.append(Break(id=row))


def _paper(sheet: Worksheet, width: float) -> Paper:
    setup, margins = sheet.page_setup, sheet.page_margins
    return Paper(
        code=int(setup.paperSize or 0),
        is_landscape=setup.orientation == _LANDSCAPE,
        margins=(margins.left, margins.right, margins.top, margins.bottom),
        is_fitted=bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage),
        scale=int(setup.scale or 100),
        width=width,
    )
