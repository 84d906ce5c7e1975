"""A name in a template may stand for anything that Excel lets it stand for: it is passed over or refused."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from budget.resources import shipped
from budget.workbook.forms.layouts import RKA
from budget.workbook.forms.template_check import checked_template

ANYTHING = [
    "Tabel1[Jumlah]",
    "Tabel1",
    "urusan",
    "$B$7",
    "'RKA'!",
    "'RKA'!$B",
    "#REF!",
    "0,1",
    '"teks"',
    "",
    "(",
    "A1:",
]


def named(path: Path, name: str, what: str) -> Path:
    book = load_workbook(shipped("templates", "rka.xlsx"))
    book.defined_names[name] = DefinedName(name, attr_text=what)
    book.save(path)
    return path


@pytest.mark.parametrize("what", ANYTHING)
def test_a_name_of_the_officers_own_is_passed_over(tmp_path: Path, what: str) -> None:
    template, problems = checked_template(named(tmp_path / "rka.xlsx", "pilihan", what), RKA)
    assert template is not None
    assert problems == ()


@pytest.mark.parametrize("what", ANYTHING)
def test_a_name_of_the_form_that_is_no_cell_of_its_sheet_is_refused(tmp_path: Path, what: str) -> None:
    template, problems = checked_template(named(tmp_path / "rka.xlsx", "baris_item", what), RKA)
    assert template is None
    assert any("RKA!baris_item" in problem.where for problem in problems)
