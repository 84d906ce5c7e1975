"""The council workbook of the sample shows the same figures in every program that opens it."""

from datetime import date
from pathlib import Path

import pandas
import pytest
from libreoffice import saved_as
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook
from typed_cells import opened

MADE_ON = date(2026, 11, 2)
# By sheet and address.
Read = dict[str, dict[str, object]]


def placed(sheets: dict[str, list[list[object]]]) -> Read:
    """Every cell that holds something, by address; numbers as numbers, whatever their type."""
    return {
        name: {
            f"{get_column_letter(column)}{row}": value
            for row, line in enumerate(table, start=1)
            for column, value in enumerate(line, start=1)
            if value != "" and not pandas.isna(value)
        }
        for name, table in sheets.items()
    }


def by_openpyxl(path: Path) -> Read:
    book = opened(path, values=True)
    return placed({s.title: [list(row) for row in s.iter_rows(values_only=True)] for s in book.worksheets})


def by_calamine(path: Path) -> Read:
    book = CalamineWorkbook.from_path(path)
    names = book.sheet_names
    return placed({n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in names})


def by_pandas(path: Path) -> Read:
    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="calamine", dtype=object)
    return placed({name: frame.to_numpy(dtype=object).tolist() for name, frame in frames.items()})


def test_calamine_and_pandas_read_what_openpyxl_reads(council: Path) -> None:
    found = by_openpyxl(council)
    assert 10_016_200_800 in found["Ringkasan"].values()
    assert sum(map(len, found.values())) > 1_000
    assert by_calamine(council) == found
    assert by_pandas(council) == found


@pytest.mark.system
def test_libreoffice_shows_what_openpyxl_reads(council: Path, tmp_path: Path) -> None:
    (saved,) = saved_as([council], tmp_path, "xlsx:Calc MS Excel 2007 XML", ".xlsx")
    assert by_openpyxl(saved) == by_openpyxl(council)
    assert by_pandas(saved) == by_openpyxl(council)
