"""What-ifs on screen: the result follows the text, errors say what was expected, lines become scenarios."""

import pytest
from effort import SIZES
from textual.widgets import Input

from budget.period import Month
from budget.plan import AllocationAdjustment, HeadAdjustment
from tui.screens.scenarios import Scenarios
from tui.screens.what_if import WhatIf
from tui.widgets.field_row import FieldRow


def result(desk) -> str:
    return str(desk.app.screen.query_one("#what-if-result").render())


def problem(desk) -> str:
    return str(desk.app.screen.query_one("#what-if-problem").render())


@pytest.mark.parametrize("size", SIZES)
async def test_the_result_follows_the_text(open_desk, size):
    """2.000 people for the 11 months from July 2022 to May 2023 at 8.100 cost 178.200.000 more."""
    async with open_desk(size=size) as desk:
        await desk.press("3", "u")
        assert isinstance(desk.app.screen, WhatIf)
        assert "Andaian di atas rencana" in desk.drawn()
        assert "Rp10.016.200.800" in result(desk)
        await desk.enter("+2000 guru ngaji mulai 2022-07")
        assert "+Rp178.200.000" in result(desk)
        assert "Rp10.194.400.800   (semula Rp10.016.200.800)" in result(desk)
        await desk.press("enter")
        assert "• +2.000 Guru Ngaji mulai 2022-07" in desk.drawn()
        await desk.enter("potong pagu 10%")
        assert "63.568 orang kehilangan perlindungan pada Desember 2022" in result(desk)
        assert "Simpan" in desk.drawn()


async def test_every_keystroke_is_answered(open_desk):
    """Five people for twelve months at 8.100; in January 2023 the plan sets the people of PKK anew."""
    async with open_desk() as desk:
        await desk.press("u", *"+5 pk")
        assert "+Rp486.000" in result(desk)
        assert "Berlaku sampai sebelum Januari 2023" in result(desk)
        await desk.press("k", *" mulai 2023-02")
        # Five people for the four months to May 2023.
        assert "+Rp162.000" in result(desk)


async def test_what_is_not_understood_is_said_under_the_field(open_desk):
    async with open_desk() as desk:
        await desk.press("u")
        await desk.enter("+5 guru")
        assert "“guru” dapat berarti Guru Ngaji atau Guru Honor" in problem(desk)
        await desk.press("enter")
        assert desk.app.screen.query_one(Input).value == "+5 guru"
        await desk.press("ctrl+s")
        assert "Tulis dahulu andaian yang dimengerti." in desk.said
        await desk.enter("[/] =1+1")
        assert "Tidak ada kelompok “[/]”" in problem(desk)


async def test_lines_are_taken_back_one_by_one(open_desk):
    async with open_desk() as desk:
        await desk.press("u")
        await desk.enter("potong pagu 10%")
        await desk.press("enter")
        assert desk.app.screen.query_one(Input).value == ""
        await desk.press("up")
        assert desk.app.screen.query_one(Input).value == "pagu = 90%"


async def test_lines_are_kept_as_a_scenario(open_desk):
    async with open_desk() as desk:
        await desk.press("k", "down", "enter", "u")
        assert "Andaian di atas Semua BPU" in desk.drawn()
        await desk.enter("potong pagu 10%")
        await desk.press("ctrl+s")
        await desk.fill(name="Hemat")
        await desk.press("ctrl+s")
        kept = desk.plan().scenario("Hemat")
        assert (kept.base, kept.adjustments) == ("Semua BPU", (AllocationAdjustment(None, 900_000),))
        assert not isinstance(desk.app.screen, WhatIf)


async def test_leaving_loses_nothing_without_a_question_on_quitting(open_desk):
    async with open_desk() as desk:
        await desk.press("u")
        await desk.enter("potong pagu 10%")
        await desk.press("ctrl+q")
        assert "Keluar sekarang?" in desk.drawn()


@pytest.mark.parametrize("size", SIZES)
async def test_scenarios_are_added_changed_and_removed(open_desk, size):
    async with open_desk(size=size) as desk:
        await desk.press("k", "n")
        await desk.fill(name="Tambah", lines="+100 linmas mulai 2023-01; potong pagu 5%")
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Scenarios)
        assert desk.plan().scenario("Tambah").adjustments == (
            HeadAdjustment("Linmas", Month(2023, 1), 100),
            AllocationAdjustment(None, 950_000),
        )
        await desk.press("e")
        [lines] = [row.text for row in desk.app.screen.query(FieldRow) if row.field.key == "lines"]
        assert lines == "+100 Linmas mulai 2023-01; pagu = 95%"
        await desk.fill(lines="+200 linmas mulai 2023-01", base="Semua BPU")
        await desk.press("ctrl+s")
        changed = desk.plan().scenario("Tambah")
        assert changed.adjustments == (HeadAdjustment("Linmas", Month(2023, 1), 200),)
        assert changed.base == "Semua BPU"
        await desk.press("d", "y")
        assert [s.name for s in desk.plan().scenarios] == ["Semua BPU"]


async def test_a_scenario_that_others_stand_on_stays(open_desk):
    async with open_desk() as desk:
        await desk.press("k", "n")
        await desk.fill(name="Di atas", base="Semua BPU", lines="potong pagu 5%")
        await desk.press("ctrl+s", "up", "d", "y")
        assert "Dasar “Semua BPU” tidak ada" in desk.text()
        assert len(desk.plan().scenarios) == 2


async def test_a_line_that_is_not_understood_keeps_the_form_open(open_desk):
    async with open_desk() as desk:
        await desk.press("k", "n")
        await desk.fill(name="Salah", lines="potong gaji 5%")
        await desk.press("ctrl+s")
        assert "Sesudah “potong” diharapkan pagu; tertulis “gaji”" in desk.text()
        assert len(desk.plan().scenarios) == 1
