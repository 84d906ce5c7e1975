"""Coverage as an officer keeps it: one transaction per change, contradictions told, sheets taken in whole."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coverage_of_bandung import AUGUST, DECEMBER, WORKERS, target
from openpyxl import Workbook

from budget.contribution import Programme
from budget.errors import Conflict, FileError, PlanError
from budget.law import OwnContribution
from budget.period import Month, Validity
from budget.plan.coverage import Coverage, CoverageFigure, CoverageKind, Period
from budget.plan.growth import GrowthPath
from budget.services import coverage as service
from budget.services import editing
from budget.services.history import history, redo, undo
from budget.services.workspace import Workspace

HEAD = ("Tahun", "Kecamatan", "Jenis", "Orang", "Sumber", "Persen", "Penyebut")
ROWS = (
    (2023, None, "penduduk bekerja", 1_600_000, "Pemberitaan Agustus 2023", None, None),
    ("2023-08", None, "peserta aktif", None, None, 0.319, "penduduk bekerja"),
    ("Desember 2023", None, "Peserta Aktif", "468.000", None, "35,68 %", "penduduk bekerja"),
)


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, tzinfo=UTC))


def book(path: Path, *rows: tuple[object, ...], name: str = "Cakupan") -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def stored(workspace: Workspace) -> Coverage:
    return service.read_coverage(workspace).coverage


def test_the_way_to_a_target_costs_what_the_own_law_values_say(workspace: Workspace) -> None:
    """181.440 person-months at 16.800; with JKM 7.000 instead of 6.800 at 17.000: 36.288.000 more."""
    for record in (WORKERS, AUGUST):
        service.put(workspace, None, record)
    assert service.path(workspace, target()).total == 3_048_192_000
    jkm = OwnContribution(Programme.JKM, None, 7_000, Validity(Month(2023, 1)), "Perbup 6/2022")
    editing.put(workspace, None, jkm)
    assert service.path(workspace, target()).total == 3_084_480_000
    service.put(workspace, None, target())
    (outlook,) = service.read_coverage(workspace).targets
    assert outlook.way is not None
    assert outlook.way.total == 3_084_480_000


def test_every_change_is_one_entry_without_an_effect_in_rupiah(workspace: Workspace) -> None:
    service.put(workspace, None, WORKERS)
    edit = service.put(workspace, None, DECEMBER)
    assert [problem.code for problem in edit.problems] == ["persen_tidak_cocok"]
    service.put(workspace, DECEMBER, replace(DECEMBER, people=570_880))
    service.put(workspace, None, target())
    service.remove(workspace, WORKERS)
    assert [(entry.action, entry.effect_rupiah) for entry in history(workspace)] == [
        ("Hapus angka cakupan penduduk bekerja, 2023", 0),
        ("Tambah sasaran cakupan 35,68 % dari penduduk bekerja, Desember 2023", 0),
        ("Ubah angka cakupan peserta aktif, Desember 2023", 0),
        ("Tambah angka cakupan peserta aktif, Desember 2023", 0),
        ("Tambah angka cakupan penduduk bekerja, 2023", 0),
        ("Buat rencana Kabupaten Bandung", None),
    ]
    undo(workspace)
    assert WORKERS in stored(workspace).figures
    redo(workspace)
    assert WORKERS not in stored(workspace).figures


def test_what_cannot_stand_is_not_stored(workspace: Workspace) -> None:
    service.put(workspace, None, WORKERS)
    with pytest.raises(PlanError, match="sudah ada"):
        service.put(workspace, None, replace(WORKERS, people=1))
    with pytest.raises(PlanError, match="kurang dari nol"):
        service.put(workspace, WORKERS, replace(WORKERS, people=-1))
    with pytest.raises(Conflict):
        service.remove(workspace, DECEMBER)
    assert stored(workspace).figures == (WORKERS,)
    assert len(history(workspace)) == 2


def test_setting_a_figure_replaces_that_of_the_same_period_place_and_kind(workspace: Workspace) -> None:
    assert service.set_record(workspace, WORKERS).changed
    assert not service.set_record(workspace, WORKERS).changed
    service.set_record(workspace, replace(WORKERS, people=1_500_000))
    service.set_record(workspace, target())
    service.set_record(workspace, target(GrowthPath.END))
    found = stored(workspace)
    assert [figure.people for figure in found.figures] == [1_500_000]
    assert [each.path for each in found.targets] == [GrowthPath.END]


def test_the_path_of_a_target_is_costed_whether_it_is_stored_or_not(workspace: Workspace) -> None:
    """60.480 people in five even steps at 16.800: 3.048.192.000 (facts, section 7)."""
    service.put(workspace, None, WORKERS)
    service.put(workspace, None, target())
    (without,) = service.read_coverage(workspace).targets
    assert without.way is None
    assert "peserta aktif sampai Agustus 2023 belum diisi" in without.reason
    service.put(workspace, None, AUGUST)
    (outlook,) = service.read_coverage(workspace).targets
    assert outlook.way is not None
    assert (outlook.way.total, outlook.way.joiners) == (3_048_192_000, 60_480)
    assert service.path(workspace, target(GrowthPath.END)).total == 1_016_064_000
    with pytest.raises(PlanError, match="di atas 0 %"):
        service.path(workspace, replace(target(), share_ppm=0))


def test_a_figure_is_foreseen_with_its_shares_and_what_would_contradict_it() -> None:
    coverage = Coverage((WORKERS, DECEMBER))
    row, problems = service.foreseen(coverage, DECEMBER, replace(DECEMBER, people=570_880))
    assert ([share.ppm for share in row.shares], problems) == ([356_800], ())
    _, problems = service.foreseen(
        coverage, None, CoverageFigure(Period(2023), CoverageKind.ACTIVE, 2_000_000)
    )
    assert [problem.code for problem in problems] == ["bagian_melebihi"]


def test_a_sheet_is_taken_in_whole_and_replaces_what_it_names(workspace: Workspace, tmp_path: Path) -> None:
    source = book(tmp_path / "cakupan.xlsx", ("Cakupan Kabupaten Bandung",), HEAD, *ROWS)
    dry = service.import_coverage(workspace, source, dry_run=True)
    assert (dry.read, dry.accepted, dry.written) == (3, 3, False)
    assert [(p.where, p.code) for p in dry.problems] == [("Cakupan!F5", "persen_tidak_cocok")]
    assert stored(workspace).figures == ()
    service.put(workspace, None, replace(WORKERS, people=1))
    report = service.import_coverage(workspace, source)
    assert (report.accepted, report.rejected, report.duplicates, report.written) == (3, 0, 0, True)
    assert stored(workspace).figures == (WORKERS, AUGUST, DECEMBER)
    assert history(workspace)[0].action == "Impor cakupan dari cakupan.xlsx"
    assert not service.import_coverage(workspace, source).written


def test_a_text_file_with_semicolons_is_the_same_sheet(workspace: Workspace, tmp_path: Path) -> None:
    lines = [
        "Tahun;Kecamatan;Jenis;Orang;Sumber;Persen;Penyebut",
        "2023;;penduduk bekerja;1.600.000;Pemberitaan Agustus 2023;;",
        "2023-08;;peserta aktif;;;31,9 %;penduduk bekerja",
    ]
    source = tmp_path / "cakupan.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    assert service.import_coverage(workspace, source).written
    assert stored(workspace).figures == (WORKERS, AUGUST)


def test_one_wrong_cell_and_nothing_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    wrong = (
        *ROWS,
        (2023, None, "penduduk bekerja", 5, None, None, None),
        (2023, "Cileunyi", "siapa saja", 5, None, None, None),
        (2023, "Soreang", "peserta aktif", -5, None, None, None),
        (2023, "Pacet", "peserta aktif", None, None, "5 %", None),
    )
    report = service.import_coverage(workspace, book(tmp_path / "cakupan.xlsx", HEAD, *wrong))
    assert (report.read, report.accepted, report.rejected, report.duplicates) == (7, 3, 3, 1)
    assert not report.written
    assert {problem.where for problem in report.problems} >= {
        "Cakupan!A5", "Cakupan!C6", "Cakupan!D7", "Cakupan!G8"
    }  # fmt: skip
    assert stored(workspace).figures == ()


def test_a_book_needs_one_sheet_or_one_of_that_name(workspace: Workspace, tmp_path: Path) -> None:
    other = book(tmp_path / "lain.xlsx", HEAD, *ROWS, name="Lembar1")
    assert service.import_coverage(workspace, other).written
    made = Workbook()
    made.create_sheet("Dua")
    made.save(tmp_path / "dua.xlsx")
    with pytest.raises(FileError, match="tidak punya lembar “Cakupan”"):
        service.import_coverage(workspace, tmp_path / "dua.xlsx")
    empty = service.import_coverage(workspace, book(tmp_path / "kosong.xlsx", HEAD))
    assert [problem.code for problem in empty.problems] == ["lembar_kosong"]
    headless = service.import_coverage(workspace, book(tmp_path / "tanpa.xlsx", ("apa", "saja")))
    assert [problem.code for problem in headless.problems] == ["kolom_hilang"]
