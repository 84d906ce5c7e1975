"""The names of a room's lists in one line."""

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import Static


class ListStrip(Static):
    """The names of the lists, the shown one marked; each can be clicked."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(markup=False)
        self._titles = tuple(titles)
        self._ends: list[int] = []

    def rename(self, titles: Sequence[str]) -> None:
        self._titles = tuple(titles)

    def mark(self, chosen: int) -> None:
        text = Text(no_wrap=True)
        self._ends = []
        for i, title in enumerate(self._titles):
            text.append(f"▸ {title}" if i == chosen else f"  {title}", "bold" if i == chosen else "dim")
            text.append(" ")
            self._ends.append(len(text))
        self.update(text)

    def at(self, x: int) -> int | None:
        return next((i for i, end in enumerate(self._ends) if x < end), None)
