"""The overview and the projection show what the engine says, and explain it."""

from budget.engine.calendar import Basis


async def test_the_overview_of_the_sample_regency_at_80_by_24(open_desk):
    async with open_desk() as desk:
        drawn = desk.drawn()
        # Kabupaten Bandung, base case: the figures of the issue.
        for figure in ("10.016.200.800", "483.799.200", "6.897.700.800", "3.118.500.000", "574.808.400"):
            assert figure in drawn
        assert "tidak ada" in drawn


async def test_a_scenario_is_chosen_and_says_who_is_paid_and_who_is_not(open_desk):
    async with open_desk() as desk:
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
        await desk.press("4", *("shift+tab",) * 8, "e")
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
        figures = [word for word in line.split() if word[0].isdigit()]
        assert figures == ["137.700.000"] * 3 + ["2.340.900.000"]


async def test_an_explanation_needs_a_figure(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "enter")
        assert desk.said[-1].startswith("Sorot sebuah angka")


async def test_a_scenario_that_can_no_longer_be_costed_falls_back_to_the_plan(workspace, open_desk):
    from budget.services import editing
    from budget.services import workspace as workspaces

    async with open_desk() as desk:
        await desk.press("k", "down", "enter")
        scenario = workspaces.read_plan(workspace).scenarios[0]
        editing.remove(workspace, scenario)
        await desk.press("f5")
        assert "skenario dasar" in desk.drawn()
        assert any("Semua BPU" in said and "Rencana dasar" in said for said in desk.said)
