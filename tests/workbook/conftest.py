"""Council workbooks that many tests read, written once; nobody changes them."""

from datetime import date
from pathlib import Path

import pytest
from bandung import bandung as sample_plan
from council_told import background, told
from openpyxl import Workbook
from typed_cells import opened

from budget.engine.projection import project
from budget.law import LawBook
from budget.workbook.council import write_council

MADE_ON = date(2026, 11, 2)


@pytest.fixture(scope="session")
def council(law: LawBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample regency, made on 2 November 2026."""
    path = tmp_path_factory.mktemp("council") / "dewan.xlsx"
    write_council(path, project(sample_plan(), law), law, MADE_ON)
    return path


@pytest.fixture(scope="session")
def council_values(council: Path) -> Workbook:
    """What it shows."""
    return opened(council, values=True)


@pytest.fixture(scope="session")
def council_formulas(council: Path) -> Workbook:
    """What stands in its cells."""
    return opened(council)


@pytest.fixture(scope="session")
def told_council(law: LawBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample regency with everything that one can show beside its figures."""
    path, plan = tmp_path_factory.mktemp("told") / "dewan.xlsx", told(sample_plan())
    write_council(path, project(plan, law), law, MADE_ON, background=background(plan, law))
    return path


@pytest.fixture(scope="session")
def told_values(told_council: Path) -> Workbook:
    return opened(told_council, values=True)
