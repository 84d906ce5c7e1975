"""Picking one of several: a filter on top, a table below."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from tui.commands import dialog_bindings
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.figure_table import FigureTable


class Choose(Dialog[Any]):
    """Closes with the key of the chosen row; typing narrows the list."""

    place = Place.CHOICE
    BINDINGS = dialog_bindings(Place.CHOICE)

    def __init__(self, title: str, columns: Sequence[Column], rows: Sequence[Row], at: int = 0) -> None:
        super().__init__()
        self.title_text = title
        self._columns, self._rows, self._at = columns, rows, at
        self._table = FigureTable(empty="Tidak ada pilihan.", sortable=False)

    def body(self) -> Iterable[Widget]:
        yield Input(placeholder="Ketik untuk menyaring", compact=True, classes="filter")
        yield self._table

    def on_mount(self) -> None:
        self._table.can_focus = False
        self._table.fill(self._columns, self._rows)
        self._table.point(self._at, 0)
        self.pointed(self._table.current)
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._table.filter_by(event.value)
        self.pointed(self._table.current)

    def on_input_submitted(self) -> None:
        self.action_pick()

    def pointed(self, row: Row | None) -> None:
        """Called when another row is under the cursor, or none."""

    def key_up(self) -> None:
        self._move(-1)

    def key_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        self._table.point(self._table.cursor_row + step, 0)
        self.pointed(self._table.current)

    def on_figure_table_chosen(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        row = self._table.current
        if row is not None:
            self.dismiss(row.key)
