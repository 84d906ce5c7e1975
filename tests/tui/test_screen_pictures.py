"""What the screens look like, at the two sizes that everybody has. `--snapshot-update` accepts a change."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tui.app import PaguApp
from tui.jobs import JobApp

PICTURES = {
    "ringkasan": ((80, 24), ()),
    "ringkasan-lebar": ((120, 36), ()),
    "skenario": ((80, 24), ("k", "down", "enter")),
    "kelompok-lebar": ((120, 36), ("2",)),
    "formulir-tarif": ((80, 24), ("2", "enter", "e")),
    "proyeksi": ((80, 24), ("3", "right", "right")),
    "penjelasan-lebar": ((120, 36), ("3", "right", "enter")),
    "perintah-terang": ((80, 24), ("ctrl+t", "ctrl+p")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_of(name, snap_compare, workspace):
    size, keys = PICTURES[name]

    async def run_before(pilot: Pilot[None]) -> None:
        await _finish(pilot)
        for key in keys:
            await pilot.press(key)
            await _finish(pilot)
        for blinking in pilot.app.screen.query("Input"):
            blinking.cursor_blink = False  # type: ignore[attr-defined]
        await pilot.pause()

    app = PaguApp(workspace.target, lambda target: replace(workspace, target=target))
    assert snap_compare(app, terminal_size=size, run_before=run_before)


async def _finish(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, JobApp)
    await pilot.pause()
    while app.is_working:
        await pilot.pause(0.01)
    await pilot.pause()
