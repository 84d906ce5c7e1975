"""The names of the rooms with their numbers; behind them, where in the room one is."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from tui.commands import command
from tui.jobs import jobs
from tui.places import Place
from tui.text import plain

TABS = (
    Place.OVERVIEW, Place.GROUPS, Place.PROJECTION, Place.MONEY, Place.PEOPLE, Place.HISTORY, Place.VERSIONS,
    Place.REALISATION, Place.COVERAGE, Place.LAW,
)  # fmt: skip
# A name keeps so many letters, or only its number stays.
_LENGTHS = (7, 6, 5, 4, 0)


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
        self._place, self._crumb = Place.OVERVIEW, ""

    def mark(self, place: Place, crumb: str) -> None:
        self._place, self._crumb = place, crumb
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        text = Text(no_wrap=True, overflow="ellipsis")
        self._ends = []
        at = TABS.index(Place.GROUPS if self._place is Place.GROUP else self._place)
        crumb = f" › {plain(self._crumb)}" if self._crumb else ""
        keymap = jobs(self).keymap
        names = [f"{keymap.key(command(tab.name.lower()))} {tab}" for tab in TABS]
        for place, name in enumerate(fitted_names(names, at, self.size.width - cell_len(crumb))):
            text.append(name, "bold reverse" if place == at else "")
            self._ends.append(len(text))
        text.append(crumb, "bold")
        self.update(text)

    def on_click(self, event: events.Click) -> None:
        for tab, end in zip(TABS, self._ends, strict=True):
            if event.x < end:
                self.post_message(self.Picked(tab))
                return


def fitted_names(names: Sequence[str], at: int, room: int) -> list[str]:
    """Names like ``1 Ringkasan`` in so many cells: first closer together, then cut; the one at `at` is whole.

    Where even the numbers alone are too long they are given as they are.
    """
    found = [f" {name} " for name in names]
    if _width(found) <= room:
        return found
    for most in (None, *_LENGTHS):
        found = [
            f" {name}{' ' if place == at else ''}" if place == at or most is None else f" {_cut(name, most)}"
            for place, name in enumerate(names)
        ]
        if _width(found) <= room:
            break
    return found


def _cut(name: str, most: int) -> str:
    number, words = name.split(" ", 1)
    if not most:
        return number
    return name if len(words) <= most else f"{number} {words[: most - 1]}."


def _width(parts: Sequence[str]) -> int:
    return sum(map(cell_len, parts))
