"""Riwayat: Enter shows before and after; undo and redo tell their effect, also after a restart."""

from dataclasses import replace

from budget.services import editing
from budget.services.workspace import read_plan
from tui.screens.reading import Reading

HOSTILE = "[/] =x " + "y" * 293


async def test_enter_shows_what_a_change_did_and_what_became_of_it(open_desk, workspace) -> None:
    """17.000 guru ngaji become 16.000 at Rp8.100 for 17 months: Rp137.700.000 less."""
    plan = read_plan(workspace)
    editing.put(workspace, plan.head_counts[0], replace(plan.head_counts[0], heads=16_000))
    editing.put(workspace, plan.groups[0], replace(plan.groups[0], legal_basis=HOSTILE))
    async with open_desk() as desk:
        await desk.press("6", "enter")
        assert isinstance(desk.app.screen, Reading)
        assert "Ubah kelompok Guru Ngaji" in desk.text()
        assert "→ [/] =x yyy" in desk.text()
        assert "biaya tidak berubah" in desk.text()
        await desk.press("escape", "down", "enter")
        assert "17.000 → 16.000" in desk.text()
        assert "-Rp137.700.000" in desk.text()
        assert "berlaku" in desk.text()
        await desk.press("escape", "ctrl+z")
        assert desk.said[-1] == "Urungkan: Ubah kelompok Guru Ngaji (biaya tidak berubah)"
        await desk.press("ctrl+z")
        assert desk.said[-1].endswith("(+Rp137.700.000)")
        assert desk.plan() == plan
    async with open_desk() as again:
        await again.press("6", "down", "down", "down", "enter")
        assert "diurungkan, 01/03/2023 02.30 oleh Siti (no. 5)" in again.text()
        await again.press("escape", "ctrl+y")
        assert again.said[-1].endswith("(-Rp137.700.000)")
        assert again.plan().head_counts[0].heads == 16_000
        await again.press("ctrl+z")
        assert again.said[-1].endswith("(+Rp137.700.000)")


async def test_a_person_of_a_list_is_shown_masked(open_desk, roster) -> None:
    async with open_desk(size=(120, 36), on=roster) as desk:
        await desk.press("6", "enter")
        told = desk.text()
        assert "Tambah orang Warga 1 (3204••••••••••••)" in told
        assert "32049012" not in told
        assert "52 dari" in told or "51 dari 301 baris ditampilkan." in told
