"""A room of several lists, one of them shown at a time; Tab and the mouse go from one to the next."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.screens.room import Room
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane
from tui.widgets.list_strip import ListStrip
from tui.widgets.people_list import PeopleList


class ListedRoom(Room):
    """`titles` stand in the strip above the lists; `at` is the place of the shown one.

    Neighbours of the same title share one name in the strip, so that it fits on 80 columns.
    """

    def __init__(self, titles: Sequence[str], lists: Sequence[ListPane | PeopleList]) -> None:
        super().__init__()
        self.lists = tuple(lists)
        self.at = 0
        self._titles = tuple(titles)
        self._strip = ListStrip(self._names)

    def compose(self) -> ComposeResult:
        yield self._strip
        with Vertical():
            yield from self.lists

    def on_mount(self) -> None:
        self.turn_to(self.at)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._titles))

    @property
    def pane(self) -> ListPane | None:
        shown = self.lists[self.at]
        return shown if isinstance(shown, ListPane) else None

    @property
    def table(self) -> FigureTable:
        return self.lists[self.at].table

    @property
    def crumb(self) -> str:
        return self._titles[self.at] if self.at else ""

    def look_at(self, at: int | None, key: object) -> None:
        if at is not None and self.is_attached:
            self.turn_to(at)
        elif at is not None:
            self.at = at
        if key is not None:
            self.table.await_key(key)

    def rename(self, titles: Sequence[str]) -> None:
        self._titles = tuple(titles)
        self._strip.rename(self._names)
        self._mark()

    def _mark(self) -> None:
        self._strip.mark(self._names.index(self._titles[self.at]))

    def turn_to(self, at: int) -> None:
        """Show the list in that place; behind the last one comes the first."""
        self.at = at % len(self.lists)
        for place, each in enumerate(self.lists):
            each.display = place == self.at
        self._mark()

    def look_at_list(self, title: str) -> None:
        """Show the first list whose name begins so, now or once the room is shown."""
        self.at = next(at for at, each in enumerate(self._titles) if each.startswith(title))
        if self.is_attached:
            self.turn_to(self.at)

    def do_next_list(self) -> None:
        self.go_to(self.at + 1)

    def do_previous_list(self) -> None:
        self.go_to(self.at - 1)

    def go_to(self, at: int) -> None:
        """Show the list in that place, and let the keys go there."""
        self.turn_to(at)
        self.table.focus()

    def go_to_first(self) -> bool:
        if not self.at:
            return False
        self.go_to(0)
        return True

    def on_click(self, event: events.Click) -> None:
        if event.widget is self._strip and (chosen := self._strip.at(event.x)) is not None:
            self.go_to(self._place_called(self._names[chosen]))

    def _place_called(self, title: str) -> int:
        """The first list of that title; where one of them is shown, the next one."""
        places = [place for place, each in enumerate(self._titles) if each == title]
        return next((place for place in places if self.at in places and place > self.at), places[0])
