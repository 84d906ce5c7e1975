"""Dasar hukum: what holds in the plan's months, in blocks and numbers; gaps are loud; Enter explains."""

from dataclasses import replace
from pathlib import Path

import pytest
from bandung import bandung
from conftest import workspace_at

from budget.contribution import Programme
from budget.engine.law_calendar import law_parameters
from budget.law import OwnRate, load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import Plan
from budget.services.workspace import Workspace, create_with
from tui.law import gap_line, law_rows
from tui.screens.reading import Reading
from tui.widgets.law_strip import blocks, ruler, scale

HOSTILE = "[/] =x " + "y" * 293


def early() -> Plan:
    """April 2015 to March 2016: the law begins in July 2015, and the regency has two rates of its own."""
    plan = bandung()
    own = (
        OwnRate(Programme.JKM, None, 2_500, Validity(Month(2015, 11), Month(2015, 12)), HOSTILE),
        OwnRate(Programme.JKM, None, 2_700, Validity(Month(2016, 1), Month(2016, 2)), "Perbup 2/2016"),
    )
    return replace(
        plan,
        span=MonthRange(Month(2015, 4), Month(2016, 3)),
        tariffs=tuple(replace(t, validity=Validity(Month(2015, 9))) for t in plan.tariffs),
        head_counts=tuple(replace(c, month=Month(2015, 9)) for c in plan.head_counts),
        allocations=(),
        cash_months=(),
        scenarios=(),
        law_values=own,
    )


@pytest.fixture
def own_law(tmp_path: Path) -> Workspace:
    made = workspace_at(tmp_path / "hukum.pagu")
    create_with(made, early())
    return made


def of_jkm() -> tuple[int, ...]:
    return tuple(at for at, each in enumerate(law_parameters(early(), load_law())) if each.label == "JKM PU")


def test_blocks_alone_tell_gaps_versions_and_the_chosen_value() -> None:
    """Empty April to June; 0,30 % to October; own 0,25 %, own 0,27 %, then 0,30 % again."""
    found = law_parameters(early(), load_law())[of_jkm()[0]]
    assert blocks(found, 12, None) == "▁▁▁▓▓▓▌▒▌▓▌▓"
    assert blocks(found, 24, None) == "▁▁▁▁▁▁▓▓▓▓▓▓▓▌▒▒▒▌▓▓▓▌▓▓"
    assert blocks(found, 12, 1) == "▁▁▁▓▓▓▌█▌▓▌▓"
    assert blocks(found, 6, None) == "▁▁▓▌▌▌"


def test_a_scale_gives_every_month_a_cell_or_cells_several_months() -> None:
    assert scale(12, 40) == (1, 3)
    assert scale(17, 34) == (1, 2)
    assert scale(60, 30) == (2, 1)
    assert ruler(MonthRange(Month(2022, 1), Month(2023, 5)), 34) == "2022" + " " * 20 + "2023"


def test_months_without_a_value_that_is_needed_come_first_and_are_told() -> None:
    """Who is enrolled from April on needs what the law holds from July on only."""
    plan = early()
    needy = replace(plan, tariffs=tuple(replace(t, validity=Validity(Month(2015, 4))) for t in plan.tariffs))
    found = law_parameters(needy, load_law())
    rows = law_rows(found)
    assert [row.cells[0].text for row in rows[:2]] == ["JKK PU kelas 1", "JKM PU"]
    assert [row.cells[1].text for row in rows[:2]] == ["KOSONG", "KOSONG"]
    assert rows[2].cells[1].text == "0,24 %"
    said = gap_line(found)
    assert said.startswith("KOSONG: JKK PU kelas 1 pada April 2015 – Juni 2015 (dipakai); dan ")
    assert not gap_line(law_parameters(bandung(), load_law()))


async def test_the_room_shows_calendar_values_gaps_and_explains_them(open_desk, own_law) -> None:
    async with open_desk(on=own_law) as desk:
        await desk.press("0")
        drawn = desk.drawn()
        assert "KOSONG: JKK PU kelas 1 pada April 2015 – Juni 2015 (tidak dipakai" in drawn
        assert "▸ JKK PU kelas 1" in drawn
        await desk.press("slash", *"jkm pu", "enter", "down", "down")
        assert desk.table.counts == (4, 155)
        assert "▸ JKM PU" in desk.drawn()
        assert "▁▁▁▁▁▁▓▓▓▓▓▓▓▌███▌▓▓▓▌▓▓" in desk.drawn()
        await desk.press("enter")
        assert isinstance(desk.app.screen, Reading)
        told = desk.text()
        assert "0,25 % dari upah" in told
        assert "November 2015 – Desember 2015" in told
        assert "BELUM DIVERIFIKASI" in told
        assert "[/] =x yyy" in told
        assert "Guru Ngaji: November 2015 – Desember 2015" in told
        await desk.press("escape", "up", "up", "enter")
        assert "KOSONG" in desk.text()
        assert "Tulis nilai daerah" in desk.text()
        await desk.press("escape", "escape", "right", "s", "c")
        assert desk.said[-1] == "Sel disalin."
        assert desk.table.counts == (155, 155)


async def test_the_room_follows_a_scenario(open_desk) -> None:
    """In Semua BPU everybody pays the lowest row of the table, not a rate of a wage."""
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("0")
        assert desk.table.current.cells[0].text == "JKK PU kelas 1"
        await desk.press("k", "down", "enter")
        assert "skenario Semua BPU" in desk.drawn()
        await desk.press("ctrl+home")
        assert desk.table.current.cells[0].text == "JKK BPU baris 1"
        await desk.press("enter")
        assert "Rp10.000 sebulan" in desk.text()
        assert "penghasilan terendah" in desk.text()
