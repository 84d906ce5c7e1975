"""Who stays and who goes in a cut, by group and kecamatan, each with the reason."""

from collections.abc import Iterable

from rich.text import Text
from textual.widget import Widget

from budget.engine.cut_reasons import CutRow
from budget.engine.orders import ORDER_LABELS
from budget.engine.solve import Cut
from budget.services.solve_words import CUT_HEADINGS
from tui.commands import dialog_bindings
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.screens.reading import Reading
from tui.text import plain
from tui.widgets.cells import Column, Row, Tone, amount, words
from tui.widgets.list_pane import ListPane


class CutRows(Dialog[None]):
    """Rows that are cut come first; Enter shows a reason that has no room."""

    place = Place.CUT
    BINDINGS = dialog_bindings(Place.CUT)
    title_text = "Siapa dipotong"

    def __init__(self, cut: Cut) -> None:
        super().__init__()
        self._cut = cut
        self._pane = ListPane(f"Urutan: {ORDER_LABELS[cut.order]}", empty="Tidak ada orang.")

    def body(self) -> Iterable[Widget]:
        yield self._pane

    def on_mount(self) -> None:
        group, kecamatan, people, kept, cut, reason = CUT_HEADINGS
        columns = (
            Column(group, least=10),
            Column(kecamatan, least=9),
            *(Column(title, right=True) for title in (people, kept, cut)),
            Column(reason, least=12, grows=True),
        )
        rows = sorted(self._cut.rows, key=lambda row: not row.cut)
        note = f"{sum(bool(row.cut) for row in rows)} dari {len(rows)} baris dipotong"
        self._pane.fill(columns, [_row(row) for row in rows], note=note)
        self._pane.table.focus()

    def action_filter(self) -> None:
        self._pane.open_filter()

    def action_sort(self) -> None:
        self.notify(self._pane.table.cycle_sort(), timeout=2)

    def action_copy_row(self) -> None:
        if (text := self._pane.table.row_text()) is not None:
            self.app.copy_to_clipboard(text)
            self.notify("Baris disalin.", timeout=2)

    def on_figure_table_chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        row = self._pane.table.current
        if row is not None:
            place = " · ".join(filter(None, (row.key.group, row.key.kecamatan)))
            self.app.push_screen(Reading(place, Text(plain(row.key.reason))))

    def action_back(self) -> None:
        if not self._pane.close_filter():
            self.dismiss(None)


def _row(row: CutRow) -> Row:
    tone = Tone.STRONG if row.cut else Tone.PLAIN
    cells = (
        words(row.group),
        words(row.kecamatan or "–"),
        *(amount(count, tone) for count in (row.people, row.kept, row.cut)),
        words(row.reason, Tone.MUTED),
    )
    return Row(row, cells)
