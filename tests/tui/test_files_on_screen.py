"""Opening, exporting and importing on screen."""

import threading

from openpyxl import load_workbook

from budget.errors import Cancelled, FileError
from budget.period import Month
from budget.services import exporting, recent
from budget.services import workspace as workspaces
from tui.screens.export import ExportDialog
from tui.screens.importing import Import
from tui.screens.main import MainScreen
from tui.screens.welcome import Welcome


async def test_the_plan_is_exported_to_its_template_and_imported_back(open_desk, tmp_path):
    out = tmp_path / "rencana.xlsx"
    async with open_desk() as desk:
        before = desk.plan()
        exporting.export_plan(desk.workspace, out)
        await desk.press("2", "d", "y", "i")
        await desk.enter(str(out))
        await desk.press("enter")
        assert "0 ditolak" in desk.text()
        assert "^s untuk menerapkan" in desk.text()
        # The report alone has changed nothing.
        assert len(desk.plan().groups) == 8
        await desk.press("enter")
        assert len(desk.plan().groups) == 8
        await desk.press("ctrl+s")
        assert desk.plan() == before
        await desk.press("ctrl+z")
        assert len(desk.plan().groups) == 8


async def test_a_bad_template_is_reported_with_its_cells_and_not_applied(open_desk, tmp_path):
    out = tmp_path / "rencana.xlsx"
    async with open_desk() as desk:
        before = desk.plan()
        exporting.export_plan(desk.workspace, out)
        book = load_workbook(out)
        sheet = book["Jumlah Orang"]
        heads = next(c for row in sheet.iter_rows() for c in row if c.value == 17_000)
        heads.value = "banyak"
        book.save(out)
        await desk.press("i")
        await desk.enter(str(out))
        await desk.press("ctrl+s")
        assert f"Jumlah Orang!{heads.coordinate}" in desk.text()
        assert "Perbaiki templatnya" in desk.text()
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Import)
        assert desk.plan() == before


async def test_importing_what_is_no_workbook_is_a_sentence(open_desk, tmp_path):
    (tmp_path / "catatan.xlsx").write_text("bukan Excel")
    async with open_desk() as desk:
        await desk.press("i")
        await desk.enter(str(tmp_path / "catatan.xlsx"))
        await desk.press("enter")
        assert "Tidak dapat dilanjutkan" in desk.text()


async def test_export_proposes_a_path_beside_the_file_and_takes_the_scenario(
    open_desk, tmp_path, monkeypatch
):
    asked = {}

    def export_council(workspace, out, scenario=None, progress=None):
        asked.update(out=out, scenario=scenario)
        progress(1, 2, "Lembar Ringkasan")
        return out

    monkeypatch.setattr(exporting, "export_council", export_council)
    async with open_desk() as desk:
        await desk.press("k", "down", "enter", "x", "enter")
        assert asked == {"out": tmp_path / "bandung-dewan.xlsx", "scenario": "Semua BPU"}
        assert f"Ditulis: {tmp_path / 'bandung-dewan.xlsx'}" in desk.text()


async def test_the_council_workbook_is_written(open_desk, tmp_path):
    async with open_desk() as desk:
        await desk.press("x", "ctrl+s")
        assert (tmp_path / "bandung-dewan.xlsx").is_file()
        await desk.press("escape", "x")
        assert "akan ditimpa" in desk.text()


async def test_a_running_export_shows_its_step_and_stops_on_escape(open_desk, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    ended = []

    def export_council(workspace, out, scenario=None, progress=None):
        progress(1, 3, "Biaya per Bulan")
        begun.set()
        go_on.wait(5)
        try:
            progress(2, 3, "Pagu")
        except Cancelled:
            ended.append("cancelled")
            raise
        return out

    monkeypatch.setattr(exporting, "export_council", export_council)
    async with open_desk() as desk:
        await desk.press("x")
        await desk.pilot.press("ctrl+s")
        assert begun.wait(5)
        await desk.pilot.pause()
        assert "Biaya per Bulan · 1 dari 3" in desk.text()
        assert "Esc Batalkan" in desk.text()
        assert "^s Mulai" not in desk.text()
        await desk.pilot.press("ctrl+q")
        assert "Sedang mengekspor" in desk.text()
        await desk.pilot.press("n")
        await desk.pilot.press("escape")
        assert isinstance(desk.app.screen, ExportDialog)
        go_on.set()
        await desk.settle()
        assert ended == ["cancelled"]
        assert "Dibatalkan" in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_an_export_that_fails_says_why_and_keeps_the_path(open_desk, monkeypatch):
    def export_council(*_, **__):
        raise FileError("Folder tidak dapat ditulis.")

    monkeypatch.setattr(exporting, "export_council", export_council)
    async with open_desk() as desk:
        await desk.press("x", "enter")
        assert "Folder tidak dapat ditulis." in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, ExportDialog)
        assert "Gagal" in desk.text()


async def test_a_missing_file_leads_to_the_doors_with_a_sentence(open_desk, tmp_path):
    async with open_desk(target=str(tmp_path / "hilang.pagu")) as desk:
        assert "hilang.pagu" in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, Welcome)
        assert not (tmp_path / "hilang.pagu").exists()


async def test_another_file_may_be_opened_while_one_is_being_read(
    open_desk, workspace, tmp_path, monkeypatch
):
    go_on = threading.Event()
    real = workspaces.read_plan

    def slow(opened):
        if opened.target.endswith("lambat.pagu"):
            go_on.wait(5)
            raise FileError("lambat.pagu hilang.")
        return real(opened)

    monkeypatch.setattr(workspaces, "read_plan", slow)
    async with open_desk(target=None) as desk:
        desk.app.open_target(str(tmp_path / "lambat.pagu"))
        await desk.pilot.pause()
        await desk.pilot.press("f1")
        desk.app.open_target(workspace.target)
        await desk.pilot.pause()
        go_on.set()
        await desk.settle()
        # The first file's failure no longer concerns anybody.
        assert isinstance(desk.app.screen, MainScreen)
        assert "10.016.200.800" in desk.drawn()


async def test_a_new_plan_is_made_through_the_door_and_opened(open_desk, tmp_path):
    async with open_desk(target=None) as desk:
        await desk.press("down", "enter")
        await desk.fill(
            path=str(tmp_path / "garut"),
            code="32.05",
            name="Kabupaten Garut",
            first="2026-01",
            last="2026-12",
        )
        await desk.press("ctrl+s")
        assert (tmp_path / "garut.pagu").is_file()
        assert isinstance(desk.app.screen, MainScreen)
        view = desk.app.screen.view
        assert (view.plan.region.name, view.plan.span.last) == ("Kabupaten Garut", Month(2026, 12))
        assert recent.last() == str(tmp_path / "garut.pagu")
        assert "Belum ada biaya" in desk.drawn()
        for key, cure in (
            ("2", "Tekan n"),
            ("3", "lalu n"),
            ("4", "Tekan n"),
            ("5", "Tekan i"),
            ("6", "Buat rencana Kabupaten Garut"),
        ):
            await desk.press(key)
            assert cure in desk.drawn()


async def test_a_file_is_opened_through_the_door(open_desk, workspace):
    async with open_desk(target=None) as desk:
        await desk.press("enter")
        await desk.enter(workspace.target)
        await desk.press("ctrl+s")
        assert "10.016.200.800" in desk.drawn()
        await desk.press("ctrl+o")
        assert isinstance(desk.app.screen, Welcome)
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_the_sample_is_built_through_the_door(open_desk, tmp_path):
    async with open_desk(target=None) as desk:
        await desk.press("down", "down", "down", "enter")
        await desk.enter(str(tmp_path / "contoh"))
        await desk.press("ctrl+s")
        assert (tmp_path / "contoh" / "demo.pagu").is_file()
        assert "10.016.200.800" in desk.drawn()


async def test_a_template_becomes_a_new_plan_and_recent_files_are_listed(open_desk, workspace, tmp_path):
    source, target = tmp_path / "isi.xlsx", tmp_path / "baru.pagu"
    exporting.export_plan(workspace, source)
    async with open_desk(target=None) as desk:
        await desk.press("down", "down", "enter")
        await desk.fill(source=str(tmp_path / "tiada.xlsx"), path=str(tmp_path / "baru"))
        await desk.press("ctrl+s")
        assert not target.exists()
        assert "tiada.xlsx" in desk.text()
        await desk.fill(source=str(source))
        await desk.press("ctrl+s")
        assert workspaces.read_plan(workspaces.this_workspace(str(target))) == desk.plan()
        assert "10.016.200.800" in desk.drawn()
        desk.app.open_target(workspace.target)
        await desk.settle()
        await desk.press("ctrl+o")
        lines = desk.drawn().splitlines()
        at = next(n for n, line in enumerate(lines) if "Terakhir dibuka" in line)
        assert "baru.pagu" in lines[at + 1]
        await desk.press("end", "enter")
        assert desk.app.screen.view.workspace.target == str(target)


async def test_a_name_no_file_can_have_is_an_error_under_the_field(open_desk, workspace):
    async with open_desk() as desk:
        for keys in (("x", "tab", "tab", "tab"), ("i",)):
            await desk.press(*keys)
            for name in ("a" * 300, "~tiada-orang-ini/a.xlsx"):
                await desk.enter(name)
                await desk.press("ctrl+s")
                assert "✗ " in desk.text()
            # What was typed is not lost without a question.
            await desk.press("escape", "enter")
            assert "Yang diketik di sini akan hilang" in desk.text()
            await desk.press("y")
        assert isinstance(desk.app.screen, MainScreen)
    async with open_desk(target=None) as desk:
        await desk.press("enter")
        await desk.enter("a" * 300)
        await desk.press("ctrl+s")
        assert "Nama berkas ini terlalu panjang." in desk.text()


async def test_an_existing_file_is_overwritten_only_after_y(open_desk, tmp_path):
    out = tmp_path / "bandung-dewan.xlsx"
    out.write_text("milik orang lain")
    async with open_desk() as desk:
        for no in ("enter", "n"):
            await desk.press("x", "ctrl+s", no, "escape", "escape")
            assert out.read_text() == "milik orang lain"
            assert isinstance(desk.app.screen, MainScreen)
        await desk.press("x", "ctrl+s", "y")
        assert load_workbook(out).sheetnames


async def test_the_template_is_never_proposed_under_the_name_of_an_input(open_desk, tmp_path):
    async with open_desk() as desk:
        await desk.press("x")
        await desk.press("end", "ctrl+s")
        assert [path.name for path in tmp_path.glob("*.xlsx")] == ["bandung-rencana.xlsx"]


async def test_an_import_that_changes_nothing_says_so_and_offers_no_undo(open_desk, tmp_path):
    out = tmp_path / "rencana.xlsx"
    async with open_desk() as desk:
        exporting.export_plan(desk.workspace, out)
        await desk.press("i")
        await desk.enter(str(out))
        await desk.press("ctrl+s", "ctrl+s")
        assert isinstance(desk.app.screen, MainScreen)
        assert desk.said == ["Tidak ada yang berubah: isi templat sama dengan rencana ini."]
