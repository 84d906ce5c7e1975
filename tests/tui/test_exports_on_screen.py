"""The window of exports: every one is listed, told what for, asked what it needs, written or stopped."""

import errno
import threading
from pathlib import Path

import pytest
from effort import SIZES
from openpyxl import load_workbook

from budget.errors import Cancelled
from budget.services import exports, printing
from budget.services.exports import EXPORTS, Asked, Wanted, Written, run_export
from budget.services.history import history
from tui.screens.export import ExportDialog
from tui.screens.main import MainScreen
from tui.screens.notice import Notice


async def choose(desk, key: str) -> None:
    """Open the window on one export."""
    await desk.press("x", *("down",) * [export.key for export in EXPORTS].index(key))


async def fill_path(desk, text: object) -> None:
    desk.app.screen._path.value = str(text)
    await desk.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_every_export_stands_there_with_what_it_is_for(open_desk, size):
    async with open_desk(size=size) as desk:
        await desk.press("x")
        for export in EXPORTS:
            assert f"{export.name:19}{export.purpose}" in desk.drawn()
            assert "^s Mulai" in desk.drawn()
            await desk.press("down")


@pytest.mark.parametrize("key", [export.key for export in EXPORTS if export.key != "nominatif"])
async def test_each_is_written_beside_the_file_under_its_own_name(open_desk, tmp_path, key):
    async with open_desk() as desk:
        await choose(desk, key)
        await desk.press("enter")
        if isinstance(desk.app.screen, Notice):
            # Forms tell what the sample regency has not yet said.
            await desk.press("escape")
        (export,) = (export for export in EXPORTS if export.key == key)
        out = tmp_path / f"bandung-{key}{export.suffix}"
        assert out.exists()
        assert f"✓ Ditulis: {out}" in desk.text()
        assert isinstance(desk.app.screen, ExportDialog)


async def test_the_nominative_list_is_masked_until_a_reason_is_given(open_desk, tmp_path, roster):
    async with open_desk() as desk:
        await choose(desk, "nominatif")
        await desk.fill(month="2023-01")
        await desk.press("enter")
        assert "data pribadi disamarkan" in desk.text()
        await desk.fill(month="2023-01", reason="Audit BPK")
        assert "Memuat data pribadi lengkap" in desk.text()
        await fill_path(desk, tmp_path / "lengkap.xlsx")
        await desk.press("ctrl+s")
        assert "data pribadi lengkap, dicatat di riwayat" in desk.text()
        assert "Alasan: Audit BPK" in history(roster)[0].action
        cells = load_workbook(tmp_path / "lengkap.xlsx")["Linmas"]["B"]
        assert str(cells[5].value).isdecimal()


async def test_a_month_that_is_none_is_told_before_anything_is_written(open_desk, tmp_path):
    async with open_desk() as desk:
        await choose(desk, "nominatif")
        await desk.fill(month="kapan")
        await desk.press("ctrl+s")
        assert "bukan bulan" in desk.text()
        assert not list(tmp_path.glob("*.xlsx"))


async def test_what_is_asked_follows_the_export(open_desk):
    async with open_desk() as desk:
        await desk.press("x")
        assert "Rencana " in desk.drawn()
        assert "Alasan data lengkap" not in desk.drawn()
        await desk.press("down")
        assert "Alasan data lengkap" in desk.drawn()
        await desk.press("end")
        assert "Cetak juga" in desk.drawn()
        await desk.press("up")
        assert "Cetak juga" not in desk.drawn()


async def test_the_scenario_in_sight_is_proposed_and_another_may_be_chosen(open_desk, tmp_path):
    async with open_desk() as desk:
        await desk.press("k", "down", "enter")
        await choose(desk, "pesan")
        await desk.press("enter")
        assert "Skenario: Semua BPU" in (tmp_path / "bandung-pesan.md").read_text("utf-8")
        await desk.fill(base="dasar")
        await fill_path(desk, tmp_path / "dasar.md")
        await desk.press("ctrl+s")
        assert "Skenario" not in (tmp_path / "dasar.md").read_text("utf-8")


async def test_a_form_is_of_the_fiscal_year_that_is_chosen(open_desk, tmp_path):
    async with open_desk() as desk:
        await choose(desk, "anggaran-kas")
        await desk.fill(year="2023")
        await desk.press("ctrl+s")
        shown = load_workbook(tmp_path / "bandung-anggaran-kas.xlsx", data_only=True).worksheets[0]
        texts = [str(cell) for row in shown.iter_rows(values_only=True) for cell in row if cell]
        assert any("2023" in text for text in texts)
        assert not any("2022" in text for text in texts)


@pytest.mark.parametrize("key", ["rka", "dpa"])
async def test_a_form_in_a_perubahan_stands_beside_the_stage_before(open_desk, tmp_path, key):
    async with open_desk() as desk:
        await choose(desk, key)
        await desk.fill(before="APBD")
        await desk.press("ctrl+s")
        shown = load_workbook(tmp_path / f"bandung-{key}.xlsx", data_only=True).worksheets[0]
        texts = [str(cell) for row in shown.iter_rows(values_only=True) for cell in row if cell]
        assert any("Bertambah" in text for text in texts)


async def test_what_was_written_can_be_copied(open_desk, tmp_path):
    async with open_desk() as desk:
        await desk.press("x", "c")
        assert desk.said[-1] == "Belum ada yang ditulis."
        await desk.press("end", "enter", "c")
        assert desk.app.clipboard == str(tmp_path / "bandung-rencana.xlsx")
        await desk.press("escape")
        await choose(desk, "pesan")
        await desk.press("enter", "c")
        assert desk.app.clipboard == (tmp_path / "bandung-pesan.md").read_text("utf-8")


async def test_a_name_of_an_officers_own_stays_when_another_export_is_looked_at(open_desk, tmp_path):
    async with open_desk() as desk:
        await desk.press("x")
        await fill_path(desk, tmp_path / "punya saya.xlsx")
        await desk.press("end")
        await desk.press("ctrl+s")
        assert (tmp_path / "punya saya.xlsx").exists()


@pytest.mark.parametrize("size", SIZES)
async def test_of_a_long_path_the_name_is_in_sight(open_desk, workspace, tmp_path, size):
    folder = tmp_path / "folder yang namanya panjang sekali" / "dan anak foldernya"
    folder.mkdir(parents=True)
    (folder / "bandung.pagu").write_bytes(Path(workspace.target).read_bytes())
    async with open_desk(size=size, target=str(folder / "bandung.pagu")) as desk:
        await desk.press("x")
        assert "foldernya/bandung-dewan.xlsx" in desk.drawn()
        await desk.press("down")
        assert "foldernya/bandung-nominatif.xlsx" in desk.drawn()


HOSTILE = {
    "a folder that is missing": lambda folder: folder / "tiada" / "a.xlsx",
    "a folder": lambda folder: folder,
    "a folder by the name of a workbook": lambda folder: folder / "folder.xlsx",
    "another kind of file": lambda folder: folder / "a.pdf",
    "a name too long": lambda folder: folder / ("x" * 300 + ".xlsx"),
    "a file as a folder": lambda folder: folder / "bandung.pagu" / "a.xlsx",
    "nothing": lambda folder: "",
    "nobody's home": lambda folder: "~tiada-orang-ini/a.xlsx",
    "a null character": lambda folder: "a\0.xlsx",
}


@pytest.mark.parametrize("path", HOSTILE.values(), ids=HOSTILE)
async def test_a_path_where_nothing_can_be_written_is_a_sentence(open_desk, tmp_path, path):
    (tmp_path / "folder.xlsx").mkdir()
    before = sorted(tmp_path.rglob("*.xlsx"))
    async with open_desk() as desk:
        await desk.press("x")
        await fill_path(desk, path(tmp_path))
        await desk.press("ctrl+s")
        said = desk.text()
        assert "✗ " in said or "Tidak dapat" in said
        assert "tak terduga" not in said
        assert sorted(tmp_path.rglob("*.xlsx")) == before


FAILURES = {
    "disk full": (OSError(errno.ENOSPC, "No space left on device"), "disk penuh"),
    "held open by Excel": (PermissionError(errno.EACCES, "Permission denied"), "tutup dulu"),
    "read-only": (OSError(errno.EROFS, "Read-only file system"), "hanya dapat dibaca"),
}


@pytest.mark.parametrize("key", ["dewan", "csv", "pesan"])
@pytest.mark.parametrize(("failure", "words"), FAILURES.values(), ids=FAILURES)
async def test_a_file_that_cannot_take_its_place_leaves_the_older_one(
    open_desk, tmp_path, monkeypatch, key, failure, words
):
    def refused(self, target):
        raise failure

    old = tmp_path / ("bandung-csv" if key == "csv" else f"bandung-{key}")
    if key == "csv":
        old.mkdir()
        old = old / "biaya.csv"
    else:
        old = old.with_suffix({"dewan": ".xlsx", "pesan": ".md"}[key])
    old.write_text("lama")
    async with open_desk() as desk:
        monkeypatch.setattr(Path, "replace", refused)
        await choose(desk, key)
        await desk.press("enter", "y")
        assert isinstance(desk.app.screen, Notice)
        assert words in desk.text()
        await desk.press("escape")
        assert "Gagal. Berkas tidak diubah." in desk.text()
        assert old.read_text() == "lama"
        assert [path.name for path in old.parent.glob(".bandung*")] == []


async def test_while_one_is_written_the_program_answers_and_escape_stops_it(open_desk, tmp_path, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def slow(workspace, out, wanted, progress):
        out.with_suffix(".draf").write_text("")
        progress(50_000, 100_000, "Menulis daftar nominatif")
        begun.set()
        while not go_on.wait(0.01):
            progress(50_000, 100_000, "Menulis daftar nominatif")
        raise AssertionError("it was not stopped")

    export = EXPORTS[0]
    monkeypatch.setattr("tui.screens.export.EXPORTS", (exports.replace(export, write=slow),))
    async with open_desk() as desk:
        await desk.press("x")
        await desk.pilot.press("enter")
        assert begun.wait(5)
        await desk.pilot.pause()
        assert "50.000 dari 100.000" in desk.text()
        await desk.pilot.press("f1")
        await desk.pilot.pause()
        assert not isinstance(desk.app.screen, ExportDialog)
        await desk.pilot.press("escape", "escape")
        await desk.settle()
        assert "Dibatalkan. Berkas tidak diubah." in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_without_libreoffice_the_window_says_so_before_and_the_workbook_stands(
    open_desk, tmp_path, monkeypatch
):
    for place in ("budget.services.printing", "tui.screens.export"):
        monkeypatch.setattr(f"{place}.libreoffice", lambda: None)
    async with open_desk() as desk:
        await desk.press("x")
        await desk.fill(pdf="ya")
        assert "Pasang LibreOffice" in desk.text()
        await desk.press("ctrl+s")
        assert "PDF tidak dibuat: LibreOffice tidak ditemukan" in desk.text()
        assert (tmp_path / "bandung-dewan.xlsx").is_file()


def test_a_print_that_is_cancelled_leaves_the_workbook(workspace, tmp_path, monkeypatch):
    def stop(workbook, out, progress):
        raise Cancelled("Dibatalkan.")

    monkeypatch.setattr(printing, "print_workbook", stop)
    export = exports.Export(
        "a", "A", "", ".xlsx", (Asked.PDF,), lambda workspace, out, wanted, progress: Written(out)
    )
    found = run_export(export, workspace, tmp_path / "a.xlsx", Wanted(pdf=True), lambda *_: None)
    assert found.said == "PDF tidak dibuat: Dibatalkan."


def test_every_export_has_a_key_of_its_own_and_a_purpose_that_fits():
    assert len({export.key for export in EXPORTS}) == len(EXPORTS)
    assert max(len(export.purpose) for export in EXPORTS) <= 50
    assert max(len(export.name) for export in EXPORTS) < 19
