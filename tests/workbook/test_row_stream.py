"""Rows of a list that are written straight into a sheet: every value is read back as it was given."""

import re
from datetime import date
from decimal import Decimal
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from budget.errors import Cancelled
from budget.workbook.council.texts import cell_text
from budget.workbook.row_stream import Line, RowStream, save_with_rows

MADE_ON = date(2022, 3, 1)
HOSTILE = (
    "=1+1", "+62", "-5", "@SUM(A1)", "<b>&amp;</b>", "_x0041_", " dua  spasi ", "\ttab", "baris\nkedua",
    "a|b", "| ", "#REF!", "%s %d %%", "{0}", "\u00a0tak putus\u00a0", "\x07bel\ud800", "\ufffe", "Ñandú 😀",
    "]]>", "x" * 40_000, "'kutip", '"', "\u2028", "0812", "1e5", "",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(HOSTILE),
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.none(),
)


def written(path: Path, rows: list[list[str | int | Decimal | None]]) -> Path:
    """A sheet with the rows from its second one on."""
    book = Workbook()
    sheet = book.worksheets[0]
    for column in range(1, len(rows[0]) + 1):
        sheet.cell(1, column).value = f"Kolom {column}"
        sheet.cell(2, column).number_format = "@"
    save_with_rows(book, [RowStream(sheet.title, 2, map(Line, rows))], path, MADE_ON)
    return path


def shown(value: object) -> object:
    """A cell's value; blank texts are nothing."""
    return None if value == "" else value


def expected(value: str | int | Decimal | None, *, unescaped: bool) -> object:
    """What a reader gets: numbers are doubles. openpyxl leaves an escaped underscore as the file has it."""
    if isinstance(value, str):
        text = cell_text(value)
        return shown(re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", text) if unescaped else text)
    return None if value is None else float(value)


@settings(deadline=None)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=8))
def test_whatever_is_written_is_read_back_by_openpyxl_and_calamine(
    rows: list[list[str | int | Decimal | None]],
) -> None:
    rows = [*rows, ["akhir", 0, None]]
    with TemporaryDirectory() as folder:
        path = written(Path(folder, "a.xlsx"), rows)
        sheet = load_workbook(path).worksheets[0]
        by_openpyxl = list(sheet.iter_rows(min_row=2, max_col=3, values_only=True))
        by_calamine = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    for found, unescaped in ((by_openpyxl, False), (by_calamine, True)):
        wanted = [[expected(value, unescaped=unescaped) for value in row] for row in rows]
        assert [list(map(shown, row)) for row in found] == wanted


def test_every_hostile_text_stays_a_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [[text] for text in HOSTILE if text])
    cells = [cell for (cell,) in load_workbook(path).worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [cell_text(text) for text in HOSTILE if text]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_text_too_long_for_a_cell_is_cut_among_plain_ones_too(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [["Siti"], ["x" * 40_000], ["Budi"]])
    found = [cell.value for (cell,) in load_workbook(path).worksheets[0].iter_rows(min_row=2)]
    assert found == ["Siti", "x" * 32_767, "Budi"]


def test_a_row_of_another_width_than_its_prototype_is_a_fault(tmp_path: Path) -> None:
    for cells in (["a", "b"], ["a", "b", "c", "d"], ["a&", "b"], []):
        book = Workbook()
        sheet = book.worksheets[0]
        for column in (1, 2, 3):
            sheet.cell(1, column).number_format = "@"
        with pytest.raises(ValueError, match="argument"):
            save_with_rows(book, [RowStream(sheet.title, 1, [Line(cells)])], tmp_path / "a.xlsx", MADE_ON)


def test_rows_that_would_run_into_the_layout_are_a_fault(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].number_format = sheet["A3"].number_format = "@"
    lines = repeat(Line(["x"]), 3)
    with pytest.raises(ValueError, match="row 3"):
        save_with_rows(book, [RowStream(sheet.title, 1, lines)], tmp_path / "a.xlsx", MADE_ON)


def test_what_stops_the_rows_stops_the_file(tmp_path: Path) -> None:
    def lines():
        yield Line(["x"])
        raise Cancelled("Dibatalkan.")

    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].number_format = "@"
    with pytest.raises(Cancelled):
        save_with_rows(book, [RowStream(sheet.title, 1, lines())], tmp_path / "a.xlsx", MADE_ON)


def test_a_disk_that_fills_up_while_rows_are_packed_is_told(tmp_path: Path, monkeypatch) -> None:
    def full(part, data):
        raise OSError(28, "No space left on device")

    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].number_format = "@"
    monkeypatch.setattr("zipfile._ZipWriteFile.write", full)
    with pytest.raises(OSError, match="No space left"):
        save_with_rows(book, [RowStream(sheet.title, 1, [Line(["x"])])], tmp_path / "a.xlsx", MADE_ON)
