"""The council workbook of the sample shows the same figures in every program that opens it."""

from datetime import date
from pathlib import Path

import pandas
import pytest
from bandung import bandung
from libreoffice import saved_as
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from budget.engine.projection import project
from budget.law import load_law
from budget.workbook.council import write_council

MADE_ON = date(2026, 11, 2)
# By sheet and address.
Read = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("council") / "dewan.xlsx"
    law = load_law()
    write_council(path, project(bandung(), law), law, MADE_ON)
    return path


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
    book = load_workbook(path, data_only=True)
    return placed({s.title: [list(row) for row in s.iter_rows(values_only=True)] for s in book.worksheets})


def by_calamine(path: Path) -> Read:
    book = CalamineWorkbook.from_path(path)
    names = book.sheet_names
    return placed({n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in names})


def by_pandas(path: Path) -> Read:
    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="calamine", dtype=object)
    return placed({name: frame.to_numpy(dtype=object).tolist() for name, frame in frames.items()})


def test_calamine_and_pandas_read_what_openpyxl_reads(workbook: Path) -> None:
    found = by_openpyxl(workbook)
    assert 10_016_200_800 in found["Ringkasan"].values()
    assert sum(map(len, found.values())) > 1_000
    assert by_calamine(workbook) == found
    assert by_pandas(workbook) == found


@pytest.mark.system
def test_libreoffice_shows_what_openpyxl_reads(workbook: Path, tmp_path: Path) -> None:
    (saved,) = saved_as([workbook], tmp_path, "xlsx:Calc MS Excel 2007 XML", ".xlsx")
    assert by_openpyxl(saved) == by_openpyxl(workbook)
    assert by_pandas(saved) == by_openpyxl(workbook)
