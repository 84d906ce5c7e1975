"""What the rooms say in words beside their figures."""


async def test_the_verdict_stands_at_80_by_24_too(open_desk):
    async with open_desk() as desk:
        assert "Pagu setiap tahun anggaran cukup" in desk.drawn()


async def test_the_detail_says_that_its_lists_are_the_plans_under_a_scenario(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "enter")
        assert "rencana dasar" not in desk.drawn()
        await desk.press("k", "down", "enter")
        assert "Tarif dan orang: rencana dasar. Biaya: skenario Semua BPU." in desk.drawn()


async def test_the_explanation_states_the_validation_loss_and_its_rule(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("2", "e")
        await desk.fill(validation_loss="6 %")
        await desk.press("ctrl+s", "3", "right", "enter")
        assert "susut validasi 6 %, dibulatkan ke bawah ke orang utuh" in desk.drawn()


async def test_the_line_of_the_bpu_table_stays_in_its_column(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("k", "down", "enter", "3", "right", "enter")
        line = next(line for line in desk.drawn().splitlines() if "tabel BPU baris" in line)
        assert "dasar Rp" in line
