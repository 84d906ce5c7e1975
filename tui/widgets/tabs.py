"""The names of the rooms with their numbers; behind them, where in the room one is."""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from tui.commands import COMMANDS, Place
from tui.text import plain

TABS = (
    Place.OVERVIEW, Place.GROUPS, Place.PROJECTION, Place.MONEY, Place.PEOPLE, Place.HISTORY, Place.COVERAGE
)  # fmt: skip
_KEYS = {command.label: command.key for command in COMMANDS if command.key.isdigit()}


class Tabs(Static):
    """A room's detail is marked as the room it belongs to."""

    class Picked(Message):
        """A name was clicked."""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    def __init__(self) -> None:
        super().__init__(markup=False, id="tabs")
        self._ends: list[int] = []

    def mark(self, place: Place, crumb: str) -> None:
        text = Text(no_wrap=True, overflow="ellipsis")
        self._ends = []
        for tab in TABS:
            here = tab is place or (tab is Place.GROUPS and place is Place.GROUP)
            text.append(f" {_KEYS[tab]} {tab} ", "bold reverse" if here else "")
            self._ends.append(len(text))
        if crumb:
            text.append(f" › {plain(crumb)}", "bold")
        self.update(text)

    def on_click(self, event: events.Click) -> None:
        for tab, end in zip(TABS, self._ends, strict=True):
            if event.x < end:
                self.post_message(self.Picked(tab))
                return
