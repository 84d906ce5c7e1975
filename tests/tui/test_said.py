"""Text that is said anew draws its window anew only where it takes other room."""

from textual.app import ComposeResult

from tui.jobs import JobApp
from tui.widgets.said import Said


class OneLine(JobApp):
    def compose(self) -> ComposeResult:
        yield Said("Biaya Rp1.500.000", markup=False)


async def layouts_after(text: str) -> int:
    app = OneLine()
    async with app.run_test(size=(40, 10)) as pilot:
        said = app.query_one(Said)
        await pilot.pause()
        before = said._layout_updates
        said.update(text)
        assert str(said.content) == text
        return said._layout_updates - before


async def test_another_text_of_as_many_lines_is_drawn_in_its_place() -> None:
    assert await layouts_after("Biaya Rp1.600.000") == 0


async def test_a_text_of_more_lines_moves_what_stands_below_it() -> None:
    assert await layouts_after("Biaya Rp1.600.000\nSelisih +Rp100.000") == 1


async def test_a_text_that_wraps_moves_it_too() -> None:
    assert await layouts_after("Biaya Rp1.600.000, seratus ribu rupiah lebih mahal daripada semula") == 1


async def test_the_same_text_is_not_drawn_again() -> None:
    app = OneLine()
    async with app.run_test(size=(40, 10)) as pilot:
        said = app.query_one(Said)
        await pilot.pause()
        app.screen._dirty_widgets.clear()
        said.update("Biaya Rp1.500.000")
        assert said not in app.screen._dirty_widgets
