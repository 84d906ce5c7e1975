"""The room of coverage: figures with their denominators, targets costed at every key, contradictions."""

from dataclasses import replace
from pathlib import Path

import pytest
from coverage_of_bandung import AUGUST, DECEMBER, WORKERS, target
from effort import SIZES

from budget.plan.coverage import Coverage
from budget.plan.growth import GrowthPath
from budget.services import coverage as service
from budget.services.history import history
from budget.services.workspace import Workspace
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm
from tui.screens.importing import Import
from tui.screens.reading import Reading


@pytest.fixture
def published(workspace: Workspace) -> Workspace:
    for record in (WORKERS, AUGUST, DECEMBER, target()):
        service.put(workspace, None, record)
    return workspace


def stored(workspace: Workspace) -> Coverage:
    return service.read_coverage(workspace).coverage


@pytest.mark.parametrize("size", SIZES)
async def test_percentages_stand_with_their_denominators(open_desk, published, size):
    async with open_desk(size=size) as desk:
        await desk.press("9")
        assert "29,25 % dari 1.600" in desk.drawn()
        assert "± 510.400" in desk.drawn()
        assert "Pertentangan (1)" in desk.drawn()
        await desk.press("tab")
        assert "3.048.192.000" in desk.drawn()


async def test_a_contradiction_is_read_in_full(open_desk, published):
    async with open_desk() as desk:
        await desk.press("9", "tab", "tab", "enter")
        assert isinstance(desk.app.screen, Reading)
        assert "berarti penyebutnya 1.311.659" in desk.text()
        await desk.press("escape", "n")
        assert "Pindah ke Angka atau Sasaran" in desk.said[-1]


async def test_an_empty_room_names_the_key_that_fills_it(open_desk):
    async with open_desk() as desk:
        await desk.press("9")
        assert "Tekan n untuk menambah" in desk.drawn()
        await desk.press("tab", "tab", "enter")
        assert "Tidak ada angka yang bertentangan" in desk.drawn()


async def test_a_figure_is_added_with_its_share_in_view_before_it_is_saved(open_desk, workspace):
    service.put(workspace, None, WORKERS)
    async with open_desk() as desk:
        await desk.press("9", "n")
        await desk.fill(period="2023-12", kind="peserta aktif", people="468.000")
        assert "29,25 % dari 1.600.000 penduduk bekerja (2023)" in desk.text()
        await desk.fill(percent="35,68 %", of="penduduk bekerja")
        assert "berarti penyebutnya 1.311.659" in desk.text()
        await desk.press("ctrl+s")
        assert not isinstance(desk.app.screen, RecordForm)
        assert stored(workspace).figures == (WORKERS, DECEMBER)
        assert "468.000" in desk.drawn()
        await desk.press("6")
        assert "Tambah angka cakupan" in desk.drawn()


async def test_the_cost_of_a_target_follows_what_is_typed(open_desk, published):
    """Even steps 3.048.192.000; all at the end 1.016.064.000; all at once 5.080.320.000."""
    async with open_desk() as desk:
        await desk.press("9", "tab", "e")
        assert "perlu 60.480 orang lagi" in desk.text()
        assert "Rp3.048.192.000 untuk 181.440 orang-bulan" in desk.text()
        await desk.fill(path="sekaligus di akhir")
        assert "Rp1.016.064.000" in desk.text()
        await desk.fill(path="sekaligus di awal")
        assert "Rp5.080.320.000" in desk.text()
        await desk.fill(share="200 %")
        assert "di atas 0 % sampai 100 %" in desk.text()
        await desk.fill(share="")
        assert "Rp" not in desk.app.screen.query_one(".form-preview").render().plain
        await desk.fill(share="35,68 %")
        await desk.press("ctrl+s")
        assert stored(published).targets == (target(GrowthPath.NOW),)
        assert "5.080.320.000" in desk.drawn()


async def test_what_cannot_stand_beside_the_others_is_refused_in_the_form(open_desk, published):
    async with open_desk() as desk:
        await desk.press("9", "n")
        await desk.fill(period="2023", kind="penduduk bekerja", people="5")
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, RecordForm)
        assert "sudah ada" in desk.text()


async def test_a_figure_is_deleted_after_asking_and_comes_back_by_undo(open_desk, published):
    async with open_desk() as desk:
        await desk.press("9", "d")
        assert isinstance(desk.app.screen, Confirm)
        await desk.press("y")
        assert WORKERS not in stored(published).figures
        await desk.press("ctrl+z")
        assert stored(published).figures[0] == WORKERS
        assert "29,25 %" in desk.drawn()


async def test_a_sheet_is_checked_first_and_then_taken_in(open_desk, workspace, tmp_path: Path):
    source = tmp_path / "cakupan.csv"
    source.write_text("Tahun,Jenis,Orang\n2023,penduduk bekerja,1600000\n", encoding="utf-8")
    async with open_desk() as desk:
        await desk.press("9", "i")
        assert isinstance(desk.app.screen, Import)
        await desk.enter(str(source))
        await desk.press("ctrl+s")
        assert "1 baris dibaca" in desk.text()
        assert stored(workspace).figures == ()
        await desk.press("ctrl+s")
        assert stored(workspace).figures == (replace(WORKERS, source=""),)
        assert "1.600.000" in desk.drawn()
        assert history(workspace)[0].action == "Impor cakupan dari cakupan.csv"
