"""Dasar hukum: every value of the law that the plan uses or may use, over the plan's months."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult

from budget.engine.law_calendar import Parameter, law_parameters
from budget.law import load_law
from tui.jobs import CancelToken, jobs
from tui.keymap import key
from tui.law import COLUMNS, Place, explained, gap_line, law_rows
from tui.places import Place as RoomPlace
from tui.screens.reading import Reading
from tui.screens.room import Room
from tui.text import plain
from tui.view import View
from tui.widgets.figure_table import FigureTable
from tui.widgets.law_strip import LawStrip
from tui.widgets.list_pane import ListPane
from tui.widgets.said import Said


class LawRoom(Room):
    """The calendar on top follows the list below it."""

    place = RoomPlace.LAW

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._parameters: tuple[Parameter, ...] = ()
        self._strip = LawStrip()
        self._gaps = Said("", id="law-gaps", markup=False)
        self._pane = ListPane(empty="Membaca …", id="law-list")

    def compose(self) -> ComposeResult:
        yield self._strip
        yield self._gaps
        yield self._pane

    def on_mount(self) -> None:
        self._gaps.display = False

    @property
    def pane(self) -> ListPane:
        return self._pane

    @property
    def table(self) -> FigureTable:
        return self._pane.table

    def show(self, view: View) -> None:
        """The law of the plan on screen: a scenario may bring values of its own."""
        self._view = view
        plan = view.answer.projection.plan

        def came(found: tuple[Parameter, ...]) -> None:
            if self._view is view:
                self._fill(view, found)

        read = partial(law_parameters, plan, load_law())
        jobs(self).run_job("membaca hukum", read, came, None, CancelToken(), quiet=True)

    def _fill(self, view: View, found: Sequence[Parameter]) -> None:
        self._parameters = tuple(found)
        self._strip.show(self._parameters)
        self._gaps.update(plain(gap_line(found)))
        self._gaps.display = bool(gap_line(found))
        used = sum(bool(each.uses) for each in found)
        scenario = f" · skenario {view.question.scenario}" if view.question.scenario else ""
        heading = f"{used} dari {len(found)} nilai dipakai · {key('open')} menjelaskan{scenario}"
        self._pane.fill(COLUMNS, law_rows(found), heading=plain(heading))
        self._choose()

    def on_figure_table_pointed(self) -> None:
        self._choose()

    def _choose(self) -> None:
        row = self.table.current
        if row is not None and self._parameters:
            self._strip.choose(row.key.parameter, row.key.value)

    def refusal(self, command: str) -> str:
        if command == "open" and self.table.current is None:
            return "Tidak ada nilai yang disorot."
        return super().refusal(command)

    def do_open(self) -> None:
        row = self.table.current
        if row is not None:
            key: Place = row.key
            parameter = self._parameters[key.parameter]
            self.app.push_screen(Reading(parameter.label, explained(parameter, key)))
