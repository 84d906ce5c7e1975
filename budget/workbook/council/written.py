"""A sheet once everything stands in it: what its cells hold, and that only its inputs can be changed."""

from budget.workbook.council.content import Content, Plain, formula_of, number_of, text_of
from budget.workbook.council.sheet import Sheet


def protect(sheet: Sheet) -> None:
    """Only open cells can be changed, without a password: formulas are not overwritten by accident."""
    protection = sheet.worksheet.protection
    protection.sheet = True
    # What is said here is forbidden; looks and widths are the reader's own.
    protection.formatCells = protection.formatColumns = protection.formatRows = False


def content_of(sheet: Sheet) -> dict[str, Content]:
    """Every cell that holds something, with the value beside each formula."""
    found: dict[str, Content] = {}
    for cell in sheet.cells:
        if cell.value is None or cell.value == "":
            continue
        if cell.data_type == "f":
            value = _plain(sheet.values[cell.coordinate])
            found[cell.coordinate] = Content(formula_of(str(cell.value)), value)
        else:
            found[cell.coordinate] = Content(None, _plain(cell.value))
    return found


def _plain(value: object) -> Plain:
    return text_of(value) if isinstance(value, str) else number_of(str(value))
