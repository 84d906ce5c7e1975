"""The way back from the council on screen: what was changed is shown, and kept only when it is accepted."""

from openpyxl import load_workbook

from budget.period import Month
from budget.plan import HeadAdjustment, HeadCountKind, Scenario
from budget.services import exporting
from tui.screens.council_import import ImportCouncil


def edited(path, old, new):
    """The workbook with another number in the one input that holds the old one."""
    book = load_workbook(path)
    (cell,) = (c for row in book["Asumsi dan Dasar Hukum"].iter_rows() for c in row if c.value == old)
    cell.value = new
    book.save(path)


async def test_changed_people_are_shown_in_people_and_rupiah_and_kept_once_accepted(open_desk, tmp_path):
    """500 guru ngaji more for 17 months are 8.500 person-months, at 8.100 each."""
    out = tmp_path / "dewan.xlsx"
    async with open_desk() as desk:
        exporting.export_council(desk.workspace, out)
        edited(out, 17_000, 17_500)
        before = desk.plan()
        await desk.press("l")
        await desk.enter(str(out))
        await desk.press("enter")
        assert "Orang Guru Ngaji, Januari 2022: 17000 → 17500" in desk.text()
        assert "Orang-bulan +8.500 menjadi 1.245.068" in desk.text()
        assert "Biaya +Rp68.850.000 menjadi Rp10.085.050.800" in desk.text()
        assert desk.plan() == before
        await desk.press("ctrl+s")
        change = HeadAdjustment("Guru Ngaji", Month(2022, 1), 17_500, HeadCountKind.ABSOLUTE)
        kept = Scenario("Usulan dewan", (change,), "Dari dewan.xlsx")
        assert desk.plan().scenarios == (*before.scenarios, kept)
        await desk.press("ctrl+z")
        assert desk.plan() == before


async def test_escape_drops_what_was_changed(open_desk, tmp_path):
    out = tmp_path / "dewan.xlsx"
    async with open_desk() as desk:
        exporting.export_council(desk.workspace, out)
        edited(out, 17_000, 17_500)
        before = desk.plan()
        await desk.press("l")
        await desk.enter(str(out))
        await desk.press("enter", "escape")
        assert not isinstance(desk.app.screen, ImportCouncil)
        assert desk.plan() == before


async def test_what_is_not_understood_is_named_with_its_cell_and_not_kept(open_desk, tmp_path):
    out = tmp_path / "dewan.xlsx"
    async with open_desk() as desk:
        exporting.export_council(desk.workspace, out)
        edited(out, 17_000, "[/] banyak")
        before = desk.plan()
        await desk.press("l")
        await desk.enter(str(out))
        await desk.press("enter")
        assert "berisi “[/] banyak”. Tulis jumlah orang" in desk.text()
        assert "Perbaiki buku kerjanya dahulu" in desk.text()
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, ImportCouncil)
        assert desk.plan() == before


async def test_a_workbook_without_changes_has_nothing_to_keep(open_desk, tmp_path):
    out = tmp_path / "dewan.xlsx"
    async with open_desk() as desk:
        exporting.export_council(desk.workspace, out)
        await desk.press("l")
        await desk.enter(str(out))
        await desk.press("enter")
        assert "Tidak ada masukan yang diubah." in desk.text()
        await desk.press("ctrl+s")
        assert len(desk.plan().scenarios) == 1
