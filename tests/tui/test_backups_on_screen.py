"""Backups on screen: one more, and back to one, with all that shows following."""

from dataclasses import replace

from budget.services import editing
from budget.services.backups import backups, why_in_words
from tui.screens.backups import Backups
from tui.screens.main import MainScreen


def heads_stored(desk):
    return desk.plan().head_counts[0].heads


def asked_for(desk):
    """The one that was just made, beside that of the day."""
    return next(each for each in backups(desk.workspace) if why_in_words(each) == "diminta")


async def test_a_backup_is_made_and_brings_back_what_was(open_desk):
    async with open_desk() as desk:
        await desk.press("f6", "n")
        assert isinstance(desk.app.screen, Backups)
        made = asked_for(desk)
        count = desk.plan().head_counts[0]
        editing.put(desk.workspace, count, replace(count, heads=1))
        assert heads_stored(desk) == 1
        shown = [[cell.text for cell in row.cells[:2]] for row in desk.table.rows]
        assert ["01/03/2023 02.30.00", "diminta"] in shown
        desk.table.point_to(made)
        await desk.press("enter")
        assert "dicadangkan dahulu" in desk.text()
        await desk.press("enter")
        assert heads_stored(desk) == 1
        await desk.press("y")
        assert isinstance(desk.app.screen, MainScreen)
        assert heads_stored(desk) == 17_000
        assert desk.app.screen.view.plan.head_counts[0].heads == 17_000
        assert "sebelum pemulihan" in {why_in_words(each) for each in backups(desk.workspace)}


async def test_a_backup_that_is_damaged_is_refused_in_a_sentence(open_desk):
    async with open_desk() as desk:
        await desk.press("f6", "n")
        made = asked_for(desk)
        made.path.write_bytes(made.path.read_bytes()[:5_000])
        desk.table.point_to(made)
        await desk.press("enter", "y")
        assert "rusak" in desk.text().lower()
        assert heads_stored(desk) == 17_000
