"""A room: one page of the main screen, with the commands that apply in it."""

from typing import ClassVar

from textual.containers import Vertical
from textual.widget import Widget

from tui.copying import copy_cell, copy_row
from tui.places import Place
from tui.view import View
from tui.widgets.edited_list import EditedList
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane


class Room(Vertical):
    """Commands arrive as `do_<id>`; those of lists and tables are the same in every room."""

    place: ClassVar[Place]

    def show(self, view: View) -> None:
        raise NotImplementedError

    @property
    def table(self) -> FigureTable:
        """The table that commands act on."""
        raise NotImplementedError

    @property
    def pane(self) -> ListPane | None:
        """The list that commands act on, if the room has one."""
        return None

    @property
    def crumb(self) -> str:
        """What stands behind the room's name at the top."""
        return ""

    @property
    def records(self) -> EditedList | None:
        pane = self.pane
        return pane if isinstance(pane, EditedList) else None

    @property
    def first_focus(self) -> Widget:
        return self.table

    def refusal(self, command: str) -> str:
        """Why a command cannot run now; empty when it can."""
        if command in ("copy_cell", "copy_row") and self.table.cell_text() is None:
            return "Tidak ada baris untuk disalin."
        records = self.records
        return records.refusal(command) if records is not None else ""

    def look_at(self, at: int | None, key: object) -> None:
        """Be ready to show the list in that place, and the row of that key, when one goes there."""

    def close_filter(self) -> bool:
        """Show every row again; False when nothing is left out."""
        return self.pane is not None and self.pane.close_filter()

    def go_to_first(self) -> bool:
        """Show the first of the room's lists; False when it is shown, or all of them are."""
        return False

    def do_new(self) -> None:
        if self.records is not None:
            self.records.add()

    def do_edit(self) -> None:
        if self.records is not None:
            self.records.change()

    def do_delete(self) -> None:
        if self.records is not None:
            self.records.ask_removal()

    def do_open(self) -> None:
        self.do_edit()

    def do_filter(self) -> None:
        if self.pane is not None:
            self.pane.open_filter()

    def do_sort(self) -> None:
        self.notify(self.table.cycle_sort(), timeout=2)

    def do_copy_cell(self) -> None:
        copy_cell(self.table)

    def do_copy_row(self) -> None:
        copy_row(self.table)
