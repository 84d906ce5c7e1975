"""How the program behaves: filter, sort, copy, help, esc, quitting, small windows, failures."""

import os
import threading
from dataclasses import replace
from pathlib import Path

from budget.errors import NotFound
from budget.plan import Group
from budget.services import editing, projecting
from budget.services.faults import LOG
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen
from tui.screens.reading import Reading
from tui.screens.too_small import TooSmall


async def test_numbers_go_to_the_rooms(open_desk):
    async with open_desk() as desk:
        for key, shown in (
            ("2", "Per orang"),
            ("3", "Mar 2022"),
            ("4", "Kode"),
            ("5", "Daftar orang"),
            ("6", "Tindakan"),
            ("8", "Anggaran kas"),
            ("9", "Pertentangan"),
            ("0", "JKK PU kelas 1"),
            ("7", "SHA-256"),
            ("1", "Gabungan"),
        ):
            await desk.press(key)
            assert shown in desk.drawn()


async def test_keys_typed_faster_than_a_room_appears_wait_for_it(open_desk):
    async with open_desk() as desk:
        await desk.pilot.press("2", "n")
        await desk.settle()
        assert isinstance(desk.app.screen, RecordForm)
    async with open_desk() as desk:
        desk.app.screen.action_do("money")
        desk.app.screen.action_do("new")
        await desk.settle()
        assert isinstance(desk.app.screen, RecordForm)


async def test_slash_filters_and_escape_shows_everything_again(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "slash", "r", "t")
        assert desk.app.screen.room.table.counts == (1, 9)
        assert "1 dari 9 baris cocok" in desk.text()
        await desk.press("q")
        assert "Tidak ada yang cocok dengan “rtq”" in desk.drawn()
        await desk.press("escape")
        assert desk.table.counts == (9, 9)


async def test_a_command_on_a_filtered_list_acts_on_the_row_that_is_seen(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "slash", "p", "k", "k", "enter", "d", "y")
        assert "PKK" not in {group.name for group in desk.plan().groups}
        assert len(desk.plan().groups) == 8


async def test_s_sorts_by_the_column_of_the_cursor_up_down_and_back(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "right", "right", "right", "right")
        orders, said = [], []
        for _ in range(3):
            await desk.press("s")
            said += desk.said
            orders.append([row.key.name for row in desk.table._shown])
        assert orders[0][0] == "Non-ASN dan Puskesmas"
        assert orders[1][0] == "Ketua RT"
        assert orders[2][0] == "Guru Ngaji"
        assert said == ["Urut Orang, menaik", "Urut Orang, menurun", "Urutan semula"]


async def test_c_copies_the_cell_and_shift_c_the_row_for_a_spreadsheet(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "end", "c")
        assert desk.app.clipboard == "2340900000"
        await desk.press("C")
        cells = desk.app.clipboard.split("\t")
        assert cells[0] == "Guru Ngaji"
        assert cells[-1] == "2340900000"


async def test_help_is_about_the_place_that_is_shown(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "f1")
        assert "Bantuan · Proyeksi" in desk.text()
        assert "Biaya/orang" in desk.text()
        await desk.press("escape", "2", "question_mark")
        assert "Bantuan · Kelompok" in desk.text()
        await desk.press("escape", "n", "f1")
        assert "Bantuan · Formulir" in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, RecordForm)


async def test_the_palette_runs_a_command_and_says_why_others_cannot_run(open_desk):
    async with open_desk() as desk:
        await desk.press("ctrl+p", *"ubah baris yang")
        assert "✗ Berlaku di: Kelompok" in desk.drawn()
        assert "Tidak sekarang. Berlaku di: Kelompok, Rincian kelompok," in desk.drawn()
        await desk.press(*("backspace",) * 15, *"pilih rencana", "enter")
        assert "Pilih skenario" in desk.text()


async def test_escape_goes_one_layer_back_and_never_quits(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "enter")
        assert "Guru Ngaji" in str(desk.app.screen.query_one("#tabs").render())
        await desk.press("escape")
        assert "Per orang" in desk.drawn()
        await desk.press("escape", "escape", "escape")
        assert isinstance(desk.app.screen, MainScreen)
        assert desk.app.is_running


async def test_quitting_with_nothing_to_lose_asks_nothing(open_desk):
    async with open_desk() as desk:
        await desk.pilot.press("ctrl+q")
        assert desk.app._exit


async def test_quitting_asks_while_a_form_holds_what_is_not_saved(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n")
        await desk.fill(name="Petani")
        await desk.press("ctrl+q")
        assert isinstance(desk.app.screen, Confirm)
        assert "belum disimpan" in desk.text()
        await desk.press("n")
        assert isinstance(desk.app.screen, RecordForm)
        await desk.press("ctrl+q")
        await desk.pilot.press("y")
        assert desk.app._exit


async def test_a_window_that_is_too_small_says_so_and_comes_back(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n")
        await desk.fill(name="Petani")
        await desk.pilot.resize_terminal(40, 10)
        await desk.settle()
        assert isinstance(desk.app.screen, TooSmall)
        assert "60 × 15" in desk.text()
        await desk.press("escape", "ctrl+z")
        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        assert isinstance(desk.app.screen, RecordForm)
        assert desk.app.screen.is_dirty


async def test_every_room_is_drawn_at_the_smallest_size(open_desk):
    async with open_desk(size=(60, 15)) as desk:
        for key in ("2", "3", "4", "5", "6", "7", "8", "9", "1"):
            await desk.press(key)
            lines = desk.drawn().splitlines()
            assert "F1 Bantuan" in lines[-1]
            assert "Kabupaten Bandung" in lines[0]


async def test_a_window_that_begins_too_small_or_grows_under_a_message_is_uncovered(open_desk):
    async with open_desk(size=(40, 10)) as desk:
        assert isinstance(desk.app.screen, TooSmall)
        desk.app.show_error(RuntimeError("rusak"))
        await desk.settle()
        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        await desk.press("escape")
        await desk.settle()
        assert isinstance(desk.app.screen, MainScreen)
        assert "10.016.200.800" in desk.drawn()


async def test_a_failure_nobody_foresaw_is_a_sentence_and_the_program_goes_on(open_desk, monkeypatch):
    def broken(*_):
        raise RuntimeError("[/] rusak: Siti Aminah")

    async with open_desk() as desk:
        monkeypatch.setattr(projecting, "answer", broken)
        await desk.press("b")
        assert isinstance(desk.app.screen, Reading)
        assert "Kesalahan yang tidak terduga (RuntimeError): [/] rusak" in desk.text()
        log = (Path(os.environ["PAGU_STATE_DIR"]) / LOG).read_text("utf-8")
        assert "builtins.RuntimeError" in log
        assert "Siti" not in log
        monkeypatch.undo()
        await desk.press("escape", "b")
        assert "6.322.892.400" in desk.drawn()


async def test_a_command_that_fails_at_once_is_a_sentence_too(open_desk, monkeypatch):
    def broken(*_):
        raise NotFound("Tidak ada kelompok bernama “[/]”.")

    async with open_desk() as desk:
        monkeypatch.setattr(projecting, "explain", broken)
        await desk.press("3", "right", "enter")
        assert "Tidak ada kelompok bernama “[/]”." in desk.text()


async def test_the_first_screen_does_not_wait_for_the_plan(open_desk, workspace, monkeypatch):
    from budget.services import workspace as workspaces

    go_on = threading.Event()
    real = workspaces.read_plan

    def slow(opened):
        go_on.wait(5)
        return real(opened)

    monkeypatch.setattr(workspaces, "read_plan", slow)
    from tui.app import PaguApp

    app = PaguApp(workspace.target, lambda path: replace(workspace, target=path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Membuka" in str(app.screen.query_one("#opening").render())
        # Keys that need the plan say so instead of failing.
        await pilot.press("x", "2", "f1")
        assert isinstance(app.screen, Reading)
        await pilot.press("escape")
        go_on.set()
        while app.running_jobs:
            await pilot.pause(0.01)
        await pilot.pause()
        assert app.screen.view is not None


async def test_the_mouse_opens_what_is_clicked_twice_and_the_footer_can_be_clicked(open_desk):
    async with open_desk() as desk:
        await desk.pilot.click("#tabs", offset=(16, 0))
        await desk.settle()
        assert "Per orang" in desk.drawn()
        await desk.pilot.click("#group-list FigureTable", offset=(3, 2))
        assert desk.table.current.key.name == "Keagamaan"
        await desk.pilot.click("#group-list FigureTable", offset=(3, 2))
        await desk.settle()
        assert "Keagamaan" in str(desk.app.screen.query_one("#tabs").render())
        await desk.pilot.click("KeyBar", offset=(2, 0))
        await desk.settle()
        assert isinstance(desk.app.screen, RecordForm)


async def test_a_thousand_groups_are_drawn_line_by_line(open_desk, workspace):
    plan = replace(editing.put(workspace, None, Group("Petani", "", *_segment_of(workspace))).plan)
    many = tuple(replace(plan.groups[-1], name=f"Kelompok {n:04d}", priority=n) for n in range(1000))
    editing.replace_plan(workspace, replace(plan, groups=(*plan.groups, *many)), "Banyak kelompok")
    async with open_desk() as desk:
        await desk.press("2")
        assert desk.table.counts == (1010, 1010)
        await desk.press("ctrl+end")
        assert "Kelompok 0999" in desk.drawn()
        assert "Kelompok 0001" not in desk.drawn()
        assert "Jumlah" in desk.drawn()


def _segment_of(workspace):
    from budget.services.workspace import read_plan

    return (read_plan(workspace).groups[0].segment,)
