"""The names of a room's lists in one line."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Static

# Between two names; where the line is too narrow they stand closer.
_GAPS = (3, 2, 1)
_MARK = "▸ "


class ListStrip(Static):
    """The names of the lists, the shown one marked; each can be clicked."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(markup=False)
        self._titles = tuple(titles)
        self._ends: list[int] = []
        self._chosen = 0

    def rename(self, titles: Sequence[str]) -> None:
        self._titles = tuple(titles)

    def mark(self, chosen: int) -> None:
        self._chosen = chosen
        text = Text(no_wrap=True)
        self._ends = []
        gap = " " * self._gap()
        for i, title in enumerate(self._titles):
            text.append(f"{_MARK}{title}" if i == chosen else f"  {title}", "bold" if i == chosen else "dim")
            text.append(gap)
            self._ends.append(len(text))
        self.update(text)

    def on_resize(self) -> None:
        self.mark(self._chosen)

    def _gap(self) -> int:
        taken = sum(len(_MARK) + cell_len(title) for title in self._titles)
        between, room = len(self._titles) - 1, self.content_size.width
        return next((gap for gap in _GAPS if taken + between * gap <= room or not room), _GAPS[-1])

    def at(self, x: int) -> int | None:
        return next((i for i, end in enumerate(self._ends) if x < end), None)
