"""The names of the rooms with their numbers; behind them, where in the room one is."""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from tui.commands import Place
from tui.text import plain

TABS = (Place.OVERVIEW, Place.GROUPS, Place.PROJECTION, Place.MONEY, Place.PEOPLE, Place.HISTORY)


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
        for number, tab in enumerate(TABS, start=1):
            here = tab is place or (tab is Place.GROUPS and place is Place.GROUP)
            text.append(f" {number} {tab} ", "bold reverse" if here else "")
            self._ends.append(len(text))
        if crumb:
            text.append(f" › {plain(crumb)}", "bold")
        self.update(text)

    def on_click(self, event: events.Click) -> None:
        for tab, end in zip(TABS, self._ends, strict=True):
            if event.x < end:
                self.post_message(self.Picked(tab))
                return
