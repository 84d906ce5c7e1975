"""Writing a plan into the template, so that reading it again gives the same plan."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budget.errors import BadEntry, FileError, PaguError, PlanError, error
from budget.plan import Plan
from budget.plan.allocation_layout import ALLOCATIONS, CASH_MONTHS
from budget.plan.assertion_layout import ASSERTIONS
from budget.plan.field import Field, Layout
from budget.plan.forms_layout import ACCOUNT_NAMES, INDICATORS, OFFICIALS, SUB_ACTIVITIES
from budget.plan.law_layout import LAW_VALUES
from budget.plan.layouts import ASSUMPTIONS, FRAME, GROUPS, HEAD_COUNTS, MINIMUM_WAGES, TARIFFS
from budget.plan.scenario_layout import SCENARIO_LINES
from budget.resources import shipped
from budget.workbook.files import replacing
from budget.workbook.plan_parts import scenario_lines
from budget.workbook.plan_table import find_header
from budget.workbook.row_height import row_height
from budget.workbook.stamping import save

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

# A spreadsheet's number is a double: fifteen digits survive, more do not.
_EXACT_DIGITS = 15
# From here on the reader refuses a number, as it may have lost its last digit.
_LARGEST_NUMBER = 2**53
# Excel takes _x0041_ in a text for the letter A; the underscore itself is _x005F_.
_LOOKS_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_SIGNS = ("=", "+", "-", "@")


def write_plan(path: Path, plan: Plan) -> None:
    """Fill the shipped template; the same plan gives the same bytes.

    PlanError lists texts that no workbook can hold (control characters, more than 2.000 characters,
    spaces at either end). FileError where the file cannot be written; then the old one stays.
    """
    from openpyxl import load_workbook

    sheets = [(layout, _values(layout, records)) for layout, records in _records(plan)]
    workbook = load_workbook(shipped("templates", "rencana.xlsx"))
    for layout, rows in sheets:
        _fill(workbook[layout.sheet], layout, rows)
    with replacing(path) as temporary:
        save(workbook, temporary, plan.span.first.first_day)


def _records(plan: Plan) -> Iterator[tuple[Layout[Any], Sequence[Any]]]:
    yield FRAME, [plan.frame]
    yield GROUPS, plan.groups
    yield TARIFFS, plan.tariffs
    yield HEAD_COUNTS, plan.head_counts
    yield ALLOCATIONS, plan.allocations
    yield CASH_MONTHS, plan.cash_months
    yield MINIMUM_WAGES, plan.minimum_wages
    yield LAW_VALUES, plan.law_values
    yield ASSUMPTIONS, plan.assumptions
    yield ASSERTIONS, plan.assertions
    yield SUB_ACTIVITIES, plan.sub_activities
    yield INDICATORS, plan.indicators
    yield ACCOUNT_NAMES, plan.account_names
    yield OFFICIALS, plan.officials
    yield SCENARIO_LINES, list(scenario_lines(plan.scenarios))


# What a cell will hold: a text, a number, a day, or nothing.
Content = str | int | Decimal | date | None


def _values(layout: Layout[Any], records: Sequence[Any]) -> list[dict[str, Content]]:
    rows: list[dict[str, Content]] = []
    problems = []
    for number, record in enumerate(records, start=1):
        taken = layout.take(record)
        row: dict[str, Content] = {}
        for field in layout.fields:
            try:
                row[field.key] = _content(field, taken[field.key])
            except PaguError as misfit:
                place = f"{layout.sheet}, baris {number}, {field.label}"
                problems.append(error(misfit.code, place, str(misfit)))
        rows.append(row)
    if problems:
        raise PlanError(problems)
    return rows


def _content(field: Field, value: Any) -> Content:
    """What the cell will hold; refused where reading it back would give another value."""
    if value is None or value == "":
        return None
    content = field.kind.cell(value)
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        digits = len(Decimal(content).normalize().as_tuple().digits)
        held = digits <= _EXACT_DIGITS and -_LARGEST_NUMBER < content < _LARGEST_NUMBER
        content = content if held else field.kind.text(value)
    assert isinstance(content, str | int | Decimal | date)
    if field.read(content) != value:
        message = f"“{str(value)[:60]}” memuat karakter kendali, atau spasi di ujungnya. Tulis ulang."
        raise BadEntry(message, field.key)
    return content


def _fill(sheet: "Worksheet", layout: Layout[Any], rows: Sequence[dict[str, Content]]) -> None:
    from openpyxl.utils import get_column_letter

    header = find_header(layout, [[cell.value for cell in row] for row in sheet.iter_rows()])
    missing = [f.label for f in layout.fields if header is None or f.key not in header.columns]
    if header is None or missing:
        raise FileError(
            f"Templat rencana.xlsx kehilangan kolom {', '.join(missing)} di lembar {layout.sheet}."
        )
    # Positions of the grid count from 0, cells of openpyxl from 1.
    first_row = header.row + 2
    styles = {
        key: copy(sheet.cell(first_row, column + 1)._style)  # type: ignore[union-attr]  # the stubs leave it out  # missing in the stubs
        for key, column in header.columns.items()
    }
    widths = {
        key: sheet.column_dimensions[get_column_letter(column + 1)].width
        for key, column in header.columns.items()
    }
    for row, contents in enumerate(rows, start=first_row):
        for key, content in contents.items():
            cell = sheet.cell(row, header.columns[key] + 1)
            cell._style = copy(styles[key])  # type: ignore[union-attr]  # as above
            _put(cell, content)
        sheet.row_dimensions[row].height = row_height(
            (content, widths[key]) for key, content in contents.items() if isinstance(content, str)
        )


def _put(cell: "Cell | MergedCell", content: Content) -> None:
    if not isinstance(content, str):
        cell.value = content
        return
    cell.value = _LOOKS_ENCODED.sub("_x005F_", content)
    # Without these a text that begins like a formula would become one, here or when it is edited.
    cell.data_type = "s"
    if content.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True
