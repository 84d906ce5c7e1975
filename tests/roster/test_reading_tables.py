"""Any table of text, numbers, dates and blanks can be opened, and every row comes out."""

import csv
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.plan.entry import Cell
from budget.roster.source import open_sources

PRINTABLE = st.characters(min_codepoint=32, max_codepoint=0xFFFD, exclude_categories=("Cs", "Cc"))
# A text of the form _x0041_ is an escape in a workbook.
TEXTS = st.text(PRINTABLE, min_size=1, max_size=30).filter(lambda text: "_x" not in text)
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**13), 10**13).map(lambda number: number / 100),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2199, 12, 31)),
)
TABLES = st.lists(st.lists(CELLS, max_size=8), min_size=1, max_size=12)


def _plain(row: tuple[Cell, ...]) -> list[Cell]:
    """Without blanks at the end, dates as dates."""
    cells = [cell.date() if isinstance(cell, datetime) else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _write(path: Path, table: list[list[Cell]]) -> None:
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet()
    for at, row in enumerate(table):
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(at, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, float):
                sheet.write_number(at, column, cell)
            elif isinstance(cell, str):
                sheet.write_string(at, column, cell)
    book.close()


@settings(max_examples=examples(30, 60), deadline=None)
@given(TABLES)
def test_every_row_of_a_workbook_comes_out(tmp_path_factory: object, table: list[list[Cell]]) -> None:
    path = Path(str(tmp_path_factory.mktemp("t"))) / "w.xlsx"  # type: ignore[attr-defined]
    _write(path, table)
    wanted = [_plain(tuple(row)) for row in table]
    while wanted and not wanted[-1]:
        wanted.pop()
    sheets, problems = open_sources([path])
    if not wanted:
        assert "kosong" in problems[0].message or not [row for row in sheets[0].rows() if any(row)]
        return
    rows = [_plain(row) for row in sheets[0].rows()]
    assert len(rows) == len(wanted)
    for row, want in zip(rows, wanted, strict=True):
        assert [str(cell) for cell in row] == [str(cell) for cell in want]


@settings(max_examples=examples(30, 60), deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=12), st.sampled_from(",;\t"))
def test_every_row_of_a_text_comes_out(
    tmp_path_factory: object, table: list[list[str]], delimiter: str
) -> None:
    path = Path(str(tmp_path_factory.mktemp("t"))) / "w.csv"  # type: ignore[attr-defined]
    # A line of titles tells the delimiter, as in every list.
    titles = [f"Judul {n}" for n in range(20)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([*[titles] * 60, *table])
    sheets, problems = open_sources([path])
    assert not problems
    rows = list(sheets[0].rows())
    assert rows[60:] == [tuple(row) for row in table]
