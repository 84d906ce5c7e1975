"""A table of any length: it holds the keys of all rows, and the cells of those near what is looked at."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import overload

from textual.message import Message

from tui.keymap import keyed
from tui.widgets.cells import Cell, Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.table_layout import PADDING

MOST_KEPT = 2_000
_WAITING, _GONE = "…", "sudah diubah; {recalculate} memuat ulang"


class Pages(Sequence[Row]):
    """The rows of these keys; one whose cells have not come yet is a line of dots."""

    def __init__(self, keys: Sequence[int], columns: int) -> None:
        self.keys = keys
        self._known: dict[int, Row] = {}
        self._waiting = tuple(Cell(_WAITING, "", Tone.MUTED) for _ in range(columns))

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        key = self.keys[index]
        return self._known.get(key) or Row(key, self._waiting)

    def __iter__(self) -> Iterator[Row]:
        return (self[i] for i in range(len(self)))

    def knows(self, key: int) -> bool:
        return key in self._known

    def keep(self, asked: Iterable[int], rows: Iterable[Row]) -> None:
        """Cells that have come; of the keys `asked` for, those that did not are gone."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        gone = (words(keyed(_GONE), Tone.MUTED), *self._waiting[1:])
        self._known.update({key: Row(key, gone) for key in asked})
        self._known.update({row.key: row for row in rows})


class PagedTable(FigureTable):
    """Asks for the rows in view, a screen before and a screen after them, whenever they are not known."""

    class RowsWanted(Message):
        """The cells of these keys are about to be seen."""

        def __init__(self, keys: Sequence[int]) -> None:
            self.keys = keys
            super().__init__()

    class OrderWanted(Message):
        """Another column leads, downwards or not; None for the order of the lists."""

        def __init__(self, by: tuple[int, bool] | None) -> None:
            self.by = by
            super().__init__()

    def __init__(
        self,
        columns: Sequence[Column],
        natural: Sequence[int],
        *,
        ordered_by: Container[int],
        empty: str,
        id: str,
    ) -> None:
        """`natural` is how wide each column would like to be: nobody measures a million rows.

        `ordered_by` are the columns by which whoever finds the rows can put them in order.
        """
        super().__init__(empty=empty, id=id)
        self._ordered_by = ordered_by
        self._columns = tuple(columns)
        self._natural = list(natural)
        # It may be drawn before it is told its size.
        self._widths = [width + PADDING for width in natural]
        self._pages = Pages((), len(columns))
        self._asked: frozenset[int] = frozenset()

    def cycle_sort(self, column: int | None = None) -> str:
        column = self.cursor_column if column is None else column
        if column not in self._ordered_by:
            return f"Daftar ini tidak dapat diurutkan menurut {self._columns[column].title}."
        return super().cycle_sort(column)

    def _arrange(self) -> None:
        self.post_message(self.OrderWanted(self._sorted))

    def page(self, keys: Sequence[int], *, stay: bool = False) -> None:
        """Show other rows; the cursor goes to the top, or stays where it is."""
        row = self.cursor_row if stay else 0
        self._pages = Pages(keys, len(self._columns))
        self._asked = frozenset()
        self._show_pages(row)

    def lengthen(self, keys: Sequence[int]) -> None:
        """The same rows, and more of them."""
        self._pages.keys = keys
        self._show_pages(self.cursor_row)

    def _show_pages(self, row: int) -> None:
        self._shown = self._pages
        self._lay_out()
        self.point(row, self.cursor_column)
        self._look_ahead()

    def put(self, asked: Sequence[int], rows: Iterable[Row]) -> None:
        """Cells that were asked for."""
        self._pages.keep(asked, rows)
        self._asked = frozenset()
        self.refresh()
        self._look_ahead()

    @property
    def counts(self) -> tuple[int, int]:
        return len(self._pages), len(self._pages)

    @property
    def key(self) -> int | None:
        """The key of the row under the cursor, whether its cells have come or not."""
        return self._pages.keys[self.cursor_row] if 0 <= self.cursor_row < len(self._pages) else None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead()

    def on_resize(self) -> None:
        self._look_ahead()

    def _look_ahead(self) -> None:
        height = max(1, self.size.height)
        top = int(self.scroll_offset.y)
        seen = self._pages.keys[max(0, top) : top + height]
        # One page is on its way at a time: where one has scrolled to by then is asked for next.
        if self._asked or all(self._pages.knows(key) for key in seen):
            return
        wanted = self._pages.keys[max(0, top - height) : top + 2 * height]
        missing = [key for key in wanted if not self._pages.knows(key)]
        self._asked = frozenset(missing)
        self.post_message(self.RowsWanted(missing))

    def forget(self) -> None:
        """What was asked for will not come."""
        self._asked = frozenset()


def natural_widths(columns: Sequence[Column], widths: Iterable[int]) -> list[int]:
    """At least as wide as the titles."""
    return [max(len(column.title), width) for column, width in zip(columns, widths, strict=True)]
