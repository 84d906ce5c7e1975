"""Periksa: results appear as they come, tell what was found and the cure, and Enter goes there."""

import threading
from dataclasses import replace

from places import door

from budget.plan import HeadCount
from budget.services import checking, editing
from budget.services.checking.findings import Looked
from budget.services.checking.ground import Ground
from budget.services.spots import Spot
from budget.services.workspace import read_plan
from tui.places import Place
from tui.screens.check import CheckWindow
from tui.screens.main import MainScreen
from tui.screens.reading import Reading
from tui.screens.scenarios import Scenarios
from tui.screens.welcome import Welcome
from tui.spots import TARGETS, Lead, key_to, lead_to

HOSTILE = "[/] =x " + "y" * 293


def test_every_place_that_a_check_or_an_alert_names_has_a_key() -> None:
    assert set(TARGETS) == set(Spot)
    assert key_to(Spot.TWINS) == "5 › Mirip"
    assert key_to(Spot.VERSIONS) == "7 Versi"
    assert key_to(Spot.FILE) == "^o Berkas lain"
    assert key_to(Spot.CAUTIONS) == "w Catatan"


async def test_all_checks_run_and_enter_leads_to_what_was_found(open_desk, roster) -> None:
    """300 men of the roster cost less than the 5.600 that the assertions of the sample stand on."""
    line = read_plan(roster).allocations[0]
    editing.put(roster, line, replace(line, amount=1))
    async with open_desk(on=roster) as desk:
        await desk.press("exclamation_mark")
        await desk.settle()
        assert isinstance(desk.app.screen, CheckWindow)
        assert "21 pemeriksaan selesai: ✓ 17 · ! 2 · ✗ 2" in desk.text()
        await desk.press("slash", *"pagu per", "enter", "o")
        assert "melampaui pagu Rp1: kurang" in desk.text()
        assert "Tombol: 4 › Pagu" in desk.text()
        await desk.press("escape", "C")
        assert desk.app.clipboard.startswith("✗\tPagu per rekening\t")
        await desk.press("enter")
        assert isinstance(desk.app.screen, MainScreen)
        assert desk.app.screen._place is Place.MONEY
        await desk.press("exclamation_mark")
        await desk.settle()
        await desk.press("slash", *"patokan", "enter", "enter")
        await desk.settle()
        assert desk.app.screen.room.crumb == "Patokan"
        await desk.press("exclamation_mark")
        await desk.settle()
        await desk.press("slash", *"mirip", "enter", "enter")
        await desk.settle()
        assert desk.app.screen._place is Place.PEOPLE
        assert desk.app.screen.room.crumb == "Mirip"


async def test_a_finding_of_a_group_leads_into_the_group_whatever_its_name(open_desk, workspace) -> None:
    group = read_plan(workspace).groups[0]
    editing.put(workspace, group, replace(group, name=HOSTILE))
    editing.put(workspace, None, HeadCount(HOSTILE, read_plan(workspace).span.first, 9, kecamatan="Soreang"))
    async with open_desk(on=workspace) as desk:
        await desk.press("exclamation_mark")
        await desk.settle()
        await desk.press("slash", *"ganda", "enter")
        assert "[/] =x" in desk.drawn()
        await desk.press("o")
        assert "[/] =x" in desk.text()
        await desk.press("escape", "enter")
        await desk.settle()
        assert desk.app.screen._place is Place.GROUP
        assert "[/] =x" in desk.drawn()


async def test_every_place_can_be_led_to(open_desk) -> None:
    async with open_desk() as desk:
        screen = desk.app.screen
        for spot, target in TARGETS.items():
            lead_to(screen, Lead(spot))
            await desk.settle()
            if target.place is not None:
                assert screen._place is target.place
                assert screen.room.crumb.startswith(target.list_title) or not screen.room.crumb
            else:
                assert isinstance(desk.app.screen, Scenarios | Welcome | Reading)
                await desk.press("escape")


async def test_keys_answer_while_checks_run_and_leaving_stops_them(open_desk, workspace) -> None:
    """The second check waits until it is told to stop, as one over a million people would take long."""
    stopped = threading.Event()

    def slow(ground: Ground) -> Looked:
        while not ground.stop():
            stopped.wait(0.005)
        stopped.set()
        return Looked("")

    first, second = checking.CHECKS[:2]
    async with open_desk() as desk:
        window = CheckWindow(workspace, (first, replace(second, run=slow)))
        desk.app.push_screen(window)
        while "1 dari 2 · memeriksa: Rujukan antarbaris" not in desk.text():
            await desk.pilot.pause(0.01)
        await desk.pilot.press("slash", "x")
        assert "Tidak ada yang cocok dengan “x”" in desk.drawn()
        await desk.pilot.press("escape", "escape")
        await desk.settle()
        assert stopped.is_set()
        assert isinstance(desk.app.screen, MainScreen)


async def test_a_file_that_was_changed_behind_the_program_says_so(open_desk, workspace) -> None:
    async with open_desk() as desk:
        with door(workspace.target, checked=False) as connection:
            connection.execute("UPDATE tariff SET group_id = 999 WHERE id = 1")
        await desk.press("exclamation_mark")
        await desk.settle()
        await desk.press("slash", *"rujukan", "enter")
        assert "✗" in desk.drawn()
        await desk.press("enter")
        assert isinstance(desk.app.screen, Welcome)


async def test_the_row_under_the_cursor_is_told_whole_below_at_every_size(open_desk, roster) -> None:
    for size, in_the_row in (
        ((80, 24), "Daftar orang: 1 pasangan mungkin s…"),
        ((100, 30), "Daftar orang: 1 pasangan mungkin satu orang dan belu…"),
        ((120, 36), "Daftar orang: 1 pasangan mungkin satu orang dan belum diputuskan; keduan…"),
    ):
        async with open_desk(size=size, on=roster) as desk:
            await desk.press("exclamation_mark", *["down"] * 9)
            assert f"Orang yang mirip       {in_the_row}" in desk.drawn()
            said = " ".join(desk.drawn().replace("│", " ").split())
            assert "keduanya dibayar sampai diputuskan. Tombol: 5 › Mirip" in said
            assert "Cara: Putuskan: satu orang atau dua orang." in said
            await desk.press("slash", *"zzz")
            assert "Cara:" not in desk.drawn()
