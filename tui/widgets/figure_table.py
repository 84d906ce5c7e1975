"""A table that draws only the lines in view, with frozen columns, a frozen total, and a cell cursor."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import MOVES
from tui.keymap import key, keyed
from tui.widgets.cells import HEAT_STEPS, Cell, Column, Row, Tone
from tui.widgets.table_layout import PADDING, aligned, fitted, sort_key, whole

# Signs of the steps of heat, so that colour is not needed; none of them touches the number behind it.
_HEAT = " ▏▎▍▌▊"
# How much of the hot colour the highest step takes; numbers stay readable on it.
_HOTTEST = 0.4


class FigureTable(ScrollView, can_focus=True):
    """Rows of cells under a header. The first `fixed` and the last `pinned` columns never scroll away."""

    COMPONENT_CLASSES = {
        "figures--header", "figures--total", "figures--subtotal", "figures--muted", "figures--strong",
        "figures--bad", "figures--heat", "figures--cursor", "figures--cursor-cell", "figures--empty",
    }  # fmt: skip
    BINDINGS = [Binding(key, f"move('{key}')", what, show=False) for key, what in MOVES]

    class Chosen(Message):
        """A cell was clicked that the cursor stood on already."""

        def __init__(self, table: "FigureTable") -> None:
            self.table = table
            super().__init__()

        @property
        def control(self) -> "FigureTable":
            return self.table

    class Pointed(Message):
        """The cursor stands on another row than before."""

        def __init__(self, table: "FigureTable") -> None:
            self.table = table
            super().__init__()

        @property
        def control(self) -> "FigureTable":
            return self.table

    def __init__(
        self,
        *,
        fixed: int = 1,
        pinned: int = 0,
        empty: str = "",
        sortable: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._fixed, self._pinned = fixed, pinned
        self.empty = empty
        self._sortable = sortable
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._total: Row | None = None
        self._shown: Sequence[Row] = ()
        self._widths: list[int] = []
        self._natural: list[int] = []
        self._filter = ""
        self._sorted: tuple[int, bool] | None = None
        # The row to point to once it is there.
        self._awaited: object = None
        self.cursor_row, self.cursor_column = 0, 0
        self._told: Row | None = None

    # What is in it

    def fill(self, columns: Sequence[Column], rows: Sequence[Row], total: Row | None = None) -> None:
        """Show other rows; the cursor stays on the row of the same key, or else where it was."""
        current = self.current
        if len(columns) != len(self._columns):
            self._sorted = None
        self._columns, self._rows, self._total = tuple(columns), tuple(rows), total
        self._natural = self._natural_widths()
        self._arrange()
        if current is not None:
            keys = [row.key for row in self._shown]
            self.cursor_row = keys.index(current.key) if current.key in keys else self.cursor_row
        self._keep_cursor_inside()
        if self._awaited is not None and rows:
            self.point_to(self._awaited)
            self._awaited = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row as entered, whether the filter shows it or not."""
        return self._rows

    def point_to(self, key: object) -> None:
        """Put the cursor on the row of this key, if it is shown."""
        for index, row in enumerate(self._shown):
            if row.key == key:
                self.point(index, self.cursor_column)
                return

    def await_key(self, key: object) -> None:
        """Point to the row of this key, now or when rows come next."""
        self.point_to(key)
        current = self.current
        self._awaited = None if current is not None and current.key == key else key

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._shown[self.cursor_row] if 0 <= self.cursor_row < len(self._shown) else None

    @property
    def on_total(self) -> bool:
        """The cursor stands on the total, one line below the last row."""
        return self._total is not None and self.cursor_row == len(self._shown)

    @property
    def counts(self) -> tuple[int, int]:
        """Rows shown, and rows there are."""
        return len(self._shown), len(self._rows)

    @property
    def filtered_by(self) -> str:
        return self._filter

    def filter_by(self, text: str) -> None:
        self._filter = text.strip()
        self._arrange()
        self._keep_cursor_inside()

    def cycle_sort(self, column: int | None = None) -> str:
        """Sort by a column upwards, then downwards, then as entered; says which, in words."""
        column = self.cursor_column if column is None else column
        if self._sorted is None or self._sorted[0] != column:
            self._sorted = column, False
        elif not self._sorted[1]:
            self._sorted = column, True
        else:
            self._sorted = None
        self._arrange()
        self._keep_cursor_inside()
        if self._sorted is None:
            return "Urutan semula"
        return f"Urut {self._columns[column].title}, {'menurun' if self._sorted[1] else 'menaik'}"

    def point(self, row: int, column: int) -> None:
        self.cursor_row, self.cursor_column = row, column
        self._keep_cursor_inside()

    def cell_text(self) -> str | None:
        row = self._under_cursor()
        return row.cells[self.cursor_column].copied if row else None

    def row_text(self) -> str | None:
        row = self._under_cursor()
        return "\t".join(cell.copied for cell in row.cells) if row else None

    def _under_cursor(self) -> Row | None:
        return self._total if self.on_total else self.current

    # Laying out

    def _arrange(self) -> None:
        wanted = self._filter.casefold()
        shown = [r for r in self._rows if not wanted or any(wanted in c.text.casefold() for c in r.cells)]
        if self._sorted is not None:
            column, descending = self._sorted
            shown.sort(key=lambda row: sort_key(row.cells[column]), reverse=descending)
        self._shown = shown
        self._lay_out()

    def _natural_widths(self) -> list[int]:
        everything = [*self._rows, *([self._total] if self._total else [])]
        return [
            max([cell_len(column.title), *(cell_len(r.cells[i].text) for r in everything)])
            for i, column in enumerate(self._columns)
        ]

    def _lay_out(self) -> None:
        lines = 1 + len(self._shown) + (self._total is not None)
        scrolls = lines > self.size.height > 0
        width = self.size.width - self.styles.scrollbar_size_vertical * scrolls
        self._widths = fitted(self._columns, self._natural, max(1, width))
        size = Size(sum(self._widths), max(lines, 2))
        # Only a table whose height follows its rows moves what stands around it.
        self.refresh(layout=size != self.virtual_size)
        self.virtual_size = size

    def on_resize(self) -> None:
        self._lay_out()
        self._keep_cursor_inside()

    def _keep_cursor_inside(self) -> None:
        last = len(self._shown) - (self._total is None)
        self.cursor_row = max(0, min(self.cursor_row, last))
        self.cursor_column = max(0, min(self.cursor_column, len(self._columns) - 1))
        self._reveal()
        self.refresh()
        if self.current is not self._told:
            self._told = self.current
            # Whoever filters or fills is not the sender: what its parent sends ends at the parent.
            self.post_message(self.Pointed(self).set_sender(self))

    @property
    def _drawn(self) -> Size:
        """What can be drawn on: the widget without its scrollbars."""
        return self.scrollable_content_region.size

    def _reveal(self) -> None:
        body = self._drawn.height - 1 - (self._total is not None)
        x, y = self.scroll_offset
        if body > 0 and self._shown:
            row = min(self.cursor_row, len(self._shown) - 1)
            y = min(max(y, row - body + 1), row)
        if self._fixed <= self.cursor_column < len(self._columns) - self._pinned:
            left = sum(self._widths[self._fixed : self.cursor_column])
            room = self._drawn.width - self._frozen_left - self._frozen_right
            x = min(max(x, self._start_at_least(left + self._widths[self.cursor_column] - room)), left)
        self.scroll_to(x, y, animate=False)

    def _start_at_least(self, x: int) -> int:
        """Where the first scrolling column begins that leaves `x` cells behind."""
        start = 0
        for width in self._widths[self._fixed :]:
            if start >= x:
                break
            start += width
        return start

    @property
    def _frozen_left(self) -> int:
        return sum(self._widths[: self._fixed])

    @property
    def _frozen_right(self) -> int:
        return sum(self._widths[len(self._widths) - self._pinned :])

    # Drawing

    def render_line(self, y: int) -> Strip:
        width, height = self._drawn
        if not self._columns:
            return Strip.blank(width, self.rich_style)
        if y == 0:
            return self._strip(self._header(), width, self._style("header"))
        total_at = min(height - 1, 1 + max(len(self._shown), not self._shown))
        if self._total is not None and y == total_at:
            return self._row_strip(self._total, len(self._shown), width, is_total=True)
        index = self.scroll_offset.y + y - 1
        if index < len(self._shown) and (self._total is None or y < total_at):
            return self._row_strip(self._shown[index], index, width)
        if y == 1 and not self._shown:
            return self._notice(width)
        return Strip.blank(width, self.rich_style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"figures--{part}", partial=True)

    def _notice(self, width: int) -> Strip:
        text = keyed(self.empty)
        if self._filter:
            text = f"Tidak ada yang cocok dengan “{self._filter}”. {key('back')} menampilkan semua."
        style = self.rich_style + self._style("empty")
        return Strip([Segment(set_cell_size(f" {text}", width), style)], width)

    def _header(self) -> list[Segment]:
        segments = []
        for i, column in enumerate(self._columns):
            title = column.title
            if self._sorted is not None and self._sorted[0] == i:
                mark = "▼" if self._sorted[1] else "▲"
                title = f"{title[: self._widths[i] - PADDING - 1]}{mark}"
            segments.append(Segment(aligned(title, self._widths[i], column.right), self._style("header")))
        return segments

    def _row_strip(self, row: Row, index: int, width: int, *, is_total: bool = False) -> Strip:
        base = self.rich_style + self._style("total") if is_total else self.rich_style
        cursor = self._style("cursor") if index == self.cursor_row else Style.null()
        segments = []
        for i, (cell, column) in enumerate(zip(row.cells, self._columns, strict=True)):
            style = base + self._style("subtotal") if column.is_subtotal and not is_total else base
            style += self._toned(row.tone) + self._toned(cell.tone) + self._heated(cell) + cursor
            if cursor and i == self.cursor_column and self.has_focus:
                style += self._style("cursor-cell")
            text = aligned(cell.text, self._widths[i], column.right)
            # The free cell before a number takes the sign, so that columns need no more room.
            segments.append(Segment(f"{_HEAT[cell.heat]}{text[1:]}" if cell.heat else text, style))
        return self._strip(segments, width, base + cursor)

    def _toned(self, tone: Tone) -> Style:
        return Style.null() if tone is Tone.PLAIN else self._style(tone)

    def _heated(self, cell: Cell) -> Style:
        """More of the hot colour in the background with every step."""
        if not cell.heat:
            return Style.null()
        ends = self.get_component_styles("figures--heat")
        share = _HOTTEST * cell.heat / HEAT_STEPS
        return Style(bgcolor=ends.background.blend(ends.color, share).rich_color)

    def _strip(self, segments: list[Segment], width: int, rest: Style) -> Strip:
        """One line: frozen columns, what of the others is scrolled into view, and `rest` up to the edge."""
        end = len(segments) - self._pinned
        left, right = Strip(segments[: self._fixed]), Strip(segments[end:])
        room = max(0, width - left.cell_length - right.cell_length)
        x = self.scroll_offset.x
        middle = Strip(whole(segments[self._fixed : end], x, x + room)).crop(x, x + room)
        gap = Strip([Segment(" " * (room - middle.cell_length), rest)])
        return Strip.join([left, middle, right, gap]).crop(0, width)

    # Moving

    def action_move(self, key: str) -> None:
        page = max(1, self._drawn.height - 3)
        last_row = len(self._shown) - (self._total is None)
        steps = {
            "up": (self.cursor_row - 1, self.cursor_column),
            "down": (self.cursor_row + 1, self.cursor_column),
            "left": (self.cursor_row, self.cursor_column - 1),
            "right": (self.cursor_row, self.cursor_column + 1),
            "pageup": (self.cursor_row - page, self.cursor_column),
            "pagedown": (self.cursor_row + page, self.cursor_column),
            "home": (self.cursor_row, 0),
            "end": (self.cursor_row, len(self._columns) - 1),
            "ctrl+home": (0, self.cursor_column),
            "ctrl+end": (last_row, self.cursor_column),
        }
        before = self.cursor_row, self.cursor_column
        self.point(*steps[key])
        if before == (self.cursor_row, self.cursor_column):
            # At an edge the key belongs to what scrolls around the table.
            raise SkipAction

    def on_click(self, event: events.Click) -> None:
        event.stop()
        column = self._column_at(event.x)
        if event.y == 0:
            if self._sortable:
                self.cycle_sort(column)
            return
        total_at = min(self._drawn.height - 1, 1 + len(self._shown))
        on_total = self._total is not None and event.y == total_at
        row = len(self._shown) if on_total else self.scroll_offset.y + event.y - 1
        if row > len(self._shown) - (self._total is None):
            return
        again = (row, column) == (self.cursor_row, self.cursor_column)
        self.point(row, column)
        if again:
            self.post_message(self.Chosen(self))

    def _column_at(self, x: int) -> int:
        whole = sum(self._widths)
        drawn = min(self._drawn.width, whole)
        if x >= drawn - self._frozen_right:
            x += whole - drawn
        elif x >= self._frozen_left:
            x += self.scroll_offset.x
        end = 0
        for i, width in enumerate(self._widths):
            end += width
            if x < end:
                return i
        return len(self._widths) - 1
