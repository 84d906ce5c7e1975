"""What goes wrong around the program while it is open: a clear sentence, nothing lost, and on it goes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from budget.store import sqlite_file
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen


async def type_heads(desk, heads):
    await desk.press("2", "enter", "tab", "e")
    await desk.fill(heads=heads)


def heads_stored(desk):
    return next(count.heads for count in desk.plan().head_counts if count.group == "Guru Ngaji")


async def test_a_file_that_another_program_holds_keeps_the_form_and_is_written_once_it_is_free(
    open_desk, workspace, monkeypatch
):
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    async with open_desk() as desk:
        await type_heads(desk, "18.000")
        with closing(sqlite3.connect(workspace.target, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await desk.press("ctrl+s")
            assert isinstance(desk.app.screen, RecordForm)
            assert "Berkas sedang dipakai program lain" in desk.text()
        await desk.pilot.resize_terminal(40, 10)
        await desk.settle()
        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        assert "18.000" in {row.text for row in desk.app.screen._rows}
        assert heads_stored(desk) == 17_000
        await desk.press("ctrl+s")
        assert heads_stored(desk) == 18_000
        assert isinstance(desk.app.screen, MainScreen)


async def test_a_file_taken_away_refuses_the_edit_keeps_what_was_typed_and_takes_it_once_back(
    open_desk, workspace
):
    file = Path(workspace.target)
    async with open_desk() as desk:
        await type_heads(desk, "18.000")
        away = file.with_name("dipindah")
        file.rename(away)
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, RecordForm)
        assert "tidak ada" in desk.text() or "tidak dapat dibuka" in desk.text(), desk.text()
        assert not file.exists()
        assert "18.000" in {row.text for row in desk.app.screen._rows}
        away.rename(file)
        await desk.press("ctrl+s")
        assert heads_stored(desk) == 18_000
