"""The command line at the foot: where a line leads, what completes it, and what is remembered of it."""

import os
import stat
from pathlib import Path

from textual.widgets import Input

from tui import remembered
from tui.destinations import Kind, destinations, meant, suggested
from tui.places import Place
from tui.screens.command_line import CommandLine
from tui.screens.main import MainScreen
from tui.screens.projection import Projection
from tui.screens.what_if import WhatIf


def answer(desk) -> str:
    return str(desk.app.screen.query_one("#line-answer").render())


def line(desk) -> Input:
    return desk.app.screen.query_one(Input)


def tabs(desk) -> str:
    return str(desk.app.screen.query_one("#head-left").render())


async def test_a_what_if_is_answered_while_one_types_and_opens_in_its_window(open_desk):
    """2.000 people for the 11 months from July 2022 to May 2023 at 8.100 cost 178.200.000 more."""
    async with open_desk() as desk:
        await desk.press("3", "colon")
        assert isinstance(desk.app.screen, CommandLine)
        await desk.enter("+2000 guru ngaji mulai 2022-07")
        assert "Rp10.194.400.800 (+Rp178.200.000)" in answer(desk)
        await desk.press("enter")
        assert isinstance(desk.app.screen, WhatIf)
        assert "+Rp178.200.000" in desk.text()
        assert line(desk).value == "+2000 guru ngaji mulai 2022-07"
        # What was tried and not kept is one line back.
        await desk.press("k", "backspace", "escape", "colon", "up")
        assert line(desk).value == "+2.000 Guru Ngaji mulai 2022-07"
        await desk.enter("+5 guru")
        assert "“guru” dapat berarti Guru Ngaji atau Guru Honor" in answer(desk)
        await desk.press("enter", "tab")
        assert line(desk).value == "+5 Guru Ngaji"
        await desk.press("tab")
        assert line(desk).value == "+5 Guru Honor"
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)
        assert len(desk.plan().scenarios) == 1


async def test_a_name_leads_to_its_room_group_kecamatan_or_command(open_desk, roster):
    async with open_desk() as desk:

        async def go(text: str) -> None:
            await desk.press("colon")
            await desk.enter(text)
            await desk.press("enter")

        await go("proyeksi")
        assert desk.app.screen.room.place is Place.PROJECTION
        await go("guru ng")
        assert desk.app.screen.room.crumb == "Guru Ngaji"
        kecamatan = next(count.kecamatan for count in desk.plan().roster.strata if count.kecamatan)
        await go(f"orang {kecamatan}")
        assert desk.app.screen.room.place is Place.PEOPLE
        assert desk.app.screen.room._people.wanted.kecamatan == kecamatan
        await go(kecamatan.upper())
        assert isinstance(desk.app.screen.room, Projection)
        assert desk.table.current.key == kecamatan
        await go("basis")
        assert "kas" in str(desk.app.screen.query_one("#head-right").render())
        assert remembered.lines() == [
            "Proyeksi", "Guru Ngaji", f"orang {kecamatan}", f"proyeksi {kecamatan}", "Basis",
        ]  # fmt: skip
        await desk.press("colon", "up", "up", "down")
        assert line(desk).value == "Basis"
        await desk.press("down")
        assert line(desk).value == ""


async def test_what_is_not_known_stays_with_the_nearest_names(open_desk):
    async with open_desk() as desk:
        await desk.press("colon")
        await desk.enter("proyeski")
        await desk.press("enter")
        assert answer(desk) == "✗ “proyeski” tidak dikenal. Mungkin: Proyeksi. Tab melengkapi."
        await desk.enter("[/] 3204010101800001 Siti")
        await desk.press("enter")
        assert isinstance(desk.app.screen, CommandLine)
        assert answer(desk).startswith("✗ ")
        await desk.enter("ubah")
        assert "✗ Berlaku di: Kelompok" in desk.drawn()
        await desk.press("enter")
        assert answer(desk).startswith("✗ Berlaku di: Kelompok")
        assert remembered.lines() == []
        await desk.enter("prop")
        await desk.enter("tem")
        await desk.pilot.click(".line FigureTable", offset=(3, 1))
        assert line(desk).value == "Tema"


def test_lines_are_remembered_for_the_user_alone_and_without_numbers_of_people():
    remembered.remember_line("potong  pagu 10%")
    remembered.remember_line("tambah pagu 2026 1.500.000.000.000")
    remembered.remember_line("potong pagu 10%")
    for text in (
        "cari 3204010101800001",
        "cari 3204-0101-0180-0001",
        "hubungi 0812 3456 7890",
        "+62 81234567890",
    ):
        remembered.remember_line(text)
    assert remembered.lines() == ["tambah pagu 2026 1.500.000.000.000", "potong pagu 10%"]
    file = Path(os.environ["PAGU_STATE_DIR"]) / "perintah"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for n in range(300):
        remembered.remember_line(f"baris {n}")
    assert len(remembered.lines()) == 200


def test_a_state_folder_that_cannot_be_written_stops_nobody(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PAGU_STATE_DIR", str(tmp_path / "file"))
    remembered.remember_line("potong pagu 10%")
    remembered.remember_theme("pagu-terang")
    assert (remembered.lines(), remembered.theme()) == ([], "")


def test_of_one_label_the_command_that_can_run_here_is_meant_and_nothing_is_guessed():
    def refusal(command_id: str) -> str:
        return "" if command_id == "take_in" else "Tidak."

    among = destinations(None, refusal)
    found = meant("impor", among)
    assert (found.kind, found.name, found.refused) == (Kind.COMMAND, "take_in", "")
    assert meant("", among) is None
    # Risiko, Rincian, Riwayat, Ringkasan, and Realisasi begin so.
    assert meant("r", among) is None
    assert meant("ring", among).name == "overview"
    assert [each.text for each in suggested("ringkassan", among, None)] == ["Ringkasan"]
