"""A table as CSV: Excel opens it with a double click, and no text in it becomes a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from budget.workbook.council.texts import is_formula_like, legal_text

Value = str | int | None
# Excel takes a file for UTF-8 by this mark alone.
_ENCODING = "utf-8-sig"


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]], separator: str) -> None:
    """Headings and rows; amounts as plain integers, nothing where there is no value.

    A text that a spreadsheet would take for a formula is written behind an apostrophe.
    """
    with path.open("w", encoding=_ENCODING, newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = legal_text(value)
    # Programs that trim cells see what stands behind blanks, too.
    return f"'{text}" if is_formula_like(text.lstrip()) else text
