"""A full disk refuses an edit in a sentence; what was typed stays, and is stored once there is room."""

import sqlite3
from contextlib import closing

from budget.store import sqlite_file
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen

# Too long for what is left of any page, with its copy in the journal.
LONG = ("Menurut berita acara " * 95).strip()


async def test_an_edit_on_a_full_disk_keeps_the_form_and_is_stored_once_there_is_room(
    open_desk, workspace, monkeypatch
):
    """SQLite is told that it may not have one page more: what a full disk says to it."""
    given = sqlite_file._configure

    def without_room(connection, record):
        given(connection, record)
        connection.execute("PRAGMA max_page_count = 1")

    with closing(sqlite3.connect(workspace.target)) as file:
        # No page in it that is free already.
        file.execute("VACUUM")
    async with open_desk() as desk:
        await desk.press("4")
        desk.app.screen.lead_to(desk.app.screen._place, "Asumsi")
        await desk.settle()
        await desk.press("n")
        await desk.fill(text=LONG, source=LONG)
        monkeypatch.setattr(sqlite_file, "_configure", without_room)
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, RecordForm)
        assert "Disk penuh. Kosongkan ruang, lalu coba lagi" in desk.text()
        before = desk.plan().assumptions
        monkeypatch.setattr(sqlite_file, "_configure", given)
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, MainScreen)
        added = set(desk.plan().assumptions) - set(before)
        assert {each.text for each in added} == {LONG}
