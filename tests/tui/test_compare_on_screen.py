"""The comparison on screen: what is marked stands side by side, and every bar opens to its groups."""

import threading

import pytest
from effort import SIZES

from budget.errors import LimitExceeded
from budget.services import comparing, editing, scenarios, versions
from budget.services.workspace import read_plan
from tui.screens import compare as screen
from tui.screens.compare import Compare
from tui.screens.notice import Notice
from tui.widgets.bars import signed_bar

LINES = "-2000 guru ngaji mulai 2022-07; +300 linmas mulai 2022-05; upah semua = 1.600.000 mulai 2023-01"


@pytest.fixture
def alternatives(workspace):
    """Beside the plan and Semua BPU: a scenario of three causes, and a version."""
    scenarios.save_lines(workspace, "Usul", LINES)
    versions.freeze(workspace, "RAPBD")
    return workspace


@pytest.mark.parametrize("size", SIZES)
async def test_the_plan_and_the_first_scenario_stand_side_by_side_at_once(open_desk, size):
    """10.758.141.600 more: 8.700 rupiah more for each of 1.236.568 person-months."""
    async with open_desk(size=size) as desk:
        await desk.press("t")
        assert isinstance(desk.app.screen, Compare)
        assert "basis akrual" in desk.drawn()
        assert "+10.758.141.600" in desk.drawn()
        await desk.press("enter")
        drawn = desk.drawn()
        assert "10.016.200.800" in drawn
        assert "20.774.342.400" in drawn
        await desk.press("o")
        assert "1.236.568" in desk.drawn()


async def test_the_totals_are_the_sums_of_the_rows(open_desk, alternatives):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("t", "down", "down", "space", "tab")
        rows = desk.table.rows
        await desk.press("ctrl+end", "end")
        assert desk.table.on_total
        for column in range(2, 6):
            desk.table.point(len(rows), column)
            assert sum(row.cells[column].value for row in rows) == int(desk.table.cell_text())


async def test_the_order_of_the_marks_is_the_order_of_the_sides(open_desk, alternatives):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("t", "space")
        assert "Tandai paling sedikit dua rencana dengan Spasi." in desk.drawn()
        await desk.press("tab")
        assert "Tandai paling sedikit dua" in desk.drawn()
        await desk.press("space", "space")
        assert [str(row.cells[0].text) for row in desk.table.rows] == ["[2]", "[1]", "[ ]", "[ ]"]
        await desk.press("tab")
        assert "selisih: dasar dikurangi Semua BPU" in desk.drawn()
        assert "-10.758.141.600" in desk.drawn()


@pytest.mark.parametrize("size", SIZES)
async def test_the_runway_of_each_side_is_told(open_desk, alternatives, size):
    """As `pagu compare` says it: the BPU money of 2022 lasts until June and leaves 68.177 people in July."""
    async with open_desk(size=size) as desk:
        await desk.press("t", "tab", "tab")
        drawn = desk.drawn()
        assert "Jun 2022 saja" in drawn
        assert "68.177" in drawn
        assert "422.997" in drawn
        [row] = [row for row in desk.table.rows if row.key == ("Semua BPU", "2022")]
        texts = [cell.copied for cell in row.cells]
        total, cost = int(texts[7]), int(texts[8])
        assert int(texts[6]) == cost - total


@pytest.mark.parametrize("size", SIZES)
async def test_every_bar_opens_to_its_groups_and_they_add_up(open_desk, alternatives, size):
    """2.000 fewer for 11 months at 8.100, 300 more for 13 months, and 540 more for 376.500 person-months."""
    async with open_desk(size=size) as desk:
        await desk.press("k", "down", "down", "enter", "t", "shift+tab")
        drawn = desk.drawn()
        assert "Dari dasar ke Usul" in drawn
        assert "-146.610.000" in drawn
        assert "█│" in drawn
        assert "│█" in drawn
        assert [row.cells[1].value for row in desk.table.rows] == [
            10_016_200_800, -146_610_000, 203_310_000, 10_072_900_800,
        ]  # fmt: skip
        await desk.press("down", "enter")
        opened = desk.drawn()
        assert "jumlah orang: dari dasar ke Usul" in opened
        assert "-178.200.000" in opened
        assert "+31.590.000" in opened
        await desk.press("escape", "up", "enter")
        assert isinstance(desk.app.screen, Compare)


async def test_a_group_opens_to_its_causes(open_desk, alternatives):
    async with open_desk() as desk:
        await desk.press("k", "down", "down", "enter", "t", "tab", "enter")
        assert "Guru Ngaji, semua tahun: dari dasar ke Usul" in desk.drawn()
        assert "+40.500.000" in desk.drawn()
        assert "-137.700.000" in desk.drawn()


async def test_the_waterfall_leads_to_each_of_the_other_sides(open_desk, alternatives):
    async with open_desk() as desk:
        await desk.press("t", "down", "down", "space", "down", "space", "l")
        assert "Dari dasar ke Usul (2 dari 3" in desk.drawn()
        await desk.press("l")
        assert "Dari dasar ke RAPBD" in desk.drawn()
        assert "Tidak ada selisih." in desk.drawn()
        await desk.press("l")
        assert "Dari dasar ke Semua BPU" in desk.drawn()
        await desk.press("shift+tab", "ctrl+end", "enter")
        assert "Dari dasar ke RAPBD" in desk.drawn()


async def test_the_basis_is_that_of_the_desk(open_desk, monkeypatch):
    asked = []

    def noted(plan, names, within):
        asked.append(within)
        return comparing.compare_in(plan, names, within)

    monkeypatch.setattr(screen, "compare_in", noted)
    async with open_desk() as desk:
        await desk.press("b", "t")
        assert "basis kas" in desk.drawn()
        assert [within.basis for within in asked] == ["cash"]


async def test_what_cannot_be_compared_is_told_in_a_notice(open_desk, monkeypatch):
    def refused(*_: object) -> None:
        raise LimitExceeded("Terlalu besar.")

    monkeypatch.setattr(screen, "compare_in", refused)
    async with open_desk() as desk:
        await desk.press("t")
        assert isinstance(desk.app.screen, Notice)
        assert "Terlalu besar." in desk.text()
        await desk.press("escape")
        assert "Belum dapat dibandingkan." in desk.drawn()


async def test_only_the_newest_marks_are_answered_and_escape_stops(open_desk, alternatives, monkeypatch):
    """Marks change twice while the first comparison runs: the second is never begun."""
    begun, go_on = [], threading.Event()

    def slow(plan, names, within):
        begun.append(names)
        assert go_on.wait(10)
        return comparing.compare_in(plan, names, within)

    monkeypatch.setattr(screen, "compare_in", slow)
    async with open_desk() as desk:
        for key in ("t", "down", "down", "space", "down", "space"):
            await desk.pilot.press(key)
        assert "Menghitung" in desk.drawn()
        go_on.set()
        await desk.settle()
        assert begun == [("dasar", "Semua BPU"), ("dasar", "Semua BPU", "Usul", "RAPBD")]
        go_on.clear()
        await desk.pilot.press("space")
        await desk.pilot.press("escape")
        assert "Dihentikan." in desk.drawn()
        go_on.set()
        await desk.settle()
        assert "+10.758.141.600" not in desk.drawn()
        await desk.press("escape")
        assert not isinstance(desk.app.screen, Compare)


async def test_cells_and_rows_are_copied_as_numbers(open_desk):
    async with open_desk() as desk:
        await desk.press("t", "tab", "C")
        assert desk.app.clipboard == "Guru Ngaji\t2022\t1652400000\t3427200000\t1774800000"
        await desk.press("end", "c")
        assert desk.app.clipboard == "1774800000"


async def test_rows_are_filtered_and_a_space_in_the_filter_is_a_space(open_desk):
    async with open_desk() as desk:
        await desk.press("t", "tab", "slash", *"ketua", "space", *"rt", "enter")
        assert "2 dari 18 baris cocok" in desk.drawn()
        assert desk.table.current.cells[0].text == "Ketua RT"
        await desk.press("escape")
        assert isinstance(desk.app.screen, Compare)


async def test_with_nothing_to_compare_it_says_what_to_do(open_desk, workspace):
    editing.remove(workspace, read_plan(workspace).scenario("Semua BPU"))
    async with open_desk() as desk:
        await desk.press("t")
        assert "Belum ada skenario atau versi. Kembali, lalu k menambah skenario." in desk.drawn()


async def test_a_version_of_a_scenarios_name_is_a_side_of_its_own(open_desk, workspace):
    versions.freeze(workspace, "Semua BPU")
    async with open_desk() as desk:
        await desk.press("t", "ctrl+end", "space", "shift+tab", "l")
        assert "Dari dasar ke versi:Semua BPU" in desk.drawn()


@pytest.mark.parametrize(
    ("rupiah", "drawn"),
    [(0, "    │"), (100, "    │████"), (-100, "████│"), (-50, "  ██│"), (40, "    │█▌"), (-1, "   ▐│")],
)
def test_a_bar_is_as_long_as_its_share_and_whatever_is_not_zero_is_seen(rupiah, drawn):
    """Of the most, 100, in 8 half cells: 40 is 3,2 of them."""
    assert signed_bar(rupiah, 100, 4) == drawn
