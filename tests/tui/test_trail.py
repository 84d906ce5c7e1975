"""Where one is stands on the border of every window, and Esc goes one layer back from each."""

from textual.widgets import Input

from tui.screens.dialog import Dialog
from tui.screens.main import MainScreen
from tui.screens.welcome import Welcome
from tui.trail import trail, trail_text


def border(desk) -> str:
    return str(desk.app.screen.query_one(".dialog").border_title)


def test_a_trail_that_is_too_long_loses_its_first_steps():
    steps = ("Kelompok", "Guru Ngaji", "Ubah tarif")
    assert trail_text(steps, 40) == "Kelompok › Guru Ngaji › Ubah tarif ›"
    assert trail_text(steps, 30) == "… › Guru Ngaji › Ubah tarif ›"
    assert trail_text(steps, 20) == "… › Ubah tarif ›"
    assert trail_text(steps, 5) == ""
    assert trail_text((), 40) == ""


def test_only_screens_that_are_somewhere_leave_a_step():
    class Here:
        steps = ("Proyeksi", "[/]\x1b[2J")

    assert trail([object(), Here()]) == ("Proyeksi", "[/]·[2J")


async def test_the_border_says_where_one_came_from(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "enter", "e", "f1")
        assert border(desk) == "Kelompok › Guru Ngaji › Ubah tarif ›"
        await desk.press("escape")
        assert border(desk) == "Kelompok › Guru Ngaji ›"
        await desk.press("escape", "5", "tab", "u")
        assert border(desk) == "Orang › Temuan ›"
        assert "─ Orang › Temuan › ─" in desk.drawn()


async def test_escape_goes_one_layer_back_from_every_window_and_filter(open_desk):
    async with open_desk() as desk:
        for keys in (
            ("k",), ("u",), ("w",), ("r",), ("t",), ("j",), ("p",), ("x",), ("i",), ("l",), ("colon",),
            ("f1",), ("ctrl+p",), ("ctrl+o",), ("2", "n"), ("d",), ("3", "right", "enter"),
        ):  # fmt: skip
            await desk.press(*keys)
            assert isinstance(desk.app.screen, Dialog | Welcome), keys
            await desk.press("escape")
            assert isinstance(desk.app.screen, MainScreen), keys
        await desk.press("slash", "r", "escape")
        assert not isinstance(desk.app.focused, Input)
        await desk.press("2", "enter", "escape", "escape")
        assert "Per orang" in desk.drawn()
