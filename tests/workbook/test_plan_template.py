"""The shipped template: made from the layouts, and set up for officers and their printers."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plan_files import FIRST, HEADER

from budget.resources import shipped
from budget.workbook.plan_parts import LAYOUTS
from budget.workbook.plan_template import main

TEMPLATE = shipped("templates", "rencana.xlsx")
SHEETS = [layout.sheet for layout in LAYOUTS]


@pytest.fixture(scope="module")
def sheets() -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(TEMPLATE).worksheets}


def test_the_shipped_template_is_what_the_layouts_give(tmp_path: Path) -> None:
    """After a change of layouts: python -m budget.workbook.plan_template"""
    made = tmp_path / "rencana.xlsx"
    main([str(made)])
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(TEMPLATE) as old:
        assert new.namelist() == old.namelist()
        assert [name for name in new.namelist() if new.read(name) != old.read(name)] == []


def test_there_is_a_sheet_for_each_layout_after_the_instructions(sheets: dict[str, Worksheet]) -> None:
    assert list(sheets) == ["Petunjuk", *SHEETS]


@pytest.mark.parametrize("layout", LAYOUTS, ids=SHEETS)
def test_headers_hints_and_formats_are_those_of_the_fields(sheets: dict[str, Worksheet], layout) -> None:
    sheet = sheets[layout.sheet]
    for column, field in enumerate(layout.fields, start=1):
        assert sheet.cell(HEADER, column).value == field.label
        assert sheet.cell(HEADER - 1, column).value.startswith("Wajib. ") is field.required
        assert field.hint in sheet.cell(HEADER - 1, column).value
        assert sheet.cell(FIRST, column).number_format == field.kind.number_format
    assert sheet.cell(HEADER, len(layout.fields) + 1).value is None


@pytest.mark.parametrize("layout", LAYOUTS, ids=SHEETS)
def test_choices_are_offered_as_lists(sheets: dict[str, Worksheet], layout) -> None:
    offered = {rule.formula1 for rule in sheets[layout.sheet].data_validations.dataValidation}
    expected = {f'"{",".join(field.kind.choices)}"' for field in layout.fields if field.kind.choices}
    if any(field.key == "group" for field in layout.fields):
        expected.add("Kelompok!$A$5:$A$50000")
    assert offered == expected
    assert all(len(formula) <= 255 for formula in offered), "Excel refuses longer lists"


@pytest.mark.parametrize("name", ["Petunjuk", *SHEETS])
def test_every_sheet_prints_on_folio_one_page_wide(sheets: dict[str, Worksheet], name: str) -> None:
    sheet = sheets[name]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 14)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.right.text


@pytest.mark.parametrize("name", SHEETS)
def test_titles_are_frozen_and_repeated_on_every_page(sheets: dict[str, Worksheet], name: str) -> None:
    assert sheets[name].print_title_rows == f"${HEADER}:${HEADER}"
    assert sheets[name].freeze_panes == f"B{FIRST}"


def test_the_instructions_name_every_column_and_its_choices(sheets: dict[str, Worksheet]) -> None:
    texts = {cell for row in sheets["Petunjuk"].iter_rows(values_only=True) for cell in row if cell}
    for layout in LAYOUTS:
        assert any(str(text).startswith(layout.sheet) for text in texts)
        assert {field.label for field in layout.fields} <= texts
    assert "setengah ke atas, ke bawah, ke atas" in texts


def test_reading_a_plan_does_not_load_the_writer() -> None:
    """python-calamine reads; openpyxl, which takes half a second to load, is for writing."""
    code = (
        "import sys; from pathlib import Path; from budget.workbook.plan_reader import read_plan;"
        f"read_plan(Path({str(TEMPLATE)!r})); print('openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
