"""Skenario: choose the one that every page shows; add, change and remove them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from budget.services.scenarios import Scenario, lines_of
from tui.commands import dialog_bindings
from tui.keymap import keyed
from tui.places import Place
from tui.screens.confirm import removal
from tui.screens.dialog import Dialog
from tui.screens.reason import run_with_reason
from tui.screens.scenario_form import scenario_form
from tui.text import plain
from tui.view import View, remove
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.said import Said

_COLUMNS = (Column("Skenario", least=12), Column("Di atas", least=7), Column("Isi", least=16, grows=True))


class Scenarios(Dialog[str]):
    """Closes with the name of the chosen scenario, empty for the plan as it stands.

    `changed` is told of every edit, with the view after it.
    """

    place = Place.SCENARIOS
    BINDINGS = dialog_bindings(Place.SCENARIOS)
    title_text = "Pilih skenario"

    def __init__(self, view: View, changed: Callable[[Any], None]) -> None:
        super().__init__()
        self._view, self._changed = view, changed
        self._table = FigureTable(sortable=False)

    def body(self) -> Iterable[Widget]:
        yield self._table
        yield Said("", classes="note", markup=False)

    def on_mount(self) -> None:
        self._fill(self._view.question.scenario or "")
        self._table.focus()

    def _fill(self, at: str) -> None:
        scenarios = self._view.plan.scenarios
        rows = [Row("", (words("dasar"), words(""), words("rencana apa adanya", Tone.MUTED)))]
        rows += [
            Row(s.name, (words(s.name), words(s.base), words(_content(s), Tone.MUTED))) for s in scenarios
        ]
        self._table.fill(_COLUMNS, rows)
        self._table.point_to(at)
        self._tell()

    def _tell(self) -> None:
        scenarios = self._view.plan.scenarios
        said = (
            "{new} menambah, {edit} mengubah, {delete} menghapus."
            if scenarios
            else "Belum ada skenario. Tekan {new} untuk menambah."
        )
        self.query_one(".note", Static).update(keyed(said))

    @property
    def _current(self) -> Scenario | None:
        row = self._table.current
        return (
            None if row is None else next((s for s in self._view.plan.scenarios if s.name == row.key), None)
        )

    def on_figure_table_chosen(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        row = self._table.current
        if row is not None:
            self.dismiss(str(row.key))

    def action_new(self) -> None:
        base = self._current.name if self._current else ""
        form = scenario_form(self._view, None, Scenario("", base=base), "Tambah skenario")
        self.app.push_screen(form, self._edited)

    def action_edit(self) -> None:
        if (current := self._current) is None:
            self._refuse()
            return
        form = scenario_form(self._view, current, current, "Ubah skenario")
        self.app.push_screen(form, self._edited)

    def action_delete(self) -> None:
        if (current := self._current) is None:
            self._refuse()
            return

        def answered(sure: bool | None) -> None:
            if sure:
                run_with_reason(self, "menghapus", partial(remove, self._view, current), self._edited)

        self.app.push_screen(removal(f"skenario “{plain(current.name)}”"), answered)

    def _refuse(self) -> None:
        self.notify("Rencana dasar bukan skenario: ubah di halaman lain.", severity="warning", markup=False)

    def _edited(self, result: Any) -> None:
        if result is None:
            return
        before = {s.name for s in self._view.plan.scenarios}
        _, self._view = result
        self._changed(result)
        added = [s.name for s in self._view.plan.scenarios if s.name not in before]
        current = self._table.current
        self._fill(added[0] if added else str(current.key) if current else "")


def _content(scenario: Scenario) -> str:
    """The note where there is one, else what it changes."""
    return scenario.note or "; ".join(lines_of(scenario).splitlines()) or "belum ada andaian"
