"""Fields that help while one types: by what stands in them, and by what is stored afterwards."""

from textual.widgets import Select

from budget.period import Month
from budget.plan.allocation import Volume
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm
from tui.screens.main import MainScreen

# Keys that open a window, and what is typed into its first field.
_WINDOWS = (
    (("2", "n"), "Petani"),
    (("i",), "a.xlsx"),
    (("l",), "b.xlsx"),
    (("5", "i"), "c.csv"),
    (("8", "i", "enter"), "d.csv"),
    (("9", "i"), "e.csv"),
    (("1", "u"), "potong pagu 10%"),
    (("x", "tab", "tab", "tab"), "f.xlsx"),
)


def focus(desk, key):
    row = next(row for row in desk.app.screen._rows if row.field.key == key)
    row.control.focus()
    return row


async def test_an_allocation_is_typed_with_sums_dots_and_codes_from_a_list(open_desk):
    """12 x 16.800 is no whole sum of anything else: 201.600, for 250 people 50.400.000."""
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("4", "n")
        amount = focus(desk, "amount")
        await desk.pilot.pause()
        await desk.press(*"1500000")
        assert (amount.text, amount.control.cursor_position) == ("1.500.000", 9)
        await desk.press("left", "left", "left", "backspace")
        assert (amount.text, amount.control.cursor_position) == ("150.000", 3)
        await desk.enter("0,5 * 3")
        assert "✗ “0,5 * 3” adalah 1,5: bukan rupiah bulat." in desk.text()
        await desk.enter("250 x 12 x 16800")
        assert amount.text == "250 x 12 x 16.800"
        assert "= 50.400.000" in desk.text()
        focus(desk, "account")
        await desk.press("f4")
        assert isinstance(desk.app.screen, Choose)
        assert "Belanja Iuran Jaminan Kecelakaan Kerja" in desk.drawn()
        await desk.press("escape", "f4", *"0006", "enter")
        focus(desk, "funding")
        await desk.press("f4", *"sawit", "enter")
        focus(desk, "decree")
        await desk.press("f4")
        assert desk.said == ["Isian ini tidak punya daftar: ketik isinya."]
        await desk.fill(people="250", months="6 x 2", price="16,8 rb")
        await desk.press("ctrl+s")
        stored = desk.plan().allocations[-1]
        assert (stored.amount, stored.account, stored.funding) == (
            50_400_000, "5.1.02.02.02.0006", "DBH sawit",
        )  # fmt: skip
        assert stored.volume == Volume(250, 12, 16_800)


async def test_months_are_typed_freely_and_moved_by_arrows(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("2", "enter", "tab", "n")
        month = focus(desk, "month")
        await desk.pilot.pause()
        await desk.enter("mar 22")
        assert "= Maret 2022" in desk.text()
        await desk.press("up", "up", "down")
        assert month.text == "2022-04"
        await desk.enter("kapan-kapan")
        await desk.press("up")
        assert month.text == "kapan-kapan"
        await desk.enter("7/22")
        await desk.fill(heads="270 x 2", kind="perubahan", kecamatan="")
        await desk.press("ctrl+s")
        added = desk.plan().head_counts
        assert (Month(2022, 7), 540) in [(c.month, c.heads) for c in added if c.group == "Guru Ngaji"]
        # An empty month begins with its neighbour's.
        await desk.press("shift+tab", "e")
        last = focus(desk, "last")
        await desk.press("up")
        assert last.text == "2022-01"
        focus(desk, "segment")
        await desk.press("f4")
        assert desk.app.screen.query_one(Select).expanded


async def test_no_window_that_holds_typed_text_is_left_without_a_question(open_desk):
    """And what only reckons shows again what was typed, so it asks nothing."""
    async with open_desk(size=(120, 36)) as desk:
        for keys, text in _WINDOWS:
            await desk.press(*keys)
            window = desk.app.screen
            await desk.enter(text)
            await desk.press("escape")
            assert isinstance(desk.app.screen, Confirm), keys
            await desk.press("n")
            assert desk.app.screen is window, keys
            await desk.press("escape", "y")
            assert isinstance(desk.app.screen, MainScreen), keys
        await desk.press("r")
        await desk.fill(loss="4%..5%")
        assert "80 % undian" in desk.drawn()
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)
        await desk.press("r")
        assert "80 % undian" in desk.drawn()
        assert desk.app.screen._rows["loss"].text == "4%..5%"
        await desk.press("escape", "2", "n")
        assert isinstance(desk.app.screen, RecordForm)
        assert not desk.app.screen.is_dirty
