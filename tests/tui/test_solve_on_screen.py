"""Solving both ways on screen: solved in a thread, shown anew with every change, told in words."""

import threading
from dataclasses import replace

import pytest
from coverage_of_bandung import WORKERS
from effort import SIZES
from rich.cells import cell_len
from textual.widgets import Input

from budget.errors import Cancelled
from budget.plan.coverage import CoverageFigure, CoverageKind, Period
from budget.services import coverage, editing, solve_fields
from budget.services.workspace import read_plan
from tui.screens import solve as screen
from tui.screens.claim import ClaimDialog
from tui.screens.cut_rows import CutRows
from tui.screens.main import MainScreen
from tui.screens.reading import Reading
from tui.screens.solve import SolveDialog
from tui.widgets.progress_line import ProgressLine

SAMA_RATA = "sama rata (sisa terbesar)"
KECAMATAN = "cakupan kecamatan terendah dipertahankan"


def result(desk) -> str:
    return str(desk.app.screen.query_one("#solve-result").render())


@pytest.mark.parametrize("size", SIZES)
async def test_ten_per_cent_less_is_divided_three_ways(open_desk, size):
    """As in the engine's golden case: 72.702 by priority, 72.337 alike for all."""
    async with open_desk(size=size) as desk:
        await desk.press("3", "j")
        assert "77.000 dari 77.000 orang terbayar pada semua bulan" in desk.drawn()
        await desk.fill(money="potong 10 %", order=SAMA_RATA)
        assert "72.337 dari 77.000 orang terbayar pada semua bulan sejak Januari 2022" in desk.drawn()
        assert "6.479.935.200" in desk.drawn()
        for line in ("prioritas", "72.702", "4.298", "Semua orang", "11    November 2022", "417.700.800"):
            assert line in result(desk)
        assert {cell_len(line) for line in desk.drawn().splitlines()} == {size[0]}
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_who_is_cut_and_why_is_one_layer_in(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("j")
        await desk.fill(money="10 %")
        await desk.press("f4")
        assert isinstance(desk.app.screen, CutRows)
        assert "Guru Honor" in desk.drawn() and "prioritas 8, sesudah Ketua RW" in desk.drawn()
        assert "1 dari 9 baris dipotong" in desk.drawn()
        assert desk.table.rows[0].key.group == "Guru Honor"
        await desk.press("enter")
        assert isinstance(desk.app.screen, Reading)
        assert "prioritas 8, sesudah Ketua RW" in desk.drawn()
        await desk.press("escape", "C", "slash", *"linmas", "enter")
        assert "2 dari 9 baris cocok" in desk.drawn()
        await desk.press("escape")
        assert isinstance(desk.app.screen, CutRows)
        await desk.press("escape")
        assert isinstance(desk.app.screen, SolveDialog)
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_a_sum_months_and_the_start_of_the_cut_count(open_desk):
    """1.000.000.000 / (5 × 8.100) = 24.691 people in 2023 alone; half of 2022 is too little before 2023."""
    async with open_desk() as desk:
        await desk.press("j")
        await desk.fill(money="1 miliar", first="2023-01")
        assert "24.691 dari 77.000" in result(desk)
        await desk.fill(money="potong 50%", first="", since="2023-01")
        assert "TA 2022 sudah kurang Rp3.297.700.800 sebelum Januari 2023" in result(desk)


async def test_what_cannot_be_read_or_solved_is_said_in_words_and_the_last_result_stays(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("j")
        await desk.fill(money="potong 10 %")
        await desk.fill(money="potong sepuluh")
        assert "✗ “sepuluh” bukan persen" in desk.drawn()
        assert "hasil di atas dari isian sebelumnya" in desk.drawn()
        assert "72.702 dari 77.000" in result(desk)
        await desk.fill(money="potong 110 %")
        assert "paling banyak 100 %" in desk.drawn()
        await desk.fill(money="", since="2024-01")
        assert "✗ Tidak ada bulan sejak 2024-01" in desk.drawn()
        await desk.fill(money="5 miliar", since="", pots="per rekening")
        assert "✗ Per rekening hanya dengan pagu rencana" in desk.drawn()
        await desk.fill(first="2023-02", last="2022-02")
        assert "✗ Bulan terakhir mendahului bulan pertama." in desk.drawn()


async def test_the_scenario_on_screen_is_solved(open_desk):
    """All at 16.800: 2022 pays 7.200.000.000 / 201.600 = 35.714 people, 2023 39.285 as PKK comes in."""
    async with open_desk() as desk:
        await desk.press("k", "down", "enter", "j")
        assert "39.285 dari 77.000" in result(desk)


async def test_an_account_that_is_short_is_named_and_can_be_solved_by_itself(open_desk, workspace):
    """JKK of 2022 gets 60 % of what it costs, JKM the rest: the year has enough, the account has not.

    At 3.600 a month JKK costs 3.065.644.800 in 2022; 1.839.386.880 pay 42.578 people of the first groups.
    """
    jkk = read_plan(workspace).allocations[0]
    editing.put(workspace, jkk, replace(jkk, amount=1_839_386_880))
    jkm = read_plan(workspace).allocations[1]
    editing.put(workspace, jkm, replace(jkm, amount=5_360_613_120))
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("j")
        assert "77.000 dari 77.000" in result(desk)
        assert "! TA 2022 5.1.02.02.02.0006" in result(desk)
        assert "rekening ini kurang Rp1.226.257.920" in result(desk)
        await desk.fill(pots="per rekening")
        # 1.839.386.880 / (12 × 3.600) = 42.578,4; the 6.036 of PKK are paid of 2023's JKK alone.
        assert "48.614 dari 77.000" in result(desk)
        assert "! TA 2022" not in result(desk)


async def test_workers_per_kecamatan_come_from_the_coverage(open_desk, workspace):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("j")
        assert "Cara kecamatan menyusul" in result(desk)
    figure = CoverageFigure(Period(2022), CoverageKind.WORKING_POPULATION, 45_000, "Cileunyi")
    coverage.put(workspace, None, figure)
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("j")
        await desk.fill(money="10 %", order=KECAMATAN)
        assert "Cara kecamatan menyusul" not in result(desk)
        assert "Penduduk bekerja tidak diketahui: tanpa kecamatan" in result(desk)


async def test_a_coverage_target_needs_nothing_but_its_percentage(open_desk, workspace):
    """35,68 % of 1,6 million is 570.880; 510.400 are members: 60.480, in five steps of 12.096 at 8.100."""
    coverage.put(workspace, None, replace(WORKERS, period=Period(2022)))
    members = CoverageFigure(Period(2022, 12), CoverageKind.ACTIVE, 510_400)
    coverage.put(workspace, None, members)
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("j", "f6")
        assert "Tulis sasaran" in result(desk)
        await desk.fill(target="35,68 %", since="2023-01", group="Guru Ngaji")
        assert "Sudah: 510.400, peserta aktif Desember 2022." in result(desk)
        assert "60.480 orang ditambah bertahap rata, Januari 2023 – Mei 2023" in result(desk)
        assert "Rp1.469.664.000" in result(desk)
        assert "Pagu perlu ditambah Rp1.288.164.000" in result(desk)


async def test_people_months_and_what_is_missing_are_told(open_desk):
    """80.000 less 77.000 at 8.100 in May 2023: 24.300.000."""
    async with open_desk() as desk:
        await desk.press("j", "f6")
        await desk.fill(target="80.000 orang", since="2023-05", by="2023-05")
        assert "Sudah: 77.000, orang dalam rencana Mei 2023." in result(desk)
        assert "Rp24.300.000" in result(desk)
        await desk.fill(target="24 bulan")
        assert "24 bulan, Januari 2022 – Desember 2023: Rp14.382.100.800." in result(desk)
        await desk.fill(target="banyak sekali")
        assert "✗ “banyak sekali”" in desk.drawn()
        await desk.fill(target="35,68 %")
        assert "✗ Jumlah peserta aktif sampai" in desk.drawn()
        await desk.press("f4")
        assert "Potongan tampil" in desk.said[-1]
        await desk.fill(target="")
        assert "Tulis sasaran" in result(desk)
        await desk.press("f6")
        assert "77.000 dari 77.000" in result(desk)


async def test_the_newest_question_wins_and_escape_stops_before_it_closes(open_desk, monkeypatch):
    began, go_on = threading.Event(), threading.Event()
    asked = []

    def slow(given, scenario, basis, question, progress):
        asked.append(str(question.money))
        began.set()
        assert go_on.wait(10)
        return solve_fields.answer_money(given, scenario, basis, question, progress)

    way = replace(screen._WAYS[0], answer=slow)
    monkeypatch.setattr(screen, "_WAYS", (way, screen._WAYS[1]))
    async with open_desk() as desk:
        await desk.pilot.press("j")
        await desk.pilot.pause()
        assert began.wait(5)
        money = desk.app.screen._rows[0]["money"].control
        for text in ("potong 1%", "potong 5%", "potong 10%"):
            money.value = text
            await desk.pilot.pause()
        assert "Menghitung" in desk.drawn()
        go_on.set()
        await desk.settle()
        assert asked == ["potong 0 %", "potong 10 %"]
        assert "72.702 dari 77.000" in result(desk)
        began.clear()
        go_on.clear()
        money.value = "potong 20%"
        await desk.pilot.pause()
        assert began.wait(5)
        await desk.pilot.press("escape")
        assert isinstance(desk.app.screen, SolveDialog)
        assert "Dihentikan." in desk.drawn()
        go_on.set()
        await desk.settle()
        assert "72.702 dari 77.000" in result(desk)
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_a_long_one_shows_how_far_it_is_its_rate_and_what_is_left_and_stops(open_desk, monkeypatch):
    """5.000.000 people in steps, by a clock that is set: 1.000.000 of them in four seconds."""
    now, go_on, stopped = [0.0], threading.Event(), threading.Event()

    def slow(given, scenario, basis, question, progress):
        now[0] = 0.0
        progress(0, 5_000_000, "menyusun potongan")
        now[0] = 4.0
        progress(1_000_000, 5_000_000, "menyusun potongan")
        assert go_on.wait(10)
        try:
            progress(1_500_000, 5_000_000, "menyusun potongan")
        except Cancelled:
            stopped.set()
            raise

    monkeypatch.setattr(screen, "ProgressLine", lambda: ProgressLine(lambda: now[0]))
    monkeypatch.setattr(screen, "_WAYS", (replace(screen._WAYS[0], answer=slow), screen._WAYS[1]))
    async with open_desk(size=(120, 36)) as desk:
        await desk.pilot.press("j")
        said = "menyusun potongan · 1.000.000 dari 5.000.000 orang · 250.000/dtk · sisa 16 dtk"
        for _ in range(400):
            await desk.pilot.pause(0.02)
            if said in desk.drawn():
                break
        assert said in desk.drawn()
        assert "20%" in desk.drawn()
        await desk.pilot.press("escape")
        go_on.set()
        await desk.settle()
        assert stopped.is_set()
        assert isinstance(desk.app.screen, SolveDialog)
        assert "Dihentikan." in desk.drawn()
        assert "20%" not in desk.drawn()


async def test_a_fault_is_a_window_and_no_traceback(open_desk, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("rusak")

    monkeypatch.setattr(screen, "_WAYS", (replace(screen._WAYS[0], answer=broken), screen._WAYS[1]))
    async with open_desk() as desk:
        await desk.press("j")
        assert "Kesalahan yang tidak terduga" in desk.drawn()


async def test_the_claim_of_the_issue_is_short_by_24_million(open_desk):
    async with open_desk() as desk:
        await desk.press("p")
        assert isinstance(desk.app.screen, ClaimDialog)
        await desk.enter("15.000 orang x Rp16.800 x 12 bulan = Rp3 miliar")
        assert "Rp3.024.000.000" in desk.drawn()
        assert "kurang Rp24.000.000" in desk.drawn()
        await desk.enter("[/] x banyak")
        assert "✗ Huruf ke-1" in desk.drawn()
        assert "kurang Rp24.000.000" not in desk.drawn()
        assert isinstance(desk.app.focused, Input)
        desk.app.focused.value = ""
        await desk.settle()
        assert "Tulis seperti orang mengatakannya" in desk.drawn()
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


@pytest.mark.parametrize(("word", "window"), [("hitung balik", SolveDialog), ("pernyataan", ClaimDialog)])
async def test_the_palette_finds_it(open_desk, word, window):
    async with open_desk() as desk:
        await desk.press("ctrl+p", *(key if key != " " else "space" for key in word), "enter")
        assert isinstance(desk.app.screen, window)
