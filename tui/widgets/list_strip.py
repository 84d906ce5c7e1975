"""The names of a room's lists in one line."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Static

# Between two names; where the line is too narrow they stand closer, at last without room for the mark.
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
        kept, gap = self._spaces()
        for i, title in enumerate(self._titles):
            text.append(f"{_MARK if i == chosen else kept}{title}", "bold" if i == chosen else "dim")
            text.append(" " * gap)
            self._ends.append(len(text))
        self.update(text)

    def on_resize(self) -> None:
        self.mark(self._chosen)

    def _spaces(self) -> tuple[str, int]:
        """What stands before names without the mark, and how many spaces lie between two."""
        names = sum(map(cell_len, self._titles))
        between, room = len(self._titles) - 1, self.content_size.width
        for kept, marks in ((" " * len(_MARK), len(self._titles)), ("", 1)):
            taken = names + marks * len(_MARK)
            for gap in _GAPS:
                if taken + between * gap <= room or not room:
                    return kept, gap
        return "", _GAPS[-1]

    def at(self, x: int) -> int | None:
        return next((i for i, end in enumerate(self._ends) if x < end), None)
