"""Anggaran kas on screen: months are set and let go by keys, judged by what is stored."""

from dataclasses import replace

import pytest
from effort import SIZES

from budget.period import Month
from budget.plan import APBD, Stage, StageKind
from budget.services import editing
from budget.services.workspace import read_plan
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm

TO_CASH = ("4", "tab", "tab", "tab")
# TA, Rekening and Program come first.
TO_MARCH = ("right",) * 5


async def test_every_line_in_force_stands_there_with_months_quarters_and_sums(open_desk):
    """3,2 and 4 miliar by eleven payments; the quarter sums are sums of rounded months."""
    async with open_desk(size=(120, 36)) as desk:
        await desk.press(*TO_CASH)
        keys = [row.key for row in desk.table.rows]
        assert len(keys) == 6
        assert "3.200.000.000" in desk.drawn()
        assert "1.309.090.910" in desk.drawn()
        assert "Jumlah" in desk.drawn()
        titles = [column.title for column in desk.table._columns]
        assert titles[3:8] == ["Januari", "Februari", "Maret", "TW I", "April"]
        assert titles[-2:] == ["TW IV", "Jumlah"]
        rows = [[cell.value for cell in row.cells[3:]] for row in desk.table.rows]
        for row in rows:
            assert row[3] == sum(row[:3])
            assert row[-1] == row[3] + row[7] + row[11] + row[15]
        # The year's own sum, and all years together.
        assert rows[2][-1] == 7_200_000_000
        assert desk.table._total.cells[-1].value == 10_500_000_000


@pytest.mark.parametrize("size", SIZES)
async def test_a_month_is_set_by_its_amount_alone_and_marked(open_desk, size):
    async with open_desk(size=size) as desk:
        await desk.press(*TO_CASH, *TO_MARCH, "e")
        assert isinstance(desk.app.screen, RecordForm)
        assert "Tetapkan Maret 2022" in desk.text()
        assert [row.field.key for row in desk.app.screen._rows] == ["amount"]
        await desk.fill(amount="1 miliar")
        await desk.press("ctrl+s")
        (planned,) = desk.plan().cash_months
        assert (planned.month, planned.amount) == (Month(2022, 3), 1_000_000_000)
        assert planned.key == desk.plan().allotted[0].key
        assert "*1.000.000.000" in desk.drawn()
        assert "220.000.000" in desk.drawn()


async def test_a_month_that_is_set_can_be_changed_and_let_go_after_a_question(open_desk):
    async with open_desk() as desk:
        await desk.press(*TO_CASH, *TO_MARCH, "enter")
        await desk.fill(amount="1 miliar")
        await desk.press("ctrl+s", "enter")
        assert "Ubah Maret 2022" in desk.text()
        await desk.fill(amount="500 juta")
        await desk.press("ctrl+s")
        assert [planned.amount for planned in desk.plan().cash_months] == [500_000_000]
        await desk.press("d")
        assert isinstance(desk.app.screen, Confirm)
        assert "anggaran kas Maret 2022 sebesar Rp500.000.000" in desk.text()
        await desk.press("enter")
        assert len(desk.plan().cash_months) == 1
        await desk.press("y")
        assert desk.plan().cash_months == ()
        assert "*" not in desk.drawn().split("lepaskan")[1]


async def test_what_does_not_add_up_is_said_below_the_list_and_marked(open_desk):
    async with open_desk() as desk:
        await desk.press(*TO_CASH, *TO_MARCH, "e")
        await desk.fill(amount="4 miliar")
        await desk.press("ctrl+s")
        assert "melebihi pagu sebesar Rp800.000.000" in desk.text()
        # The proposal is used; the mark says that something else is stored.
        assert "!290.909.091" in desk.drawn()
        await desk.press("d", "y")
        assert desk.plan().cash_months == ()
        assert "melebihi" not in desk.text()


async def test_only_a_month_of_a_line_can_be_set(open_desk):
    async with open_desk() as desk:
        await desk.press(*TO_CASH)
        for keys in (("e",), ("right",) * 6, ("e",), ("down", "down", "left", "enter"), ("ctrl+end", "d")):
            await desk.press(*keys)
            assert not isinstance(desk.app.screen, RecordForm | Confirm)
        assert desk.said == ["Sorot sebuah bulan dari satu baris dahulu (→)."]
        await desk.press("n")
        assert "baris pagu ditambah di daftar Pagu" in desk.said[0]
        await desk.press("ctrl+home", "d")
        assert desk.said == ["Maret 2022 tidak ditetapkan sendiri; angkanya usulan."]


async def test_of_two_equal_lines_the_first_has_the_months(open_desk, workspace):
    line = read_plan(workspace).allocations[0]
    editing.put(workspace, None, replace(line, amount=1_000))
    async with open_desk() as desk:
        await desk.press(*TO_CASH, *TO_MARCH)
        rows = [row.key.place for row in desk.table.rows if not isinstance(row.key, int)]
        assert rows.count(1) == 1
        await desk.press(*("down",) * rows.index(1), "e")
        assert "yang sama sebelum ini" in desk.said[0]


async def test_the_cash_plan_is_that_of_the_last_stage(open_desk, workspace):
    line = read_plan(workspace).allocations[0]
    shift = Stage(StageKind.SHIFT, 1)
    assert line.stage == APBD
    editing.put(workspace, None, replace(line, amount=5_000_000_000, stage=shift))
    async with open_desk() as desk:
        await desk.press(*TO_CASH)
        assert [row.cells[-1].value for row in desk.table.rows][:2] == [5_000_000_000, 5_000_000_000]
