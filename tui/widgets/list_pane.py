"""A table with its heading, a filter that opens on demand, and a line that says what is left out."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.keymap import keyed
from tui.widgets.cells import Column, Row
from tui.widgets.figure_table import FigureTable
from tui.widgets.said import Said
from tui.widgets.typed_inputs import PlainInput

_ASKING = "Saring: ketik kata, Enter ke tabel, {back} menutup"


class ListPane(Vertical):
    """`heading` stands above the table; `note` below it, beside what the filter leaves out."""

    def __init__(
        self, heading: str = "", *, empty: str = "", fixed: int = 1, pinned: int = 0, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._heading = heading
        self._note = ""
        self.table = FigureTable(fixed=fixed, pinned=pinned, empty=empty)

    def compose(self) -> ComposeResult:
        yield Said(self._heading, classes="heading", markup=False)
        yield PlainInput(placeholder=keyed(_ASKING), classes="filter", compact=True)
        yield self.table
        yield Said("", classes="note", markup=False)

    def on_mount(self) -> None:
        self._filter_input.display = False
        self._tell()

    @property
    def _filter_input(self) -> Input:
        return self.query_one(".filter", Input)

    def fill(
        self, columns: Sequence[Column], rows: Sequence[Row], total: Row | None = None, *,
        heading: str | None = None, note: str = "",
    ) -> None:  # fmt: skip
        if heading is not None:
            self._heading = heading
        self._note = note
        self.table.fill(columns, rows, total)
        self._tell()

    def open_filter(self) -> None:
        self._filter_input.display = True
        self._filter_input.focus()

    def close_filter(self) -> bool:
        """Show every row again; False when no filter was open."""
        if not self._filter_input.display:
            return False
        self._filter_input.value = ""
        self._filter_input.display = False
        self.table.filter_by("")
        self._tell()
        self.table.focus()
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.table.filter_by(event.value)
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.table.focus()

    def _tell(self) -> None:
        shown, there = self.table.counts
        parts = [self._note] if self._note else []
        if self.table.filtered_by:
            parts.insert(0, f"{shown} dari {there} baris cocok")
        note = self.query_one(".note", Static)
        note.update(" · ".join(parts))
        note.display = bool(parts)
        heading = self.query_one(".heading", Static)
        heading.update(self._heading)
        heading.display = bool(self._heading)
