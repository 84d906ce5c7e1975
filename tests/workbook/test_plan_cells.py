"""Cells: their addresses, what a scan sees in them, and the rows that hold them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.errors import FileError
from budget.workbook.row_height import row_height
from budget.workbook.scan import SheetScan, address, position, scan


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_names_its_position(row: int, column: int) -> None:
    assert position(address(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (4, 25, "Z5"), (4, 26, "AA5"), (1_048_575, 16_383, "XFD1048576")],
)
def test_columns_are_counted_in_letters(row: int, column: int, name: str) -> None:
    assert address(row, column) == name


@pytest.mark.parametrize("place", ["", "5", "A", "$A$1", "A-1", "Ä1", "A1:B2"])
def test_what_is_no_address_lies_outside_every_limit(place: str) -> None:
    assert position(place) == (2**31, 2**31)


def _scan(rows: str) -> SheetScan:
    return scan(io.BytesIO(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()), "a.xlsx")


def test_errors_and_formulas_that_were_never_calculated_are_seen() -> None:
    found = _scan(
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>1+1</f><v/></c>'
        '<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c><c r="E2"><f>1</f></c></row>'
    )
    assert found.errors == {(1, 0)}
    assert found.uncalculated == {(1, 1), (1, 4)}


def test_cells_without_an_address_follow_the_one_before() -> None:
    found = _scan('<row><c><v>1</v></c></row><row><c/><c t="e"><v>#N/A</v></c></row>')
    assert found.errors == {(1, 1)}


def test_a_sheet_that_is_no_xml_is_refused() -> None:
    with pytest.raises(FileError, match="tidak terbaca"):
        _scan("<row>")


def test_rows_grow_with_their_longest_text() -> None:
    assert row_height([("pendek", 20), ("", 5)]) is None
    assert row_height([("x" * 41, 20), ("x", 20)]) == 40.5
    assert row_height([("satu\ndua", 20)]) == 27
    assert row_height([("x" * 2_000, 10)]) == 409
