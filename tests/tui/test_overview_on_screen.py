"""Ringkasan: figures that lead to where they come from, alerts that lead on, charts one below another."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from coverage_of_bandung import PUBLISHED
from farmers_paid import FIRST_QUARTER, allotted, paid_on, plan_of

from budget.contribution import Wage
from budget.engine.axes import Axis
from budget.plan import PaymentTiming
from budget.services import coverage, versions
from budget.services.booking import book_row
from budget.services.spots import Spot
from budget.services.workspace import Workspace, create_with
from tui.places import Place
from tui.screens.chart_window import ChartWindow
from tui.screens.reading import Reading
from tui.widgets.bar_chart import BarChart


@pytest.fixture
def booked(tmp_path) -> Workspace:
    """100 farmers; 20.160.000 of 19.480.000. January was paid, half of February, and 5.000 in 2027."""
    workspace = Workspace(str(tmp_path / "petani.pagu"), "Siti", lambda: datetime(2027, 2, 28, tzinfo=UTC))
    create_with(workspace, plan_of({"Petani": 100}, allotted(12_000_000, 7_480_000)))
    late = replace(paid_on(1, 5_000, "Z"), day=datetime(2027, 1, 20, tzinfo=UTC).date())
    for row in (*FIRST_QUARTER, paid_on(5, 7_000, "Y"), late):
        book_row(workspace, row)
    for figure in PUBLISHED.figures:
        coverage.put(workspace, None, figure)
    return workspace


async def test_money_cost_and_what_was_paid_stand_beside_each_other_by_year_and_account(open_desk, booked):
    """Paid in 2026: 2.000.000 JKK, 680.000 JKM, 7.000 that fit no account. In 2027, not planned, 5.000."""
    async with open_desk(on=booked) as desk:
        rows = {row.key: [cell.text for cell in row.cells] for row in desk.table.rows}
        assert rows[2026, "TA 2026"][1:5] == ["19.480.000", "20.160.000", "2.687.000", "-680.000"]
        assert rows[2026, "JKK"][1:5] == ["12.000.000", "12.000.000", "2.000.000", "0"]
        assert rows[2026, "JKM"][1:5] == ["7.480.000", "8.160.000", "680.000", "-680.000"]
        assert rows[2026, "JKM"][-1] == "Nov 2026 saja"
        assert rows[2026, "tanpa pagu"][3] == "7.000"
        assert rows[2027, "TA 2027"][1:4] == ["–", "–", "5.000"]
        assert rows[None, "Gabungan"][3] == "2.692.000"
        # How far the money goes stays in sight beside what is scrolled.
        assert "2.687.000" in desk.drawn() and "Nov 2026 saja" in desk.drawn()


async def test_a_figure_leads_to_where_it_comes_from_and_esc_comes_back(open_desk, booked):
    async with open_desk(on=booked) as desk:
        screen = desk.app.screen
        await desk.press("enter")
        assert isinstance(desk.app.screen, Reading)
        assert "Kecukupan: TA 2026" in desk.text() and "Rp2.687.000" in desk.text()
        await desk.press("escape", "right", "enter")
        assert screen.room.place is Place.MONEY and screen.room.at == 0
        await desk.press("escape")
        assert screen.room.place is Place.OVERVIEW
        await desk.press("down", "down", "enter")
        assert screen.room.pane.title == "Rekening"
        assert desk.table.current.cells[2].text == "JKM"
        await desk.press("escape", "up", "up", "right", "enter")
        assert screen.room.place is Place.PROJECTION
        # The total of the fiscal year, from which Enter goes on by group.
        assert desk.table.on_total and desk.table.cell_text() == "20160000"
        await desk.press("enter")
        assert "Semua kelompok · TA 2026" in desk.text()
        await desk.press("escape", "escape", "right", "enter")
        assert screen.room.place is Place.REALISATION
        assert "TA 2026 s.d. Des 2026" in desk.drawn()
        # Who goes on by a number is not led back.
        await desk.press("2", "escape")
        assert screen.room.place is Place.GROUPS


async def test_an_alert_leads_to_its_room_and_names_the_key(open_desk, booked):
    """680.000 are short: 59 people are paid in December. Seen in February 2027 all bills are overdue."""
    async with open_desk(on=booked) as desk:
        drawn = desk.drawn()
        assert "4 › Rekening      ✗ TA 2026 kurang mulai Des 2026: 41 orang, Rp680.000" in drawn
        assert "8 › Tunggakan     ✗ Tunggakan Rp2.192.000, 2 bulan sejak Feb 2026" in drawn
        await desk.press("tab", "down", "enter")
        screen = desk.app.screen
        assert (screen.room.place, screen.room.crumb) == (Place.REALISATION, "")
        assert "Lewat tempo" in desk.drawn()
        await desk.press("escape", "tab")
        last = next(i for i, row in enumerate(desk.table.rows) if row.key.spot is Spot.CAUTIONS)
        await desk.press(*("down",) * (last - 1), "enter")
        assert isinstance(desk.app.screen, Reading)
        assert "Catatan" in desk.text()


async def test_nothing_to_look_at_is_said(open_desk, tmp_path):
    """Enough money, paid in the month of cover, wages under verified law: nothing to be careful about."""
    workspace = Workspace(str(tmp_path / "b.pagu"), "Siti", lambda: datetime(2026, 1, 5, tzinfo=UTC))
    money, wage = allotted(12_000_000, 12_000_000), Wage(150_000_000)
    create_with(workspace, plan_of({"Petani": 100}, money, wage, timing=PaymentTiming.SAME_MONTH))
    async with open_desk(on=workspace) as desk:
        assert "Tidak ada yang perlu dilihat." in desk.drawn()
        await desk.press("tab", "enter")
        assert desk.said == ["Tidak ada baris yang disorot."]


async def test_the_charts_stand_below_and_one_key_goes_from_one_to_the_next(open_desk, booked):
    async with open_desk(on=booked) as desk:
        titles = ["Biaya per bulan", "Biaya kumulatif", "Biaya terhadap anggaran kas", "Cakupan"]
        for title in titles[:3]:
            await desk.press("v")
            # The verdict stays; the chart begins below it.
            below = desk.drawn().splitlines()[2:6]
            assert any(line.startswith(f" {title}") for line in below), title
        await desk.press("v")
        assert titles[3] in desk.drawn() and "29,25 %" in desk.drawn()
        await desk.press("v")
        assert " Rupiah" in desk.drawn() and titles[2] not in desk.drawn()
        shown = [chart.chart.title.split(":")[0] for chart in desk.app.screen.query(BarChart)]
        assert shown == titles


async def test_rooms_show_the_chart_of_what_they_are_about(open_desk, booked):
    async with open_desk(on=booked) as desk:
        for key, title, figure in (
            ("4", "Biaya terhadap anggaran kas", "1.680.000"),
            ("8", "Dibayar terhadap anggaran kas", "5.000"),
            ("9", "Cakupan: peserta aktif dari penduduk bekerja", "468.000"),
        ):
            await desk.press(key, "v")
            assert isinstance(desk.app.screen, ChartWindow)
            assert title in desk.text() and figure in desk.drawn()
            await desk.press("escape")


async def test_what_stands_beside_the_plan_is_read_again_only_after_a_change(open_desk, booked, monkeypatch):
    """Another basis asks nothing of the file; a change does."""
    from tui.screens import overview

    read = []
    real = overview.read_beside
    monkeypatch.setattr(overview, "read_beside", lambda *asked: read.append(1) or real(*asked))
    async with open_desk(on=booked) as desk:
        assert len(read) == 1
        await desk.press("b", "b", "down", "tab")
        assert len(read) == 1
        versions.freeze(booked, "APBD", "")
        await desk.press("f5")
        assert len(read) == 2
        assert desk.app.screen.view.question.axes == (Axis.GROUP, Axis.MONTH)
