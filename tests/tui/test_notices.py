"""Notices: one at a time, and never over what one has to read."""


async def test_a_notice_replaces_the_one_before(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "c", "C", "s")
        assert desk.said == ["Urut Kelompok, menaik"]


async def test_a_dialog_is_not_covered_by_an_older_notice(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "c")
        assert desk.said == ["Sel disalin."]
        await desk.press("n")
        assert desk.said == []


async def test_no_notice_lies_over_the_sentence_of_a_small_window(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "c")
        await desk.pilot.resize_terminal(40, 10)
        await desk.settle()
        assert desk.said == []
        desk.app.notify("Sel disalin.")
        await desk.settle()
        assert desk.said == []
        assert "Jendela terlalu kecil" in desk.text()
