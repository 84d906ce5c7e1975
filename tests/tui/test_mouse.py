"""The mouse does what the keys do: names, footers, headers, rows, fields, and the answers of questions."""

from textual.widgets import Input

from tui.places import Place
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen
from tui.screens.what_if import WhatIf


async def click(desk, text: str, *, last: bool = False) -> None:
    """Click where these words stand on the screen, the first or the last time that they do."""
    lines = desk.drawn().splitlines()
    rows = [y for y, line in enumerate(lines) if text in line]
    assert rows, text
    y = rows[-1] if last else rows[0]
    x = lines[y].index(text) + 1
    widget, region = desk.app.screen.get_widget_at(x, y)
    await desk.pilot.click(widget, offset=(x - region.x, y - region.y))
    await desk.settle()


async def test_everything_can_be_reached_by_the_mouse_alone(open_desk):
    async with open_desk() as desk:
        await click(desk, "2 Kel")
        assert desk.app.screen.room.place is Place.GROUPS
        first = desk.table.current.key.name
        await click(desk, "Kelompok", last=True)
        await click(desk, "Linmas")
        assert desk.table.current.key.name == "Linmas" != first
        await click(desk, "e Ubah", last=True)
        assert isinstance(desk.app.screen, RecordForm)
        await click(desk, "Satuan Polisi", last=True)
        assert isinstance(desk.app.focused, Input)
        await click(desk, "Esc Kembali", last=True)
        await click(desk, "d Hapus", last=True)
        assert isinstance(desk.app.screen, Confirm)
        await click(desk, "n Tidak", last=True)
        assert "Linmas" in {group.name for group in desk.plan().groups}
        await click(desk, "^p Perintah", last=True)
        await desk.enter("Tulis andaian")
        await click(desk, "Andaian")
        assert isinstance(desk.app.screen, WhatIf)
        await click(desk, "Esc Kembali", last=True)
        await click(desk, "5 Or")
        await click(desk, "Temuan")
        assert desk.app.screen.room.crumb == "Temuan"
        assert isinstance(desk.app.screen, MainScreen)
