"""The council workbook of a workspace: everything that is stored is in it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typed_cells import opened

from budget.plan.coverage import CoverageFigure, CoverageKind, Period
from budget.plan.payments import Payment
from budget.services import booking, coverage, versions
from budget.services.exporting import export_council
from budget.services.workspace import Workspace


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


def texts(path: Path, sheet: str) -> list[list[object]]:
    rows = opened(path, values=True)[sheet].iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


def test_stored_coverage_payments_and_scenarios_are_in_the_workbook(
    workspace: Workspace, tmp_path: Path
) -> None:
    december = Period(2021, 12)
    for kind, people in (
        (CoverageKind.WORKING_POPULATION, 1_600_000),
        (CoverageKind.ACTIVE, 510_400),
        (CoverageKind.APBD_PAID, 50_000),
    ):
        coverage.set_record(workspace, CoverageFigure(december, kind, people))
    booking.book_row(workspace, Payment(574_808_400, spp="1", sp2d="A", day=date(2022, 2, 20)))
    path = export_council(workspace, tmp_path / "dewan.xlsx")
    page = texts(path, "Satu Halaman")
    assert any(row[:4] == ["Sesudah (Mei 2023)", 537_400, 1_600_000, 0.3359] for row in page)
    assert any(row[:2] == ["Yang dibukukan, 2022", 574_808_400] for row in page)
    assert ["Uraian", "dasar", "Semua BPU"] in texts(path, "Skenario")


def test_exporting_a_scenario_draws_the_way_to_it(workspace: Workspace, tmp_path: Path) -> None:
    path = export_council(workspace, tmp_path / "dewan.xlsx", "semua bpu")
    assert ["Rencana", "Skenario: Semua BPU"] in texts(path, "Sampul")
    assert ["Air terjun biaya: dari dasar ke Semua BPU"] in texts(path, "Skenario")
    assert ["Biaya seluruhnya", 20_774_342_400] in texts(path, "Sampul")


def test_exporting_a_version_says_that_it_is_one(workspace: Workspace, tmp_path: Path) -> None:
    versions.freeze(workspace, "RAPBD")
    path = export_council(workspace, tmp_path / "dewan.xlsx", "RAPBD")
    assert ["Rencana", "Versi: RAPBD · Rencana dasar"] in texts(path, "Sampul")
