"""Figures as CSV: tidy, exact, and harmless in a spreadsheet."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.errors import Cancelled, FileError
from budget.services.csv_export import export_csv
from budget.services.csv_options import CsvOptions, CsvTable, Separator
from budget.services.csv_tables import TABLES
from budget.services.editing import put
from budget.services.workspace import Workspace, read_plan
from budget.workbook.csv_file import write_csv


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


def read(path: Path, separator: str = ";") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_the_costs_add_up_to_the_plan_by_year_and_by_month_paid(workspace: Workspace, tmp_path: Path) -> None:
    """TA 2022 costs Rp6.897.700.800; of it Rp574.808.400 for December are paid in January 2023."""
    (path,) = export_csv(workspace, tmp_path / "b.csv", CsvOptions(table=CsvTable.COSTS))
    rows = read(path)
    assert sum(int(row["biaya"]) for row in rows) == 10_016_200_800
    assert sum(int(row["biaya"]) for row in rows if row["bulan"] < "2023") == 6_897_700_800
    assert (
        sum(int(row["biaya"]) for row in rows if row["bulan_bayar"] < "2023") == 6_897_700_800 - 574_808_400
    )
    assert rows[0] == {
        "bulan": "2022-01", "bulan_bayar": "2022-02", "kelompok": "Guru Ngaji", "kecamatan": "", "desa": "",
        "program": "JKK", "sumber_dana": "PAD", "orang": "17000", "biaya": "61200000",
    }  # fmt: skip


def test_the_people_of_a_month_are_those_of_the_plan(workspace: Workspace, tmp_path: Path) -> None:
    (path,) = export_csv(workspace, tmp_path / "o.csv", CsvOptions(table=CsvTable.PEOPLE_COUNTS))
    rows = read(path)
    assert sum(int(row["orang"]) for row in rows if row["bulan"] == "2023-05") == 77_000
    assert sum(int(row["orang"]) for row in rows) == 1_236_568
    assert sum(int(row["masuk"]) - int(row["keluar"]) for row in rows) == 77_000


def test_the_runway_stands_per_year_pooled_and_per_account(workspace: Workspace, tmp_path: Path) -> None:
    (path,) = export_csv(workspace, tmp_path / "k.csv", CsvOptions(table=CsvTable.RUNWAY))
    first = read(path)[0]
    assert (first["cakupan"], first["tahun_anggaran"], first["sisa"]) == (
        "tahun anggaran",
        "2022",
        "302299200",
    )
    assert {row["cakupan"] for row in read(path)} == {"tahun anggaran", "gabungan", "rekening"}


def test_the_cash_plan_of_a_line_adds_up_to_it(workspace: Workspace, tmp_path: Path) -> None:
    files = export_csv(workspace, tmp_path / "csv")
    found = {path.stem: read(path) for path in files}
    planned = sum(int(row["rencana_kas"]) for row in found["anggaran-kas"])
    allotted = sum(int(row["jumlah"]) for row in found["pagu"] if row["berlaku"] == "ya")
    assert planned == allotted == 10_500_000_000


def test_all_tables_are_a_folder_of_files_with_their_headings(workspace: Workspace, tmp_path: Path) -> None:
    files = export_csv(workspace, tmp_path / "csv")
    assert [path.name for path in files] == [
        "biaya.csv", "orang.csv", "kelompok.csv", "iuran.csv", "pagu.csv", "kecukupan.csv",
        "anggaran-kas.csv", "keterangan.csv",
    ]  # fmt: skip
    for table, path in zip(CsvTable, files, strict=True):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert tuple(read(path)[0]) == TABLES[table].headings
    assert {"nama": "daerah", "isi": "Kabupaten Bandung"} in read(files[-1])


def test_a_scenario_costs_what_it_costs_on_screen(workspace: Workspace, tmp_path: Path) -> None:
    """All as BPU: 1.236.568 person-months of 16.800."""
    options = CsvOptions("Semua BPU", CsvTable.COSTS, Separator.COMMA)
    (path,) = export_csv(workspace, tmp_path / "b.csv", options)
    assert sum(int(row["biaya"]) for row in read(path, ",")) == 1_236_568 * 16_800


def test_names_that_look_like_formulas_stand_behind_an_apostrophe(
    workspace: Workspace, tmp_path: Path
) -> None:
    group = read_plan(workspace).group("PKK")
    put(workspace, group, replace(group, name='=HYPERLINK("http://x")', legal_basis=' +62;"baris\n2'))
    (path,) = export_csv(workspace, tmp_path / "g.csv", CsvOptions(table=CsvTable.GROUPS))
    row = next(row for row in read(path) if "HYPERLINK" in row["kelompok"])
    assert row["kelompok"] == '\'=HYPERLINK("http://x")'
    assert row["dasar_hukum"].lstrip("'").strip() == '+62;"baris\n2'
    assert row["dasar_hukum"].startswith("'")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "\t=1", "\r=1", "\n@x"])
def test_no_text_begins_as_a_formula_does(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "a.csv", ["a", "b"], [[text, -5]], ";")
    assert read(tmp_path / "a.csv")[0]["a"].startswith("'")
    assert read(tmp_path / "a.csv")[0]["b"] == "-5"


def test_what_no_spreadsheet_holds_is_left_out(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["a"], [["a\x00b\ud800c\x07"], [None]], ";")
    assert [row["a"] for row in read(tmp_path / "a.csv")] == ["abc", ""]


def test_cancelled_no_older_file_has_changed_and_none_is_new(workspace: Workspace, tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done == 3:
            raise Cancelled("Dibatalkan.")

    old = tmp_path / "csv"
    old.mkdir()
    (old / "biaya.csv").write_text("lama")
    with pytest.raises(Cancelled):
        export_csv(workspace, old, progress=stop)
    assert [(path.name, path.read_text()) for path in old.iterdir()] == [("biaya.csv", "lama")]
    with pytest.raises(Cancelled):
        export_csv(workspace, tmp_path / "baru", progress=stop)
    assert not (tmp_path / "baru").exists()


def test_names_that_cannot_hold_the_tables_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    one, all_of_them = CsvOptions(table=CsvTable.COSTS), CsvOptions()
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "berkas").write_text("lama")
    for path, options, said in (
        (tmp_path / "b.xlsx", one, "berakhiran .csv"),
        (tmp_path / "folder.csv", one, "adalah folder"),
        (tmp_path / "semua.csv", all_of_them, "pilih satu tabel"),
        (tmp_path / "berkas", all_of_them, "pilih satu tabel"),
        (tmp_path / "tiada" / "csv", all_of_them, "tidak dapat dibuat"),
        (tmp_path / "tiada" / "b.csv", one, "Tidak dapat menulis"),
        (tmp_path / ("x" * 300), all_of_them, "terlalu panjang"),
        (tmp_path / ("x" * 300 + ".csv"), one, "terlalu panjang"),
    ):
        with pytest.raises(FileError, match=said):
            export_csv(workspace, path, options)
