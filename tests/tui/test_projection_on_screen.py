"""The overview and the projection show what the engine says, and explain it."""

from dataclasses import replace

from budget.engine.calendar import Basis
from budget.period import Month, MonthRange
from budget.plan.records import HeadSource
from budget.services import editing
from budget.services.workspace import read_plan


async def test_the_overview_of_the_sample_regency_at_80_by_24(open_desk):
    async with open_desk() as desk:
        drawn = desk.drawn()
        # Kabupaten Bandung, base case: the figures of the issue.
        for figure in ("10.016.200.800", "483.799.200", "6.897.700.800", "3.118.500.000", "574.808.400"):
            assert figure in drawn


async def test_a_scenario_is_chosen_and_says_who_is_paid_and_who_is_not(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("k", "down", "enter")
        drawn = desk.drawn()
        assert "skenario Semua BPU" in drawn
        # Per fiscal year first, pooled beside: 2.787 and 42.428 paid, 13.676 short when pooled.
        for figure in (
            "20.774.342.400",
            "-10.274.342.400",
            "2.787 / 68.177",
            "42.428 / 34.572",
            "57.288 / 13.676",
        ):
            assert figure in drawn
        assert "Jun 2022 saja" in drawn
        assert "░" in drawn


async def test_cash_basis_moves_december_into_the_next_year(open_desk):
    async with open_desk() as desk:
        await desk.press("b")
        assert desk.app.screen.view.question.basis is Basis.CASH
        assert "6.322.892.400" in desk.drawn()
        await desk.press("b")
        assert desk.app.screen.view.question.basis is Basis.ACCRUAL


async def test_a_cell_is_explained_with_people_price_rounding_and_article(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "right", "enter")
        text = desk.text()
        assert "Guru Ngaji · Januari 2022" in text
        for part in (
            "17.000", "+17.000", "upah 1.500.000 × 0,24 %", "17.000 orang × 3.600", "Rp137.700.000",
            "dibulatkan setengah ke atas", "PP 44/2015", "Pasal 16", "terverifikasi",
        ):  # fmt: skip
            assert part in text
        await desk.press("escape")
        assert desk.table.cursor_column == 1


async def test_a_month_paid_ahead_is_explained_month_by_month(open_desk):
    async with open_desk() as desk:
        await desk.press("4", *("shift+tab",) * 9, "e")
        await desk.fill(timing="tahun di muka")
        await desk.press("ctrl+s", "b", "3", "right", "enter")
        text = desk.text()
        assert "Iuran bulan Januari 2022" in text
        assert "Iuran bulan Desember 2022" in text
        # 17.000 × 8.100 × 12
        assert "Rp1.652.400.000" in text


async def test_sums_are_taken_apart_by_month_and_by_group(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "end", "enter")
        assert "Guru Ngaji · seluruh rentang" in desk.text()
        assert "Mei 2023" in desk.text()
        assert "Rp2.340.900.000" in desk.text()
        await desk.press("escape", "ctrl+end", "enter")
        assert "Semua kelompok · seluruh rentang" in desk.text()
        assert "1.236.568" in desk.text()
        assert "Rp10.016.200.800" in desk.text()


async def test_the_projection_shows_people_and_person_months(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("3", "o")
        drawn = desk.drawn()
        assert "17.000" in drawn
        assert "1.236.568" in drawn
        await desk.press("o")
        assert "10.016.200.800" in desk.drawn()


async def test_a_column_that_does_not_fit_is_never_drawn_as_half_a_number(open_desk):
    async with open_desk() as desk:
        await desk.press("3")
        line = next(line for line in desk.drawn().splitlines() if line.startswith(" Guru Ngaji"))
        figures = [word.strip("▊") for word in line.split() if word[-1].isdigit()]
        assert figures == ["137.700.000"] * 3 + ["2.340.900.000"]


async def test_the_rows_are_programmes_and_sources_too_and_everybody_is_counted_once(open_desk):
    """JKK 3.600 and JKM 4.500 of 70.964 people; both cover the same people, who are counted once below."""
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("3", "a", "a", "a")
        assert [row.key for row in desk.table.rows] == ["JKK", "JKM"]
        assert "255.470.400" in desk.drawn() and "319.338.000" in desk.drawn()
        assert desk.table._total.cells[1].value == 574_808_400
        await desk.press("o")
        assert [row.cells[1].value for row in desk.table.rows] == [70_964, 70_964]
        assert desk.table._total.cells[1].value == 70_964
        assert "tiap program sendiri, Jumlah sekali" in desk.drawn()
        await desk.press("right", "enter")
        assert "JKK · Januari 2022" in desk.text() and "Rp255.470.400" in desk.text()
        await desk.press("escape", "ctrl+end", "enter")
        # By group, as programmes share their people: the sum is that of all 70.964.
        assert "Guru Ngaji" in desk.text() and "70.964" in desk.text() and "141.928" not in desk.text()
        await desk.press("escape", "a")
        assert [row.key for row in desk.table.rows] == ["PAD"]
        await desk.press("a")
        assert desk.table.rows[0].key == "Guru Ngaji"


async def test_heat_is_told_by_signs_and_colour_and_can_be_turned_off(open_desk):
    """The table has 142.292.700 at most: 137.700.000 is on the highest step, 45.360.000 on the second."""
    async with open_desk() as desk:
        await desk.press("3")
        shown = desk.drawn().splitlines()
        names = ("Guru Ngaji", "Linmas", "PKK")
        lines = {name: next(line for line in shown if name in line) for name in names}
        assert "▊137.700.000" in lines["Guru Ngaji"]
        assert "▎ 45.360.000" in lines["Linmas"]
        # Neither nothing nor a sum has heat.
        assert not set("▏▎▍▌▊") & set(lines["PKK"]) and "▊2.340.900.000" not in lines["Guru Ngaji"]
        colours = {
            segment.style.bgcolor.get_truecolor()
            for line in (2, 8)
            for segment in desk.table.render_line(line)
            if segment.style and segment.style.bgcolor and segment.text[0] in "▊▎"
        }
        assert len(colours) == 2
        await desk.press("h")
        assert "▊ 45.360.000" in desk.drawn() and "terhadap baris" in desk.drawn()
        await desk.press("h")
        assert not set("▏▎▍▌▊") & set("".join(desk.drawn().splitlines()[4:14]))
        await desk.press("right", "c")
        assert desk.app.clipboard == "137700000"


async def test_labels_sums_and_the_total_stay_in_sight_whatever_is_scrolled(open_desk, workspace):
    """60 groups over five years: to the last month and the last group and back."""
    plan = read_plan(workspace)
    names = [f"Kelompok {number:02d}" for number in range(60)]
    first, count = plan.groups[0], plan.head_counts[0]
    many = replace(
        plan,
        span=MonthRange(plan.span.first, Month(2026, 12)),
        groups=tuple(replace(first, name=name, source=HeadSource.PLAN) for name in names),
        tariffs=tuple(replace(plan.tariffs[0], group=name) for name in names),
        head_counts=tuple(replace(count, group=name, heads=7) for name in names),
    )
    editing.replace_plan(workspace, many, "Banyak kelompok")
    async with open_desk() as desk:
        await desk.press("3", *("down",) * 30, "end", "left", "left")
        lines = desk.drawn().splitlines()
        assert "Des 2026" in lines[4] and lines[4].rstrip().endswith("Jumlah")
        # 7 × 8.100 × 60 months, and the same of 60 groups.
        assert "Kelompok 30" in lines[19] or any("Kelompok 30" in line for line in lines)
        (total,) = (line for line in lines if line.startswith(" Jumlah"))
        assert total.rstrip().endswith("204.120.000")
        (row,) = (line for line in lines if "Kelompok 30" in line)
        assert row.rstrip().endswith("3.402.000")
        await desk.press("ctrl+end", "up", "home")
        lines = desk.drawn().splitlines()
        assert "Kelompok 59" in desk.drawn() and lines[4].rstrip().endswith("Jumlah")
        assert any(line.startswith(" Jumlah") and "204.120.000" in line for line in lines)


async def test_a_row_is_drawn_by_month_in_a_window(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "down", "v")
        assert "Keagamaan: biaya per bulan" in desk.text()
        assert desk.drawn().count("48.600.000") >= 17
        await desk.press("escape", "ctrl+end", "o", "v")
        assert "Jumlah: orang per bulan" in desk.text() and "77.000" in desk.drawn()


async def test_an_explanation_needs_a_figure(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "enter")
        assert desk.said[-1].startswith("Sorot sebuah angka")


async def test_a_scenario_that_can_no_longer_be_costed_falls_back_to_the_plan(workspace, open_desk):
    from budget.services import workspace as workspaces

    async with open_desk() as desk:
        await desk.press("k", "down", "enter")
        scenario = workspaces.read_plan(workspace).scenarios[0]
        editing.remove(workspace, scenario)
        await desk.press("f5")
        assert "skenario dasar" in desk.drawn()
        assert any("Semua BPU" in said and "Rencana dasar" in said for said in desk.said)
