"""Notices: one at a time, and never over what one has to read."""

from textual.widgets._toast import Toast, ToastHolder


def boxes(desk):
    """What holds notices on any screen, looked at or under a window."""
    return [
        box
        for screen in desk.app.screen_stack
        for box in screen.query(f"{Toast.__name__}, {ToastHolder.__name__}")
    ]


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


async def test_nothing_of_a_notice_stays_under_windows(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "c")
        assert "Sel disalin." in desk.drawn()
        await desk.press("k", "n")
        assert len(desk.app.screen_stack) == 4
        assert "Sel disalin." not in desk.drawn()
        assert boxes(desk) == []


async def test_a_notice_that_is_replaced_leaves_no_empty_box(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "c", "C", "s")
        assert len(boxes(desk)) == 2


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
