"""Keys that come faster than the screen is drawn, as after a pause of a slow machine."""

from textual import events

from tui.widgets.field_row import FieldRow


async def test_what_is_typed_right_after_tab_belongs_into_the_next_field(open_desk):
    """In the form of a head count: month, kind, heads; the five keys wait in the queue together."""
    async with open_desk() as desk:
        await desk.press("2", "enter", "tab", "n")
        month, kind, heads = list(desk.app.screen.query(FieldRow))[1:4]
        before = month.text, kind.text
        for key, character in (("tab", None), ("tab", None), ("1", "1"), ("2", "2"), ("3", "3")):
            desk.app.post_message(events.Key(key, character))
        await desk.press("shift+tab", "tab")
        assert (month.text, kind.text, heads.text) == (*before, "123")
