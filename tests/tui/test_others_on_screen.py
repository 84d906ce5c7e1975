"""Two officers in one workspace: what one stores the other sees, and nobody overwrites unasked."""

from dataclasses import replace
from pathlib import Path

import pytest

from budget.services import editing
from budget.services.workspace import read_plan
from tui.screens.clash import Clash
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen


@pytest.fixture
def budi(workspace):
    """A colleague in the same file."""
    return replace(workspace, who="Budi")


def linmas(workspace):
    return read_plan(workspace).group("Linmas")


async def edit_linmas(desk, **texts):
    """Open the form of the third group, and type."""
    await desk.press("2", "down", "down", "e")
    assert isinstance(desk.app.screen, RecordForm)
    await desk.fill(**texts)


async def clash_over_linmas(desk, budi):
    """Siti gives a legal basis; Budi has given another one, and another SKPD, meanwhile."""
    await edit_linmas(desk, legal_basis="SK Bupati 1")
    stored = linmas(budi)
    editing.put(budi, stored, replace(stored, legal_basis="SK Bupati 2", skpd="Satpol PP"))
    await desk.press("ctrl+s")
    assert isinstance(desk.app.screen, Clash)


async def test_a_clash_says_who_changed_what_and_shows_all_three_texts(open_desk, budi):
    async with open_desk((120, 36)) as desk:
        await clash_over_linmas(desk, budi)
        text = desk.text()
        assert "Budi mengubah data ini sejak formulir dibuka" in text
        assert "01/03/2023 02.30: Ubah kelompok Linmas (biaya tidak berubah)" in text
        rows = [[cell.text for cell in row.cells] for row in desk.table.rows]
        basis = "Contoh: Keputusan Bupati tentang penetapan penerima (nomor belum diisi)"
        police = "Satuan Polisi Pamong Praja"
        assert rows == [
            ["SKPD", police, police, "Satpol PP"],
            ["≠ Dasar Hukum", basis, "SK Bupati 1", "SK Bupati 2"],
        ]
        await desk.press("down")
        assert f"Semula  {basis}" in desk.text()


async def test_mine_stores_what_was_typed_over_all_of_theirs(open_desk, budi):
    async with open_desk() as desk:
        skpd = linmas(budi).skpd
        await clash_over_linmas(desk, budi)
        await desk.press("1")
        assert isinstance(desk.app.screen, MainScreen)
        assert (linmas(budi).legal_basis, linmas(budi).skpd) == ("SK Bupati 1", skpd)


async def test_theirs_leaves_what_is_stored_and_shows_it(open_desk, budi):
    async with open_desk() as desk:
        await clash_over_linmas(desk, budi)
        await desk.press("2")
        assert isinstance(desk.app.screen, MainScreen)
        assert (linmas(budi).legal_basis, linmas(budi).skpd) == ("SK Bupati 2", "Satpol PP")
        assert desk.app.screen.view.plan.group("Linmas").skpd == "Satpol PP"


async def test_both_keeps_their_change_of_a_field_that_was_not_typed_in(open_desk, budi):
    async with open_desk() as desk:
        await clash_over_linmas(desk, budi)
        await desk.press("3")
        assert isinstance(desk.app.screen, MainScreen)
        assert (linmas(budi).legal_basis, linmas(budi).skpd) == ("SK Bupati 1", "Satpol PP")


async def test_esc_keeps_the_form_and_all_that_was_typed(open_desk, budi):
    async with open_desk() as desk:
        await clash_over_linmas(desk, budi)
        await desk.press("escape")
        assert isinstance(desk.app.screen, RecordForm)
        assert "SK Bupati 1" in {row.text for row in desk.app.screen._rows}
        assert linmas(budi).legal_basis == "SK Bupati 2"


async def test_a_deleted_record_is_stored_anew_or_stays_deleted(open_desk, budi):
    async with open_desk() as desk:
        await edit_linmas(desk, legal_basis="SK Bupati 1")
        editing.remove(budi, linmas(budi))
        await desk.press("ctrl+s")
        assert "Budi menghapus data ini" in desk.text()
        await desk.press("3")
        assert isinstance(desk.app.screen, Clash)
        assert "tidak ada isian mereka" in desk.said[-1]
        await desk.press("1")
        assert linmas(budi).legal_basis == "SK Bupati 1"


async def test_a_clash_that_comes_again_asks_again(open_desk, budi):
    async with open_desk() as desk:
        await clash_over_linmas(desk, budi)
        stored = linmas(budi)
        editing.put(budi, stored, replace(stored, skpd="Kesbangpol"))
        await desk.press("3")
        assert isinstance(desk.app.screen, Clash)
        await desk.press("3")
        assert (linmas(budi).legal_basis, linmas(budi).skpd) == ("SK Bupati 1", "Kesbangpol")


async def test_a_scenario_clashes_by_its_lines(open_desk, budi):
    async with open_desk((120, 36)) as desk:
        await desk.press("k", "down", "e")
        await desk.fill(note="catatan Siti")
        stored = read_plan(budi).scenarios[0]
        editing.put(budi, stored, replace(stored, adjustments=()))
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Clash)
        assert ("Andaian", "(kosong)") in {(r.cells[0].text, r.cells[3].text) for r in desk.table.rows}
        await desk.press("3")
        found = read_plan(budi).scenarios[0]
        assert (found.note, found.adjustments) == ("catatan Siti", ())


async def test_what_others_changed_is_not_deleted_unseen(open_desk, budi):
    async with open_desk() as desk:
        await desk.press("2", "down", "down")
        stored = linmas(budi)
        editing.put(budi, stored, replace(stored, skpd="Satpol PP"))
        await desk.press("d", "y")
        assert "sudah diubah atau dihapus sejak ditampilkan" in desk.text()
        assert linmas(budi).skpd == "Satpol PP"
        await desk.press("escape")
        assert desk.app.screen.view.plan.group("Linmas").skpd == "Satpol PP"
        await desk.press("d", "y")
        assert "Linmas" not in [group.name for group in read_plan(budi).groups]


async def test_what_others_store_is_shown_by_itself(open_desk, budi, monkeypatch):
    monkeypatch.setattr(MainScreen, "look_seconds", 0.05)
    async with open_desk() as desk:
        stored = linmas(budi)
        editing.put(budi, stored, replace(stored, skpd="Satpol PP"))
        await desk.pilot.pause(0.2)
        await desk.settle()
        assert desk.app.screen.view.plan.group("Linmas").skpd == "Satpol PP"
        assert desk.said[-1] == "Budi: Ubah kelompok Linmas (biaya tidak berubah)."


async def test_an_open_window_is_left_in_peace_and_its_room_follows_when_it_closes(
    open_desk, budi, monkeypatch
):
    monkeypatch.setattr(MainScreen, "look_seconds", 0.05)
    async with open_desk() as desk:
        await edit_linmas(desk, legal_basis="SK Bupati 1")
        stored = linmas(budi)
        editing.put(budi, stored, replace(stored, skpd="Satpol PP"))
        await desk.pilot.pause(0.2)
        assert "SK Bupati 1" in {row.text for row in desk.app.screen._rows}
        await desk.press("escape", "y")
        assert desk.app.screen.view.plan.group("Linmas").skpd == "Satpol PP"


async def test_a_file_that_cannot_be_looked_at_is_told_once(open_desk, workspace, monkeypatch):
    monkeypatch.setattr(MainScreen, "look_seconds", 0.05)
    async with open_desk() as desk:
        Path(workspace.target).rename(f"{workspace.target}-dipindah")
        await desk.pilot.pause(0.4)
        await desk.settle()
        assert len([said for said in desk.said if workspace.target in said]) == 1
