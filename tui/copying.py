"""Cells and rows of a table to the clipboard, ready for a spreadsheet."""

from tui.widgets.figure_table import FigureTable


def copy_cell(table: FigureTable) -> None:
    """The cell under the cursor, if there is one."""
    _copy(table, table.cell_text(), "Sel")


def copy_row(table: FigureTable) -> None:
    """The row under the cursor as TSV, if there is one."""
    _copy(table, table.row_text(), "Baris")


def _copy(table: FigureTable, text: str | None, what: str) -> None:
    if text is not None:
        table.app.copy_to_clipboard(text)
        table.notify(f"{what} disalin.", timeout=2)
